/** The beats of each node as a strip that glides along. */

import {at, html, keyed, set, span, svg, text} from "./dom.js";

const HEIGHT = 40;
const BASE = 26;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** How much of the past a strip shows: sixty beats, within reason. */
export const shown = (beat) => Math.min(120_000, Math.max(30_000, 60 * beat));

export class Strips {
  #list;
  #nodes = new Map();
  #beat = {interval: 2000, timeout: 8000};
  #ahead = 0;
  #lastDrawn = 0;

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
    return node.boot == null || node.presence !== "present" || this.#quiet(node) > this.#beat.timeout;
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
    const of = (kind) => node.ticks.filter((t) => t.kind === kind).map((t) => beat(x(t.at), kind)).join("");
    set(ordinary, {d: of("ordinary")});
    set(urgent, {d: of("urgent")});
    set(boot, {d: of("boot")});
    const quiet = this.#isQuiet(node) && node.boot != null;
    set(quietLine, {d: quiet ? `M${x(node.quietSince)} ${BASE}H${width}` : ""});
    picture.quietSince = quiet ? node.quietSince : null;
    set(silence, {height: HEIGHT});
    text(name, node.node);
    const state = this.#words(node);
    text(words, state);
    set(row, {class: `strip ${this.#isQuiet(node) ? "quiet" : ""}`});
    set(picture, {"aria-label": `beats of ${node.node}: ${this.#isQuiet(node) ? "silent" : "regular"}`});
    this.#slide();
  }

  #words(node) {
    if (node.boot == null) return "no beat yet";
    if (node.presence === "left") return "shut down";
    const quiet = this.#quiet(node);
    return this.#isQuiet(node) ? `silent for ${span(Math.round(quiet / 1000) * 1000)}`
      : `beat ${node.sequence.toLocaleString("en")}`;
  }

  #slide() {
    const now = this.now();
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

/** A heartbeat, as a nurse would see it; a taller one says that something changed. */
function beat(x, kind) {
  return kind === "ordinary"
    ? `M${x - 4} ${BASE}l1.5 -3l2 -12l2.5 20l1.5 -7l1 2`
    : `M${x - 4} ${BASE}l1.5 -5l2 -18l2.5 32l1.5 -11l1 2`;
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

