// Where a person writes: the text, the command list, attachments, what is being answered or edited.

import { h, icon, iconButton } from "./dom.js";
import { act } from "./store.js";
import { Inline } from "./inline.js";
import { attempt, menu, toast } from "./overlay.js";
import { summary } from "./words.js";

const MEDIA = [
  { icon: "image", label: "图片", kind: "photo" },
  { icon: "smile", label: "贴纸", kind: "sticker" },
  { icon: "mic", label: "语音", kind: "voice" },
];

/** The bar under a chat. Drafts are kept for each person, chat and topic. */
export class Composer {
  constructor(desk, talk) {
    this.desk = desk;
    this.talk = talk;
    this.reply = null;
    this.editing = null;
    this.picked = 0;
    this.inline = new Inline(this);
    this.input = h("textarea", { rows: "1", maxlength: "4096", placeholder: "写消息…", enterkeyhint: "send", aria: { label: "写消息", autocomplete: "list" } });
    this.commandsButton = iconButton("menu", "命令菜单", () => this.toggleCommands(), { class: "icon-button commands-button" });
    this.attach = iconButton("clip", "发图片、贴纸、语音或文件", () => this.attachMenu());
    this.sendButton = iconButton("send", "发送", () => this.submit(), { class: "icon-button send" });
    this.suggestions = h("div", { class: "suggestions", role: "listbox", aria: { label: "命令" }, hidden: true });
    this.context = h("div", { class: "context", hidden: true });
    this.root = h("div", { class: "composer" }, this.suggestions, this.context, h("div", { class: "compose-row" }, this.commandsButton, this.attach, this.input, this.sendButton));
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => !this.root.contains(document.activeElement) && this.hideSuggestions(), 120));
  }

  get place() {
    return `${this.desk.person}/${this.desk.chat}/${this.desk.thread ?? ""}`;
  }

  /** Another chat or person: keep the draft, take up the other. */
  moved() {
    if (this.at === this.place) return;
    this.at = this.place;
    this.reply = this.editing = null;
    this.input.value = this.desk.drafts.of(this.place);
    this.hideSuggestions();
    this.drawContext();
    this.grow();
  }

  commands() {
    const chat = this.desk.store.get(`chat:${this.desk.chat}`);
    const bot = this.desk.store.get("bot");
    return (chat?.commands?.[this.desk.person] ?? []).map((one) => ({ ...one, text: chat.kind === "private" ? `/${one.command}` : `/${one.command}@${bot.username}` }));
  }

  render() {
    const chat = this.desk.store.get(`chat:${this.desk.chat}`);
    this.commandsButton.hidden = this.commands().length === 0;
    this.input.placeholder = chat?.kind === "channel" ? "在频道里发布…" : chat?.kind === "private" ? "问一句，或输入 / 看命令" : "写消息…";
    const anonymous = chat?.members.find((member) => member.id === this.desk.person)?.anonymous;
    if (anonymous) this.input.placeholder = "以群的名义匿名发言…";
    this.sendButton.classList.toggle("ready", this.input.value.trim() !== "");
  }

  // Kept with each sign, so that a reload loses nothing; a message being changed is no draft.
  keepDraft() {
    if (!this.editing) this.desk.drafts.keep(this.place, this.input.value);
  }

  changed() {
    this.keepDraft();
    this.grow();
    this.sendButton.classList.toggle("ready", this.input.value.trim() !== "");
    const match = /^\/([a-z0-9_]*)$/i.exec(this.input.value);
    const typed = match?.[1].toLowerCase();
    // The command that is written out comes first: /p and Enter is /p, not the next longer one.
    const found = match ? this.commands().filter((one) => one.command.startsWith(typed)).sort((a, b) => (b.command === typed) - (a.command === typed)) : [];
    if (found.length) this.showSuggestions(found);
    else if (!this.inline.typed(this.input.value)) this.hideSuggestions();
  }

  grow() {
    this.input.style.height = "";
    if (!this.input.isConnected || this.input.scrollHeight <= this.input.clientHeight) return;
    this.input.style.height = `${Math.min(this.input.scrollHeight, 168)}px`;
  }

  key(event) {
    // While an input method composes, Enter chooses its word: it must not send.
    if (event.isComposing || event.keyCode === 229) return;
    const listed = !this.suggestions.hidden;
    if (listed && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.pick(this.picked + (event.key === "ArrowDown" ? 1 : -1));
    } else if (listed && event.key === "Tab") {
      this.complete();
    } else if (event.key === "Enter" && !event.shiftKey) {
      if (listed && this.shown[this.picked] && this.input.value !== `/${this.shown[this.picked].command}`) this.choose(this.shown[this.picked]);
      else this.submit();
    } else if (event.key === "Escape" && (listed || this.reply || this.editing)) {
      if (listed) this.hideSuggestions();
      else this.cancel();
      event.stopPropagation();
    } else if (event.key === "ArrowUp" && !this.input.value && !this.editing) {
      this.talk.editLast();
    } else return;
    event.preventDefault();
  }

  showSuggestions(found) {
    this.shown = found;
    this.suggestions.replaceChildren(...found.map((one, index) => h("button", { type: "button", role: "option", id: `${this.desk.id}-command-${index}`, tabindex: "-1", onclick: () => this.choose(one), onpointermove: () => this.picked !== index && this.pick(index) },
      h("strong", {}, one.title ?? `/${one.command}`), h("span", {}, one.description))));
    this.suggestions.classList.toggle("results", Boolean(found[0]?.title));
    this.suggestions.hidden = false;
    this.pick(0);
  }

  pick(index) {
    const nodes = [...this.suggestions.children];
    this.picked = (index + nodes.length) % nodes.length;
    nodes.forEach((node, at) => node.setAttribute("aria-selected", String(at === this.picked)));
    nodes[this.picked]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", nodes[this.picked]?.id ?? "");
  }

  hideSuggestions() {
    this.suggestions.hidden = true;
    this.input.removeAttribute("aria-activedescendant");
  }

  toggleCommands() {
    if (!this.suggestions.hidden) return this.hideSuggestions();
    this.showSuggestions(this.commands());
    this.input.focus();
    return undefined;
  }

  complete() {
    if (!this.shown[this.picked].command) return;
    this.input.value = `/${this.shown[this.picked].command} `;
    this.changed();
  }

  choose(one) {
    if (one.run) return one.run();
    this.hideSuggestions();
    this.input.value = one.text;
    return this.submit();
  }

  /** Put words into the box, after what is there. */
  insert(text) {
    this.input.value = `${this.input.value}${text}`;
    this.input.focus();
    this.changed();
  }

  replyTo(message, { focus = true } = {}) {
    this.editing = null;
    this.reply = message;
    this.drawContext();
    if (focus) this.input.focus();
  }

  edit(message) {
    this.reply = null;
    this.editing = message;
    this.input.value = message.text;
    this.drawContext();
    this.changed();
    this.input.focus();
  }

  cancel() {
    if (this.editing) this.input.value = this.desk.drafts.of(this.place);
    this.reply = this.editing = null;
    this.drawContext();
    this.changed();
  }

  drawContext() {
    const about = this.editing ?? this.reply;
    this.context.hidden = !about;
    if (!about) return this.context.replaceChildren();
    const title = this.editing ? "编辑消息" : `回复 ${about.author === this.desk.person ? "自己" : about.from.name}`;
    this.context.replaceChildren(icon(this.editing ? "edit" : "reply"), h("span", {}, h("strong", {}, title), h("span", {}, summary(about).slice(0, 120))), iconButton("close", "取消", () => this.cancel()));
    return undefined;
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    const { editing } = this;
    const sent = await attempt(async () => {
      if (editing) await act("edit", { person: this.desk.person, chat: editing.chat, message: editing.id, text });
      else await this.deliver(text);
      return true;
    });
    if (!sent || this.input.value.trim() !== text) return undefined;
    this.input.value = editing ? this.desk.drafts.of(this.place) : "";
    this.editing = null;
    this.hideSuggestions();
    this.drawContext();
    this.changed();
    this.input.focus({ preventScroll: true });
    return undefined;
  }

  /** Send `text` in the open chat, as an answer if one is being written. */
  async deliver(text) {
    const reply = this.reply?.id ?? null;
    this.reply = null;
    this.drawContext();
    await act("say", { person: this.desk.person, chat: this.desk.chat, thread: this.desk.thread || null, text, reply });
    this.explain(text);
  }

  // Words for the bot where it cannot hear them: say so, or people would wait for an answer.
  explain(text) {
    const chat = this.desk.store.get(`chat:${this.desk.chat}`);
    const bot = this.desk.store.get("bot");
    if (!chat || chat.kind === "private" || !(text.startsWith("/") || text.toLowerCase().includes(`@${bot.username.toLowerCase()}`))) return;
    if (!chat.bot) toast(`${bot.name}不在这里，听不到这句话。请先点“添加${bot.name}”，再说一遍。`);
    else if (chat.bot === "restricted") toast(`${bot.name}在这里被禁言了，答不了话。请管理员在详情里让它发言。`);
  }

  attachMenu() {
    const made = MEDIA.map(({ icon: name, label, kind }) => ({ icon: name, label, run: () => attempt(() => this.post({ kind })) }));
    menu(this.attach, [...made, { icon: "clip", label: "文件", run: () => this.chooseFile() }], "发送");
  }

  /** Send a file from this computer. */
  chooseFile() {
    const chooser = h("input", { type: "file" });
    chooser.addEventListener("change", () => attempt(async () => {
      const file = chooser.files[0];
      if (file) await this.post({ kind: "document", name: file.name, content: await inBase64(file) });
    }));
    chooser.click();
  }

  async post(media) {
    await act("media", { person: this.desk.person, chat: this.desk.chat, thread: this.desk.thread || null, ...media });
  }
}

function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Error("读不了这个文件。"));
    reader.readAsDataURL(file);
  });
}
