"""How the items of 每周一题 were answered, for operators: the share that is right, the hardest first."""

from collections.abc import Sequence

from telegram import Update

from handlers.context import Context
from handlers.words.cards import button, rows, show
from handlers.words.replies import View, plain
from knowledge.language.writing.clipped import clipped
from services.quiz.results import FEWEST, ItemResult

DATA = "qr:all"
MOST = 20  # items in the list
LONGEST_LINE = 40

HEAD = f"答题情况（只算有 {FEWEST} 人以上作答的群，合在一起算，没有谁答了什么）\n"
NONE = f"还没有答题情况：一个群里有 {FEWEST} 人以上作答，才算进来。"
HARDEST = "\n最难的一道：\n{line}\n"
LINE = "“{words}”（{answer}）：答对 {share:.0%}，{groups} 个群，{answers} 人次"


async def press(update: Update, context: Context) -> None:
    """Show them in the place of the items' card."""
    if query := update.callback_query:
        await show(query, context, _view(await context.services.quiz_results.of_items()))


def _view(results: list[ItemResult]) -> View:
    keyboard = rows([button("题目管理", "qz:home")])
    if not results:
        return plain(NONE, keyboard)
    said = HEAD + HARDEST.format(line=_line(results[0]))
    others = "".join(f"\n{_line(one)}" for one in results[1:MOST])
    return plain(said + others, keyboard)


def hardest_of(results: Sequence[ItemResult]) -> str:
    """Say which of these results, of single weeks, has the lowest share of right answers; empty for none."""
    worst = min(results, key=lambda one: (one.share, one.key), default=None)
    return HARDEST.format(line=_line(worst)) if worst else f"\n{NONE}"


def _line(one: ItemResult) -> str:
    item = one.item.item
    words = clipped(item.asked, LONGEST_LINE)
    return LINE.format(
        words=words, answer=item.right_words, share=one.share, groups=one.groups, answers=one.answers
    )
