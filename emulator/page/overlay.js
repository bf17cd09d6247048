// What lies over the page for a moment: menus, dialogs with a form, toasts.

import { h, icon, iconButton } from "./dom.js";

let openMenu = null;

/**
 * Show a menu at an element or at {x, y}. Items: {icon, label, note, danger, run}, null is a line between.
 * Arrow keys move, Esc and a click elsewhere close, and the focus goes back where it was.
 */
export function menu(anchor, items, label = "菜单") {
  openMenu?.close();
  const before = document.activeElement;
  const node = h("div", { class: "menu", role: "menu", aria: { label } });
  const close = (restore = true) => {
    node.remove();
    openMenu = null;
    document.removeEventListener("pointerdown", outside, true);
    if (restore) before?.focus?.({ preventScroll: true });
  };
  const outside = (event) => {
    if (!node.contains(event.target)) close(false);
  };
  for (const item of items.filter((item) => item !== false && item !== undefined)) {
    if (item === null) {
      if (node.lastChild && !node.lastChild.classList.contains("line")) node.append(h("div", { class: "line", role: "separator" }));
      continue;
    }
    const button = h("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : "" },
      item.lead ?? icon(item.icon),
      h("span", {}, item.label, item.note ? h("small", {}, item.note) : null),
      item.checked ? icon("check") : null);
    button.addEventListener("click", () => {
      close();
      item.run();
    });
    node.append(button);
  }
  node.addEventListener("keydown", (event) => {
    const buttons = [...node.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length].focus();
    else if (event.key === "ArrowUp") buttons[(at - 1 + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // What lies under an open dialog cannot be reached: a menu of its buttons belongs into it.
  ((anchor instanceof Element && anchor.closest("dialog")) || document.body).append(node);
  place(node, anchor);
  openMenu = { close };
  node.querySelector("button")?.focus({ preventScroll: true });
  setTimeout(() => document.addEventListener("pointerdown", outside, true));
}

function place(node, anchor) {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = node;
  let left = box.left;
  if (left + width > innerWidth - 8) left = box.right - width;
  let top = box.bottom + 6;
  if (top + height > innerHeight - 8) top = box.top - height - 6;
  node.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  node.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

/** Show a dialog with any content; returns {node, close}. Esc and the backdrop close it. */
export function dialog(title, content, { className = "", onclose } = {}) {
  const node = h("dialog", { class: `dialog ${className}`, aria: { label: title } });
  const close = () => node.close();
  node.append(h("header", {}, h("h2", {}, title), iconButton("close", "关闭", close)), content);
  node.addEventListener("close", () => {
    node.remove();
    onclose?.();
  });
  node.addEventListener("click", (event) => {
    if (event.target === node) close();
  });
  document.body.append(node);
  node.showModal();
  node.querySelector("[autofocus], input, textarea, select, main button, button.primary")?.focus();
  return { node, close };
}

/**
 * Ask with a form. Fields: {name, label, kind: text|check|choice|many, value, options: [{value, label}], hint, required}.
 * `done(values)` may throw: its words are shown and the form stays.
 */
export function ask(title, fields, { submit = "确定", done, intro } = {}) {
  const error = h("p", { class: "form-error", role: "alert" });
  const button = h("button", { type: "submit", class: "primary" }, submit);
  const form = h("form", { class: "form" }, intro ? h("p", { class: "intro" }, intro) : null, fields.map(field), error, h("footer", {}, button));
  const shown = dialog(title, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.textContent = "";
    button.disabled = true;
    try {
      await done(values(form, fields));
      shown.close();
    } catch (problem) {
      error.textContent = problem.message;
    } finally {
      button.disabled = false;
    }
  });
  return shown;
}

function field(spec) {
  const { name, label, kind = "text", value, options = [], hint } = spec;
  const note = hint ? h("small", {}, hint) : null;
  if (kind === "check") {
    return h("label", { class: "check" }, h("input", { type: "checkbox", name, checked: Boolean(value) }), h("span", {}, label, note));
  }
  if (kind === "choice" || kind === "many") {
    const type = kind === "many" ? "checkbox" : "radio";
    return h("fieldset", {}, h("legend", {}, label), options.map((option) => h("label", { class: "check" },
      h("input", { type, name, value: String(option.value), checked: kind === "many" ? (value ?? []).includes(option.value) : option.value === value }),
      option.lead ?? null, h("span", {}, option.label, option.note ? h("small", {}, option.note) : null))), note);
  }
  const input = h("input", { type: kind, name, value: value ?? "", required: spec.required, maxlength: spec.maxlength, placeholder: spec.placeholder, autocomplete: "off", min: spec.min, step: spec.step });
  return h("label", { class: "field" }, h("span", {}, label), input, note);
}

function values(form, fields) {
  const data = new FormData(form);
  return Object.fromEntries(fields.map(({ name, kind }) => {
    if (kind === "check") return [name, data.has(name)];
    if (kind === "many") return [name, data.getAll(name)];
    return [name, String(data.get(name) ?? "").trim()];
  }));
}

/** Ask whether to go on; resolves to true or false. */
export function confirm(title, text, { submit = "确定", danger = false } = {}) {
  return new Promise((resolve) => {
    let answer = false;
    const yes = h("button", { type: "button", class: danger ? "primary danger" : "primary" }, submit);
    const shown = dialog(title, h("div", { class: "form" }, h("p", {}, text), h("footer", {}, yes)), { onclose: () => resolve(answer) });
    yes.addEventListener("click", () => {
      answer = true;
      shown.close();
    });
    yes.focus();
  });
}

/** Show an answerCallbackQuery alert, as Telegram does: a text and one button. */
export function alertBox(text, title = "清风") {
  const ok = h("button", { type: "button", class: "primary" }, "好的");
  const shown = dialog(title, h("div", { class: "form" }, h("p", { class: "pre-line" }, text), h("footer", {}, ok)));
  ok.addEventListener("click", shown.close);
  ok.focus();
}

const SOLID = "button, a, input, textarea, .key";
const APART = 8; // pixels between a toast and what lies beside it
let shownToast = null;

/**
 * Show a short text for a few seconds, in the place of an earlier one; `kind` "error" is read out at once.
 * It lies where it covers nothing that can be pressed.
 */
export function toast(text, kind = "") {
  shownToast?.remove();
  let host = document.querySelector(".toasts");
  if (!host) document.body.append(host = h("div", { class: "toasts", popover: "manual" }));
  // Shown anew, it lies over a dialog that was opened since.
  if (host.matches(":popover-open")) host.hidePopover();
  host.showPopover?.();
  const node = h("div", { class: `toast ${kind}`, role: kind === "error" ? "alert" : "status" }, text);
  host.append(node);
  lay(host);
  const placing = setInterval(() => lay(host), 120);
  const timers = [];
  const remove = () => {
    clearInterval(placing);
    timers.forEach(clearTimeout);
    node.remove();
    if (shownToast?.node === node) shownToast = null;
  };
  timers.push(setTimeout(() => node.classList.add("going"), 2600 + Math.min(3000, text.length * 60)));
  timers.push(setTimeout(remove, 3000 + Math.min(3000, text.length * 60)));
  shownToast = { node, remove };
}

// Put the toast into the first gap between what can be pressed, from above the place to write upwards.
function lay(host) {
  const within = (document.querySelector("dialog[open]") ?? [...document.querySelectorAll(".talk")].find((one) => one.checkVisibility?.({ visibilityProperty: true }) ?? true) ?? document.body).getBoundingClientRect();
  host.style.width = `${Math.min(440, within.width - 32)}px`;
  host.style.left = `${within.left + within.width / 2}px`;
  const { width, height, left } = host.getBoundingClientRect();
  const solid = [...document.querySelectorAll(SOLID)]
    .filter((one) => !one.closest(".toasts") && (one.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true))
    .map((one) => one.getBoundingClientRect())
    .filter((box) => box.width && box.right > left && box.left < left + width && box.bottom > 0 && box.top < innerHeight);
  const free = (top) => solid.every((box) => box.bottom + APART <= top || box.top >= top + height + APART);
  let top = Math.min(within.bottom, innerHeight) - height - 92;
  while (top > APART && !free(top)) top -= 6;
  host.style.top = `${Math.max(APART, top)}px`;
}

/** Run an action of a button that shows at once that something happens, and cannot be pressed twice. */
export async function whileBusy(button, action) {
  if (button.getAttribute("aria-busy") === "true") return undefined;
  button.setAttribute("aria-busy", "true");
  try {
    return await attempt(action);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Run an action of the page; what goes wrong is said in a toast. Resolves to undefined then. */
export async function attempt(action) {
  try {
    return await action();
  } catch (problem) {
    toast(problem.message, "error");
    return undefined;
  }
}
