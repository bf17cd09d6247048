// A poll: the question, a button for each option; after one's own choice the sums and, of a quiz, what is right.

import { h } from "./dom.js";
import { attempt } from "./overlay.js";
import { act } from "./store.js";

/** Draw the poll of `message` as `person` sees it. */
export function poll(message, person) {
  const { question, options, right, explanation, anonymous, quiz, voters, choices } = message.poll;
  const chosen = choices[person];
  const answered = chosen !== undefined;
  const kind = `${anonymous ? "匿名" : "公开"}${quiz ? "测验" : "投票"} · ${voters ? `${voters} 人作答` : "还没有人作答"}`;
  return h("div", { class: "poll" },
    h("div", { class: "text", dir: "auto" }, question),
    h("small", {}, kind),
    h("div", { class: "keyboard" }, options.map((option, place) => choice(message, person, { option, place, chosen, answered, right, voters }))),
    answered && explanation ? h("div", { class: "explained" }, explanation) : null);
}

function choice(message, person, { option, place, chosen, answered, right, voters }) {
  if (!answered) return h("button", { type: "button", class: "key", onclick: () => attempt(() => act("vote", { person, chat: message.chat, message: message.id, option: place })) }, h("span", {}, option.text));
  const mark = right.includes(place) ? "✓ " : chosen === place && right.length ? "✗ " : chosen === place ? "● " : "";
  return h("div", { class: "key" }, h("span", {}, `${mark}${option.text}`), h("small", {}, ` ${Math.round((100 * option.votes) / Math.max(1, voters))}%`));
}
