/** Small tools: elements, lists that keep their elements, times for people. */

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** An HTML element with attributes and children; children that are text stay text. */
export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for pictures. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  set(element, attributes);
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

/** Changes only what is different, so that nothing flickers and no focus is lost. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null) {
      element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, value);
    }
  }
  return element;
}

export function text(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

/**
 * Makes the children of `parent` those of `items`, in order. What was there under the same key
 * stays the same element: it keeps the focus, and moves instead of being replaced.
 */
export function keyed(parent, items, key, create, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let element = known.get(name);
    known.delete(name);
    if (!element) {
      element = create(item);
      element.dataset.key = name;
    }
    if (element === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(element, place);
    }
    update(element, item);
  }
  known.forEach((gone) => gone.remove());
}

/** Rows of a table; cells are text or elements. */
export function rows(body, all) {
  body.replaceChildren(
    ...all.map((cells) => html("tr", {}, ...cells.map((cell) => html("td", {}, cell)))));
}

/** Lets Enter and Space do what a click does. */
export function button(element, act) {
  set(element, {role: "button", tabindex: 0});
  element.addEventListener("click", act);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act(event);
    }
  });
  return element;
}

/**
 * As much of a text as fits, at a guess: a picture cannot wrap its words. What is left out is in
 * the middle, for names that begin alike end differently.
 */
export function fit(words, width, size = 13) {
  const most = Math.max(3, Math.floor(width / (size * 0.56)));
  const tail = Math.floor((most - 1) / 2);
  return words.length <= most ? words
    : `${words.slice(0, most - 1 - tail)}…${words.slice(words.length - tail)}`;
}

/** Milliseconds of a duration such as PT1M2.5S. */
export function millis(iso) {
  const found = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(iso ?? "");
  const [, h = 0, m = 0, s = 0] = found ?? [];
  return Math.round(((+h * 60 + +m) * 60 + +s) * 1000);
}

export const at = (iso) => Date.parse(iso);

export function span(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(ms % 1000 < 10 ? 0 : 2)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.floor(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.floor(ms / 3_600_000)} h` : `${Math.floor(ms / 86_400_000)} days`;
}

export function ago(ms) {
  return ms < 1500 ? "just now" : `${span(ms < 120_000 ? Math.round(ms / 1000) * 1000 : ms)} ago`;
}

const CLOCK = new Intl.DateTimeFormat([], {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});
const HOUR = new Intl.DateTimeFormat([], {hour: "2-digit", minute: "2-digit", hourCycle: "h23"});

const DAY = new Intl.DateTimeFormat([], {weekday: "short"});

export const clock = (ms) => CLOCK.format(ms);

/** The time of day; of another day than today with its name, and without seconds. */
export const stamp = (ms, now) => new Date(ms).toDateString() === new Date(now).toDateString()
  ? CLOCK.format(ms) : `${DAY.format(ms)} ${HOUR.format(ms)}`;
export const hour = (ms) => HOUR.format(ms);
