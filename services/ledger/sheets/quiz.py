"""每周一题: what was asked on which day, how many chats it reached, how groups answered; nobody's answer."""

from collections import defaultdict
from datetime import date

from core.quiz import QuizItem
from knowledge.language.writing.clipped import clipped
from knowledge.writing.paper import Cell, Column, Sheet, Table
from services.asking.remembered.shown import LibraryHolder
from services.ledger.facts import Fact, Facts, Span, in_order
from services.ledger.outcomes import cells, counted
from services.ledger.sheets.pushes import REACH, UNKNOWN
from services.quiz.results import FEWEST
from storage.ledger.counts import LedgerStore, Outcome
from storage.quiz.items import QuizItemStore
from storage.quiz.polls import QuizPollStore
from storage.states import DeliveryKind

PUSHED, ANSWERED = "推送", "作答"
COLUMNS = (Column("日期", 20), Column("题目", 76), Column("答案", 34), Column("编号", 19), *REACH)
ANSWERS = (
    Column("那一周的周一", 22),
    Column("题目", 62),
    Column("群", 15, total=True),
    Column("作答人次", 20, total=True),
    Column("答对人次", 20, total=True),
    Column("答对率", 17),
)
LONGEST = 80  # characters of a question
GONE = "（题目已不在库里）"
GROUPS, RIGHT, WRONG = "groups", "right", "wrong"
TOLD = f"作答只算有 {FEWEST} 人以上作答的群，匿名，没有谁答了什么；人数少的群和私聊不在内。"


class QuizSource:
    """A fact for each day and item, and one for the answers to each week's item, on its Monday."""

    name = "每周一题"
    is_kept = True
    grows = False
    signs = False

    def __init__(
        self, store: LedgerStore, items: QuizItemStore, polls: QuizPollStore, speeches: LibraryHolder
    ) -> None:
        self._store = store
        self._items = items
        self._polls = polls
        self._speeches = speeches

    async def facts(self, month: Span) -> Facts:
        """Return what became of each day's item, and what groups answered."""
        items = {one.key: one.item for one in await self._items.decided()}
        found: defaultdict[tuple[date, str], list[Outcome]] = defaultdict(list)
        for one in await self._store.outcomes(DeliveryKind.QUIZ, month.first, month.last):
            found[one.local_date, one.subject].append(one)
        pushed = [
            Fact(day, f"{PUSHED} {key}", counted(outcomes), self._words(items.get(key)))
            for (day, key), outcomes in found.items()
        ]
        answered = [
            Fact(
                one.monday,
                f"{ANSWERED} {one.item_key}",
                {RIGHT: one.right_answers, WRONG: one.answers - one.right_answers},
                self._words(items.get(one.item_key)) | {GROUPS: str(one.groups)},
            )
            for one in await self._polls.tallies(month.first, month.last)
        ]
        return in_order([*pushed, *answered])

    def _words(self, item: QuizItem | None) -> dict[str, str]:
        if item is None:
            return {}
        library = self._speeches.library
        text = next((one.text for one in library.speeches if one.slug == item.slug), "")
        at = text.find(item.sentence)
        number = library.passage_at(item.slug, at).id if at >= 0 else ""
        asked = clipped(item.asked, LONGEST)
        return {"question": asked, "answer": item.right_words, "number": number}

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each day and item, and one for the answers to each week's."""
        pushed = tuple(_pushed(fact) for fact in facts if fact.key.startswith(PUSHED))
        answered = tuple(_answered(fact) for fact in facts if fact.key.startswith(ANSWERED))
        tables = (Table(COLUMNS, pushed, PUSHED), Table(ANSWERS, answered, ANSWERED))
        return Sheet(self.name, tables, (UNKNOWN, TOLD))


def _pushed(fact: Fact) -> tuple[Cell, ...]:
    words = fact.words
    asked = words.get("question", GONE)
    return (f"{fact.day}", asked, words.get("answer", ""), words.get("number", ""), *cells([fact]))


def _answered(fact: Fact) -> tuple[Cell, ...]:
    right, answers = fact.counts.get(RIGHT, 0), fact.counts.get(RIGHT, 0) + fact.counts.get(WRONG, 0)
    share = f"{right / answers:.0%}" if answers else ""
    groups = int(fact.words.get(GROUPS, "0"))
    return (f"{fact.day}", fact.words.get("question", GONE), groups, answers, right, share)
