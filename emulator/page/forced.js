// A message that asks for a reply opens one, as Telegram's apps do: once, and anew after the page was reloaded.

/** Opens replies for `talk`, of the chat that `desk` has open. */
export class ForcedReply {
  constructor(desk, talk) {
    this.desk = desk;
    this.talk = talk;
    this.opened = new Set();
  }

  /** Open a reply to the newest message that wants one, unless the person has said something since. */
  open() {
    const { chat, person, store, thread } = this.desk;
    const messages = store.messages(chat, store.get(`chat:${chat}`)?.forum ? (thread ?? 0) : null);
    const wanting = messages.findLast((message) => message.author === person || message.forces_reply !== undefined);
    if (wanting?.forces_reply === undefined) return;
    const { composer } = this.talk;
    if (wanting.forces_reply && composer.reply?.id === wanting.id) composer.input.placeholder = wanting.forces_reply;
    const key = `${person}/${chat}/${wanting.id}`;
    if (this.opened.has(key) || composer.editing || !this.talk.canWrite()) return;
    this.opened.add(key);
    composer.replyTo(wanting, { focus: this.desk.focused });
    if (wanting.forces_reply) composer.input.placeholder = wanting.forces_reply;
  }
}
