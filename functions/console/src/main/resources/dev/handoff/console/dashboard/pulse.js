/** The beats of each node as a strip that glides along. */

import {at, fit, html, keyed, set, span, svg, text} from "./dom.js";

const HEIGHT = 40;
const BASE = 26;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** How much of the past a strip shows: forty beats, within reason. */
export const shown = (beat) => Math.min(110_000, Math.max(20_000, 40 * beat));

export class Strips {
  #list;
  #nodes = new Map();
  #beat = {interval: 2000, timeout: 8000};
  #ahead = 0;
  #lastDrawn = 0;
  #frozen = null;

  constructor(list) {
    this.#list = list;
    const glide = (now) => {
      if (!STILL.matches || now - this.#lastDrawn > 1000) {
        this.#lastDrawn = now;
        this.#slide();
      }
      requestAnimationFrame(glide);
    };
    requestAnimationFrame(glide);
  }

  /** The spec's interval and timeout, in milliseconds. */
  set beat(beat) {
    this.#beat = beat;
  }

  /** While nothing comes, nothing moves: a line that runs on would look like news. */
  set live(live) {
    this.#frozen = live ? null : this.#frozen ?? this.now();
  }

  /** The server's clock, as well as it is known. */
  now() {
    return Date.now() + this.#ahead;
  }

  /** Takes in what came since the last time. */
  add({at: moment, strips}) {
    this.#ahead = at(moment) - Date.now();
    const oldest = this.now() - shown(this.#beat.interval) - 5000;
    for (const strip of strips) {
      const known = this.#nodes.get(strip.node) ?? {ticks: []};
      const last = known.ticks.at(-1)?.at ?? 0;
      const more = (strip.ticks ?? [])
        .map((tick) => ({at: at(tick.at), kind: tick.kind}))
        .filter((tick) => tick.at > last);
      this.#nodes.set(strip.node, {
        ...strip,
        quietSince: at(strip.quietSince),
        ticks: [...known.ticks, ...more].filter((tick) => tick.at > oldest),
      });
    }
    const names = new Set(strips.map((s) => s.node));
    [...this.#nodes.keys()].filter((name) => !names.has(name)).forEach((n) => this.#nodes.delete(n));
    keyed(this.#list, [...this.#nodes.values()], (n) => n.node, create, (row, n) => this.#draw(row, n));
  }

  #quiet(node) {
    return Math.max(0, this.now() - node.quietSince);
  }

  #isQuiet(node) {
    return node.latest.boot == null || node.presence !== "present" || this.#quiet(node) > this.#beat.timeout;
  }

  #draw(row, node) {
    const [name, picture, words] = row.children;
    const width = picture.clientWidth || 400;
    const scale = width / shown(this.#beat.interval);
    const origin = this.now();
    picture.origin = origin;
    picture.scale = scale;
    set(picture, {viewBox: `0 0 ${width} ${HEIGHT}`});
    const [line, silence, moving] = picture.children;
    const [ordinary, urgent, boot, quietLine] = moving.children;
    const x = (moment) => ((moment - origin) * scale).toFixed(1);
    set(line, {d: `M0 ${BASE}H${width}`});
    const quiet = this.#isQuiet(node) && node.latest.boot != null;
    const end = quiet ? x(node.quietSince) : (+x(origin) + width).toFixed(1);
    set(ordinary, {d: trace(node.ticks.map((t) => ({x: +x(t.at), kind: t.kind})), end)});
    for (const [path, kind] of [[urgent, "urgent"], [boot, "boot"]]) {
      set(path, {d: node.ticks.filter((t) => t.kind === kind).map((t) => `M${+x(t.at) - 3} ${BASE}${TALL}`).join("")});
    }
    set(quietLine, {d: quiet ? `M${x(node.quietSince)} ${BASE}H${width}` : ""});
    picture.quietSince = quiet ? node.quietSince : null;
    set(silence, {height: HEIGHT});
    text(name, fit(node.node, name.clientWidth, 17));
    set(name, {title: node.node});
    text(words, this.#words(node));
    set(row, {class: `strip ${this.#isQuiet(node) ? "quiet" : ""}`});
    set(picture, {"aria-label": `beats of ${node.node}: ${this.#isQuiet(node) ? "silent" : "regular"}`});
    this.#slide();
  }

  #words(node) {
    if (node.latest.boot == null) return "no beat yet";
    if (node.presence === "left") return "shut down";
    const quiet = this.#quiet(node);
    return this.#isQuiet(node) ? `silent for ${span(Math.round(quiet / 1000) * 1000)}` : rhythm(node.ticks);
  }

  #slide() {
    const now = this.#frozen ?? this.now();
    for (const row of this.#list.children) {
      const picture = row.children[1];
      const [, silence, moving] = picture.children;
      const width = picture.viewBox.baseVal.width;
      const shift = width + (picture.origin - now) * picture.scale;
      moving.setAttribute("transform", `translate(${shift.toFixed(1)} 0)`);
      const from = picture.quietSince == null ? width
        : Math.max(0, width + (picture.quietSince - now) * picture.scale);
      set(silence, {x: from.toFixed(1), width: Math.max(0, width - from).toFixed(1)});
    }
  }
}

const SMALL = "l1.5 -3l1.5 -12l2 19l1.5 -6l1 2";
const TALL = "l1.5 -5l1.5 -18l2 32l1.5 -12l1 3";

/** The line of a heart, as a nurse would see it, with a taller beat where something changed. */
function trace(ticks, end) {
  if (ticks.length === 0) return "";
  const beats = ticks.map((t) => `H${(t.x - 3).toFixed(1)}${t.kind === "ordinary" ? SMALL : TALL}`);
  return `M${(ticks[0].x - 3).toFixed(1)} ${BASE}${beats.join("")}V${BASE}H${end}`;
}

/** How often it beats, by the last few. */
function rhythm(ticks) {
  const last = ticks.slice(-9);
  const gaps = last.slice(1).map((tick, i) => tick.at - last[i].at).sort((a, b) => a - b);
  return gaps.length < 2 ? "listening" : `every ${span(Math.round(gaps[gaps.length >> 1] / 10) * 10)}`;
}

function create() {
  return html("li", {class: "strip"},
    html("b"),
    svg("svg", {role: "img", preserveAspectRatio: "none"},
      svg("path", {class: "line"}),
      svg("rect", {class: "silence", y: 0}),
      svg("g", {}, svg("path"), svg("path", {class: "urgent"}), svg("path", {class: "boot"}),
        svg("path", {class: "silence-line"}))),
    html("small"));
}

