// The list of messages: days, service lines, bubbles, inline keyboards.

import { avatar, h, icon, iconButton, reconcile } from "./dom.js";
import { formatted } from "./entities.js";
import { poll } from "./polls.js";
import { act } from "./store.js";
import { alertBox, attempt, toast } from "./overlay.js";
import { dayKey, dayName, hour, isAdmin, summary } from "./words.js";

const SHOWN = 300;
const TOGETHER = 6 * 60 * 1000;

/** Draws the messages of the chat (and topic) that `desk` has open; `talk` gives replying and editing. */
export class Messages {
  constructor(desk, talk) {
    this.desk = desk;
    this.talk = talk;
    this.waiting = new Set();
    this.shown = SHOWN;
    this.list = h("div", { class: "messages", role: "log", aria: { live: "off", label: "消息" } });
    // What comes and what is changed is read out here, once; the list itself is drawn anew too often for that.
    this.spoken = h("div", { class: "unseen", role: "status", aria: { live: "polite" } });
    this.scroller = h("div", { class: "scroller", tabindex: "-1" }, this.list);
    this.down = iconButton("down", "到最新消息", () => this.toEnd("smooth"), { class: "icon-button to-end", hidden: true });
    this.atEnd = true;
    this.size = "";
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    for (const move of ["wheel", "touchmove"]) this.scroller.addEventListener(move, () => this.showDay(), { passive: true });
    const sizes = new ResizeObserver(() => this.scrolled());
    sizes.observe(this.scroller);
    sizes.observe(this.list);
  }

  get sizeNow() {
    return `${this.scroller.clientHeight}/${this.scroller.scrollHeight}`;
  }

  // Only people move away from the newest message: a bubble that grows, a window or keyboard that changes
  // the height must not.
  scrolled() {
    const resized = this.sizeNow !== this.size;
    this.size = this.sizeNow;
    if (resized && this.atEnd) this.toEnd();
    else this.atEnd = this.nearEnd(40);
    if (this.atEnd) this.desk.markRead();
    this.drawDown();
  }

  // The day stays in sight while somebody scrolls, and covers no words otherwise.
  showDay() {
    this.list.classList.add("scrolling");
    clearTimeout(this.dayTimer);
    this.dayTimer = setTimeout(() => this.list.classList.remove("scrolling"), 1200);
  }

  nearEnd(distance) {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight <= distance;
  }

  toEnd(behavior = "instant") {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  /** Draw; `fresh` when another chat was opened. */
  render(fresh) {
    const { store, person, chat, thread } = this.desk;
    const record = store.get(`chat:${chat}`);
    if (fresh) this.shown = SHOWN;
    const messages = store.messages(chat, record?.forum ? (thread ?? 0) : null).slice(-this.shown);
    const stay = !fresh && !this.atEnd;
    const lastOwn = messages.at(-1)?.author === person && messages.at(-1)?.id !== this.lastId;
    this.lastId = messages.at(-1)?.id;
    reconcile(this.list, this.items(messages, record));
    this.readOut(fresh, messages);
    if (fresh || !stay || lastOwn) {
      this.atEnd = true;
      this.toEnd();
      if (!fresh && !lastOwn && messages.length) this.showTop(messages.at(-1).id);
    }
    this.drawDown();
  }

  // A chat that was just opened is not read out; later what others say or change is.
  readOut(fresh, messages) {
    const before = this.heard;
    this.heard = new Map(messages.map((message) => [message.id, message.text ?? ""]));
    if (fresh || !before) {
      this.spoken.textContent = "";
      return;
    }
    const others = messages.filter((message) => message.author !== this.desk.person && message.kind !== "service");
    const news = others.filter((message) => !before.has(message.id)).map((message) => `${message.from.name}：${summary(message)}`);
    const changed = others.filter((message) => before.has(message.id) && before.get(message.id) !== (message.text ?? "")).map((message) => `${message.from.name}改了消息：${summary(message)}`);
    if (news.length || changed.length) this.spoken.textContent = [...news, ...changed].join("。").slice(0, 600);
  }

  items(messages, chat) {
    const { store, person } = this.desk;
    const { zone } = store.clock;
    const today = dayKey(store.now(), zone);
    const items = [];
    let before = null;
    messages.forEach((message, index) => {
      const day = dayKey(message.at, zone);
      const newDay = !before || dayKey(before.at, zone) !== day;
      if (newDay) items.push({ key: `day ${day} ${message.id}`, mark: today, make: () => h("div", { class: "day" }, h("span", {}, dayName(message.at, zone, store.now()))) });
      const after = messages[index + 1];
      const first = newDay || !together(before, message);
      const last = !after || dayKey(after.at, zone) !== day || !together(message, after);
      const own = message.author === person && chat.kind !== "channel";
      const waiting = [...this.waiting].filter((one) => one.startsWith(`${message.chat}/${message.id}/`)).join();
      const target = message.reply ? store.message(message.chat, message.reply.id) : null;
      items.push({
        key: `${chat.id}/${message.id}`,
        mark: this.mark(message, target, [person, first, last, own, waiting, zone]),
        make: (old) => (message.kind === "service" ? service(message) : this.bubble(message, { chat, first, last, own, target, fresh: !old })),
      });
      before = message;
    });
    return items;
  }

  // Records are replaced, never changed, when the world's message changes: their identity is the mark.
  mark(message, target, rest) {
    const key = JSON.stringify(rest);
    const kept = this.marks?.get(message);
    if (kept && kept.key === key && kept.target === target) return kept;
    this.marks ??= new WeakMap();
    const fresh = { key, target };
    this.marks.set(message, fresh);
    return fresh;
  }

  bubble(message, { chat, first, last, own, target, fresh }) {
    const { zone } = this.desk.store.clock;
    const grouped = chat.kind === "group" || chat.kind === "supergroup";
    const showName = grouped && !own && first;
    const bubble = h("div", { class: "bubble" },
      showName ? this.name(message, chat) : null,
      message.via ? h("small", { class: "via" }, `通过 @${message.via}`) : null,
      message.forwarded ? h("div", { class: "forwarded" }, `转发自 ${message.forwarded}`) : null,
      message.reply ? this.quote(message, target) : null,
      message.poll ? poll(message, this.desk.person) : media(message),
      this.text(message),
      h("span", { class: "meta" }, message.edited ? h("span", {}, "已编辑") : null, h("time", { datetime: new Date(message.at).toISOString() }, hour(message.at, zone))));
    const column = h("div", { class: "column" }, bubble, message.keyboard?.length ? this.keyboard(message) : null);
    const side = grouped && !own ? (last ? avatar(message.from.id, message.from.name, message.from.kind === "bot" ? "bot" : "", "small") : h("span", { class: "avatar small empty" })) : null;
    const more = iconButton("more", "消息菜单", () => this.talk.messageMenu(message, more), { class: "icon-button hover" });
    const reply = iconButton("reply", "回复", () => this.talk.replyTo(message), { class: "icon-button hover" });
    const node = h("article", { class: `message ${own ? "own" : ""} ${first ? "first" : ""} ${last ? "last" : ""} kind-${message.kind} ${message.text ? "" : "bare"} ${fresh && this.live ? "fresh" : ""}`, tabindex: "-1", data: { id: message.id }, aria: { label: `${own ? "我" : message.from.name}：${summary(message).slice(0, 60)}` } },
      side, column, h("span", { class: "tools" }, this.talk.canWrite() ? reply : null, more));
    this.gestures(node, message);
    return node;
  }

  name(message, chat) {
    const tag = message.anonymous ? "匿名管理员" : message.from.kind === "bot" ? "机器人" : isAdmin(chat, message.from.id) ? "管理员" : null;
    const node = h("div", { class: "name" }, h("span", {}, message.from.name), tag ? h("small", {}, tag) : null);
    node.style.setProperty("--hue", avatar(message.from.id, "？").style.getPropertyValue("--hue"));
    return node;
  }

  quote(message, target) {
    const { reply } = message;
    const words = reply.deleted ? "已删除的消息" : reply.quote || (target ? summary(target) : reply.text) || "…";
    return h("button", { type: "button", class: "reply", aria: { label: "看被回复的消息" }, onclick: () => this.show(reply.id) },
      h("strong", {}, target?.author === this.desk.person ? "我" : reply.deleted ? "" : reply.name), h("span", {}, words.slice(0, 160)));
  }

  text(message) {
    if (!message.text || message.kind === "sticker") return null;
    const bot = this.desk.store.get("bot");
    return h("div", { class: "text", dir: "auto" }, formatted(message.text, message.entities, {
      onCommand: (command) => this.talk.send(command),
      onMention: (name) => this.talk.insert(`${name} `),
      onLink: (url) => this.deepLink(url, bot),
    }));
  }

  // A link t.me/<this bot>?start=word opens the private chat and sends /start word, as Telegram does.
  deepLink(url, bot) {
    const match = /^(?:https?:\/\/)?t\.me\/([A-Za-z0-9_]+)(?:\?start=([A-Za-z0-9_-]{0,64}))?$/i.exec(url);
    if (!match || match[1].toLowerCase() !== bot.username.toLowerCase()) return false;
    this.desk.openPrivate();
    if (match[2] !== undefined) attempt(() => act("say", { person: this.desk.person, chat: this.desk.chat, text: `/start ${match[2]}`.trim() }));
    return true;
  }

  keyboard(message) {
    let place = 0;
    const rows = message.keyboard.map((row) => h("div", { class: "keys" }, row.map((button) => this.key(message, button, place++))));
    return h("div", { class: "keyboard" }, rows);
  }

  // `place` counts the message's buttons from 0; a tap names it.
  key(message, button, place) {
    const waiting = this.waiting.has(`${message.chat}/${message.id}/${place}`);
    if (button.url) {
      const link = h("a", { class: "key", href: /^(https?|tg):/i.test(button.url) ? button.url : null, target: "_blank", rel: "noopener noreferrer nofollow" }, button.text, icon("link"));
      link.addEventListener("click", (event) => {
        if (this.deepLink(button.url, this.desk.store.get("bot"))) event.preventDefault();
      });
      return link;
    }
    const node = h("button", { type: "button", class: `key ${waiting ? "waiting" : ""}`, aria: waiting ? { busy: "true" } : {} }, h("span", {}, button.text), button.copy ? icon("copy") : null, waiting ? h("span", { class: "spinner", aria: { hidden: "true" } }) : null);
    node.addEventListener("click", () => (button.copy ? this.copy(button.copy) : button.data === undefined ? this.talk.insert(`@${this.desk.store.get("bot").username} ${button.query ?? ""}`) : this.tap(message, button, place)));
    return node;
  }

  // The way back to the newest message, with how many are unread there.
  drawDown() {
    const { person, chat, thread, reading } = this.desk;
    this.down.hidden = this.nearEnd(120);
    const unread = this.down.hidden ? 0 : reading.unread(person, chat, this.talk.chat?.forum ? (thread ?? 0) : null);
    this.down.replaceChildren(icon("down"), unread ? h("span", { class: "unread" }, String(unread)) : "");
  }

  // What is taller than the window is read from its beginning.
  showTop(id) {
    const node = this.list.querySelector(`[data-id="${Number(id)}"]`);
    if (!node || node.getBoundingClientRect().top >= this.scroller.getBoundingClientRect().top) return;
    node.scrollIntoView({ block: "start" });
    this.size = this.sizeNow;
    this.atEnd = this.nearEnd(40);
  }

  async tap(message, button, place) {
    const waiting = `${message.chat}/${message.id}/${place}`;
    if (this.waiting.has(waiting)) return;
    this.waiting.add(waiting);
    this.desk.render();
    const answer = await attempt(() => act("tap", { person: this.desk.person, chat: message.chat, message: message.id, button: place }));
    this.waiting.delete(waiting);
    this.desk.render();
    this.desk.tapped?.(button.text);
    if (!answer) return;
    setTimeout(() => this.showTop(message.id), 150);
    if (answer.unanswered) toast("机器人没有回应这个按钮", "error");
    else if (answer.alert && answer.text) alertBox(answer.text);
    else if (answer.text) toast(answer.text);
    if (answer.url) this.deepLink(answer.url, this.desk.store.get("bot"));
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast("已复制");
    } catch {
      toast("浏览器不允许复制", "error");
    }
  }

  /** Scroll to a message and let it shine for a moment; one that is long ago is drawn first. */
  show(id) {
    const { store, chat, thread } = this.desk;
    const all = store.messages(chat, this.talk.chat?.forum ? (thread ?? 0) : null);
    const back = all.length - all.findIndex((message) => message.id === id);
    if (back <= all.length && back > this.shown) {
      this.shown = back + 20;
      this.atEnd = false;
      this.render(false);
    }
    const node = this.list.querySelector(`[data-id="${Number(id)}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    this.list.querySelector(".shine")?.classList.remove("shine");
    node.classList.add("shine");
    setTimeout(() => node.classList.remove("shine"), 1600);
  }

  gestures(node, message) {
    let opened = 0;
    const open = ({ clientX: x, clientY: y }) => {
      if (performance.now() - opened > 700) this.talk.messageMenu(message, { x, y });
      opened = performance.now();
    };
    node.addEventListener("contextmenu", (event) => {
      if (event.target.closest("a") || (getSelection()?.toString() && event.pointerType !== "touch")) return;
      event.preventDefault();
      open(event);
    });
    // Not every phone makes a context menu of a long press.
    let press = 0;
    node.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" && !event.target.closest("a, button")) press = setTimeout(() => open(event), 520);
    });
    for (const end of ["pointerup", "pointercancel", "pointermove"]) node.addEventListener(end, () => clearTimeout(press));
    node.addEventListener("dblclick", (event) => {
      if (!event.target.closest("button, a") && event.target.closest(".bubble") === null && this.talk.canWrite()) this.talk.replyTo(message);
    });
  }
}

function together(a, b) {
  return a.kind !== "service" && b.kind !== "service" && a.author === b.author && a.from.id === b.from.id && b.at - a.at < TOGETHER && b.at >= a.at;
}

function service(message) {
  return h("div", { class: "service", data: { id: message.id } }, h("span", {}, message.service));
}

function media(message) {
  if (message.kind === "sticker") return h("div", { class: "sticker" }, message.text || "🙂");
  if (message.kind === "photo") {
    if (!message.file) return h("div", { class: "photo drawn", role: "img", aria: { label: "图片" } }, icon("image"));
    const file = `sim/file/${encodeURIComponent(message.file)}`;
    const picture = h("img", { class: "photo", src: file, alt: message.text || "图片", loading: "lazy" });
    return h("a", { class: "photo-link", href: file, target: "_blank", rel: "noopener", title: "看大图" }, picture);
  }
  if (message.kind === "voice") {
    return h("div", { class: "voice", role: "img", aria: { label: "语音" } }, icon("play"), h("span", { class: "wave" }, [5, 9, 14, 8, 12, 17, 10, 6, 13, 18, 11, 7, 12, 16, 9, 5, 8, 12, 6].map((height) => {
      const bar = h("i");
      bar.style.height = `${height}px`;
      return bar;
    })), h("small", {}, "0:04"));
  }
  if (message.kind === "document" || message.kind === "video" || message.kind === "audio") {
    const name = message.name || "文件";
    const body = [icon("clip"), h("span", {}, name)];
    return message.file ? h("a", { class: "file", href: `sim/file/${encodeURIComponent(message.file)}`, download: name }, body) : h("div", { class: "file" }, body);
  }
  return null;
}
