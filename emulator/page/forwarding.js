// Forwarding a message to another chat of the same person.

import { avatar } from "./dom.js";
import { act } from "./store.js";
import { ask, toast } from "./overlay.js";
import { chatKind, chatTitle, isAdmin, isIn, memberOf } from "./words.js";

/** Ask where to, and forward. */
export function forward(desk, message) {
  const { store, person } = desk;
  const bot = store.get("bot");
  const chats = store.all("chat").filter((chat) => isIn(chat, person) && !chat.migrated_to && mayPost(chat, person));
  const options = chats.flatMap((chat) => (chat.forum ? chat.topics.filter((topic) => !topic.closed || isAdmin(chat, person)).map((topic) => ({ chat, topic })) : [{ chat, topic: null }]));
  ask("转发给谁", [{
    name: "to", label: "选一个聊天", kind: "choice", value: "0",
    options: options.map(({ chat, topic }, at) => ({ value: String(at), label: topic ? `${chat.title} · ${topic.name}` : chatTitle(chat, bot), lead: avatar(chat.id, chatTitle(chat, bot), chatKind(chat), "small") })),
  }], {
    submit: "转发",
    done: async ({ to }) => {
      const { chat, topic } = options[Number(to)];
      await act("forward", { person, chat: message.chat, message: message.id, to: chat.id, thread: topic?.id || null });
      desk.open(chat.id, topic ? topic.id : null);
      toast("已转发");
    },
  });
}

function mayPost(chat, person) {
  return !memberOf(chat, person)?.muted && (chat.kind !== "channel" || isAdmin(chat, person));
}
