// Building the page's elements. Text only ever becomes a text node, so nothing a chat says is read as markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element: h("button", {class: "x", onclick: f, aria: {label: "y"}}, "text", child, [more]).
 * `on…` are listeners, `data` and `aria` are maps, `true` sets a bare attribute, null/false/undefined sets none.
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "aria") for (const [key, text] of Object.entries(value)) node.setAttribute(`aria-${key}`, text);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

/** Append children: nodes, strings, arrays of them; null and false are skipped. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/**
 * Make `parent`'s children what `items` say, touching only what changed.
 * Each item is {key, mark, make}: an element is kept while its key and mark (compared with ===) stay.
 */
export function reconcile(parent, items) {
  const old = new Map();
  for (const node of [...parent.children]) old.set(node.reconcileKey, node);
  let place = parent.firstElementChild;
  for (const { key, mark, make } of items) {
    let node = old.get(key);
    old.delete(key);
    if (!node || node.reconcileMark !== mark) {
      const made = make(node);
      made.reconcileKey = key;
      made.reconcileMark = mark;
      if (node && node !== made) {
        if (place === node) place = node.nextElementSibling;
        keepFocus(node, made);
        node.replaceWith(made);
      }
      node = made;
    }
    if (node === place) place = place.nextElementSibling;
    else if (node.nextElementSibling !== place || node.parentNode !== parent) parent.insertBefore(node, place);
  }
  for (const node of old.values()) node.remove();
}

const FOCUSABLE = "button, a, [tabindex]";
const called = (node) => `${node.tagName}/${node.getAttribute("aria-label") ?? node.textContent}`;

/**
 * A row that is drawn anew while it has the keyboard's focus keeps it, on the same button: the one that is
 * called the same or, where all others are as they were, the one in its place. Else the row itself takes it:
 * Enter must never press a button that has slid under somebody's fingers.
 */
function keepFocus(old, fresh) {
  const focus = document.activeElement;
  if (!old.contains(focus)) return;
  queueMicrotask(() => sameButton(old, fresh, focus)?.focus?.({ preventScroll: true }));
}

function sameButton(old, fresh, focus) {
  const [before, after] = [old, fresh].map((node) => [...node.querySelectorAll(FOCUSABLE)]);
  const at = before.indexOf(focus);
  const alike = after.filter((node) => called(node) === called(focus));
  const place = before.filter((node) => called(node) === called(focus)).indexOf(focus);
  if (at >= 0 && alike.length > place) return alike[place];
  const others = (nodes) => nodes.map(called).filter((_, index) => index !== at).join();
  if (at >= 0 && before.length === after.length && others(before) === others(after)) return after[at];
  return fresh.matches(FOCUSABLE) ? fresh : null;
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5 16-3.5-6.5L4 12zM11.5 13.5L20 4",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M10 7l-6 5 6 5v-3.2c5-.3 8 1.2 10 4.2-.6-5.6-4-8.8-10-9z",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  clip: "M19 11l-7.5 7.500a4.5 4.5 0 0 1-6.4-6.400L13 4.300a3 3 0 0 1 4.3 4.300l-7.7 7.600a1.5 1.5 0 0 1-2.2-2.100L14 7.6",
  menu: "M5 7h14M5 12h14M5 17h9",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500V12l3 2",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4",
  moon: "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
  split: "M4 5h16v14H4zM12 5v14",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8v.01",
  down: "M6 9l6 6 6-6",
  edit: "M5 19l1-4L16 5l3 3L9 18l-4 1zM14 7l3 3",
  trash: "M5 7h14M9.5 7V5h5v2M7 7l1 12h8l1-12M10.5 10.500v5M13.5 10.500v5",
  copy: "M9 9h10v11H9zM6 15H5V4h10v2",
  group: "M9 11a3.2 3.2 0 1 0 0-6.400A3.2 3.2 0 0 0 9 11zM3 19c.4-3.3 2.8-5 6-5s5.6 1.7 6 5M16 5a3 3 0 0 1 0 5.800M17.5 14.300c2 .6 3.2 2.2 3.5 4.7",
  channel: "M4 10v4h3l9 4.500v-13L7 10H4zM19 9.500c1 1.6 1 3.4 0 5M8 14.500l1.2 5",
  topic: "M9.5 4l-2 16M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
  bot: "M5 9h14v10H5zM12 9V5.500M12 5v.01M9 13.500v.01M15 13.500v.01M9.5 16.500h5M3 13v3M21 13v3",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.700l12.6 12.6",
  leave: "M10 5H5v14h5M14 8l4 4-4 4M18 12H9",
  compass: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.5 8.500l-2 5-5 2 2-5z",
  check: "M5 12.500l4.5 4.500L19 7.5",
  bolt: "M13 3L5 13.500h6L10.5 21 19 10h-6.500z",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.500L20 17M15.5 9v.01",
  mic: "M12 4a2.5 2.5 0 0 0-2.5 2.500v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11.500a5.5 5.5 0 0 0 11 0M12 17v3.5",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14.200c1.8 2.4 5.2 2.4 7 0M9 9.500v.01M15 9.500v.01",
  play: "M8 5.500v13l11-6.500z",
  up: "M6 15l6-6 6 6",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.500 4.5",
  forward: "M14 7l6 5-6 5v-3.200c-5-.3-8 1.200-10 4.200.6-5.600 4-8.800 10-9z",
};

/** One of the drawn icons above, as an SVG that takes the text's colour. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.info);
  svg.append(path);
  return svg;
}

/** A round or square button with an icon alone; `label` is what it is called. */
export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "icon-button", title: label, ...attributes, aria: { label, ...attributes.aria }, onclick }, icon(name));
}

const HUES = [168, 205, 262, 334, 24, 42, 190, 228];

/** A person's, a chat's or the bot's round picture: the last signs of the name on a colour of its own. */
export function avatar(id, name, kind = "", size = "") {
  const node = h("span", { class: `avatar ${kind} ${size}`, aria: { hidden: "true" } });
  node.style.setProperty("--hue", String(HUES[Math.abs(Number(id)) % HUES.length]));
  if (kind === "bot") node.append(h("img", { src: "page/logo.svg", alt: "" }));
  else if (kind === "topic") node.append(icon("topic"));
  else if (kind === "channel") node.append(icon("channel"));
  else node.append(initials(name));
  return node;
}

function initials(name) {
  const signs = [...(name || "？")];
  return /^[\x00-\x7f]+$/.test(name) ? signs[0].toUpperCase() : signs.slice(kindOfTitle(signs) ? 0 : -1)[0];
}

// 机关工作群 is known by its first sign, 小陈 by its last.
function kindOfTitle(signs) {
  return signs.length > 3;
}
