// The panel 接口: each call the bot makes, and faults on request, for engineers.

import { h, icon, iconButton, reconcile } from "./dom.js";
import { act } from "./store.js";
import { ask, attempt, toast } from "./overlay.js";
import { hour } from "./words.js";

const FAULTS = [
  { value: "retry_after", label: "429 请求过多", note: "没有送达，让机器人等几秒" },
  { value: "error:502", label: "502 网关错误", note: "没有送达" },
  { value: "error:500", label: "500 服务器错误", note: "没有送达" },
  { value: "error:401", label: "401 令牌无效", note: "代理偶尔会这样" },
  { value: "drop_before", label: "连接中断", note: "没有送达" },
  { value: "hang_after_delivery", label: "送达了，但没有回音", note: "机器人不该再发一遍" },
  { value: "html", label: "200，却是一页 HTML", note: "代理的登录页" },
];

/** Lists the newest calls first; a call opens to its parameters and answer. */
export class CallsPanel {
  constructor(store) {
    this.store = store;
    this.polls = false;
    this.filter = h("input", { type: "search", placeholder: "按方法筛选，如 sendMessage", aria: { label: "按方法筛选" } });
    this.filter.addEventListener("input", () => this.render());
    const check = h("input", { type: "checkbox" });
    check.addEventListener("change", () => {
      this.polls = check.checked;
      this.render();
    });
    this.list = h("div", { class: "calls" });
    this.faults = h("div", { class: "faults" });
    this.root = h("div", { class: "panel-body" },
      h("div", { class: "wide-actions" }, h("button", { type: "button", onclick: () => this.addFault() }, icon("bolt"), h("span", {}, "制造故障", h("small", {}, "让接下来的请求失败一次"))),
        h("a", { class: "button", href: "sim/transcript", target: "_blank", rel: "noopener" }, icon("copy"), h("span", {}, "文字记录", h("small", {}, "所有聊天，纯文本")))),
      this.faults,
      h("div", { class: "filter" }, this.filter, h("label", { class: "check" }, check, h("span", {}, "含 getUpdates"))),
      this.list);
  }

  shown() {}

  render() {
    if (!this.root.isConnected) return;
    const wanted = this.filter.value.trim().toLowerCase();
    const calls = this.store.all("call").filter((call) => (this.polls || call.method !== "getUpdates" || call.ok === false) && call.method.toLowerCase().includes(wanted));
    reconcile(this.list, calls.reverse().slice(0, 150).map((call) => ({ key: `call ${call.n}`, mark: call, make: (old) => this.row(call, old) })));
    if (!calls.length && !this.list.firstChild) this.list.replaceChildren(h("p", { class: "muted" }, "机器人还没有调用接口。"));
    this.renderFaults();
  }

  row(call, old) {
    const details = h("details", { class: `call ${call.ok ? "" : "failed"}`, open: Boolean(old?.open) },
      h("summary", {}, h("span", { class: "dot", role: "img", aria: { label: call.ok ? "成功" : "失败" } }), h("strong", {}, call.method), call.ok ? null : h("span", { class: "code" }, call.code ? String(call.code) : "故障"),
        h("span", { class: "ms" }, `${call.ms < 10 ? call.ms.toFixed(1) : Math.round(call.ms)} ms`), h("time", {}, hour(call.at, this.store.clock.zone, true))));
    const fill = () => {
      if (!details.open || details.childElementCount > 1) return;
      details.append(h("div", { class: "call-body" }, h("h4", {}, "参数"), json(call.parameters), call.ok ? null : [h("h4", {}, "错误"), h("p", {}, call.description || "没有回答")], call.ok ? [h("h4", {}, "回答"), json(call.answer)] : null));
    };
    details.addEventListener("toggle", fill);
    fill();
    return details;
  }

  renderFaults() {
    const faults = this.store.get("faults") ?? [];
    const mark = JSON.stringify(faults);
    if (this.faults.mark === mark) return;
    this.faults.mark = mark;
    this.faults.replaceChildren(...faults.map((fault) => h("div", { class: "fault" }, icon("bolt"), h("span", {}, `${fault.method ?? "任何方法"}：${nameOf(fault)}，还有 ${fault.times} 次`))));
    if (faults.length) this.faults.append(h("button", { type: "button", class: "link", onclick: () => attempt(() => act("faults", { clear: true })) }, "都取消"));
  }

  addFault() {
    ask("制造故障", [
      { name: "kind", label: "怎样失败", kind: "choice", value: "retry_after", options: FAULTS },
      { name: "method", label: "哪个方法", value: "sendMessage", hint: "留空表示任何方法" },
      { name: "times", label: "几次", kind: "number", value: "1", min: "1" },
      { name: "seconds", label: "429 要等几秒", kind: "number", value: "3", min: "1" },
    ], {
      submit: "开始",
      done: async ({ kind, method, times, seconds }) => {
        const [name, code] = kind.split(":");
        await act("faults", { kind: name, method: method || null, times: Number(times), retry_after: Number(seconds), code: code ? Number(code) : 502 });
        toast("好，接下来的请求会遇到它");
      },
    });
  }
}

function nameOf(fault) {
  return (FAULTS.find((one) => one.value === fault.kind || one.value === `${fault.kind}:${fault.code}`) ?? { label: fault.kind }).label;
}

function json(value) {
  const text = value === undefined || value === null ? "（空）" : JSON.stringify(value, null, 2);
  return h("pre", { tabindex: "0" }, text);
}
