// The column of chats of one person.

import { avatar, h, icon, iconButton, reconcile } from "./dom.js";
import { act } from "./store.js";
import { ask, attempt, menu } from "./overlay.js";
import { chatKind, chatTitle, isIn, rowTime, summary } from "./words.js";

/** Draws the chats `desk.person` is in, newest first; a forum's topics stand under it. */
export class ChatList {
  constructor(desk) {
    this.desk = desk;
    this.list = h("div", { class: "chat-list", role: "list", aria: { label: "聊天" } });
    this.head = h("header", { class: "bar" });
    this.root = h("aside", { class: "chats" }, this.head, this.list);
  }

  get store() {
    return this.desk.store;
  }

  render() {
    const { store, desk } = this;
    const person = store.get(`person:${desk.person}`);
    if (!person) return;
    this.renderHead(person);
    const rows = [];
    const chats = store.all("chat").filter((chat) => isIn(chat, person.id) && !chat.migrated_to);
    for (const chat of chats.map((chat) => ({ chat, last: store.messages(chat.id).at(-1) })).sort(byTime)) {
      rows.push(this.row(chat.chat, chat.last, null));
      if (chat.chat.forum) for (const topic of chat.chat.topics) rows.push(this.row(chat.chat, store.messages(chat.chat.id, topic.id).at(-1), topic));
    }
    reconcile(this.list, rows);
  }

  renderHead(person) {
    const mark = `${person.id}/${person.name}`;
    if (this.head.mark === mark) return;
    this.head.mark = mark;
    const who = h("button", { type: "button", class: "who", aria: { label: `您现在是${person.name}，换一个人` }, onclick: () => this.desk.choosePerson(who) },
      avatar(person.id, person.name), h("span", {}, h("strong", {}, person.name), h("small", {}, "换个人说话")), icon("down"));
    const add = iconButton("plus", "新建", () => this.newMenu(add));
    this.head.replaceChildren(who, add);
  }

  row(chat, last, topic) {
    const { store, desk } = this;
    const bot = store.get("bot");
    const open = desk.chat === chat.id && (topic ? desk.thread === topic.id : !chat.forum);
    const unread = chat.forum && !topic ? 0 : desk.reading.unread(desk.person, chat.id, topic ? topic.id : null);
    const zone = store.clock.zone;
    const title = topic ? topic.name : chatTitle(chat, bot);
    const time = last ? rowTime(last.at, zone, store.now()) : "";
    const place = `${desk.person}/${chat.id}/${(topic ? topic.id : null) ?? ""}`;
    const draft = open || (chat.forum && !topic) ? "" : desk.drafts.of(place).trim();
    const preview = draft ? draft.replace(/\s+/g, " ").slice(0, 80) : this.preview(chat, last, topic);
    const mark = JSON.stringify([title, time, preview, Boolean(draft), unread, open, chat.kind, topic?.closed]);
    const make = () => {
      const button = h("button", { type: "button", class: `row ${open ? "open" : ""} ${topic ? "topic-row" : ""}`, aria: open ? { current: "true" } : {}, data: { chat: chat.id, thread: topic?.id ?? "" } },
        topic ? h("span", { class: "hash", aria: { hidden: "true" } }, icon("topic")) : avatar(chat.id, title, chatKind(chat)),
        h("span", { class: "row-text" },
          h("span", { class: "row-top" }, h("strong", {}, title), chat.kind === "private" ? h("span", { class: "badge" }, "机器人") : null, topic?.closed ? h("span", { class: "badge" }, "已关闭") : null, h("time", {}, time)),
          h("span", { class: "row-bottom" }, h("span", { class: "preview" }, draft ? h("b", { class: "draft" }, "草稿：") : null, preview), unread ? h("span", { class: "unread", aria: { label: `${unread} 条未读` } }, unread > 99 ? "99+" : String(unread)) : null)));
      button.addEventListener("click", () => desk.open(chat.id, topic ? topic.id : chat.forum ? 0 : null));
      return h("div", { role: "listitem" }, button);
    };
    return { key: `${chat.id}/${topic?.id ?? ""}`, mark, make };
  }

  preview(chat, last, topic) {
    if (chat.forum && !topic) return `${chat.topics.length} 个话题`;
    if (!last) return chat.kind === "private" ? "点开，说句话试试" : "还没有消息";
    const own = last.author === this.desk.person && last.kind !== "service";
    const name = own ? "我" : chat.kind === "private" || chat.kind === "channel" || last.kind === "service" ? "" : last.from.name;
    return `${name ? `${name}：` : ""}${summary(last)}`.slice(0, 80);
  }

  newMenu(anchor) {
    menu(anchor, [
      { icon: "group", label: "新建群组", run: () => this.newGroup(false) },
      { icon: "topic", label: "新建带话题的群", run: () => this.newGroup(true) },
      { icon: "channel", label: "新建频道", run: () => this.newChannel() },
      null,
      { icon: "compass", label: "加入已有的群或频道", run: () => this.join() },
      { icon: "person", label: "添加一个人", run: () => newPerson(this.desk) },
    ], "新建");
  }

  others() {
    return this.store.all("person").filter((person) => person.id !== this.desk.person && !person.deleted);
  }

  newGroup(forum) {
    const bot = this.store.get("bot");
    ask(forum ? "新建带话题的群" : "新建群组", [
      { name: "title", label: "群名", required: true, maxlength: 128, placeholder: forum ? "如：廉洁教育" : "如：纪检学习群" },
      { name: "people", label: "邀请谁", kind: "many", options: this.others().map((person) => ({ value: person.id, label: person.name, lead: avatar(person.id, person.name, "", "small") })) },
      { name: "bot", label: `把${bot.name}也拉进群`, kind: "check", value: true, hint: `@${bot.username}` },
      ...(forum ? [] : [{ name: "basic", label: "做成普通群（不是超级群）", kind: "check", hint: "小群的旧形式，之后可以升级为超级群" }]),
    ], {
      submit: "建群",
      done: async ({ title, people, bot: withBot, basic }) => {
        const answer = await act("group", { person: this.desk.person, title, forum, kind: basic ? "group" : "supergroup", people: people.map(Number), bot: withBot });
        this.desk.openWhenReady(answer.chat, forum ? 0 : null);
      },
    });
  }

  newChannel() {
    const bot = this.store.get("bot");
    ask("新建频道", [
      { name: "title", label: "频道名", required: true, maxlength: 128, placeholder: "如：清廉之声" },
      { name: "people", label: "订阅者", kind: "many", options: this.others().map((person) => ({ value: person.id, label: person.name, lead: avatar(person.id, person.name, "", "small") })) },
      { name: "bot", label: `请${bot.name}当管理员`, kind: "check", value: true, hint: "机器人在频道里只能以管理员身份发言" },
    ], {
      submit: "建频道",
      done: async ({ title, people, bot: withBot }) => {
        const answer = await act("channel", { person: this.desk.person, title, people: people.map(Number), bot: withBot });
        this.desk.openWhenReady(answer.chat, null);
      },
    });
  }

  join() {
    const chats = this.store.all("chat").filter((chat) => chat.kind !== "private" && !chat.migrated_to && !isIn(chat, this.desk.person));
    if (!chats.length) {
      ask("加入群或频道", [], { submit: "知道了", intro: "能加入的都已经加入了。可以先新建一个。", done: async () => undefined });
      return;
    }
    ask("加入群或频道", [{ name: "chat", label: "选一个", kind: "choice", value: chats[0].id, options: chats.map((chat) => ({ value: chat.id, label: chat.title, lead: avatar(chat.id, chat.title, chatKind(chat), "small") })) }], {
      submit: "加入",
      done: async ({ chat }) => {
        await act("member", { chat: Number(chat), person: this.desk.person, by: this.desk.person, status: "member" });
        this.desk.openWhenReady(Number(chat), chats.find((one) => one.id === Number(chat)).forum ? 0 : null);
      },
    });
  }
}

function byTime(a, b) {
  // The chat with the bot is what people came for: it stays on top.
  return (b.chat.kind === "private") - (a.chat.kind === "private") || (b.last?.at ?? 0) - (a.last?.at ?? 0);
}

/** Ask for a name, add the person, and go on as them. */
export function newPerson(desk) {
  ask("添加一个人", [{ name: "name", label: "怎么称呼", required: true, maxlength: 64, placeholder: "如：小王" }], {
    submit: "添加",
    done: async ({ name }) => {
      const answer = await act("person", { name });
      await attempt(async () => desk.becomeWhenReady(answer.person));
    },
  });
}
