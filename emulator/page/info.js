// About a chat: who is in it, who may what, and what one can do with it.

import { avatar, h, icon, iconButton, reconcile } from "./dom.js";
import { act } from "./store.js";
import { ask, attempt, confirm, dialog, menu } from "./overlay.js";
import { STATUS, chatKind, chatTitle, isAdmin, isIn, mayAddBot, memberOf } from "./words.js";

const change = (desk, chat, person, status, anonymous = false) => act("member", { chat: chat.id, person, by: desk.person, status, anonymous });

/** The short menu of a chat's head. */
export function chatMenu(desk, anchor) {
  const { store, person } = desk;
  const chat = store.get(`chat:${desk.chat}`);
  const bot = store.get("bot");
  if (chat.kind === "private") {
    menu(anchor, [
      { icon: "info", label: "详情", run: () => chatInfo(desk) },
      { icon: "search", label: "在聊天里查找", run: () => desk.talk.finder.open() },
      chat.blocked
        ? { icon: "check", label: "解除屏蔽", run: () => attempt(() => act("block", { person, blocked: false })) }
        : { icon: "block", label: "屏蔽机器人", note: "它从此发不进来", danger: true, run: () => attempt(() => act("block", { person, blocked: true })) },
      store.all("person").filter((one) => !one.deleted).length > 1 && { icon: "trash", label: "注销账号", note: "这个人从此消失，机器人不会知道", danger: true, run: () => vanish(desk) },
    ], "更多");
    return;
  }
  const admin = isAdmin(chat, person);
  const topic = chat.topics.find((one) => one.id === desk.thread && one.id !== 0);
  menu(anchor, [
    { icon: "info", label: "成员与详情", run: () => chatInfo(desk) },
    { icon: "search", label: "在聊天里查找", run: () => desk.talk.finder.open() },
    mayAddBot(chat, person) && { icon: "bot", label: `添加${bot.name}`, run: () => attempt(() => act("bot", { chat: chat.id, by: person, action: chat.kind === "channel" ? "promote" : "add" })) },
    chat.forum && admin && { icon: "topic", label: "新建话题", run: () => newTopic(desk, chat) },
    topic && admin && { icon: "block", label: topic.closed ? "重新打开话题" : "关闭话题", run: () => attempt(() => act("topic", { chat: chat.id, person, topic: topic.id, action: topic.closed ? "reopen" : "close" })) },
    topic && admin && { icon: "trash", label: "删除话题", danger: true, run: () => removeTopic(desk, chat, topic) },
    chat.kind === "group" && admin && { icon: "up", label: "升级为超级群", note: "群号会改变", run: () => upgrade(desk, chat) },
    null,
    isIn(chat, person) && { icon: "leave", label: chat.kind === "channel" ? "退订频道" : "退出群", danger: true, run: () => leave(desk, chat) },
  ], "更多");
}

async function vanish(desk) {
  const { name } = desk.store.get(`person:${desk.person}`);
  if (await confirm("注销账号", `${name}的账号会永远消失。`, { submit: "注销", danger: true })) await attempt(() => act("vanish", { person: desk.person }));
}

function newTopic(desk, chat) {
  ask("新建话题", [{ name: "name", label: "话题名", required: true, maxlength: 128, placeholder: "如：每日廉语" }], {
    submit: "新建",
    done: async ({ name }) => desk.openWhenReady(chat.id, (await act("topic", { chat: chat.id, person: desk.person, action: "add", name })).topic),
  });
}

async function removeTopic(desk, chat, topic) {
  if (!(await confirm("删除话题", `「${topic.name}」里的消息会一起消失。`, { submit: "删除", danger: true }))) return;
  await attempt(() => act("topic", { chat: chat.id, person: desk.person, topic: topic.id, action: "delete" }));
  desk.open(chat.id, 0);
}

async function upgrade(desk, chat) {
  const answer = await attempt(() => act("migrate", { chat: chat.id }));
  if (answer) desk.openWhenReady(answer.chat, null);
}

async function leave(desk, chat) {
  if (!(await confirm("退出", `退出「${chat.title}」？之后可以从 ＋ 里再加入。`, { submit: "退出", danger: true }))) return;
  if (await attempt(() => change(desk, chat, desk.person, "left"))) desk.close();
}

/** The dialog with the members; it stays current while it is open. */
export function chatInfo(desk) {
  const { store } = desk;
  const chat = () => store.get(`chat:${desk.chat}`);
  const bot = store.get("bot");
  const members = h("div", { class: "members", role: "list" });
  const facts = h("p", { class: "facts" });
  const actions = h("div", { class: "wide-actions" });
  const first = chat();
  const title = chatTitle(first, bot);
  const draw = () => {
    const record = chat();
    if (!record) return shown.close();
    facts.textContent = [{ private: "私聊", group: "普通群", supergroup: record.forum ? "带话题的超级群" : "超级群", channel: "频道" }[record.kind], `编号 ${record.id}`].join(" · ");
    drawActions(actions, desk, record);
    reconcile(members, record.kind === "private" ? [] : rows(desk, record));
    return undefined;
  };
  const big = avatar(first.id, title, chatKind(first), "large");
  const shown = dialog("详情", h("div", { class: "info" }, h("div", { class: "info-head" }, big, h("h3", {}, title), facts,
    first.kind === "private" ? h("p", {}, `@${bot.username}`) : null, first.kind === "private" && bot.description ? h("p", { class: "pre-line muted" }, bot.description) : null), actions, members), { onclose: () => stop() });
  const stop = store.listen(draw);
  draw();
}

function drawActions(node, desk, chat) {
  const { person, store } = desk;
  const bot = store.get("bot");
  const mark = JSON.stringify([chat.kind, chat.blocked, chat.bot, memberOf(chat, person)]);
  if (node.mark === mark) return;
  node.mark = mark;
  const button = (name, label, run) => h("button", { type: "button", onclick: () => attempt(run) }, icon(name), label);
  const list = [];
  if (chat.kind === "private") {
    list.push(chat.blocked ? button("check", "解除屏蔽", () => act("block", { person, blocked: false })) : button("block", "屏蔽机器人", () => act("block", { person, blocked: true })));
  } else if (isIn(chat, person)) {
    if (mayAddBot(chat, person)) list.push(button("bot", `添加${bot.name}`, () => act("bot", { chat: chat.id, by: person, action: chat.kind === "channel" ? "promote" : "add" })));
    if (chat.kind !== "channel" || isAdmin(chat, person)) list.push(button("person", "邀请成员", () => invite(desk, chat)));
  }
  node.replaceChildren(...list);
}

async function invite(desk, chat) {
  const others = desk.store.all("person").filter((person) => !isIn(chat, person.id) && !person.deleted);
  ask("邀请成员", others.length ? [{ name: "people", label: "选人", kind: "many", options: others.map((person) => ({ value: person.id, label: person.name, lead: avatar(person.id, person.name, "", "small") })) }] : [], {
    submit: others.length ? "邀请" : "知道了",
    intro: others.length ? "" : "大家都在了。可以先从 ＋ 里添加一个人。",
    done: async ({ people = [] }) => {
      for (const person of people) await change(desk, chat, Number(person), "member");
    },
  });
}

const ORDER = ["creator", "administrator", "member", "restricted"];

function rows(desk, chat) {
  const { store } = desk;
  const bot = store.get("bot");
  const list = chat.members.filter((member) => isIn(chat, member.id)).sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const admin = isAdmin(chat, desk.person);
  const items = list.map((member) => {
    const name = store.get(`person:${member.id}`)?.name ?? "已注销";
    const note = member.anonymous ? "匿名管理员" : chat.kind === "channel" && member.status === "member" ? "订阅者" : chat.kind === "channel" && member.status === "creator" ? "创建者" : STATUS[member.status];
    const me = member.id === desk.person;
    const make = () => {
      const more = admin && (!me || member.status === "creator") ? iconButton("more", `管理${name}`, () => memberMenu(desk, chat, member, name, more)) : null;
      return h("div", { class: "member", role: "listitem" }, avatar(member.id, name), h("span", {}, h("strong", {}, name, me ? "（您）" : ""), h("small", {}, note)), more);
    };
    return { key: String(member.id), mark: JSON.stringify([member, name, admin]), make };
  });
  if (chat.bot) {
    items.push({
      key: "bot",
      mark: JSON.stringify([chat.bot, admin]),
      make: () => {
        const more = admin ? iconButton("more", `管理${bot.name}`, () => botMenu(desk, chat, bot, more)) : null;
        return h("div", { class: "member", role: "listitem" }, avatar(bot.id, bot.name, "bot"), h("span", {}, h("strong", {}, bot.name), h("small", {}, chat.bot === "administrator" ? "机器人 · 管理员" : chat.bot === "restricted" ? "机器人 · 被禁言" : "机器人")), more);
      },
    });
  }
  return items;
}

function memberMenu(desk, chat, member, name, anchor) {
  const to = (status, anonymous = false) => () => attempt(() => change(desk, chat, member.id, status, anonymous));
  const channel = chat.kind === "channel";
  if (member.status === "creator") {
    menu(anchor, [{ icon: "person", label: member.anonymous ? "用自己的名字说话" : "以群的名义匿名说话", run: to("creator", !member.anonymous) }], name);
    return;
  }
  menu(anchor, [
    member.status !== "administrator" && { icon: "up", label: "设为管理员", run: to("administrator") },
    !channel && !(member.status === "administrator" && member.anonymous) && { icon: "person", label: "设为匿名管理员", run: to("administrator", true) },
    member.status === "administrator" && member.anonymous && { icon: "up", label: "改为公开的管理员", run: to("administrator") },
    member.status !== "member" && { icon: "group", label: channel ? "改为订阅者" : "改为普通成员", run: to("member") },
    null,
    { icon: "trash", label: "移出", danger: true, run: to("kicked") },
  ], name);
}

function botMenu(desk, chat, bot, anchor) {
  const to = (action) => () => attempt(() => act("bot", { chat: chat.id, by: desk.person, action }));
  menu(anchor, [
    chat.bot !== "administrator" && { icon: "up", label: "设为管理员", run: to("promote") },
    chat.bot === "member" && { icon: "block", label: "不许它发言", run: to("mute") },
    chat.bot === "restricted" && { icon: "check", label: "让它发言", run: to("unmute") },
    chat.bot === "administrator" && chat.kind !== "channel" && { icon: "group", label: "改为普通成员", run: to("demote") },
    null,
    { icon: "trash", label: "移出", danger: true, run: to("remove") },
  ], bot.name);
}
