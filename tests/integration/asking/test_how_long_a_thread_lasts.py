"""What leans on what was shown, at both sides of each moment from which on it is too long ago."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from office import Office

from core.models import Place, Shows
from services.asking.answers import LONG_PAUSE
from services.asking.remembered.shown import QUOTE_COUNTS, Asker
from services.asking.reply import Above, Reply, ReplyKind

DAY = timedelta(days=1)
A_SECOND = timedelta(seconds=1)
NO_TIME = timedelta()


@dataclass
class Thread:
    """One person who asks the services; what is shown to them is noted as if it had been sent."""

    office: Office
    asker: Asker
    message: int = 0

    async def asks(self, words: str, *, of_speeches: bool = True) -> Reply:
        """Ask; without `of_speeches` only what answers.py and follow_ups.py know of."""
        services = self.office.services
        answering = services.questions if of_speeches else services.answers
        reply = await answering.ask(words, self.asker)
        self.message += 2
        await services.answers.remember(reply, self.asker, self.message, self.message + 1)
        if reply.passage:
            shows = Shows(reply.passage.id, reply.passage.text, reply.around)
            await services.answers.now_shows(
                self.asker.place, self.message + 1, shows, self.asker.user_id, new=True
            )
        return reply

    def waits(self, span: timedelta) -> None:
        self.office.clock.move_to(self.office.clock.now() + span)

    @property
    def patience(self) -> timedelta:
        return self.office.services.settings.asking.follow_up


@pytest.fixture
def thread(office: Office) -> Thread:
    return Thread(office, Asker(Place(70), 71))


def number_of(reply: Reply) -> str:
    assert reply.passage is not None, reply
    return reply.passage.id


@pytest.mark.parametrize(
    ("first", "then", "kind", "later"),
    [
        ("三重一大是什么", "出处", ReplyKind.SOURCE, ReplyKind.NO_EARLIER),
        ("怎么严明纪律", "还有吗", ReplyKind.PASSAGE, ReplyKind.NO_EARLIER),
        ("三重一大是什么", "一共几处", ReplyKind.PLACES, ReplyKind.NOT_COUNTED),
        ("提到学习的段落有哪些", "下一处", ReplyKind.PLACE, ReplyKind.NOT_COUNTED),
        ("提到学习的段落有哪些", "那2022年呢", ReplyKind.PLACES, ReplyKind.OUTLINE),
        ("2022年怎么说纪律", "另一次讲话怎么说", ReplyKind.CONFIDENT, ReplyKind.NO_EARLIER),
        ("作风建设是什么", "还有别的地方提到吗", ReplyKind.PLACE, ReplyKind.NO_MORE),
    ],
)
@pytest.mark.parametrize("late", [NO_TIME, A_SECOND])
async def test_a_follow_up_leans_on_what_is_not_older_than_it_may_be(
    thread: Thread, first: str, then: str, kind: ReplyKind, later: ReplyKind, late: timedelta
) -> None:
    await thread.asks(first)
    thread.waits(thread.patience + late)
    assert (await thread.asks(then)).kind == (later if late else kind)


@pytest.mark.parametrize("late", [NO_TIME, A_SECOND])
async def test_a_quote_is_leaned_on_for_a_day(thread: Thread, late: timedelta) -> None:
    passage = thread.office.services.answers.library.passage("2022-2-06")
    assert passage is not None
    shows = Shows(passage.id, passage.text, lasting=True)
    await thread.office.services.answers.now_shows(thread.asker.place, 5, shows)
    thread.waits(QUOTE_COUNTS + late)
    assert (await thread.asks("出处")).kind == (ReplyKind.NO_EARLIER if late else ReplyKind.SOURCE)


@pytest.mark.parametrize("late", [NO_TIME, A_SECOND])
async def test_what_was_shown_is_gone_back_to_for_a_day(thread: Thread, late: timedelta) -> None:
    first = number_of(await thread.asks("三重一大是什么"))
    thread.waits(DAY + late)
    second = number_of(await thread.asks("怎么严明纪律"))
    assert first != second
    back = await thread.asks("回到刚才那段")
    named = await thread.asks("刚才大额资金使用那段")
    if late:
        assert back.kind is ReplyKind.NO_SHOWN_BEFORE
    else:
        assert (number_of(back), number_of(named)) == (first, first)


@pytest.mark.parametrize("late", [NO_TIME, A_SECOND])
async def test_what_was_shown_within_a_day_is_not_shown_as_something_else(
    thread: Thread, late: timedelta
) -> None:
    first = await thread.asks("还有哪里提到监督")
    placed = await thread.asks("还有哪几段讲纪律")
    thread.waits(DAY + late)
    other = await thread.asks("还有哪里提到监督")
    assert (number_of(other) == number_of(first)) is bool(late)
    again = await thread.asks("还有哪几段讲纪律")
    assert (number_of(again) == number_of(placed)) is bool(late)


@pytest.mark.parametrize("late", [NO_TIME, A_SECOND])
async def test_a_conversation_goes_on_over_a_pause_that_is_not_long(thread: Thread, late: timedelta) -> None:
    first = number_of(await thread.asks("三重一大是什么"))
    thread.waits(LONG_PAUSE + late)
    second = number_of(await thread.asks("怎么严明纪律"))
    thread.waits(LONG_PAUSE)
    reply = await thread.asks("回到第一个问题")
    assert reply.above is Above.FIRST
    assert number_of(reply) == (second if late else first)


@pytest.mark.parametrize("late", [NO_TIME, A_SECOND])
async def test_both_of_the_last_two_are_of_one_conversation(thread: Thread, late: timedelta) -> None:
    first = number_of(await thread.asks("三重一大是什么"))
    second = number_of(await thread.asks("怎么严明纪律"))
    thread.waits(LONG_PAUSE + late)
    reply = await thread.asks("这两段分别是哪年讲的")
    shown = [one.passage.id for one in reply.candidates]
    assert shown == ([] if late else [first, second])


BY_PLACE = (
    "第二点",
    "下一节",
    "回到刚才那段",
    "刚才三重一大那段",
    "2022-2-06",
    "下一段",
)


@pytest.mark.parametrize("by_place", BY_PLACE)
async def test_after_what_is_opened_by_its_place_more_is_the_text(thread: Thread, by_place: str) -> None:
    await thread.asks("三重一大是什么")
    await thread.asks("监督", of_speeches=False)
    shown = await thread.asks(by_place, of_speeches=False)
    assert shown.kind is ReplyKind.PASSAGE
    there = await thread.office.services.answers.newest(thread.asker)
    assert there is not None
    following = thread.office.services.answers.follow_ups.read_on(there, 1)
    assert number_of(await thread.asks("还有吗", of_speeches=False)) == number_of(following)


async def test_points_of_one_list_follow_each_other_and_another_begins_where_one_is(thread: Thread) -> None:
    await thread.asks("2022-3-01")
    inner = [number_of(await thread.asks(words)) for words in ("第一点", "第二点", "第三点", "第二点")]
    library = thread.office.services.answers.library
    assert [library.passage(one).text[:3] for one in inner] == ["（一）", "（二）", "（三）", "（二）"]  # type: ignore[union-attr]
    assert (await thread.asks("第九点")).kind is ReplyKind.NO_POINT
    assert (await thread.asks("第二点")).kind is ReplyKind.SAME_POINT
