// Puts the page together: the rail of people and tools, one or two desks, a panel at the side.

import { avatar, h, icon, iconButton, reconcile } from "./dom.js";
import { Reading, Store } from "./store.js";
import { menu } from "./overlay.js";
import { CallsPanel } from "./calls.js";
import { ClockPanel } from "./clock.js";
import { Desk } from "./desk.js";
import { Drafts } from "./drafts.js";
import { followBack, stepIn, typeAnywhere } from "./going.js";
import { newPerson } from "./chats.js";
import { dayName, hour, isIn } from "./words.js";

const PANELS = { clock: "时间", calls: "接口" };

class Page {
  constructor() {
    this.store = new Store();
    this.reading = new Reading(this.store);
    this.drafts = new Drafts(this.store);
    this.panels = { clock: new ClockPanel(this.store), calls: new CallsPanel(this.store) };
    this.panel = null;
    this.desks = [this.newDesk()];
    this.people = h("nav", { class: "people", aria: { label: "换个人说话" } });
    this.clockChip = h("button", { type: "button", class: "tool clock-chip", title: "时间", onclick: () => this.toggle("clock") });
    this.tools = {
      calls: this.tool("code", "接口", () => this.toggle("calls")),
      split: this.tool("split", "分屏：同时看两个人", () => this.split()),
      guide: this.tool("compass", "试试看", () => this.desks[0].talk.guide.restart()),
      theme: this.tool("moon", "深色或浅色", () => window.toggleTheme()),
    };
    this.tools.theme.append(icon("sun"));
    const more = iconButton("more", "更多", () => this.moreMenu(more), { class: "icon-button tool only-narrow" });
    this.rail = h("header", { class: "rail" },
      h("span", { class: "brand" }, h("img", { src: "page/logo.svg", alt: "" }), h("span", {}, h("strong", {}, "清风"), h("small", {}, "本地聊天"))),
      this.people, h("div", { class: "tools" }, this.clockChip, ...Object.values(this.tools), more));
    this.stage = h("main", { class: "stage" });
    this.stage.addEventListener("focusin", () => (this.lastDesk = this.desks.find((desk) => desk.focused)));
    this.side = h("aside", { class: "side", hidden: true, aria: { label: "面板" } });
    this.notice = h("div", { class: "notice", role: "status", hidden: true }, h("span", { class: "spinner", aria: { hidden: "true" } }), h("span", {}, "连接断开，正在重连…"));
    document.querySelector("#app").replaceChildren(this.rail, this.stage, this.side, this.notice);
    this.side.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(null));
    this.store.listen(() => this.render());
    this.restore();
    this.store.follow();
    this.layDesks();
    followBack({ desk: () => this.desks[0], closePanel: () => this.panel !== null && (this.toggle(null), true) });
    typeAnywhere(() => {
      const { talk } = this.activeDesk;
      return talk.chat && talk.canWrite() ? talk.composer.input : null;
    });
    setInterval(() => this.renderClock(), 1000);
    document.addEventListener("visibilitychange", () => !document.hidden && this.render());
  }

  tool(name, label, run) {
    return iconButton(name, label, run, { class: "icon-button tool" });
  }

  newDesk() {
    return new Desk(this.store, this.reading, this.drafts, {
      changed: () => {
        this.remember();
        this.store.tell();
      },
    });
  }

  layDesks() {
    this.stage.replaceChildren(...this.desks.map((desk) => desk.root));
    this.stage.classList.toggle("split", this.desks.length > 1);
    this.render();
  }

  /** Show a second person's window beside the first one, or close it. */
  split() {
    if (this.desks.length > 1) {
      this.desks.pop();
    } else {
      const [first] = this.desks;
      const desk = this.newDesk();
      const chat = this.store.get(`chat:${first.chat}`);
      const others = this.store.all("person").filter((person) => person.id !== first.person && !person.deleted);
      const other = others.find((person) => chat && chat.kind !== "private" && isIn(chat, person.id)) ?? others[0];
      desk.person = other?.id ?? first.person;
      if (chat && isIn(chat, desk.person)) Object.assign(desk, { chat: chat.id, thread: first.thread });
      this.desks.push(desk);
    }
    this.layDesks();
    this.remember();
  }

  toggle(panel) {
    this.panel = this.panel === panel ? null : panel;
    this.side.hidden = this.panel === null;
    document.body.classList.toggle("with-side", this.panel !== null);
    if (this.panel) {
      const tabs = Object.entries(PANELS).map(([name, label]) => h("button", { type: "button", role: "tab", aria: { selected: String(name === this.panel) }, onclick: () => name !== this.panel && this.toggle(name) }, label));
      this.side.replaceChildren(h("header", { class: "bar" }, h("div", { role: "tablist", class: "tabs" }, tabs), iconButton("close", "关闭面板", () => this.toggle(null))), this.panels[this.panel].root);
      this.panels[this.panel].shown();
      this.side.querySelector("[aria-selected=true]").focus();
    }
    this.render();
  }

  render() {
    const { store } = this;
    const lost = store.state === "lost";
    this.notice.hidden = !lost;
    document.body.classList.toggle("lost", lost);
    if (!store.boot) return;
    for (const desk of this.desks) desk.render();
    this.renderPeople();
    this.renderClock();
    this.tools.calls.setAttribute("aria-pressed", String(this.panel === "calls"));
    this.tools.split.setAttribute("aria-pressed", String(this.desks.length > 1));
    if (this.panel) this.panels[this.panel].render();
  }

  renderPeople() {
    const { store } = this;
    const chats = store.all("chat");
    const items = store.all("person").filter((person) => !person.deleted).map((person) => {
      const at = this.desks.findIndex((desk) => desk.person === person.id);
      const unread = this.unreadOf(person, chats);
      return {
        key: String(person.id),
        mark: `${person.name}/${at}/${unread}`,
        make: () => h("button", { type: "button", class: `person ${at >= 0 ? "here" : ""}`, title: person.name, aria: { label: `换成${person.name}${unread ? `，${unread} 条未读` : ""}`, pressed: String(at >= 0) }, onclick: () => this.become(person.id) },
          avatar(person.id, person.name), h("span", { class: "person-name" }, person.name), unread ? h("span", { class: "unread" }, unread > 99 ? "99+" : String(unread)) : null),
      };
    });
    items.push({ key: "add", mark: "add", make: () => h("button", { type: "button", class: "person add", title: "添加一个人", aria: { label: "添加一个人" }, onclick: () => newPerson(this.activeDesk) }, h("span", { class: "avatar" }, icon("plus")), h("span", { class: "person-name" }, "加人")) });
    reconcile(this.people, items);
  }

  unreadOf(person, chats) {
    let sum = 0;
    for (const chat of chats) {
      if (chat.migrated_to || !isIn(chat, person.id)) continue;
      if (chat.forum) for (const topic of chat.topics) sum += this.reading.unread(person.id, chat.id, topic.id);
      else sum += this.reading.unread(person.id, chat.id);
    }
    return sum;
  }

  get activeDesk() {
    return this.desks.find((desk) => desk.focused) ?? this.desks.find((desk) => desk === this.lastDesk) ?? this.desks[0];
  }

  become(person) {
    if (this.desks.length > 1 && this.desks.some((desk) => desk.person === person)) return;
    this.activeDesk.become(person);
  }

  renderClock() {
    if (!this.store.boot) return;
    const { zone, moved } = this.store.clock;
    const now = this.store.now();
    const day = dayName(now, zone, Date.now());
    const text = `${hour(now, zone)}/${moved}/${day}/${this.panel}`;
    if (this.clockChip.mark === text) return;
    this.clockChip.mark = text;
    this.clockChip.classList.toggle("moved", moved);
    this.clockChip.setAttribute("aria-pressed", String(this.panel === "clock"));
    this.clockChip.setAttribute("aria-label", `时间：${day} ${hour(now, zone)}${moved ? "，已拨动" : ""}`);
    this.clockChip.replaceChildren(icon("clock"), h("span", {}, hour(now, zone)), moved ? h("small", {}, day.replace(/^今天$/, "已拨动").replace(/\s*周.$/, "")) : "");
  }

  moreMenu(anchor) {
    menu(anchor, [
      { icon: "code", label: "接口", run: () => this.toggle("calls") },
      { icon: "compass", label: "试试看", run: () => this.tools.guide.click() },
      { icon: "moon", label: "深色或浅色", run: () => window.toggleTheme() },
    ], "更多");
  }

  // A reload opens what was open.
  remember() {
    const desks = this.desks.map(({ person, chat, thread }) => ({ person, chat, thread }));
    try {
      sessionStorage.setItem("desks", JSON.stringify({ boot: this.store.boot, desks }));
    } catch {
      // Without storage a reload begins at the first person.
    }
  }

  restore() {
    const stop = this.store.listen(() => {
      if (!this.store.boot) return;
      stop();
      let kept = {};
      try {
        kept = JSON.parse(sessionStorage.getItem("desks") ?? "{}");
      } catch {
        kept = {};
      }
      if (kept.boot === this.store.boot && kept.desks?.length) {
        this.desks = kept.desks.map((place) => Object.assign(this.newDesk(), place));
        this.layDesks();
        if (this.desks[0].narrow && this.desks[0].chat !== null) stepIn();
      } else {
        const [desk] = this.desks;
        desk.followWorld();
        if (!desk.narrow && desk.chat === null) desk.openPrivate();
        this.render();
      }
    });
  }
}

new Page();
