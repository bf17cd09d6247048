// Three steps for who is here for the first time. What is done is read off the world, so a reload keeps it.

import { h, icon, iconButton } from "./dom.js";
import { act } from "./store.js";
import { attempt } from "./overlay.js";
import { dayKey } from "./words.js";

const QUESTION = "三重一大是什么";
const CONTEXT = "上下文";
const SUBSCRIBE = "/subscribe";
const TIME = "08:30";

/** The strip over the composer of a private chat. */
export class Guide {
  constructor(desk, talk) {
    this.desk = desk;
    this.talk = talk;
    this.root = h("div", { class: "guide", role: "group", aria: { label: "试试看" } });
    this.hidden = read("guide") === "off";
    desk.tapped = (text) => {
      if (text.includes(CONTEXT)) write("guide-context", desk.store.boot);
      desk.render();
    };
  }

  /** Show it again. */
  restart() {
    write("guide", "");
    this.hidden = false;
    this.desk.openPrivate();
    this.desk.render();
  }

  get steps() {
    const { store, chat } = this.desk;
    const messages = store.messages(chat);
    const said = (words) => messages.some((message) => message.author === this.desk.person && message.text?.includes(words));
    const subscribed = said(SUBSCRIBE);
    const button = messages.some((message) => message.keyboard?.flat().some((key) => key.text.includes(CONTEXT)));
    return [
      { done: said("三重一大"), label: `问：${QUESTION}`, run: () => this.talk.send(QUESTION) },
      { done: read("guide-context") === store.boot, label: `点答案下的「${CONTEXT}」`, run: button ? () => this.point() : null },
      { done: subscribed, label: `发送 ${SUBSCRIBE}`, run: () => this.talk.send(SUBSCRIBE) },
      { done: subscribed && store.clock.moved, label: `拨到明天 ${TIME}`, run: store.clock.movable ? () => this.tomorrow() : null },
    ];
  }

  point() {
    const keys = [...this.talk.messages.list.querySelectorAll("button.key")].filter((key) => key.textContent.includes(CONTEXT));
    const key = keys.at(-1);
    if (!key) return;
    key.scrollIntoView({ block: "center", behavior: "smooth" });
    key.classList.add("pointed");
    key.focus({ preventScroll: true });
    setTimeout(() => key.classList.remove("pointed"), 2400);
  }

  tomorrow() {
    return attempt(() => act("clock", { to: `${dayKey(this.desk.store.now() + 86400000, this.desk.store.clock.zone)}T${TIME}` }));
  }

  /** Draw; returns the strip, or null where it has no place. */
  render() {
    const chat = this.talk.chat;
    if (this.hidden || chat?.kind !== "private" || chat.blocked) return null;
    const steps = this.steps;
    const mark = JSON.stringify([steps.map((step) => [step.done, Boolean(step.run)]), this.folded]);
    if (this.root.mark === mark) return this.root;
    this.root.mark = mark;
    const next = steps.findIndex((step) => !step.done);
    const close = iconButton("close", "收起引导", () => this.dismiss());
    if (next < 0) {
      this.root.replaceChildren(h("p", {}, icon("check"), h("span", {}, h("strong", {}, "都试过了。"), "再建一个群，拉上机器人，@它问一句看看。")),
        h("div", { class: "chips" }, h("button", { type: "button", class: "chip next", onclick: () => this.desk.chats.newGroup(false) }, "新建群组")), close);
      return this.root;
    }
    this.root.replaceChildren(h("p", {}, h("strong", {}, "试试看"), h("span", { class: "progress" }, `${steps.filter((step) => step.done).length} / ${steps.length}`)),
      h("ol", { class: "chips" }, steps.map((step, index) => h("li", {}, h("button", {
        type: "button", class: `chip ${step.done ? "done" : index === next ? "next" : ""}`, disabled: step.done || !step.run, aria: index === next ? { current: "step" } : {}, onclick: () => step.run?.(),
      }, h("b", { aria: { hidden: "true" } }, step.done ? icon("check") : String(index + 1)), h("span", {}, step.label))))), close);
    // On a phone the steps are one row that scrolls: the next one is to be seen.
    requestAnimationFrame(() => {
      const chip = this.root.querySelector(".chip.next");
      if (chip) chip.closest(".chips").scrollLeft = chip.parentElement.offsetLeft - 40;
    });
    return this.root;
  }

  dismiss() {
    this.hidden = true;
    write("guide", "off");
    this.desk.render();
  }
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the guide begins anew at a reload.
  }
}
