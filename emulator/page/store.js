// What the page knows of the local Telegram: flat records by key, kept current by one event stream.

/**
 * Holds the records ("chat:-100…", "message:…", …) and tells its listeners, once a frame, that some changed.
 * `state` is "connecting" | "open" | "lost".
 */
export class Store {
  constructor() {
    this.records = new Map();
    this.boot = "";
    this.revision = 0;
    this.state = "connecting";
    this.pending = 0;
    this.timeBase = { now: Date.now(), at: performance.now() };
    this.listeners = new Set();
    this.messageIndex = new Map();
    this.sorted = new Map();
    this.tries = 0;
  }

  /** Call `listener` after every change; returns the function that stops it. */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get(key) {
    return this.records.get(key);
  }

  /** All records of a kind ("person", "chat", "call"), in the world's order. */
  all(kind) {
    const found = [];
    for (const [key, record] of this.records) if (key.startsWith(`${kind}:`)) found.push(record);
    return found;
  }

  /** A chat's messages in order; with `thread`, those of one forum topic (0 is General). */
  messages(chat, thread = null) {
    if (!this.sorted.has(chat)) {
      this.sorted.set(chat, [...(this.messageIndex.get(chat)?.values() ?? [])].sort((a, b) => a.id - b.id));
    }
    const list = this.sorted.get(chat);
    return thread === null ? list : list.filter((message) => message.thread === thread);
  }

  message(chat, id) {
    return this.messageIndex.get(chat)?.get(id);
  }

  /** The world's time now, in milliseconds since the epoch. */
  now() {
    return this.timeBase.now + (performance.now() - this.timeBase.at);
  }

  get clock() {
    return this.get("clock") ?? { moved: false, zone: "Asia/Shanghai", movable: false };
  }

  /** Keep the stream open for as long as the page is seen; a tab nobody sees gives its connection back. */
  follow() {
    const rest = 30000;
    document.addEventListener("visibilitychange", () => {
      clearTimeout(this.resting);
      if (document.hidden) this.resting = setTimeout(() => this.disconnect(), rest);
      else if (!this.source) this.connect();
    });
    this.connect();
  }

  connect() {
    const source = new EventSource(`sim/events?boot=${encodeURIComponent(this.boot)}&since=${this.revision}`);
    this.source = source;
    source.onmessage = (event) => {
      this.tries = 0;
      this.apply(JSON.parse(event.data));
      this.turn("open");
    };
    source.onerror = () => {
      source.close();
      this.tries += 1;
      if (this.tries > 1 || this.state !== "open") this.turn("lost");
      this.retry = setTimeout(() => this.connect(), Math.min(3000, this.tries === 1 ? 60 : 250 * 2 ** this.tries));
    };
  }

  disconnect() {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  turn(state) {
    if (this.state === state) return;
    this.state = state;
    this.tell();
  }

  /** Take in a full state or a change: {boot, revision, now, full, set, gone}. */
  apply(change) {
    if (change.full) {
      this.records.clear();
      this.messageIndex.clear();
      this.sorted.clear();
    } else if (change.boot !== this.boot || change.revision < this.revision) return;
    this.boot = change.boot;
    this.revision = change.revision;
    this.timeBase = { now: change.now, at: performance.now() };
    for (const [key, record] of Object.entries(change.set)) this.put(key, record);
    for (const key of change.gone) this.drop(key);
    this.tell();
  }

  put(key, record) {
    this.records.set(key, record);
    if (!key.startsWith("message:")) return;
    if (!this.messageIndex.has(record.chat)) this.messageIndex.set(record.chat, new Map());
    this.messageIndex.get(record.chat).set(record.id, record);
    this.sorted.delete(record.chat);
  }

  drop(key) {
    const record = this.records.get(key);
    this.records.delete(key);
    if (!record || !key.startsWith("message:")) return;
    this.messageIndex.get(record.chat)?.delete(record.id);
    this.sorted.delete(record.chat);
  }

  tell() {
    if (this.pending) return;
    // A hidden tab gets no frames; it must not fall behind all the same.
    const run = () => {
      this.pending = 0;
      for (const listener of [...this.listeners]) listener();
    };
    this.pending = document.hidden ? setTimeout(run, 0) : requestAnimationFrame(run);
  }
}

/** Ask the local Telegram to do something; resolves to its answer, throws Error with words for people. */
export async function act(verb, body = {}) {
  let response;
  try {
    response = await fetch(`sim/${verb}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error("连接断开了，请看看终端里的程序是否还在运行。");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `没有做成（${response.status}）`);
  return answer;
}

/** What each person has read, a tab's own memory that survives a reload. */
export class Reading {
  constructor(store) {
    this.store = store;
    this.seen = {};
    this.boot = "";
  }

  load() {
    if (this.boot === this.store.boot) return;
    this.boot = this.store.boot;
    try {
      const kept = JSON.parse(sessionStorage.getItem("read") ?? "{}");
      this.seen = kept.boot === this.boot ? kept.seen : {};
    } catch {
      this.seen = {};
    }
  }

  key(person, chat, thread) {
    return `${person}/${chat}/${thread ?? ""}`;
  }

  /** Remember that `person` saw the chat up to message `id`. */
  mark(person, chat, thread, id) {
    this.load();
    const key = this.key(person, chat, thread);
    if ((this.seen[key] ?? 0) >= id) return false;
    this.seen[key] = id;
    try {
      sessionStorage.setItem("read", JSON.stringify({ boot: this.boot, seen: this.seen }));
    } catch {
      // Without storage the counts begin anew at a reload.
    }
    return true;
  }

  /** How many messages of others `person` has not seen. */
  unread(person, chat, thread = null) {
    this.load();
    const seen = this.seen[this.key(person, chat, thread)] ?? 0;
    let count = 0;
    for (const message of this.store.messages(chat, thread)) {
      if (message.id > seen && message.author !== person && message.kind !== "service") count += 1;
    }
    return count;
  }
}
