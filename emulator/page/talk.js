// One open chat: its head, its messages, what a person may do in it.

import { avatar, h, icon, iconButton } from "./dom.js";
import { act } from "./store.js";
import { attempt, confirm, menu, toast, whileBusy } from "./overlay.js";
import { chatKind, chatTitle, isAdmin, isIn, mayAddBot, memberOf } from "./words.js";
import { Composer } from "./composer.js";
import { Finder } from "./finding.js";
import { forward } from "./forwarding.js";
import { ForcedReply } from "./forced.js";
import { Guide } from "./guide.js";
import { chatInfo, chatMenu } from "./info.js";
import { Messages } from "./messages.js";

const ACTIONS = { typing: "正在输入", upload_photo: "正在发送图片", upload_document: "正在发送文件", record_voice: "正在录音", choose_sticker: "正在选贴纸" };

/** The right half of a desk. */
export class Talk {
  constructor(desk) {
    this.desk = desk;
    this.messages = new Messages(desk, this);
    this.composer = new Composer(desk, this);
    this.guide = new Guide(desk, this);
    this.finder = new Finder(desk, this);
    this.forced = new ForcedReply(desk, this);
    this.head = h("header", { class: "bar" });
    this.empty = h("div", { class: "empty" });
    this.foot = h("footer", { class: "foot" });
    this.root = h("section", { class: "talk", aria: { label: "对话" } }, this.head, this.messages.scroller, this.empty, this.messages.down, this.finder.root, this.foot, this.messages.spoken);
  }

  get chat() {
    return this.desk.store.get(`chat:${this.desk.chat}`);
  }

  get topic() {
    return this.chat?.topics.find((topic) => topic.id === this.desk.thread);
  }

  render() {
    const { desk, chat } = this;
    const place = `${desk.person}/${desk.chat}/${desk.thread ?? ""}`;
    const fresh = place !== this.place;
    this.place = place;
    if (fresh) this.finder.close();
    this.root.classList.toggle("nothing", !chat);
    if (!chat) return this.renderNothing();
    this.composer.moved();
    this.renderHead(chat);
    this.messages.live = !fresh;
    this.messages.render(fresh);
    this.renderEmpty(chat);
    this.renderFoot(chat);
    this.composer.render();
    this.forced.open();
    if (fresh && this.foot.contains(this.composer.root) && matchMedia("(hover: hover)").matches && desk.focused) this.composer.input.focus({ preventScroll: true });
    return undefined;
  }

  renderNothing() {
    this.set(this.head, "", () => []);
    this.messages.list.replaceChildren();
    this.set(this.foot, "", () => []);
    this.empty.hidden = false;
    this.messages.down.hidden = true;
    this.set(this.empty, "nothing", () => [h("div", { class: "card quiet" }, icon("back"), "从左边选一个聊天")]);
  }

  // Draw `node`'s children anew only when `mark` changed, so that focus and selection stay.
  set(node, mark, make) {
    if (node.mark === mark) return;
    node.mark = mark;
    node.replaceChildren(...make());
  }

  renderHead(chat) {
    const { desk } = this;
    const title = this.topic ? this.topic.name : chatTitle(chat, desk.store.get("bot"));
    const status = this.subtitle(chat);
    this.set(this.head, JSON.stringify([chat.id, desk.person, title, status, chat.kind]), () => {
      const about = h("button", { type: "button", class: "about", aria: { label: `${title}，聊天详情` }, onclick: () => chatInfo(desk) },
        this.topic ? avatar(chat.id, title, "topic") : avatar(chat.id, title, chatKind(chat)),
        h("span", {}, h("strong", {}, title), h("small", { class: status.live ? "live" : "" }, status.text, status.live ? h("span", { class: "dots", aria: { hidden: "true" } }, h("i"), h("i"), h("i")) : null)));
      const more = iconButton("more", "更多", () => chatMenu(desk, more));
      const person = desk.store.get(`person:${desk.person}`);
      const me = h("button", { type: "button", class: "me", title: `您是${person.name}`, aria: { label: `您现在是${person.name}，换一个人` }, onclick: () => desk.choosePerson(me) }, avatar(person.id, person.name, "", "small"), h("span", {}, person.name));
      const find = iconButton("search", "在聊天里查找", () => this.finder.open());
      return [iconButton("back", "返回聊天列表", () => desk.goBack(), { class: "icon-button back" }), about, iconButton("info", "聊天详情", () => chatInfo(desk), { class: "icon-button wide-only" }), find, me, more];
    });
  }

  subtitle(chat) {
    const { store, person, thread } = this.desk;
    const now = store.now();
    const typing = (chat.typing ?? []).find((one) => one.until > now && (one.thread ?? 0) === (thread ?? 0));
    if (typing) {
      clearTimeout(this.typingTimer);
      this.typingTimer = setTimeout(() => this.render(), typing.until - now + 50);
      return { live: true, text: `${chat.kind === "private" ? "" : store.get("bot").name}${ACTIONS[typing.action] ?? "正在输入"}` };
    }
    if (chat.kind === "private") return { text: chat.blocked ? "您已屏蔽机器人" : "机器人" };
    const count = chat.members.filter((member) => isIn(chat, member.id)).length + (chat.bot ? 1 : 0);
    const member = memberOf(chat, person);
    const role = member?.anonymous ? "您是匿名管理员" : { creator: "您是群主", administrator: "您是管理员", member: "您是成员", restricted: "您被禁言" }[member?.status];
    if (chat.kind === "channel") return { text: [`${count} 位订阅者`, role === "您是群主" ? "您是创建者" : role?.replace("成员", "订阅者")].filter(Boolean).join(" · ") };
    return { text: [this.topic ? chat.title : null, `${count} 位成员`, role].filter(Boolean).join(" · ") };
  }

  renderEmpty(chat) {
    const { store } = this.desk;
    const none = this.messages.list.childElementCount === 0;
    const bot = store.get("bot");
    this.empty.hidden = !none;
    if (!none) return;
    this.set(this.empty, `${chat.kind}/${bot.description}/${bot.name}`, () => {
      if (chat.kind !== "private") return [h("div", { class: "card quiet" }, chat.kind === "channel" ? "频道里还没有内容" : "这里还没有消息")];
      return [h("div", { class: "card hello" }, h("img", { src: "page/logo.svg", alt: "" }), h("h2", {}, bot.name), h("p", {}, bot.description || "照原文回答关于廉政讲话的提问，每天推送一条廉语。"), h("button", { type: "button", class: "big", onclick: () => this.send("/start") }, "开始"), h("p", { class: "hint" }, "或者直接在下面写一个问题"))];
    });
  }

  renderFoot(chat) {
    const { person } = this.desk;
    const member = memberOf(chat, person);
    const guide = this.guide.render();
    const bot = this.desk.store.get("bot");
    const deaf = chat.kind !== "private" && !chat.bot && isIn(chat, person);
    let mark = "write";
    if (chat.kind === "private" && chat.blocked) mark = "blocked";
    else if (!isIn(chat, person)) mark = "out";
    else if (chat.kind === "channel" && !isAdmin(chat, person)) mark = "channel";
    else if (member?.muted) mark = "muted";
    else if (this.topic?.closed && !isAdmin(chat, person)) mark = "closed";
    this.footMark = mark;
    this.set(this.foot, `${mark}/${guide ? 1 : 0}/${deaf}/${deaf && mayAddBot(chat, person)}`, () => [guide, deaf ? absent(this.desk, chat, bot) : null, ...this.footOf(mark)].filter(Boolean));
  }

  footOf(mark) {
    const note = (text) => h("p", { class: "foot-note" }, text);
    const big = (text, run) => {
      const node = h("button", { type: "button", class: "big", onclick: () => whileBusy(node, run) }, text);
      return node;
    };
    const { desk } = this;
    if (mark === "blocked") return [big("解除屏蔽", () => act("block", { person: desk.person, blocked: false }))];
    if (mark === "out") return [big("加入", () => act("member", { chat: desk.chat, person: desk.person, by: desk.person, status: "member" }))];
    if (mark === "channel") return [note("只有管理员能在频道里发布")];
    if (mark === "muted") return [note("您被管理员禁言了")];
    if (mark === "closed") return [note("话题已关闭")];
    return [this.composer.root];
  }

  canWrite() {
    return this.footMark === "write";
  }

  /** Say `text` in the open chat as the desk's person. */
  send(text) {
    return attempt(() => this.composer.deliver(text));
  }

  insert(text) {
    this.composer.insert(text);
  }

  replyTo(message) {
    this.composer.replyTo(message);
  }

  editLast() {
    const { store, person, chat, thread } = this.desk;
    const own = store.messages(chat, this.chat.forum ? (thread ?? 0) : null).filter((message) => message.author === person && message.kind === "text").at(-1);
    if (own) this.composer.edit(own);
  }

  messageMenu(message, anchor) {
    const { person, chat } = this.desk;
    const own = message.author === person;
    const mayDelete = own || isAdmin(this.chat, person) || this.chat.kind === "private";
    menu(anchor, [
      this.canWrite() && { icon: "reply", label: "回复", run: () => this.replyTo(message) },
      message.text && !message.protected ? { icon: "copy", label: "复制", run: () => this.messages.copy(message.text) } : false,
      message.kind !== "service" && !message.protected && { icon: "forward", label: "转发", run: () => forward(this.desk, message) },
      own && message.kind === "text" && { icon: "edit", label: "编辑", run: () => this.composer.edit(message) },
      mayDelete && null,
      mayDelete && { icon: "trash", label: "删除", danger: true, run: async () => {
        if (await confirm("删除消息", "消息会从每个人的聊天里消失。", { submit: "删除", danger: true })) attempt(() => act("delete", { person, chat, message: message.id }));
      } },
    ], "消息");
  }

  /** Tell people where they are after something that shows nothing by itself. */
  say(text) {
    toast(text);
  }
}

// A group that the bot is not in: it hears nothing there, and that is said where one writes.
function absent(desk, chat, bot) {
  const add = mayAddBot(chat, desk.person) ? h("button", { type: "button", class: "link", onclick: () => whileBusy(add, () => act("bot", { chat: chat.id, by: desk.person, action: chat.kind === "channel" ? "promote" : "add" })) }, `添加${bot.name}`) : null;
  return h("p", { class: "absent" }, `${bot.name}不在这个${chat.kind === "channel" ? "频道" : "群"}里，收不到这里的话，也推送不了。`, add ?? "请管理员添加。");
}
