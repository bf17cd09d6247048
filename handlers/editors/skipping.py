"""/inbox: several questions are skipped at once. They are ticked on a page, and skipping can be taken back.

The buttons carry what is ticked, so nothing is kept; a mark of the page's questions tells whether the page is
still the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import accumulate, pairwise

from telegram import InlineKeyboardButton, Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.editors.inbox_shown import note_settled, numbered_anew
from handlers.sending.speaking import toast
from handlers.words.buttons import LONGEST_DATA
from handlers.words.cards import button, by, rows, show
from handlers.words.listed import INBOX
from handlers.words.replies import View, plain
from knowledge.language.commands.office.ticks import Ticks
from knowledge.language.writing.clipped import clipped
from services.asking.unanswered.inbox import Case

PATTERN = pattern(r"sk:(?P<what>pick|do|undo):(?P<page>\d{1,9}):(?P<mark>[\w-]+)\.(?P<more>[\w.]+)")
A_PAGE = 10
A_ROW = 5
LONGEST_WORDING = 60
NOTHING = "0"  # no mark yet: the page is opened

HEAD = "要略过哪些？点号码打勾，再点“略过”。略过的不再列出，也不学到什么。\n"
LINE = "\n{tick} {place}. {words}（{times} 次）"
MOVED = "问题箱有了变化，请再选一次。"
NONE_TICKED = "还没有打勾，请先点号码。"
SKIPPED = "已略过 {number} 个问题，不再列出。"
TAKEN_BACK = "已撤回，{number} 个问题放回了问题箱。"
NOTHING_TO_UNDO = "没有可撤回的：它们已经撤回，或早已过期删去。"
TICKED, UNTICKED = "✓", "□"


def to_skipping(page: int) -> InlineKeyboardButton:
    """Return the button that opens a page of the inbox for ticking."""
    return button("一次略过几个", f"sk:pick:{page}:{NOTHING}.0")


async def press(update: Update, context: Context) -> None:
    """Tick or untick a question, skip what is ticked, or take that back."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    if match["what"] == "undo":
        undone = [
            await context.services.inbox.undo(number, query.from_user.id) for number in _numbers(match["more"])
        ]
        said = TAKEN_BACK.format(number=sum(undone)) if any(undone) else NOTHING_TO_UNDO
        await show(query, context, plain(said, rows([_to_inbox(0)])))
        return
    page = int(match["page"])
    shown = numbered_anew(await context.services.inbox.cases(), context)[page * A_PAGE : (page + 1) * A_PAGE]
    cases = [case for _, case in shown]
    ticked = _ticked(match["more"], cases)
    if match["mark"] not in {NOTHING, _mark(cases)}:
        await show(query, context, _page(shown, page, 0), saying=MOVED)
    elif match["what"] == "pick":
        await show(query, context, _page(shown, page, _mask(match["more"])))
    elif not ticked:
        await toast(query, NONE_TICKED)
    else:
        number = await context.services.inbox.ignore_all(ticked, query.from_user.id)
        note_settled(ticked, context)
        await show(query, context, skipped(ticked, number))


def _page(cases: Sequence[tuple[int, Case]], page: int, mask: int) -> View:
    """Return a page with a tick at each of the numbered cases that `mask` has a bit for."""
    mark, lines, numbers = _mark([case for _, case in cases]), [], []
    for bit, (place, case) in enumerate(cases):
        tick = TICKED if mask >> bit & 1 else UNTICKED
        words = clipped(case.words, LONGEST_WORDING)
        lines.append(LINE.format(tick=tick, place=place, words=words, times=len(case.questions)))
        numbers.append(button(f"{tick} {place}", f"sk:pick:{page}:{mark}.{mask ^ 1 << bit:x}"))
    every = (1 << len(cases)) - 1
    toggle = button("全不选", f"sk:pick:{page}:{mark}.0")
    if mask != every:
        toggle = button("全选", f"sk:pick:{page}:{mark}.{every:x}")
    skip = [button(f"略过打勾的 {mask.bit_count()} 个", f"sk:do:{page}:{mark}.{mask:x}")] if mask else []
    keyboard = rows(*by(A_ROW, numbers), [toggle, *skip] if cases else [], [_to_inbox(page)])
    return replace(plain(HEAD + "".join(lines), keyboard), lists=INBOX)


def with_others(wanted: Ticks, entries: Mapping[int, str]) -> str:
    """Return the data that show a page with others ticked; `entries` are the data of its toggles, by place."""
    match = next(filter(None, map(PATTERN.fullmatch, entries.values())), None)
    if match is None:
        return ""
    now = _mask(match["more"]) ^ 1  # the first toggle has all but its own as they are
    ticked = {place for bit, place in enumerate(entries) if now >> bit & 1}
    then = wanted.of(ticked, entries.keys())
    mask = sum(1 << bit for bit, place in enumerate(entries) if place in then)
    return f"sk:pick:{match['page']}:{match['mark']}.{mask:x}"


def skipped(cases: Sequence[Case], number: int) -> View:
    """Tell how many cases were skipped, with the button that takes it back."""
    data = f"sk:undo:0:{NOTHING}.{_written(cases)}"
    undo = [button("撤销", data)] if number and len(data) <= LONGEST_DATA else []
    return plain(SKIPPED.format(number=number), rows([*undo, _to_inbox(0)]))


def _ticked(mask: str, cases: Sequence[Case]) -> list[Case]:
    return [case for bit, case in enumerate(cases) if _mask(mask) >> bit & 1]


def _mask(said: str) -> int:
    """Read a mask back; what no button of ours says is an empty one."""
    return int(said, 16) & ((1 << A_PAGE) - 1) if re.fullmatch("[0-9a-f]{1,4}", said) else 0


def _written(cases: Sequence[Case]) -> str:
    """Return the cases' numbers, each as the step from the one before, so that ten fit into a button."""
    numbers = [0, *sorted(case.id for case in cases)]
    return ".".join(f"{number - before:x}" for before, number in pairwise(numbers))


def _numbers(said: str) -> list[int]:
    try:
        return list(accumulate(int(step, 16) for step in said.split(".")))
    except ValueError:
        return []


def _mark(cases: Sequence[Case]) -> str:
    """Return a mark of these cases, in this order."""
    return blake2b(" ".join(str(case.id) for case in cases).encode(), digest_size=4).hexdigest()


def _to_inbox(page: int) -> InlineKeyboardButton:
    return button("返回问题箱", f"in:page:{page}")
