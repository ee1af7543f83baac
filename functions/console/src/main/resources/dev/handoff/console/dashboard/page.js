/** Puts the page together: what comes from the server goes to the pictures, the words, the panel. */

import {at, byId, clock, html, keyed, millis, rows, set, span, stamp, text} from "./dom.js";
import {connect} from "./feed.js";
import * as panel from "./panel.js";
import * as picture from "./picture.js";
import {Strips, shown} from "./pulse.js";
import * as timeline from "./timeline.js";

const SIGNS = {ok: "✓", degraded: "!", moving: "→", down: "✕"};
const RANGES = [600, 3600, 21_600, 86_400];
const LOUD = new Set(["owner-changed", "held", "group-stopped"]);
const BAD = new Set(["node-silent", "resource-failed", "group-stopped", "start-failed", "address-stuck", "held"]);
const GOOD = new Set(["owner-changed", "node-returned", "hold-ended", "resource-recovered"]);

const strips = new Strips(byId("strips"));
let scene = null;
let chosen = null;
let range = null;
let cameFrom = null;

connect({
  scene: (next) => {
    const first = scene === null;
    scene = next;
    strips.beat = {interval: millis(scene.beat.interval), timeout: millis(scene.beat.timeout)};
    showAll();
    if (first) begin();
    else explainAgain();
  },
  pulse: (beats) => strips.add(beats),
  health: showHealth,
});

function begin() {
  const worst = (scene.view.groups ?? []).find((g) => g.state !== "active") ?? scene.view.groups?.[0];
  if (worst) choose({kind: "group", name: worst.name}, false);
}

function showAll() {
  showHeadline();
  draw();
  showTables();
  showNews();
  text(byId("cluster"), scene.view.cluster);
  text(byId("where"), scene.where);
  text(byId("window"), `the last ${span(shown(millis(scene.beat.interval)))}; silence counts from ${span(millis(scene.beat.timeout))}`);
  byId("cut").hidden = !scene.cut;
}

function showHeadline() {
  const {level, title, notes} = scene.headline;
  if (byId("title").textContent !== title) {
    text(byId("announcer"), title);
  }
  set(byId("headline"), {class: `headline ${level}`});
  text(byId("sign"), SIGNS[level]);
  text(byId("title"), title);
  keyed(byId("notes"), notes ?? [], (note) => note, (note) => html("li", {}, note), () => {});
  document.title = `${SIGNS[level]} ${scene.view.cluster} · handoff`;
}

function draw() {
  if (!scene) return;
  picture.draw(byId("picture"), scene.view, chosen, choose);
  const reach = range ?? timeline.fitting(scene.timeline, RANGES);
  for (const input of byId("ranges").querySelectorAll("input")) {
    input.checked = Number(input.value) === reach;
  }
  timeline.draw(byId("timeline"), scene, strips.now(), reach, chosen,
    (handover) => choose({kind: "handover", entry: handover.entry}));
  keyed(byId("legend"), ["failover", "planned", "silent", "failed"], (k) => k, legend, () => {});
}

function legend(kind) {
  const words = {failover: "failover", planned: "start or move on purpose", silent: "silent", failed: "a service failed"};
  return html("li", {}, html("i", {class: kind}, kind === "failed" ? "×" : ""), words[kind]);
}

function showTables() {
  const {view} = scene;
  const inGroup = (name) => (view.groups ?? []).find((g) => (g.members ?? []).includes(name))?.name ?? "";
  rows(byId("resources"), [
    ...(view.groups ?? []).map((g) => [g.name, "group", "", g.state + (g.owner ? ` on ${g.owner}` : "")]),
    ...(view.addresses ?? []).map((a) => [a.name, a.kind, inGroup(a.name), a.place]),
    ...(view.groups ?? []).flatMap((g) => (g.services ?? []).map((s) =>
      [s.name, s.kind, g.name, `${s.state} on ${s.node}` + (s.failCount ? `, failed ${picture.count(s)}` : "")])),
  ]);
  rows(byId("nodes"), (view.nodes ?? []).map((n) => [
    n.name, picture.PRESENCE[n.presence] + (n.standby ? ", standby" : ""),
    Object.entries(n.attributes ?? {}).map(([k, v]) => `${k}: ${v}`).join(", ")]));
  rows(byId("handovers"), (scene.handovers ?? []).map(({handover, text: words}) => {
    const time = (iso) => handover.course ? span(millis(iso)) : "";
    const link = panel.report(handover);
    set(link, {class: null, "aria-label": `Save the report: ${words}`});
    text(link, "save");
    return [stamp(at(handover.begun), strips.now()), words, time(handover.course?.detect), time(handover.course?.move), time(handover.course?.serve), link];
  }));
}

function showNews() {
  const wanted = byId("find").value.trim().toLowerCase();
  const lines = (scene.journal ?? []).filter((line) => line.text.toLowerCase().includes(wanted));
  keyed(byId("news"), lines, (line) => `${line.number}-${line.at}`, (line) => {
    const classes = [LOUD.has(line.event) && "loud", BAD.has(line.event) && "bad", GOOD.has(line.event) && "good"];
    return html("li", {class: classes.filter(Boolean).join(" ")},
      html("time", {datetime: line.at, title: line.at}, stamp(at(line.at), strips.now())), html("i"), html("span", {}, line.text));
  }, () => {});
}

/** Shows one thing in the panel; the focus follows a person's choice, and nothing else. */
async function choose(what, byHand = true) {
  if (byHand) cameFrom = document.activeElement;
  chosen = what;
  draw();
  await explainAgain();
  if (byHand) {
    byId("why").scrollIntoView({block: "nearest", behavior: "smooth"});
    const answer = byId("answer").firstElementChild;
    text(byId("announcer"), `${byId("why-title").innerText} ${answer?.innerText ?? ""}`);
  }
}

async function explainAgain() {
  const asked = chosen;
  const said = asked && await explanation(asked);
  if (said && asked === chosen) {
    text(byId("why-title"), said.title);
    byId("answer").replaceChildren(...said.body);
  }
}

async function explanation(what) {
  if (what.kind === "node") return panel.node(what.name, scene, strips.now());
  if (what.kind === "handover") {
    const told = (scene.handovers ?? []).find((t) => t.handover.entry === what.entry);
    return told && panel.handover(told, strips.now());
  }
  try {
    const reply = await fetch(`explain/${encodeURIComponent(what.name)}`);
    if (!reply.ok) throw new Error(await reply.text());
    return panel.group(await reply.json(), scene);
  } catch (error) {
    return {title: `Why is ${what.name} where it is?`, body: [html("p", {}, `It cannot be told now: ${error.message}`)]};
  }
}

function showHealth({live, quiet, why}) {
  set(byId("live"), {class: `live ${live ? "on" : why ? "off" : ""}`});
  text(byId("age"), live ? "live" : why ? `not live for ${span(Math.round(quiet / 1000) * 1000)}` : "connecting");
  strips.live = why === null;
  document.body.classList.toggle("stale", why !== null);
  const note = byId("stale");
  note.hidden = why === null;
  if (why !== null) {
    text(note, scene ? `Not live: ${why}. What you see is how it was at ${clock(at(scene.view.at))}.` : `Nothing can be shown: ${why}.`);
  }
}

text(byId("zone"), Intl.DateTimeFormat().resolvedOptions().timeZone);
byId("find").addEventListener("input", () => scene && showNews());
byId("ranges").addEventListener("change", (event) => {
  range = Number(event.target.value);
  draw();
});
new ResizeObserver(() => draw()).observe(document.querySelector(".pictures"));
setInterval(draw, 2000);

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
  if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("find").focus();
  } else if (event.key === "Escape" && !typing) {
    cameFrom?.focus?.();
  } else if (event.key.startsWith("Arrow")) {
    step(event);
  }
});

/** The arrows go from one thing in a picture to the next. */
function step(event) {
  const root = event.target.closest?.("svg");
  if (!root || !event.target.matches("[role=button]")) return;
  const all = [...root.querySelectorAll("[role=button]")];
  const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
  const next = all[all.indexOf(event.target) + (back ? -1 : 1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

