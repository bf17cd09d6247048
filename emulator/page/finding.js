// Finding words in the open chat.

import { h, iconButton } from "./dom.js";

/** A bar under the chat's head: what is found is shown from the newest to the oldest. */
export class Finder {
  constructor(desk, talk) {
    this.desk = desk;
    this.talk = talk;
    this.at = 0;
    this.input = h("input", { type: "search", placeholder: "在聊天里查找", enterkeyhint: "search", aria: { label: "查找的词" } });
    this.count = h("span", { class: "found", role: "status" });
    this.older = iconButton("up", "更早的一条", () => this.step(1));
    this.newer = iconButton("down", "更近的一条", () => this.step(-1));
    this.root = h("div", { class: "finder", role: "search", hidden: true }, this.input, this.count, this.older, this.newer, iconButton("close", "关闭查找", () => this.close(true)));
    this.input.addEventListener("input", () => this.find());
    this.root.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") this.close(true);
      else if (event.key === "Enter" && event.target === this.input) this.step(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  open() {
    this.root.hidden = false;
    this.find();
    this.input.focus();
    this.input.select();
  }

  close(back = false) {
    if (this.root.hidden) return;
    this.root.hidden = true;
    if (back && this.talk.canWrite()) this.talk.composer.input.focus({ preventScroll: true });
  }

  get found() {
    const { store, chat, thread } = this.desk;
    const words = this.input.value.trim().toLowerCase();
    if (!words) return [];
    const messages = store.messages(chat, this.talk.chat?.forum ? (thread ?? 0) : null);
    return messages.filter((message) => (message.text ?? "").toLowerCase().includes(words)).map((message) => message.id).reverse();
  }

  find() {
    this.at = 0;
    this.show();
  }

  step(by) {
    const { length } = this.found;
    if (length) this.at = (this.at + by + length) % length;
    this.show();
  }

  show() {
    const { found } = this;
    this.older.disabled = this.newer.disabled = found.length < 2;
    this.count.textContent = !this.input.value.trim() ? "" : found.length ? `${this.at + 1} / ${found.length}` : "没有找到";
    if (found.length) this.talk.messages.show(found[this.at]);
  }
}
