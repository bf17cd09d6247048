// Telegram's message formatting: a text and its entities (offsets in UTF-16 units, which is how
// JavaScript counts too) become elements, never markup.

import { h } from "./dom.js";

const SAFE_LINK = /^(https?|mailto|tel|tg):/i;
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Render `text` with `entities` into a fragment. `actions` may hold onCommand(text), onMention(name), onLink(url) -> bool. */
export function formatted(text, entities = [], actions = {}) {
  const fragment = document.createDocumentFragment();
  const sorted = [...(entities ?? [])]
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
  fill(fragment, text, 0, text.length, sorted, actions);
  return fragment;
}

// Two entities over the same stretch: the block holds the inline one.
function rank(entity) {
  return BLOCKS.has(entity.type) ? 0 : 1;
}

function fill(parent, text, start, end, entities, actions) {
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    index += 1;
    if (from >= to) continue;
    const inner = [];
    while (index < entities.length && entities[index].offset < to) inner.push(entities[index++]);
    plain(parent, text.slice(at, from), { before: BLOCKS.has(entity.type) });
    const { shell, body } = element(entity, text.slice(from, to), actions);
    fill(body, text, from, to, inner, actions);
    parent.append(shell);
    at = to;
  }
  plain(parent, text.slice(at, end), {});
}

// A block begins and ends its own line: the line feed beside it must not make an empty one.
function plain(parent, text, { before = false }) {
  let shown = text;
  if (parent.lastChild?.classList?.contains("block") && shown.startsWith("\n")) shown = shown.slice(1);
  if (before && shown.endsWith("\n")) shown = shown.slice(0, -1);
  if (shown) parent.append(document.createTextNode(shown));
}

const INLINE = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

function element(entity, text, actions) {
  const { type } = entity;
  if (INLINE[type]) return one(h(INLINE[type]));
  if (type === "pre") {
    const body = h("code");
    return { shell: h("pre", { class: "block", tabindex: "0" }, entity.language ? h("span", { class: "language" }, entity.language) : null, body), body };
  }
  if (type === "blockquote") return one(h("blockquote", { class: "block" }));
  if (type === "expandable_blockquote") return expandable();
  if (type === "spoiler") return one(spoiler());
  if (type === "bot_command") return one(action("entity", () => actions.onCommand?.(text), `发送 ${text}`));
  if (type === "mention") return one(action("entity", () => actions.onMention?.(text), text));
  if (type === "url" || type === "text_link" || type === "email" || type === "phone_number") return one(link(entity, text, actions));
  if (["hashtag", "cashtag", "text_mention"].includes(type)) return one(h("span", { class: "entity" }));
  return one(h("span"));
}

function one(node) {
  return { shell: node, body: node };
}

function action(className, onclick, label) {
  return h("button", { type: "button", class: className, title: label, onclick });
}

function link(entity, text, actions) {
  let url = entity.url ?? text;
  if (entity.type === "email") url = `mailto:${text}`;
  else if (entity.type === "phone_number") url = `tel:${text}`;
  else if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) url = `https://${url}`;
  if (!SAFE_LINK.test(url)) return h("span", { class: "entity", title: url });
  const node = h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", title: url });
  node.addEventListener("click", (event) => {
    if (actions.onLink?.(url)) event.preventDefault();
  });
  return node;
}

function spoiler() {
  const node = h("span", { class: "spoiler", role: "button", tabindex: "0", aria: { label: "隐藏的文字，点开看" } });
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.classList.add("open");
    node.removeAttribute("aria-label");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", reveal);
  return node;
}

function expandable() {
  const body = h("div", { class: "fold" });
  const toggle = h("button", { type: "button", class: "fold-toggle", aria: { expanded: "false" } }, "展开");
  const shell = h("blockquote", { class: "block expandable" }, body, toggle);
  toggle.addEventListener("click", () => {
    const open = shell.classList.toggle("open");
    toggle.textContent = open ? "收起" : "展开";
    toggle.setAttribute("aria-expanded", String(open));
  });
  requestAnimationFrame(() => {
    if (body.scrollHeight <= body.clientHeight + 4) shell.classList.add("short");
  });
  return { shell, body };
}
