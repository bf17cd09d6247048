// The panel 时间: what time it is in the local Telegram, and moving it.

import { h, icon } from "./dom.js";
import { act } from "./store.js";
import { attempt } from "./overlay.js";
import { dayKey, hour, longDay, wall } from "./words.js";

const DAY = 86400000;

/** Moves the world's clock; redraws every second while it is shown. */
export class ClockPanel {
  constructor(store) {
    this.store = store;
    this.time = h("strong", { class: "big-time" });
    this.day = h("span", {});
    this.note = h("p", { class: "muted" });
    this.input = h("input", { type: "datetime-local", name: "moment", required: true, aria: { label: "日期和时间" } });
    const button = (name, label, run, note) => h("button", { type: "button", onclick: () => this.move(run) }, icon(name), h("span", {}, label, note ? h("small", {}, note) : null));
    this.back = button("back", "回到现在", () => ({ back: true }));
    const form = h("form", { class: "row-form" }, this.input, h("button", { type: "submit", class: "primary" }, "拨到"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.move(() => ({ to: this.input.value }));
    });
    this.root = h("div", { class: "panel-body clock" },
      h("div", { class: "clock-face" }, this.time, this.day),
      this.note,
      h("div", { class: "wide-actions" },
        button("sun", "明天 08:30", () => ({ to: `${dayKey(store.now() + DAY, store.clock.zone)}T08:30` }), "每日廉语的时间"),
        button("clock", "+1 小时", () => ({ forward: 3600 })),
        button("clock", "+1 天", () => ({ forward: 86400 })),
        this.back),
      h("h3", {}, "自定时间"), form,
      h("p", { class: "muted" }, "只动这个本地聊天的时间，不碰您电脑的时钟，也不影响真正的 Telegram。"));
    setInterval(() => this.tick(), 1000);
  }

  shown() {
    const { year, month, day } = wall(this.store.now(), this.store.clock.zone);
    const two = (number) => String(number).padStart(2, "0");
    this.input.value = `${year}-${two(month)}-${two(day)}T${hour(this.store.now(), this.store.clock.zone)}`;
  }

  render() {
    const { clock } = this.store;
    this.tick();
    this.back.disabled = !clock.moved;
    this.note.textContent = clock.movable ? (clock.moved ? "时间已经拨动过。" : "和您的电脑一样。") : "这里的时间不能拨动。";
    for (const button of this.root.querySelectorAll("button")) if (button !== this.back) button.disabled = !clock.movable;
  }

  tick() {
    if (!this.root.isConnected) return;
    const { zone } = this.store.clock;
    this.time.textContent = hour(this.store.now(), zone, true);
    this.day.textContent = `${wall(this.store.now(), zone).year}年${longDay(this.store.now(), zone)} · ${zone === "Asia/Shanghai" ? "北京时间" : zone}`;
  }

  move(body) {
    return attempt(async () => {
      await act("clock", body());
      setTimeout(() => this.shown(), 300);
    });
  }
}
