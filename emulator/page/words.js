// Names, times and small texts that several parts of the page say alike.

const zoneFormats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!zoneFormats.has(key)) zoneFormats.set(key, new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hourCycle: "h23", ...options }));
  return zoneFormats.get(key);
}

/** 08:30 */
export function hour(ms, zone, seconds = false) {
  return format(zone, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) }).format(ms);
}

/** {year, month, day, hour, minute, second} as numbers, on the zone's wall clock. */
export function wall(ms, zone) {
  const parts = format(zone, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(ms);
  return Object.fromEntries(parts.filter((part) => part.type !== "literal").map((part) => [part.type, Number(part.value)]));
}

/** 2026-11-23, on the zone's calendar. */
export function dayKey(ms, zone) {
  const { year, month, day } = wall(ms, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** 今天, 明天, 昨天, 11月23日 周一 or with the year. */
export function dayName(ms, zone, now) {
  const apart = Math.round((Date.parse(dayKey(ms, zone)) - Date.parse(dayKey(now, zone))) / 86400000);
  const near = { 0: "今天", 1: "明天", "-1": "昨天" }[apart];
  if (near) return near;
  const year = wall(ms, zone).year === wall(now, zone).year ? {} : { year: "numeric" };
  return format(zone, { ...year, month: "long", day: "numeric", weekday: "short" }).format(ms);
}

/** 11月23日 周一 */
export function longDay(ms, zone) {
  return format(zone, { month: "long", day: "numeric", weekday: "long" }).format(ms);
}

/** The time a chat row shows: the hour today, else the day. */
export function rowTime(ms, zone, now) {
  return dayKey(ms, zone) === dayKey(now, zone) ? hour(ms, zone) : dayName(ms, zone, now).split(/[ 周]/)[0];
}

export const STATUS = { creator: "群主", administrator: "管理员", member: "成员", restricted: "受限", left: "已退出", kicked: "已移出" };

/** What a message says in one line. */
export function summary(message) {
  if (message.kind === "service") return message.service;
  const media = { photo: "[图片]", sticker: `[贴纸] ${message.text ?? ""}`, voice: "[语音]", document: "[文件]", video: "[视频]", location: "[位置]", poll: `[投票] ${message.poll?.question ?? ""}` }[message.kind];
  const text = message.text ?? "";
  if (message.kind === "sticker") return media;
  return [media, text].filter(Boolean).join(" ").replace(/\s+/g, " ").trim() || "…";
}

/** What chat `chat` is called by `person`: a private chat bears the bot's name. */
export function chatTitle(chat, bot) {
  return chat.kind === "private" ? bot.name : chat.title;
}

export function chatKind(chat) {
  if (chat.kind === "private") return "bot";
  return chat.kind === "channel" ? "channel" : "";
}

/** This person's membership in a chat, or undefined. */
export function memberOf(chat, person) {
  return chat.members.find((member) => member.id === person);
}

export function isIn(chat, person) {
  if (chat.kind === "private") return chat.person === person;
  return ["creator", "administrator", "member", "restricted"].includes(memberOf(chat, person)?.status);
}

export function isAdmin(chat, person) {
  return ["creator", "administrator"].includes(memberOf(chat, person)?.status);
}

/** Whether `person` may put the bot into a chat: any member into a group, an administrator into a channel. */
export function mayAddBot(chat, person) {
  return chat.kind !== "private" && !chat.bot && isIn(chat, person) && (chat.kind !== "channel" || isAdmin(chat, person));
}
