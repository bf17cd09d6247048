// What people have begun to write, by place: a tab's own memory that survives a reload.

export class Drafts {
  constructor(store) {
    this.store = store;
    this.boot = "";
    this.texts = {};
  }

  load() {
    if (this.boot === this.store.boot) return;
    this.boot = this.store.boot;
    try {
      const kept = JSON.parse(sessionStorage.getItem("drafts") ?? "{}");
      this.texts = kept.boot === this.boot ? kept.texts : {};
    } catch {
      this.texts = {};
    }
  }

  /** What was begun at `place` (person/chat/thread); empty when nothing was. */
  of(place) {
    this.load();
    return this.texts[place] ?? "";
  }

  /** Keep `text` for `place`, or forget it when empty. */
  keep(place, text) {
    if (this.of(place) === text) return;
    if (text) this.texts[place] = text;
    else delete this.texts[place];
    try {
      sessionStorage.setItem("drafts", JSON.stringify({ boot: this.boot, texts: this.texts }));
    } catch {
      // Without storage a draft lasts until the page is closed.
    }
  }
}
