"""/curate: editors look after the quotes (廉语管理): approve, cut, hide, give a day. In private only.

A button contains the place of the stretch in the speech and a few characters of its hash, so that it is refused
after the speech has changed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from telegram import CallbackQuery, InlineKeyboardButton, Message, Update

from core.errors import UserError
from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import say, toast
from handlers.words.addressed import asker
from handlers.words.cards import FOLLOWS, button, by, rows, show
from handlers.words.listed import DAYS_AHEAD, LISTS, QUOTES
from handlers.words.replies import Piece, View, plain, quote_pieces
from knowledge.language.calendar.dates import coming_date
from knowledge.language.calendar.saying import WEEKDAYS, said_day
from knowledge.language.commands.office.desk_views import AHEAD, THIS_ONE
from knowledge.language.commands.office.kept_lists import Wants, kept
from knowledge.language.commands.office.quote_told import quote_told
from knowledge.language.talk.thread.card_words import FOLLOWING
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.signs import MisreadError
from knowledge.quotes.spans import Span
from services.asking.remembered.shown import Asker
from services.speeches.curation import CHANGED, Entry, Stand

PATTERN = pattern(r"qt:(?P<action>[a-z]+)(?::(?P<what>[\w.]*))?(?::(?P<more>[\w.-]+))?")
A_PAGE = 5
DAYS_A_PAGE = 12
DAYS_SHOWN = 7
LATEST_PAGE = 31  # of days: about a year
LONGEST_LINE = 60
JUST_NOW = timedelta(hours=1)  # what was hidden since is used again at a word

NAMES = {Stand.PROPOSED: "待审", Stand.APPROVED: "在用", Stand.HIDDEN: "隐藏"}
HOME = "廉语管理\n在用 {approved} 条，待审 {proposed} 条，隐藏 {hidden} 条。只有审定通过的才会推送。"
LISTED_BY: Mapping[str, Stand] = {
    Wants.WAITING: Stand.PROPOSED,
    Wants.USED: Stand.APPROVED,
    Wants.HIDDEN: Stand.HIDDEN,
}
NONE = {
    Stand.PROPOSED: "没有待审的句子。收录新讲话后，合适的句子会列在这里。",
    Stand.APPROVED: "还没有在用的廉语，到点不会推送。请先审定几条。",
    Stand.HIDDEN: "没有隐藏的廉语。",
}
HEADS = {
    Stand.PROPOSED: "待审：通过后推送时是这样。",
    Stand.APPROVED: "在用：推送时是这样。",
    Stand.HIDDEN: "已隐藏：不会推送。",
}
SEVERAL = "有这几条，点号码处理。"
SEVERAL_FOR_A_DAY = "有这几条，点号码就定在{day}推。"
MOST_NAMED = 10
GIVE = "要在{day}推这一条，点“{label}”。\n\n"
NOT_YET = "这一条还没有在用，先点下面的按钮让它在用，再说一遍要定在{day}。\n\n"
NO_SUCH_DAY = "“{said}”不是以后的日子。请写以后的一天，如：4月1日。"
LISTED = "{name} {number} 条，点号码处理。\n"
EXTENT = "改长短：点按钮增减，文字始终和原文一样。\n"
PASSED, HID, RESTORED = "已通过", "已隐藏，不再推送", "已恢复"
WHICH_DAY = "哪一天推送这一条？\n“{words}”"
DAY_GIVEN = "已定：{day}推送“{words}”"
NEXT_DAYS = "以后几天的廉语（到了那天再抽的不列）：\n"
NO_DAYS = "以后几天的廉语都还没有定，到那天自动抽一条没推送过的。"
DAY_FREED = "已取消，到那天另抽"
STEPS = (
    ("more_before", "前加一小句"),
    ("less_before", "前减"),
    ("more_after", "后加一小句"),
    ("less_after", "后减"),
)


async def curate(update: Update, context: Context) -> None:
    """Show how many quotes there are of each kind; those that wait, or the one shown last, if asked for."""
    message = update.effective_message
    if message is None:
        return
    view = None
    if stand := LISTED_BY.get(context.argument):
        view = await _page(stand, 0, context)
    elif context.argument == Wants.RESTORE:
        view = await _restored(message, context)
    elif context.argument == THIS_ONE:
        view = await _standing_there(asker(message), context)
    elif context.argument == AHEAD:
        view = await _next_days(context)
    await say(context, message, view or await _home(context))


async def _restored(message: Message, context: Context) -> View:
    """Let the quote be used again that the person hid last, just now; an earlier one's card is shown."""
    curation, user = context.services.curation, asker(message).user_id
    entry, at = await curation.hidden_last(user) or (None, None)
    said = kept(message.text or "")
    day = _day_to_come(said.day, context) if said and said.day else None
    if entry is None or at is None:
        return await _page(Stand.HIDDEN, 0, context)
    if context.services.clock.now() - at > JUST_NOW:
        return _card(entry, context)
    await curation.approve(entry.span, user)
    card = _with_day(curation.entry(entry.span), day, context)
    return replace(card, pieces=(Piece(f"{RESTORED}。\n\n"), *card.pieces))


async def told(update: Update, context: Context) -> None:
    """Show the card of the quote that a sentence names, with the day that it wants it for."""
    message = update.effective_message
    said = quote_told(message.text or "") if message else None
    if message is None or said is None:
        return
    found = await context.services.curation.named(said.words)
    day = _day_to_come(said.day, context) if said.day else None
    view = _with_day(found[0], day, context) if len(found) == 1 else _several(found, day)
    await say(context, message, view)


async def names_a_quote(update: Update, context: Context) -> bool:
    """Return whether a sentence that may name a quote has the words of one."""
    said = quote_told((update.message.text or "") if update.message else "")
    return said is not None and bool(await context.services.curation.named(said.words))


def _day_to_come(said: str, context: Context) -> date:
    """Return the day that is named, after today. Raises UserError."""
    today = context.services.quotes.today()
    try:
        day = coming_date(said, today)
    except MisreadError:
        day = today
    if day <= today:
        raise UserError(NO_SUCH_DAY.format(said=fenced(said)))
    return day


def _with_day(entry: Entry, day: date | None, context: Context) -> View:
    """Return the card of a quote, with the button that gives it that day where it is approved."""
    card = _card(entry, context)
    if day is None:
        return card
    if entry.stand is not Stand.APPROVED:
        return replace(card, pieces=(Piece(NOT_YET.format(day=_day(day))), *card.pieces))
    give = button(f"定在{said_day(day)}", f"qt:day:{_written(entry)}:{day.isoformat()}")
    keyboard = card.keyboard.inline_keyboard if card.keyboard else ()
    said = Piece(GIVE.format(day=_day(day), label=give.text))
    return replace(card, pieces=(said, *card.pieces), keyboard=rows([give], *map(list, keyboard)))


async def press(update: Update, context: Context) -> None:
    """Do what a button of the quotes says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    try:
        await _do(match["action"], match["what"] or "", match["more"] or "", query, context)
    except ValueError:  # no such page, stretch or day: an app sent false data
        raise UserError(CHANGED) from None


async def _do(action: str, what: str, more: str, query: CallbackQuery, context: Context) -> None:
    match action:
        case "home":
            await show(query, context, await _home(context))
        case "page":
            stand, _, page = what.partition(".")
            await show(query, context, await _page(Stand(stand), int(page), context))
        case "next":
            await show(query, context, await _next_days(context))
        case "free":
            await context.services.curation.free_day(date.fromisoformat(more), query.from_user.id)
            await show(query, context, await _next_days(context), saying=DAY_FREED)
        case _:
            await _act(action, _read(what, context), more, query, context)


async def _act(action: str, entry: Entry, more: str, query: CallbackQuery, context: Context) -> None:
    curation, user, span = context.services.curation, query.from_user.id, entry.span
    match action:
        case "card":
            await show(query, context, _card(entry, context))
        case "after":
            await show(query, context, _card(await _after(entry, context), context))
        case "yes":
            await curation.approve(span, user, instead_of=_span(f"{span.slug}.{more}") if more else None)
            if entry.stand is Stand.PROPOSED:
                await show(query, context, await _next_proposed(span, context), saying=PASSED)
            else:
                said = RESTORED if entry.stand is Stand.HIDDEN else PASSED
                await show(query, context, _card(curation.entry(span), context), saying=said)
        case "no":
            await curation.hide(span, user)
            if entry.stand is Stand.PROPOSED:
                await show(query, context, await _next_proposed(span, context), saying=HID)
            else:
                await show(query, context, _card(curation.entry(span), context), saying=HID)
        case "edit":
            await show(query, context, _extent(entry, more, context))
        case "days":
            await show(query, context, _choose_day(entry, int(more), context))
        case "day":
            day = date.fromisoformat(more)
            await curation.give_day(span, day, user)
            said = DAY_GIVEN.format(day=_day(day), words=clipped(entry.quote.text, LONGEST_LINE))
            await show(query, context, plain(said, rows([_to(Stand.APPROVED), _home_button()])))
        case _:
            await toast(query)


# --- what it looks like


async def _home(context: Context) -> View:
    curation = context.services.curation
    counts = {stand: len(await curation.entries(stand)) for stand in Stand}
    keyboard = rows(
        [button(f"{NAMES[stand]} {counts[stand]}", f"qt:page:{stand}.0") for stand in Stand],
        [button("以后几天", "qt:next")],
    )
    return plain(HOME.format(**{stand.value: number for stand, number in counts.items()}), keyboard)


async def _standing_there(who: Asker, context: Context) -> View | None:
    """Return the card of the quote that was shown last, or all quotes of its passage; None: it was none."""
    shown = await context.services.answers.last_shown(who)
    if shown is None or not shown.quote:
        return None
    curation = context.services.curation
    every = [entry for stand in (Stand.APPROVED, Stand.HIDDEN) for entry in await curation.entries(stand)]
    found = [entry for entry in every if entry.quote.passage_id == shown.passage.id]
    if len(found) == 1:
        return _card(found[0], context)
    return _several(found) if found else None


def _several(found: Sequence[Entry], day: date | None = None) -> View:
    """Return quotes to choose from: one's card, or which of those in use gets the day."""
    in_use = [one for one in found if one.stand is Stand.APPROVED] if day else []
    some = list(enumerate((in_use or found)[:MOST_NAMED], 1))
    said = [f"{place}. {clipped(entry.quote.text, LONGEST_LINE)}" for place, entry in some]
    act, more = ("day", f":{day.isoformat()}") if day and in_use else ("card", "")
    numbers = [button(str(place), f"qt:{act}:{_written(entry)}{more}") for place, entry in some]
    head = SEVERAL_FOR_A_DAY.format(day=_day(day)) if day and in_use else SEVERAL
    listed = plain("\n".join([head, *said]), rows(*by(5, numbers), [_home_button()]))
    return replace(listed, lists=QUOTES)


async def _page(stand: Stand, page: int, context: Context) -> View:
    entries = await context.services.curation.entries(stand)
    if not entries:
        return plain(NONE[stand], rows([_home_button()]))
    page = max(0, min(page, (len(entries) - 1) // A_PAGE))
    said = [LISTED.format(name=NAMES[stand], number=len(entries))]
    shown = list(enumerate(entries, 1))[page * A_PAGE : (page + 1) * A_PAGE]
    title = ""
    for place, entry in shown:
        if entry.quote.title != title:
            title = entry.quote.title
            said.append(f"\n《{title}》{entry.quote.date}\n")
        said.append(f"{place}. {clipped(entry.quote.text, LONGEST_LINE)}\n")
    turning = [button("上一页", f"qt:page:{stand}.{page - 1}")] if page else []
    if (page + 1) * A_PAGE < len(entries):
        turning.append(button("下一页", f"qt:page:{stand}.{page + 1}"))
    numbers = [button(str(place), f"qt:card:{_written(entry)}") for place, entry in shown]
    listed = plain("".join(said).rstrip(), rows(numbers, turning, [_home_button()]))
    return replace(listed, lists=_name(stand))


def _card(entry: Entry, context: Context) -> View:
    span = _written(entry)
    edit = button("改长短", f"qt:edit:{span}:{entry.span.start}.{entry.span.end}")
    yes, no = f"qt:yes:{span}", f"qt:no:{span}"
    acts = {
        Stand.PROPOSED: ([button("通过", yes), button("不用", no)], [edit]),
        Stand.APPROVED: ([button("定个日子", f"qt:days:{span}:0"), edit], [button("隐藏", no)]),
        Stand.HIDDEN: ([button("恢复", yes)],),
    }[entry.stand]
    keyboard = rows(*acts, [_to(entry.stand), _home_button()])
    pieces = (Piece(f"{HEADS[entry.stand]}\n"), *_preview(entry, context))
    after, this = ((FOLLOWING, f"qt:after:{span}"),), f"qt:card:{span}"
    return View(pieces, keyboard, acts=True, also=after, lists=_name(entry.stand), this=this)


async def _after(entry: Entry, context: Context) -> Entry:
    """Return the quote below `entry` in its list, behind the last one the first."""
    entries = await context.services.curation.entries(entry.stand)
    spans = [one.span for one in entries]
    return entries[(spans.index(entry.span) + 1) % len(spans)] if entry.span in spans else entry


async def _next_proposed(after: Span, context: Context) -> View:
    """Return the card of the proposal that follows, so that an editor can go through all of them."""
    entries = await context.services.curation.entries(Stand.PROPOSED)
    if not entries:
        return await _page(Stand.PROPOSED, 0, context)
    ahead = [entry for entry in entries if (entry.span.slug, entry.span.start) != (after.slug, after.start)]
    card = _card((ahead or entries)[0], context)
    return replace(card, also=(*card.also, *FOLLOWS))


def _extent(entry: Entry, was: str, context: Context) -> View:
    """Offer one clause more or less; `was` is the extent that is being changed, as start.end."""
    curation = context.services.curation
    variants = curation.variants(entry.span)
    steps = [
        button(name, f"qt:edit:{_written(curation.entry(variants[step]))}:{was}")
        for step, name in STEPS
        if step in variants
    ]
    start, end = map(int, was.split("."))
    before = curation.entry(Span(entry.span.slug, start, end))
    use = button("用这一段", f"qt:yes:{_written(entry)}:{was}")
    keyboard = rows(
        *by(2, steps),
        [use] if before.span != entry.span else [],
        [button("不改了", f"qt:card:{_written(before)}")],
    )
    return View((Piece(EXTENT), *_preview(entry, context)), keyboard, acts=True)


def _choose_day(entry: Entry, page: int, context: Context) -> View:
    page = max(0, min(page, LATEST_PAGE))
    span, first = _written(entry), context.services.quotes.today() + timedelta(days=1 + page * DAYS_A_PAGE)
    days = [first + timedelta(days=ahead) for ahead in range(DAYS_A_PAGE)]
    choices = [button(_short_day(day), f"qt:day:{span}:{day.isoformat()}") for day in days]
    turning = [button("更早", f"qt:days:{span}:{page - 1}")] if page else []
    if page < LATEST_PAGE:
        turning.append(button("更晚", f"qt:days:{span}:{page + 1}"))
    keyboard = rows(*by(3, choices), turning, [button("返回", f"qt:card:{span}")])
    return plain(WHICH_DAY.format(words=clipped(entry.quote.text, LONGEST_LINE)), keyboard)


async def _next_days(context: Context) -> View:
    planned = await context.services.curation.days_to_come(DAYS_SHOWN)
    entries = await context.services.curation.entries(Stand.APPROVED)
    in_use = {entry.quote.key: entry for entry in entries}
    lines, buttons, opened = [], [], []
    for one in planned:
        if one.quote is None:
            continue
        lines.append(
            f"\n{_day(one.day)}{'（已定）' if one.fixed else ''} {clipped(one.quote.text, LONGEST_LINE)}"
        )
        if one.quote.key in in_use:
            data = f"qt:card:{_written(in_use[one.quote.key])}"
            opened.append((f"{_day(one.day)}{one.quote.text}", data))
        if one.fixed:
            text = f"取消 {said_day(one.day)}"
            buttons.append(button(text, f"qt:free::{one.day.isoformat()}"))
    said = NEXT_DAYS + "".join(lines) if lines else NO_DAYS
    shown = plain(said, rows(*by(2, buttons), [_to(Stand.APPROVED), _home_button()]))
    return replace(shown, lists=DAYS_AHEAD, entries=tuple(opened))


def _preview(entry: Entry, context: Context) -> tuple[Piece, ...]:
    return quote_pieces(entry.quote, context.services.quotes.today() + timedelta(days=1))


def _name(stand: Stand) -> str:
    return f"{LISTS[stand]}{QUOTES}"


def _to(stand: Stand) -> InlineKeyboardButton:
    return button(f"{NAMES[stand]}列表", f"qt:page:{stand}.0")


def _home_button() -> InlineKeyboardButton:
    return button("廉语管理", "qt:home")


# --- stretches on buttons


def _written(entry: Entry) -> str:
    span = entry.span
    return f"{span.slug}.{span.start}.{span.end}.{_digest(entry.quote.text)}"


def _span(what: str) -> Span:
    slug, start, end, *_ = what.split(".")
    return Span(slug, int(start), int(end))


def _read(what: str, context: Context) -> Entry:
    """Return the stretch a button is about. Raises UserError when the speech has changed since."""
    entry = context.services.curation.entry(_span(what))
    if not what.endswith(f".{_digest(entry.quote.text)}"):
        raise UserError(CHANGED)
    return entry


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _day(day: date) -> str:
    return f"{said_day(day)}（周{WEEKDAYS[day.weekday()]}）"


def _short_day(day: date) -> str:
    return f"{day.month}/{day.day} 周{WEEKDAYS[day.weekday()]}"
