/** Nodes, the groups that run on them, and where the cloud leads the addresses, as a picture. */

import {button, fit, keyed, set, svg, text} from "./dom.js";

const GAP = 18;
const PAD = 14;
const HEAD = 46;
const LINE = 21;
const PILL = 38;
const DROP = 56;
const SMALLEST = 235;
const SMALLEST_PILL = 170;

/** Where everything goes; pure, so that it can be looked at without a browser. */
export function layout(view, width) {
  const nodes = view.nodes ?? [];
  const groups = view.groups ?? [];
  const addresses = view.addresses ?? [];
  const homeless = groups.filter((g) => !g.owner);
  const slots = nodes.length;
  const columns = evenly(slots, width, SMALLEST);
  const cardWidth = (width - GAP * (columns - 1)) / columns;
  const perRow = evenly(addresses.length, width, SMALLEST_PILL);
  const pills = Math.ceil(addresses.length / perRow);
  const top = addresses.length ? pills * (PILL + 10) - 10 + DROP : 0;
  const placed = {nodes: [], groups: [], addresses: [], height: 0};

  let y = top;
  for (let first = 0; first < slots; first += columns) {
    const row = nodes.slice(first, first + columns);
    const inner = Math.max(28, ...row.map((n) => stack(groups.filter((g) => g.owner === n.name))));
    row.forEach((node, i) => {
      const x = i * (cardWidth + GAP);
      placed.nodes.push({node, x, y, width: cardWidth, height: HEAD + inner + PAD});
      let inside = y + HEAD;
      for (const group of groups.filter((g) => g.owner === node.name)) {
        placed.groups.push({group, x: x + PAD, y: inside, width: cardWidth - 2 * PAD, height: height(group)});
        inside += height(group) + 10;
      }
    });
    y += HEAD + inner + PAD + GAP;
  }
  for (const group of homeless) {
    placed.groups.push({group, x: 0, y, width: Math.min(width, 420), height: height(group)});
    y += height(group) + 10;
  }
  const pill = Math.min(300, (width - GAP * (perRow - 1)) / perRow);
  addresses.forEach((address, i) => {
    const row = Math.floor(i / perRow);
    const inRow = Math.min(perRow, addresses.length - row * perRow);
    const x = (width - pill * inRow - GAP * (inRow - 1)) / 2 + (i % perRow) * (pill + GAP);
    const top = row * (PILL + 10);
    const group = groups.find((g) => (g.members ?? []).includes(address.name));
    const home = placed.nodes.find((n) => n.node.name === address.node);
    placed.addresses.push({
      address, x, y: top, width: pill,
      state: address.place.startsWith("not known") ? "unknown" : !home ? "nowhere" : group && group.owner !== address.node ? "astray" : "home",
      wire: home ? curve(x + pill / 2, top + PILL, home, placed.addresses.length, addresses.length) : null,
    });
  });
  placed.height = Math.max(0, y - GAP + 4);
  return placed;
}

/** How many stand in a row, so that all rows are about as long. */
function evenly(count, width, smallest) {
  const most = Math.max(1, Math.floor((width + GAP) / (smallest + GAP)));
  return Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / most))));
}

function members(group) {
  return (group.members ?? []).filter((name) => (group.services ?? []).some((s) => s.name === name));
}

const height = (group) => 34 + LINE * members(group).length + (members(group).length ? 6 : 0);

const stack = (groups) => groups.reduce((sum, g) => sum + height(g) + 10, groups.length ? -10 : 0);

function curve(x, y, home, index, all) {
  const endX = home.x + home.width / 2 + (index - (all - 1) / 2) * 14;
  const endY = home.y;
  const bend = (endY - y) * 0.55;
  return `M${x} ${y}C${x} ${y + bend} ${endX} ${endY - bend} ${endX} ${endY}`;
}

/** Draws it; `choose` is called with what is clicked: {kind, name}. */
export function draw(root, view, chosen, choose) {
  const width = Math.max(280, root.clientWidth || 640);
  const placed = layout(view, width);
  // What moves glides; but a window that is made wider moves nothing.
  root.classList.toggle("still", root.dataset.width !== String(width));
  root.dataset.width = width;
  set(root, {viewBox: `0 0 ${width} ${placed.height}`, height: placed.height});
  const [wires, nodes, groups, addresses] = layers(root, ["wires", "nodes", "groups", "addresses"]);
  const wired = placed.addresses.filter((a) => a.wire);
  keyed(wires, wired.flatMap((a) => [{...a, kind: "wire"}, {...a, kind: "flow"}]),
    (a) => `${a.kind}-${a.address.name}`, () => svg("path"), drawWire);
  keyed(nodes, placed.nodes, (n) => n.node.name, (n) => createNode(n, choose),
    (element, n) => drawNode(element, n, view, chosen));
  keyed(groups, placed.groups, (g) => g.group.name, (g) => createGroup(g, choose),
    (element, g) => drawGroup(element, g, chosen));
  keyed(addresses, placed.addresses, (a) => a.address.name, createAddress, drawAddress);
}

function layers(root, names) {
  if (!root.firstElementChild) {
    root.append(...names.map((name) => svg("g", {class: name})));
  }
  return [...root.children];
}

function drawWire(element, a) {
  set(element, {class: `${a.kind} ${a.state}`, d: a.wire, "aria-hidden": "true"});
  element.style.setProperty("d", `path("${a.wire}")`); // What a browser can glide along.
}

function createNode({node}, choose) {
  return button(
    svg("g", {},
      svg("rect", {class: "frame", rx: 12}),
      svg("circle", {class: "sign-of-life", r: 5, cx: 20, cy: 23}),
      svg("text", {class: "name", x: 34, y: 28}),
      svg("text", {class: "soft small", "text-anchor": "end", y: 28}),
      svg("text", {class: "soft", x: PAD + 4, y: HEAD + 18})),
    () => choose({kind: "node", name: node.name}));
}

export const PRESENCE = {present: "online", silent: "SILENT", left: "shut down", unseen: "never heard of"};

function drawNode(element, {node, x, y, width, height: tall}, view, chosen) {
  const here = (view.groups ?? []).filter((g) => g.owner === node.name).map((g) => g.name);
  const state = PRESENCE[node.presence] + (node.standby ? ", standby" : "");
  const is = chosen?.kind === "node" && chosen.name === node.name;
  set(element, {
    class: `node ${node.presence} ${node.standby ? "standby" : ""} ${is ? "chosen" : ""}`,
    transform: `translate(${x} ${y})`,
    "aria-pressed": is,
    "aria-label": `node ${node.name}: ${state}; ${here.length ? "runs " + here.join(", ") : standing(node, view)}`,
  });
  const [frame, , name, presence, idle] = element.children;
  set(frame, {width, height: tall});
  set(presence, {x: width - PAD - 4});
  text(name, fit(node.name, width - 62 - state.length * 6.6, 14));
  text(presence, state);
  text(idle, here.length ? "" : fit(standing(node, view), width - 2 * PAD));
}

/** Whether a node that runs nothing could take over, and if not, why. */
function standing(node, view) {
  if (node.presence !== "present") return "cannot take over";
  if (node.standby) return "kept empty: standby";
  const barred = (view.groups ?? []).flatMap((g) => (g.barred ?? [])
    .filter((bar) => bar.node === node.name).map((bar) => `not ${g.name}: ${bar.why}`));
  return barred.length ? barred.join(", ") : "ready to take over";
}

function createGroup({group}, choose) {
  return button(
    svg("g", {},
      svg("rect", {class: "frame", rx: 8}),
      svg("rect", {class: "stripe", width: 4, rx: 2, x: 7, y: 8}),
      svg("text", {class: "name", x: 20, y: 23}),
      svg("text", {class: "state small", "text-anchor": "end", y: 23}),
      svg("g", {})),
    () => choose({kind: "group", name: group.name}));
}

function drawGroup(element, {group, x, y, width, height: tall}, chosen) {
  const is = chosen?.kind === "group" && chosen.name === group.name;
  set(element, {
    class: `group ${group.state} ${is ? "chosen" : ""}`,
    "aria-pressed": is,
    "aria-label": `group ${group.name}: ${group.state}${group.owner ? " on " + group.owner : ""}; explain`,
  });
  element.style.transform = `translate(${x}px, ${y}px)`;
  const [frame, stripe, name, state, list] = element.children;
  set(frame, {width, height: tall});
  set(stripe, {height: tall - 16});
  set(state, {x: width - 12});
  text(name, fit(group.name, width - 100, 14));
  text(state, group.state);
  keyed(list, members(group), (m) => m, createMember, (line, m) => drawMember(line, m, group, width));
}

function createMember() {
  return svg("g", {}, svg("circle", {class: "mark", r: 4, cx: 24}), svg("text", {x: 36}),
    svg("text", {class: "soft small", "text-anchor": "end"}));
}

function drawMember(line, name, group, width) {
  const all = group.services.filter((s) => s.name === name);
  const mine = all.find((s) => s.node === group.owner) ?? all[0];
  const state = group.owner ? mine.state : "stopped";
  const counted = mine.failCount > 0 && group.owner;
  const middle = 40 + LINE * members(group).indexOf(name);
  const [mark, label, words] = line.children;
  set(line, {class: `member ${state} ${counted ? "failing" : ""}`});
  set(mark, {cy: middle});
  set(label, {y: middle + 4.5});
  set(words, {x: width - 12, y: middle + 4});
  text(label, fit(name, width - 160));
  text(words, counted ? `${state}, failed ${count(mine)}` : state);
}

export const count = (service) =>
  service.failCount >= 1_000_000 ? "for good" : `${service.failCount} of ${service.threshold}`;

function createAddress() {
  return svg("g", {}, svg("rect", {class: "frame", rx: PILL / 2, height: PILL}),
    svg("text", {class: "name", "text-anchor": "middle", y: 17}),
    svg("text", {class: "soft small", "text-anchor": "middle", y: 31}), svg("title"));
}

function drawAddress(element, {address, x, y, width, state}) {
  set(element, {class: `address ${state}`, transform: `translate(${x} ${y})`, role: "img",
    "aria-label": `address ${address.name}, ${address.kind}: ${address.place}`});
  const [frame, name, kind, title] = element.children;
  set(frame, {width});
  set(name, {x: width / 2});
  set(kind, {x: width / 2});
  const where = state === "home" ? address.kind : address.place;
  text(name, fit(address.name, width - 30, 14));
  text(kind, fit(where, width - 30, 11.5));
  text(title, `${address.name}: ${address.kind}, ${address.place}`);
}
