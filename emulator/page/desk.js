// A desk: one person's window on the local Telegram. The page shows one, or two side by side.

import { avatar, h } from "./dom.js";
import { menu } from "./overlay.js";
import { ChatList, newPerson } from "./chats.js";
import { Talk } from "./talk.js";
import { isIn } from "./words.js";
import { isStepIn, stepIn } from "./going.js";

let count = 0;

export class Desk {
  /** `changed()` is called when the person or the chat changes, so that the page can remember it. */
  constructor(store, reading, drafts, { changed }) {
    this.store = store;
    this.reading = reading;
    this.drafts = drafts;
    this.changed = changed;
    this.id = `desk${(count += 1)}`;
    this.person = null;
    this.chat = null;
    this.thread = null;
    this.wanted = null;
    this.last = new Map();
    this.chats = new ChatList(this);
    this.talk = new Talk(this);
    this.root = h("section", { class: "desk" }, this.chats.root, this.talk.root);
    this.root.addEventListener("focusin", () => (this.focused = true));
    this.root.addEventListener("focusout", () => (this.focused = false));
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && this.narrow) this.goBack();
    });
  }

  get narrow() {
    return this.root.clientWidth < 680;
  }

  render() {
    this.followWorld();
    if (this.person === null) return;
    this.root.classList.toggle("talking", this.chat !== null);
    this.root.setAttribute("aria-label", `${this.store.get(`person:${this.person}`)?.name ?? ""}的聊天窗口`);
    this.markRead(false);
    this.chats.render();
    this.talk.render();
  }

  // People and chats can go away (a restart, a migration), and what was just made arrives a moment later.
  followWorld() {
    const { store } = this;
    const person = store.get(`person:${this.person}`);
    if (!person || person.deleted) {
      this.person = store.all("person").find((one) => !one.deleted)?.id ?? null;
      this.chat = null;
    }
    if (this.wanted) {
      const { person, chat, thread } = this.wanted;
      const found = store.get(`chat:${chat}`);
      const ready = person ? store.get(`person:${person}`) : found && (!thread || found.topics.some((topic) => topic.id === thread));
      if (ready) {
        this.wanted = null;
        if (person) this.become(person);
        if (chat) this.open(chat, thread);
      }
    }
    const record = store.get(`chat:${this.chat}`);
    if (this.chat !== null && record?.migrated_to && store.get(`chat:${record.migrated_to}`)) this.open(record.migrated_to, null);
    else if (this.chat !== null && (!record || (record.kind === "private" && record.person !== this.person))) this.chat = null;
    else if (record?.forum && this.thread && !record.topics.some((topic) => topic.id === this.thread)) this.thread = 0;
  }

  open(chat, thread = null) {
    if (this.narrow && this.chat === null) stepIn();
    this.chat = chat;
    this.thread = thread;
    this.last.set(this.person, { chat, thread });
    this.changed();
    this.render();
    if (matchMedia("(hover: hover)").matches && this.talk.canWrite()) this.talk.composer.input.focus({ preventScroll: true });
  }

  /** Open a chat the world was just asked for, as soon as the page hears of it. */
  openWhenReady(chat, thread) {
    this.wanted = { chat, thread };
    this.render();
  }

  becomeWhenReady(person) {
    this.wanted = { person };
    this.render();
  }

  openPrivate() {
    const chat = this.store.all("chat").find((one) => one.kind === "private" && one.person === this.person);
    if (chat) this.open(chat.id, null);
  }

  /** Leave the chat for the list: the same as the phone's own Back. */
  goBack() {
    if (this.narrow && isStepIn()) history.back();
    else this.close();
  }

  close() {
    this.chat = null;
    this.thread = null;
    this.changed();
    this.render();
    this.chats.list.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Go on as another person: in the same group if they are in it, else where they last were. */
  become(person) {
    if (person === this.person) return;
    const { store } = this;
    this.person = person;
    const here = store.get(`chat:${this.chat}`);
    const last = this.last.get(person);
    if (!(here && here.kind !== "private" && isIn(here, person))) {
      const own = store.all("chat").find((chat) => chat.kind === "private" && chat.person === person);
      const back = last && store.get(`chat:${last.chat}`) ? last : { chat: own?.id ?? null, thread: null };
      this.chat = this.chat === null && this.narrow ? null : back.chat;
      this.thread = back.thread;
    }
    this.changed();
    this.render();
  }

  choosePerson(anchor) {
    const people = this.store.all("person").filter((person) => !person.deleted);
    menu(anchor, [
      ...people.map((person) => ({ lead: avatar(person.id, person.name, "", "small"), label: person.name, checked: person.id === this.person, run: () => this.become(person.id) })),
      null,
      { icon: "plus", label: "添加一个人", run: () => newPerson(this) },
    ], "换个人说话");
  }

  markRead(redraw = true) {
    if (this.chat === null || document.hidden || (this.narrow && !this.root.classList.contains("talking"))) return;
    const record = this.store.get(`chat:${this.chat}`);
    if (!this.talk.messages.atEnd) return;
    const thread = record?.forum ? (this.thread ?? 0) : null;
    const last = this.store.messages(this.chat, thread).at(-1);
    if (last && this.reading.mark(this.person, this.chat, thread, last.id) && redraw) this.chats.render();
  }
}
