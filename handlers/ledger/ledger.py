"""/ledger (台账): what the office did in a month, a quarter, a year or between two dates, as files."""

from dataclasses import replace
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.errors import UserError
from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.ledger.figures import tell_figures
from handlers.sending.speaking import rewrite, say, send_file, take_buttons, toast
from handlers.words.prompts import Asked, asks_for, wants_words
from handlers.words.replies import View, plain
from handlers.words.written import written
from knowledge.language.calendar.past_dates import begins_with_a_date, dated_span
from knowledge.language.calendar.past_periods import is_a_period, past_period
from knowledge.language.commands.office.record_words import THIS_YEAR, parted
from knowledge.language.words.bare_answers import bare_answer
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.signs import Fault, MisreadError
from services.ledger.facts import Span
from services.ledger.files import ledger_files
from services.ledger.pack import said_span

PATTERN = pattern(
    r"lg:(?:(?P<first>\d{8}):(?P<last>\d{8})|(?P<what>entry)|(?P<undo>undo):(?P<number>\d{1,18}))"
)
BUTTONS = (("本月", "上月"), ("本季度", "上季度"), ("今年", "去年"))
ADD = "补记一件事"
BY_HAND = ("补记", "手工补记")
WHICH = "做哪段时间的台账？点下面的按钮，或直接发给我，如 2026年第三季度、9月、7月1日到9月30日；"
LIKE_THIS = "请这样写：2026年第三季度、2026年9月、今年，或 7月1日到9月30日。"
REFUSALS = {
    Fault.UNCLEAR: f"没看懂“{{said}}”是哪段时间。{LIKE_THIS}",
    Fault.NO_SUCH_DAY: f"“{{said}}”还没有到，或没有这一天。{LIKE_THIS}",
    Fault.TURNED: f"“{{said}}”后一个日期在前一个之前。{LIKE_THIS}",
    Fault.TOO_LONG: f"一次最多做三年的台账。{LIKE_THIS}",
}
WORKING = "正在整理{days}的台账……"
SO_FAR = WORKING + "（{done}/{of}）"
FAILED = "台账没有做成，原因已记在日志里。请过一会儿再试。"
DONE = "{days}的台账做好了，见下面的文件。数都能在各表里逐行核对。"
EMPTY = "{days}没有记录，各表都是空的。机器人以外办的事，可以点“台账”里的“补记一件事”记上。"
NO_OFFICE = "\n封面的“单位”空着：单位名称写在设置 ledger.office。"
CAPTION = "台账 {days}"
EVERY = 2.0  # seconds between two messages of how far it is
ASK_ENTRY = "请写下哪一天、什么事，直接发给我，如：9月3日 组织观看警示教育片，24 人参加。不要写人名。\n"
NO_DATE = "请把日期写在前面，如：9月3日 组织观看警示教育片。"
NO_SUCH_DAY = "没有“{said}”开头的这一天，请核对日期。"
TURNED = "“{said}”里后一个日期在前一个之前，请把先后写对，如：9月3日至5日 办廉政教育培训班。"
ENTERED = "已补记到台账（标明是手工补记）：\n{day} {words}"
UNDO = "撤回这条补记"
TAKEN_OUT, GONE = "好，这条补记撤回了。", "这条补记已经撤回了。"
LONGEST_QUOTED = 20
# What is said of the entry and is no part of it: …，帮我记上.
_ASIDE = pattern(
    r"[,，。;；\s]+(?:请|帮我|给我|麻烦|你|把它?|这个?|也|都)*(?:记(?:一下|上|下来?|进去|到台账里?|入台账|录)|补(?:记)?(?:上|进去|一下)|登记(?:一下|上)?)(?:吧|了|啊|谢谢)*[。.!！]*$"
)


async def ledger(update: Update, context: Context) -> None:
    """Make the ledger of the days given, or ask for which; take an entry after 补记."""
    message, said = update.effective_message, context.argument
    if message is None:
        return
    if not said:
        await say(context, message, _chooser(context.services.ledger.today()))
    elif said in BY_HAND:
        await say(context, message, wants_words(ASK_ENTRY, Asked.ENTRY))
    elif (words := _behind(said)) is not None:
        await _enter(words, message, context)
    else:
        await _answer(said, message, context)


async def take_days(update: Update, context: Context) -> None:
    """Take the days that were asked for, or an event with its date: 三月一日组织签责任书，帮我记上."""
    message = update.effective_message
    if message is None:
        return
    said = bare_answer(written(message))
    dated = begins_with_a_date(said) and not is_a_period(_ASIDE.sub("", said))
    if dated and _ASIDE.search(said):
        await _enter(said, message, context)
    else:
        await _answer(said, message, context)


async def _answer(said: str, message: Message, context: Context) -> None:
    """Make the ledger of the days that `said` names, or say the sums of the one sheet that it names."""
    days, sheet, signed = parted(said)
    span = _read(days or THIS_YEAR, context)
    if sheet:
        await tell_figures(sheet, span, message, context)
    else:
        await _make(span, message, context, signed=signed)


async def take_entry(update: Update, context: Context) -> None:
    """Take the event that was asked for."""
    if message := update.effective_message:
        await _enter(written(message), message, context)


async def press(update: Update, context: Context) -> None:
    """Make the ledger of a button's days, ask for an entry, or take one out again."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    if match["undo"]:
        gone = await context.services.hand_entries.take_out(int(match["number"]), query.from_user.id)
        await toast(query, TAKEN_OUT if gone else GONE)
        await take_buttons(context, query.message)
        return
    await toast(query)
    if match["what"]:
        await say(context, query.message, wants_words(ASK_ENTRY, Asked.ENTRY))
    elif span := _span(match["first"], match["last"]):
        await take_buttons(context, query.message)
        await _make(span, query.message, context)


def _chooser(today: date) -> View:
    rows = [[_days(name, today) for name in row] for row in BUTTONS]
    rows.append([InlineKeyboardButton(ADD, callback_data="lg:entry")])
    return asks_for(plain(WHICH, InlineKeyboardMarkup(rows)), Asked.LEDGER)


def _days(name: str, today: date) -> InlineKeyboardButton:
    first, last = past_period(name, today)
    return InlineKeyboardButton(name, callback_data=f"lg:{first:%Y%m%d}:{last:%Y%m%d}")


def _span(first: str, last: str) -> Span | None:
    """Read a button's days; None for what no button of ours says."""
    try:
        span = Span(*(date(int(said[:4]), int(said[4:6]), int(said[6:])) for said in (first, last)))
    except ValueError:
        return None
    return span if span.first <= span.last else None


def _read(said: str, context: Context) -> Span:
    """Return the days that `said` names. Raises UserError that says how to name them."""
    try:
        return Span(*past_period(said, context.services.ledger.today()))
    except MisreadError as error:
        why = REFUSALS.get(error.fault, REFUSALS[Fault.UNCLEAR])
        raise UserError(why.format(said=fenced(clipped(said, LONGEST_QUOTED)))) from None


async def _make(span: Span, message: Message, context: Context, *, signed: bool = False) -> None:
    """Gather the pack, saying how far it is, and send its files; `signed`: with columns to sign in."""
    service, clock = context.services.ledger, context.services.clock
    days = said_span(span)
    status = await say(context, message, plain(WORKING.format(days=days)))
    told = clock.monotonic()

    async def tell(done: int, of: int) -> None:
        nonlocal told
        if clock.monotonic() - told >= EVERY:
            told = clock.monotonic()
            said = plain(SO_FAR.format(days=days, done=done, of=of))
            await rewrite(context, status.chat.id, status.message_id, said)

    try:
        pack = await service.gather(span, tell, signed=signed)
        files = await ledger_files(pack)
    except Exception:
        await rewrite(context, status.chat.id, status.message_id, plain(FAILED))
        raise
    days = said_span(pack.span)
    for file in files:
        await send_file(context, message, file.content, file.name, CAPTION.format(days=days))
    said = (EMPTY if pack.is_empty else DONE).format(days=days)
    said += "" if pack.paper.office else NO_OFFICE
    await rewrite(context, status.chat.id, status.message_id, plain(said))


def _behind(said: str) -> str | None:
    """Return what stands behind 补记; None where it does not begin so."""
    start = next((word for word in BY_HAND if said.startswith(word)), None)
    return None if start is None else said[len(start) :].strip()


async def _enter(said: str, message: Message, context: Context) -> None:
    entries, today = context.services.hand_entries, context.services.ledger.today()
    said = _ASIDE.sub("", said)
    try:
        found = dated_span(said, today)
    except MisreadError as error:
        why = TURNED if error.fault is Fault.TURNED else NO_SUCH_DAY
        raise UserError(why.format(said=fenced(clipped(said, LONGEST_QUOTED)))) from None
    if found is None:
        raise UserError(NO_DATE)
    day, words = found[0], entries.checked(*found, today)
    user_id = message.from_user.id if message.from_user else None
    role = await context.services.access.granted_to(user_id or 0)
    number = await entries.enter(day, words, user_id, role)
    undo = InlineKeyboardMarkup([[InlineKeyboardButton(UNDO, callback_data=f"lg:undo:{number}")]])
    entered = plain(ENTERED.format(day=day, words=words), undo)
    await say(context, message, replace(entered, acts=True))
