"""/checklist: editors look after what 节前提醒 lists before each holiday (节前清单). In private only.

For each topic an editor approves a sentence of a speech, or writes the office's own words, which are marked as
such. Quotes that fit a holiday are ticked among the approved ones.
"""

import re
import zlib

from telegram import CallbackQuery, InlineKeyboardButton, Update

from core.errors import UserError
from core.models import ChecklistLine, Place, Quote
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import announce, say, toast
from handlers.words.cards import button, by, rows, show
from handlers.words.prompts import Asked, wants_words
from handlers.words.replies import Piece, View, checklist_pieces, plain, source_line
from handlers.words.written import written
from knowledge.language.writing.clipped import clipped
from knowledge.quotes.checklist import EVERY, HOLIDAYS, TOPICS
from services.holidays.checklists import GONE, Point
from services.pushes.quotes import quote_digest

PATTERN = pattern(
    r"hl:(?P<what>home|card|topic|yes|own|out|quotes|pick)"
    r"(?::(?P<holiday>[0-7])(?:\.(?P<number>\d{1,4})(?:\.(?P<draft>\d{1,4}))?)?(?::(?P<words>[0-9a-f]{8}))?)?"
)
A_PAGE = 5
LONGEST_LINE = 60
NAMES = tuple(TOPICS)

HOME = (
    "节前清单：放假前最后一个工作日的提醒，在廉语下面列出审定的几条。\n"
    "“每个节”的各节通用；某个节自己定了的，用自己的。没有审定的不列。"
)
CARD = "{holiday}\n点一项来定。"
NONE = "还没有定"
FROM_EVERY = "（同“每个节”）"
SPEECH_SAYS = "{topic}：讲话里有 {number} 句说到，第 {place} 句："
ONLY_RULES = "{topic}：讲话里没有点名说到，相近的有 {number} 句（说的是它归的规定），第 {place} 句："
SPEECH_SILENT = "{topic}：讲话里没有说到，也没有相近的，可以自己写一句，推送时会标明是本单位的话。"
STANDS = "\n\n现在用的：{line}"
WRITE = "请发来{holiday}的“{topic}”一句话，最多 100 个字；推送时标明是本单位提醒，不是讲话原文。"
APPROVED, TAKEN_OUT, WRITTEN = "已通过", "好，不列这一项", "定好了。\n\n"
QUOTES = (
    "{holiday}的廉语：选了 {number} 条。放假前最后一个工作日从选定的里抽；一条没选就照常抽。\n"
    "点号码选上或去掉。\n"
)
NO_QUOTES = "还没有审定的廉语，请先到“廉语管理”审定。"
PICKED, DROPPED = "选上了", "去掉了"


async def checklist(update: Update, context: Context) -> None:
    """Show the holidays."""
    if message := update.effective_message:
        await say(context, message, await _home(context))


async def press(update: Update, context: Context) -> None:
    """Do what a button of the lists says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    what, number = match["what"], int(match["number"] or 0)
    holiday = HOLIDAYS[int(match["holiday"] or 0)]
    if what in {"quotes", "pick"}:
        said = await _pick(holiday, match["words"] or "", query, context) if what == "pick" else None
        await show(query, context, await _quotes(holiday, number, context), saying=said)
    elif what == "home":
        await show(query, context, await _home(context))
    elif what == "card" or number >= len(NAMES):
        await show(query, context, await _card(holiday, context))
    else:
        await _act(what, holiday, NAMES[number], match, query, context)


async def _act(
    what: str, holiday: str, topic: str, match: re.Match[str], query: CallbackQuery, context: Context
) -> None:
    lists, user, place = context.services.checklists, query.from_user.id, int(match["draft"] or 0)
    match what:
        case "yes":
            point = await _point(holiday, topic, context)
            meant = [quote for quote in point.drafts if _digest(quote.text) == match["words"]]
            if not meant:
                raise UserError(GONE)
            await lists.approve(holiday, topic, meant[0], user)
            await show(query, context, await _card(holiday, context), saying=APPROVED)
        case "out":
            done = await lists.take_out(holiday, topic, user)
            await show(query, context, await _card(holiday, context), saying=TAKEN_OUT if done else None)
        case "own":
            await toast(query)
            said = WRITE.format(holiday=holiday, topic=topic)
            await announce(context, Place(user), wants_words(said, Asked.CHECKLIST, _key(holiday, topic)))
        case _:
            await show(query, context, await _topic(holiday, topic, place, context))


async def take_line(update: Update, context: Context) -> None:
    """Take the office's own words for a topic."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None or message.from_user is None:
        return
    holiday, topic = _of_key(asked.number)
    await context.services.checklists.write(holiday, topic, written(message), message.from_user.id)
    view = await _card(holiday, context)
    await say(context, message, View((Piece(WRITTEN), *view.pieces), view.keyboard, acts=True))


async def _pick(holiday: str, words: str, query: CallbackQuery, context: Context) -> str | None:
    quote = context.services.quotes.by_digest(words)
    if quote is None:
        return None
    chosen = await context.services.checklists.choose(holiday, quote, query.from_user.id)
    return PICKED if chosen else DROPPED


# --- what it looks like


async def _home(context: Context) -> View:
    buttons = []
    for number, holiday in enumerate(HOLIDAYS):
        lines = len(await context.services.checklists.approved(holiday))
        buttons.append(button(f"{holiday} {lines}/{len(NAMES)}", f"hl:card:{number}"))
    return plain(HOME, rows(*by(2, buttons)))


async def _card(holiday: str, context: Context) -> View:
    """Return a holiday's list as it would be pushed, what it lacks, and a button for each topic."""
    points, at = await context.services.checklists.points(holiday), HOLIDAYS.index(holiday)
    lines = [point.line for point in points if point.line is not None]
    lacks = [point.topic for point in points if point.line is None]
    shared = [point.topic for point in points if point.from_every]
    said = CARD.format(holiday=holiday)
    said += f"\n{NONE}：{'、'.join(lacks)}" if lacks else ""
    said += f"\n{'、'.join(shared)}{FROM_EVERY}" if shared else ""
    topics = [button(_named(point), f"hl:topic:{at}.{number}") for number, point in enumerate(points)]
    chosen = len(await context.services.checklists.chosen(holiday))
    last = [button(f"廉语 {chosen} 条", f"hl:quotes:{at}.0"), button("节前清单", "hl:home")]
    return View((Piece(said), *checklist_pieces(lines)), rows(*by(3, topics), last))


def _named(point: Point) -> str:
    return f"✓ {point.topic}" if point.line is not None else point.topic


async def _topic(holiday: str, topic: str, place: int, context: Context) -> View:
    """Return a sentence that a speech says of a topic, and what an editor may do with it."""
    point, key = await _point(holiday, topic, context), f"{HOLIDAYS.index(holiday)}.{NAMES.index(topic)}"
    acts: list[InlineKeyboardButton] = []
    pieces: tuple[Piece, ...]
    if point.drafts:
        place %= len(point.drafts)
        draft = point.drafts[place]
        named = place < point.named
        number = point.named if named else len(point.drafts) - point.named
        at = place + 1 if named else place + 1 - point.named
        head = (SPEECH_SAYS if named else ONLY_RULES).format(topic=topic, number=number, place=at)
        source = source_line(draft.title, draft.date, draft.section, draft.shows)
        pieces = (Piece(f"{head}\n"), Piece(draft.text, quote=True), Piece("\n"), *source)
        acts.append(button("通过", f"hl:yes:{key}.{place}:{_digest(draft.text)}"))
        if len(point.drafts) > 1:
            acts.append(button("换一句", f"hl:topic:{key}.{place + 1}"))
    else:
        pieces = (Piece(SPEECH_SILENT.format(topic=topic)),)
    edits = [button("自己写", f"hl:own:{key}")]
    if point.line is not None:
        pieces = (*pieces, Piece(STANDS.format(line=_said(point.line))))
        edits += [] if point.from_every else [button("不列", f"hl:out:{key}")]
    back = [button(holiday, f"hl:card:{HOLIDAYS.index(holiday)}")]
    return View(pieces, rows(acts, edits, back), acts=True)


def _said(line: ChecklistLine) -> str:
    return f"{line.text}（{line.passage_id or '本单位的话'}）"


async def _quotes(holiday: str, page: int, context: Context) -> View:
    quotes, chosen = context.services.quotes.quotes, await context.services.checklists.chosen(holiday)
    at = HOLIDAYS.index(holiday)
    if not quotes:
        return plain(NO_QUOTES, rows([button(holiday, f"hl:card:{at}")]))
    # The chosen ones first, so that they are found again.
    listed = sorted(quotes, key=lambda quote: quote.key not in chosen)
    page = min(page, (len(listed) - 1) // A_PAGE)
    shown = list(enumerate(listed, 1))[page * A_PAGE : (page + 1) * A_PAGE]
    said = QUOTES.format(holiday=holiday, number=sum(quote.key in chosen for quote in quotes))
    said += "".join(
        f"\n{_ticked(str(place), quote, chosen)}. {clipped(quote.text, LONGEST_LINE)}" for place, quote in shown
    )
    picks = [
        button(_ticked(str(place), quote, chosen), f"hl:pick:{at}.{page}:{quote_digest(quote)}")
        for place, quote in shown
    ]
    turning = [button("上一页", f"hl:quotes:{at}.{page - 1}")] if page else []
    if (page + 1) * A_PAGE < len(listed):
        turning.append(button("下一页", f"hl:quotes:{at}.{page + 1}"))
    return plain(said, rows(picks, turning, [button(holiday, f"hl:card:{at}")]))


def _ticked(text: str, quote: Quote, chosen: set[str]) -> str:
    return f"✓{text}" if quote.key in chosen else text


async def _point(holiday: str, topic: str, context: Context) -> Point:
    points = await context.services.checklists.points(holiday)
    return next(point for point in points if point.topic == topic)


def _key(holiday: str, topic: str) -> int:
    return HOLIDAYS.index(holiday) * len(NAMES) + NAMES.index(topic)


def _of_key(number: int) -> tuple[str, str]:
    """Read back what `_key` made. A number from elsewhere stands for 每个节."""
    holiday, topic = divmod(number, len(NAMES))
    return (HOLIDAYS[holiday] if holiday < len(HOLIDAYS) else EVERY), NAMES[topic]


def _digest(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
