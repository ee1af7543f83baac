/** Why a group is where it is; what a node is doing; how a handover went. */

import {ago, at, clock, html, millis, span, stamp} from "./dom.js";
import {PRESENCE, count} from "./picture.js";

const paragraphs = (lines) => (lines ?? []).map((line) => html("p", {}, line));

const list = (title, lines) => (lines ?? []).length === 0 ? []
  : [html("h3", {}, title), html("ul", {}, ...lines.map((line) => html("li", {}, line)))];

const facts = (pairs) => html("dl", {class: "facts"},
  ...pairs.filter(([, value]) => value != null)
    .flatMap(([name, value]) => [html("dt", {}, name), html("dd", {}, value)]));

export const report = (handover) => html("a", {
  class: "button", download: "",
  href: `report?group=${encodeURIComponent(handover.group)}&epoch=${handover.epoch}`,
}, "Save the report");

/** The answer of `handoff explain`. */
export function group(answer, scene) {
  const last = (scene.handovers ?? []).find((told) => told.handover.group === answer.group && told.failover);
  return {
    title: answer.owner ? `Why is ${answer.group} on ${answer.owner}?` : `Why is ${answer.group} stopped?`,
    body: [
      ...paragraphs(answer.why),
      ...list("Why not elsewhere", answer.elsewhere),
      ...list(answer.belongs ? "What would move it" : "What would start it", answer.movers),
      html("h3", {}, "What each node is worth to it"),
      ...(answer.scores ?? []).map((line) => html("div", {class: "score"},
        html("b", {}, line.node), html("b", {}, line.score),
        html("small", {}, [...(line.terms ?? []), line.verdict].join(" · ")))),
      ...(last ? [html("h3", {}, "Its last failover"), html("p", {}, last.text), report(last.handover)] : []),
    ],
  };
}

export function node(name, scene, now) {
  const found = (scene.view.nodes ?? []).find((n) => n.name === name);
  if (!found) {
    return {title: name, body: [html("p", {}, "It is not in the spec any more.")]};
  }
  const services = (scene.view.groups ?? []).flatMap((g) =>
    (g.services ?? []).filter((s) => s.node === name).map((s) => ({...s, group: g.name})));
  const wishes = (scene.view.biases ?? []).filter((b) => b.node === name)
    .map((b) => `${b.kind} of ${b.group}${b.until ? `, until ${clock(at(b.until))}` : ""}; lift: ${b.lift}`);
  return {
    title: `${name} is ${PRESENCE[found.presence]}${found.standby ? ", on standby" : ""}`,
    body: [
      facts(Object.entries(found.attributes ?? {})),
      ...list("Services", services.map((s) =>
        `${s.name} (${s.group}): ${s.state}` + (s.failCount ? `, failed ${count(s)}` : "")
        + (s.lastFailure ? `, last ${ago(now - at(s.lastFailure))}` : "")
        + (s.lastDetail ? `: ${s.lastDetail}` : s.detail ? `: ${s.detail}` : ""))),
      ...list("In force here", wishes),
      ...(found.standby ? [html("p", {}, html("code", {}, `handoff online ${name}`), " takes it back.")] : []),
    ],
  };
}

const OUTCOME = {
  "under-way": "under way", moved: "served again", stopped: "the group is stopped",
  incomplete: "runs in part", "start-failed": "did not start there", overtaken: "a newer handover took its place",
};

export function handover({handover, text: words, failover}, now) {
  const course = handover.course;
  const time = (iso) => course ? span(millis(iso)) : null;
  return {
    title: failover ? `Failover of ${handover.group}` : `Handover of ${handover.group}`,
    body: [
      html("p", {}, words),
      facts([
        ["When", `${stamp(at(handover.begun), now)}, ${ago(now - at(handover.begun))}`],
        ["From, to", `${handover.from ?? "nobody"} → ${handover.to ?? "nobody"}`],
        ["Outcome", OUTCOME[handover.outcome]],
        ["Noticed after", time(course?.detect)],
        ["Address moved in", (handover.addresses ?? []).length ? time(course?.move) : null],
        ["Serving in", time(course?.serve)],
        ["Epoch", handover.epoch],
      ]),
      report(handover),
    ],
  };
}
