// Inline mode: @bot and some words in the box list what the bot offers; the chosen one is sent.

import { act } from "./store.js";
import { attempt } from "./overlay.js";

const PAUSE = 250; // milliseconds without a letter before the bot is asked

/** The list above `composer`'s box, while the box begins with the bot's name. */
export class Inline {
  constructor(composer) {
    this.composer = composer;
    this.words = null;
  }

  /** Take what the box says now; return whether the bot is asked about it. */
  typed(value) {
    clearTimeout(this.timer);
    const bot = this.composer.desk.store.get("bot");
    const match = /^@([a-z0-9_]+)\s([^]*)$/i.exec(value);
    this.words = match && match[1].toLowerCase() === bot.username.toLowerCase() ? match[2].trim().slice(0, 256) : null;
    if (this.words === null) return false;
    const { words } = this;
    this.timer = setTimeout(() => attempt(() => this.list(words, "", [])), PAUSE);
    return true;
  }

  get where() {
    return { person: this.composer.desk.person, chat: this.composer.desk.chat };
  }

  async list(words, offset, before) {
    const { place } = this.composer;
    const answer = await act("inline", { ...this.where, text: words, offset });
    if (words !== this.words || place !== this.composer.place) return;
    const found = answer.results.map((one) => ({ title: one.title, description: one.description, run: () => this.send(words, offset, one.id) }));
    const shown = [...before, ...found];
    const more = answer.next ? [{ title: "更多…", description: "", run: () => attempt(() => this.list(words, answer.next, shown)) }] : [];
    const button = answer.button ? [{ title: answer.button.text, description: "", run: () => this.goPrivate(answer.button.start_parameter) }] : [];
    const items = [...button, ...shown, ...more];
    if (!items.length) return this.composer.hideSuggestions();
    this.composer.showSuggestions(items);
    if (before.length) this.composer.pick(before.length);
  }

  send(words, offset, result) {
    return attempt(async () => {
      await act("choose", { ...this.where, thread: this.composer.desk.thread || null, result, text: words, offset });
      this.composer.hideSuggestions();
      this.composer.input.value = "";
      this.composer.changed();
      this.composer.input.focus({ preventScroll: true });
    });
  }

  goPrivate(parameter) {
    this.composer.hideSuggestions();
    this.composer.input.value = "";
    this.composer.changed();
    const { desk } = this.composer;
    desk.openPrivate();
    return attempt(() => act("say", { person: desk.person, chat: desk.chat, text: `/start ${parameter ?? ""}`.trim() }));
  }
}
