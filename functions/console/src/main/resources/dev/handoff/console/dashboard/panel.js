/** Why a group is where it is; what a node is doing; how a handover went. */

import {ago, at, clock, html, millis, span} from "./dom.js";
import {PRESENCE, count} from "./picture.js";

const paragraphs = (lines) => (lines ?? []).map((line) => html("p", {}, line));

const list = (title, lines) => (lines ?? []).length === 0 ? []
  : [html("h3", {}, title), html("ul", {}, ...lines.map((line) => html("li", {}, line)))];

const facts = (pairs) => html("dl", {class: "facts"},
  ...pairs.filter(([, value]) => value != null)
    .flatMap(([name, value]) => [html("dt", {}, name), html("dd", {}, value)]));

export const report = (incident) => html("a", {
  class: "button", download: "",
  href: `report?group=${encodeURIComponent(incident.group)}&epoch=${incident.epoch}`,
}, "Save the report");

/** The answer of `handoff explain`. */
export function group(answer, scene) {
  const last = (scene.incidents ?? []).find((told) => told.incident.group === answer.group && told.failover);
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
      ...(last ? [html("h3", {}, "Its last failover"), html("p", {}, last.text), report(last.incident)] : []),
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

export function handover({incident, text: words, failover}, now) {
  const course = incident.course;
  const time = (iso) => course ? span(millis(iso)) : null;
  return {
    title: failover ? `Failover of ${incident.group}` : `Handover of ${incident.group}`,
    body: [
      html("p", {}, words),
      facts([
        ["When", `${clock(at(incident.begun))}, ${ago(now - at(incident.begun))}`],
        ["From, to", `${incident.from ?? "nobody"} → ${incident.to ?? "nobody"}`],
        ["Outcome", OUTCOME[incident.outcome]],
        ["Noticed after", time(course?.detect)],
        ["Address moved in", (incident.addresses ?? []).length ? time(course?.move) : null],
        ["Serving in", time(course?.serve)],
        ["Epoch", incident.epoch],
      ]),
      report(incident),
    ],
  };
}
