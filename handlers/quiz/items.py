"""/items: editors look after the items of 每周一题 (题目管理): approve, reword, throw away. In private only."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardButton, Update

from core.errors import UserError
from core.models import Place, Role
from core.patterns import pattern
from core.quiz import KEY
from handlers.context import Context
from handlers.quiz import results
from handlers.sending.speaking import announce, say, toast
from handlers.words.cards import FOLLOWS, button, rows, show
from handlers.words.listed import ITEMS, LISTS
from handlers.words.prompts import Asked, wants_words
from handlers.words.replies import Piece, Pieces, View, plain, source_of
from handlers.words.written import written as written_in
from knowledge.language.commands.office.desk_views import DECIDED
from knowledge.language.commands.office.kept_lists import Wants
from knowledge.language.talk.thread.card_words import FOLLOWING
from knowledge.language.writing.clipped import clipped
from knowledge.quiz.editing import RIGHT, WRONG, read_back, written
from services.quiz.items import Entry
from services.speeches.curation import Stand
from storage.asking.prompts import Prompt

PATTERN = pattern(r"qz:(?P<action>home|page|card|after|yes|no|edit)(?::(?P<what>[\w.]+))?")
A_PAGE = 5
LAST = "item_decided"  # in chat_data: the key of the item that was decided last
LONGEST_LINE = 60

NAMES = {Stand.PROPOSED: "待审", Stand.APPROVED: "在用", Stand.HIDDEN: "不用"}
HOME = (
    "题目管理\n在用 {approved} 道，待审 {proposed} 道，不用 {hidden} 道。"
    "题目按讲话原文自动起草，只有审定通过的才会问大家。"
)
NONE = {
    Stand.PROPOSED: "没有待审的题目。收录新讲话后，按原文起草的题目会列在这里。",
    Stand.APPROVED: "还没有在用的题目，每周一题和练一练问不了。请先审定几道。",
    Stand.HIDDEN: "没有不用的题目。",
}
HEADS = {
    Stand.PROPOSED: "待审：通过后这样问。",
    Stand.APPROVED: "在用：这样问。",
    Stand.HIDDEN: "不用：不会问。",
}
LISTED_BY: Mapping[str, Stand] = {
    Wants.WAITING: Stand.PROPOSED,
    Wants.USED: Stand.APPROVED,
    Wants.HIDDEN: Stand.HIDDEN,
}
ANSWER = {False: "（{right}）", True: "（问哪项不在其中：{right}）"}
LISTED = "{name} {number} 道，点号码处理。\n"
PASSED, HID, RESTORED = "已通过", "好，不用这道", "已恢复"
REWORD = (
    f"改好后整段发给我：先写题干，每个选项一行，对的前面写 {RIGHT}，错的写 {WRONG}。"
    "原来是这样（点一下可复制）：\n"
)
REWORDED = "改好了，已通过。\n\n"


async def items(update: Update, context: Context) -> None:
    """Show how many items there are of each kind, or those that wait where these are asked for."""
    message, person = update.effective_message, update.effective_user
    if message is not None and person is not None:
        last = await _decided_last(context) if context.argument == DECIDED else None
        stand = LISTED_BY.get(context.argument)
        view = await (_page(stand, 0, context) if stand else _home(person.id, context))
        await say(context, message, _card(last) if last is not None else view)


async def press(update: Update, context: Context) -> None:
    """Do what a button of the items says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    action, what = match["action"], match["what"] or ""
    if action == "page":
        name, _, page = what.partition(".")
        stand = next((one for one in Stand if one.value == name), Stand.PROPOSED)
        await show(query, context, await _page(stand, int(page) if page.isdecimal() else 0, context))
    elif action == "home":
        await show(query, context, await _home(query.from_user.id, context))
    else:
        await _act(action, what, query, context)


async def _decided_last(context: Context) -> Entry | None:
    """Return the item that was approved or thrown away here last, where it is remembered and still there."""
    key = (context.chat_data or {}).get(LAST)
    try:
        return await context.services.quiz_items.entry(key) if key else None
    except UserError:
        return None


async def _act(action: str, key: str, query: CallbackQuery, context: Context) -> None:
    quiz, user = context.services.quiz_items, query.from_user.id
    entry = await quiz.entry(key)
    if action in {"yes", "no"} and context.chat_data is not None:
        context.chat_data[LAST] = key
    match action:
        case "yes":
            now = await quiz.approve(key, user)
            restored = entry.stand is Stand.HIDDEN
            view = _card(now) if restored else await _next(context)
            await show(query, context, view, saying=RESTORED if restored else PASSED)
        case "no":
            now = await quiz.throw_away(key, user)
            view = _card(now) if entry.stand is Stand.APPROVED else await _next(context)
            await show(query, context, view, saying=HID)
        case "edit":
            await toast(query)
            shown = wants_words("\n", Asked.QUIZ_ITEM, int(key, 16))
            said = (Piece(REWORD), Piece(written(entry.item), code=True), *shown.pieces)
            await announce(context, Place(query.from_user.id), replace(shown, pieces=said))
        case "after":
            await show(query, context, _card(await _after(entry, context)))
        case _:
            await show(query, context, _card(entry))


async def take_item(update: Update, context: Context) -> None:
    """Take an item as an editor has reworded it; with that it is approved."""
    message = update.effective_message
    if message is None or context.asked is None or message.from_user is None:
        return
    quiz, key = context.services.quiz_items, f"{context.asked.number:0{KEY}x}"
    entry = await quiz.entry(key)
    now = await quiz.approve(key, message.from_user.id, reworded=read_back(written_in(message), entry.item))
    view = _card(now)
    await say(context, message, View((Piece(REWORDED), *view.pieces), view.keyboard, acts=True))


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether the item that a prompt is about is still there."""
    try:
        await context.services.quiz_items.entry(f"{prompt.number:0{KEY}x}")
    except UserError:
        return False
    return True


# --- what it looks like


async def _home(user_id: int, context: Context) -> View:
    counts = {stand: len(await context.services.quiz_items.entries(stand)) for stand in Stand}
    runs_it = await context.services.access.role_of(user_id) is Role.OPERATOR
    keyboard = rows(
        [button(f"{NAMES[stand]} {counts[stand]}", f"qz:page:{stand}.0") for stand in Stand],
        [button("答题情况", results.DATA)] if runs_it else [],
    )
    return plain(HOME.format(**{stand.value: number for stand, number in counts.items()}), keyboard)


async def _page(stand: Stand, page: int, context: Context) -> View:
    entries = await context.services.quiz_items.entries(stand)
    if not entries:
        return plain(NONE[stand], rows([_home_button()]))
    page = max(0, min(page, (len(entries) - 1) // A_PAGE))
    said = [LISTED.format(name=NAMES[stand], number=len(entries))]
    shown = list(enumerate(entries, 1))[page * A_PAGE : (page + 1) * A_PAGE]
    for place, entry in shown:
        right = ANSWER[_asks_what_is_not(entry)].format(right=entry.item.choices[entry.item.right])
        said.append(f"\n{place}. {clipped(_short(entry), LONGEST_LINE)}{right}")
    turning = [button("上一页", f"qz:page:{stand}.{page - 1}")] if page else []
    if (page + 1) * A_PAGE < len(entries):
        turning.append(button("下一页", f"qz:page:{stand}.{page + 1}"))
    numbers = [button(str(place), f"qz:card:{entry.key}") for place, entry in shown]
    shown_so = plain("".join(said), rows(numbers, turning, [_home_button()]))
    return replace(shown_so, lists=_name(stand))


def _asks_what_is_not(entry: Entry) -> bool:
    """Return whether the right choice is what does not stand there."""
    return "不在其中" in entry.item.question


def _short(entry: Entry) -> str:
    """Return what tells an item from others in a list: the line of its question with the blank or the words."""
    return entry.item.question.splitlines()[-1]


def _card(entry: Entry) -> View:
    yes, no = f"qz:yes:{entry.key}", f"qz:no:{entry.key}"
    edit = button("改题", f"qz:edit:{entry.key}")
    acts = {
        Stand.PROPOSED: ([button("通过", yes), button("不用", no)], [edit]),
        Stand.APPROVED: ([edit, button("不用", no)],),
        Stand.HIDDEN: ([button("恢复", yes)],),
    }[entry.stand]
    keyboard = rows(*acts, [_to(entry.stand), _home_button()])
    pieces = (Piece(f"{HEADS[entry.stand]}\n\n"), *item_pieces(entry))
    after, this = ((FOLLOWING, f"qz:after:{entry.key}"),), f"qz:card:{entry.key}"
    return View(pieces, keyboard, acts=True, also=after, lists=_name(entry.stand), this=this)


def item_pieces(entry: Entry) -> Pieces:
    """Return an item with the right choice marked, the sentence that says so, and its source."""
    return (
        Piece(f"{written(entry.item)}\n\n"),
        Piece(entry.item.sentence, quote=True),
        Piece("\n"),
        *source_of(entry.passage),
    )


async def _next(context: Context) -> View:
    """Return the card of the next draft, so that an editor can go through all of them."""
    entries = await context.services.quiz_items.entries(Stand.PROPOSED)
    if not entries:
        return await _page(Stand.PROPOSED, 0, context)
    card = _card(entries[0])
    return replace(card, also=(*card.also, *FOLLOWS))


async def _after(entry: Entry, context: Context) -> Entry:
    """Return the item below `entry` in its list, behind the last one the first."""
    entries = await context.services.quiz_items.entries(entry.stand)
    keys = [one.key for one in entries]
    return entries[(keys.index(entry.key) + 1) % len(keys)] if entry.key in keys else entry


def _name(stand: Stand) -> str:
    return f"{LISTS[stand]}{ITEMS}"


def _to(stand: Stand) -> InlineKeyboardButton:
    return button(f"{NAMES[stand]}列表", f"qz:page:{stand}.0")


def _home_button() -> InlineKeyboardButton:
    return button("题目管理", "qz:home")
