/** The last day as lanes: where each group was, which nodes were silent, and every handover. */

import {at, button, clock, fit, hour, keyed, set, svg, text} from "./dom.js";

const LABEL = 112;
const EDGE = 10;
const TALL = {group: 30, node: 14, cluster: 14};
const SPACE = 9;
const AXIS = 26;
const STEPS = [60, 120, 300, 900, 1800, 3600, 7200, 10_800, 21_600].map((s) => s * 1000);

/** The shortest range that shows all that happened, in seconds. */
export function fitting(timeline, ranges) {
  const now = at(timeline.to);
  const moments = timeline.lanes.flatMap((lane) => [
    ...(lane.marks ?? []).map((m) => at(m.at)),
    ...(lane.spans ?? []).map((s) => at(s.from)),
  ]).filter((moment) => moment > at(timeline.from));
  const oldest = Math.min(now, ...moments);
  return ranges.find((range) => range * 1000 >= (now - oldest) * 1.02) ?? ranges.at(-1);
}

/** Where everything goes, in a picture of that width; pure. */
export function layout(scene, now, range, width) {
  const from = now - range * 1000;
  const right = width - EDGE;
  const x = (moment) => LABEL + ((Math.max(from, Math.min(now, moment)) - from) / (now - from)) * (right - LABEL);
  const colours = new Map((scene.view.nodes ?? []).map((n, i) => [n.name, `n${i % 6}`]));
  let y = AXIS;
  const lanes = scene.timeline.lanes.map((lane) => {
    const height = TALL[lane.kind];
    const placed = {
      key: `${lane.kind}-${lane.name}`, name: lane.name, kind: lane.kind, y, height,
      spans: (lane.spans ?? []).filter((s) => !s.to || at(s.to) > from).map((s) => {
        const begin = x(at(s.from));
        return {...s, x: begin, width: Math.max(1, x(s.to ? at(s.to) : now) - begin), colour: colours.get(s.node) ?? "", live: !s.to};
      }),
      marks: (lane.marks ?? []).filter((m) => at(m.at) > from).map((m) => ({...m, x: x(at(m.at))})),
      handovers: lane.kind !== "group" ? [] : (scene.handovers ?? [])
        .filter((told) => told.handover.group === lane.name && at(told.handover.begun) > from)
        .map((told) => {
          const begin = x(at(told.handover.begun));
          const end = x(told.handover.ended ? at(told.handover.ended) : now);
          return {...told, x: begin, width: Math.max(9, end - begin)};
        })
        .reverse(),
    };
    y += height + SPACE;
    return placed;
  });
  const step = STEPS.find((s) => (range * 1000) / s <= Math.max(3, (right - LABEL) / 90)) ?? STEPS.at(-1);
  const ticks = [];
  for (let moment = Math.ceil(from / step) * step; moment <= now; moment += step) {
    ticks.push({moment, x: x(moment)});
  }
  return {lanes, ticks, height: y, right};
}

/** Draws it; `choose` is called with the handover that is clicked. */
export function draw(root, scene, now, range, chosen, choose) {
  const width = Math.max(320, root.clientWidth || 640);
  const placed = layout(scene, now, range, width);
  set(root, {viewBox: `0 0 ${width} ${placed.height}`, height: placed.height});
  if (!root.firstElementChild) {
    root.append(svg("g", {class: "axis", "aria-hidden": "true"}), svg("g"));
  }
  const [axis, lanes] = root.children;
  keyed(axis, placed.ticks, (t) => t.moment, () => svg("g", {}, svg("line"), svg("text", {class: "soft small", "text-anchor": "middle", y: 11})),
    (g, t) => {
      set(g.children[0], {x1: t.x, x2: t.x, y1: 17, y2: placed.height});
      const edge = t.x > LABEL + 14 && t.x < placed.right - 10;
      set(g.children[1], {x: t.x});
      text(g.children[1], edge ? hour(t.moment) : "");
    });
  keyed(lanes, placed.lanes, (l) => l.key, createLane, (g, lane) => drawLane(g, lane, chosen, choose));
}

function createLane(lane) {
  return svg("g", {class: `lane ${lane.kind}`},
    svg("text", {class: lane.kind === "group" ? "name" : "soft"}),
    svg("g", {"aria-hidden": "true"}), svg("g", {"aria-hidden": "true"}), svg("g"));
}

function drawLane(g, lane, chosen, choose) {
  const [label, spans, marks, handovers] = g.children;
  const middle = lane.y + lane.height / 2;
  set(label, {x: 0, y: middle + 4.5});
  text(label, fit(lane.name, LABEL - 10));
  keyed(spans, lane.spans, (s) => s.from + s.what, createSpan, (e, s) => drawSpan(e, s, lane));
  keyed(marks, lane.marks, (m) => m.entry, createMark,
    (e, m) => drawMark(e, m, lane.kind === "group" ? lane.y + 22 : middle));
  keyed(handovers, lane.handovers, (h) => h.handover.entry,
    (h) => button(svg("g", {}, svg("rect", {class: "frame", rx: 4}), svg("title")), () => choose(h.handover)),
    (e, h) => drawHandover(e, h, lane, chosen));
}

function createSpan() {
  return svg("g", {}, svg("rect", {class: "bar", rx: 4}), svg("text", {class: "small"}), svg("title"));
}

function drawSpan(element, span, lane) {
  set(element, {class: `span ${span.what} ${span.colour} ${span.live ? "live" : ""}`});
  const [bar, label, title] = element.children;
  set(bar, {x: span.x, y: lane.y, width: span.width, height: lane.height});
  set(label, {x: span.x + 14, y: lane.y + 14});
  const words = span.what === "on" ? span.node : lane.kind === "group" ? span.what : "";
  text(label, span.width > words.length * 7 + 22 ? words : "");
  text(title, `${span.text}, since ${clock(at(span.from))}`);
}

function createMark(mark) {
  const bad = ["resource-failed", "start-failed", "address-stuck"].includes(mark.what);
  return svg("g", {},
    bad ? svg("path", {class: `mark-${mark.what}`, d: "M-4 -4L4 4M4 -4L-4 4", fill: "none"}) : svg("circle", {class: "mark-other", r: 3}),
    svg("title"));
}

function drawMark(element, mark, middle) {
  set(element, {transform: `translate(${mark.x.toFixed(1)} ${middle})`});
  text(element.children[1], `${clock(at(mark.at))} ${mark.text}`);
}

function drawHandover(element, {handover, failover, text: words, x, width}, lane, chosen) {
  const is = chosen?.kind === "handover" && chosen.entry === handover.entry;
  set(element, {
    class: `handover ${failover ? "" : "planned"} ${is ? "chosen" : ""}`,
    "aria-pressed": is,
    "aria-label": `${clock(at(handover.begun))} ${words}`,
  });
  set(element.children[0], {x: x - 1, y: lane.y - 2, width: width + 1, height: lane.height + 4});
  text(element.children[1], `${clock(at(handover.begun))} ${words}`);
}
