"""每周一题 and 练一练: approved by an editor, asked once a week as Telegram's own quiz, practised alone."""

from dataclasses import replace
from datetime import timedelta

from office import Colleague, Office
from sqlalchemy import select

from core.quiz import QuizKind
from emulator.chats import Chat
from emulator.faults import Fault, FaultKind
from emulator.messages import Message
from services.ledger.facts import Span
from services.quiz.items import Entry
from services.speeches.curation import Stand
from storage.quiz.items import DecidedItem, QuizItemStore
from storage.states import QuoteState
from storage.tables.quiz import practice, quiz_polls

EDITOR = "吴"
WEDNESDAY = 2


async def approved(office: Office, number: int = 1) -> list[Entry]:
    """Let the editor approve so many drafts; return them."""
    drafts = await office.services.quiz_items.entries(Stand.PROPOSED)
    return [await office.services.quiz_items.approve(one.key, None) for one in drafts[:number]]


def polls(chat: Chat, office: Office) -> list[Message]:
    return [message for message in office.world.messages(chat) if "poll" in message.media]


async def comes_to(office: Office, weekday: int, hour: int, minute: int = 0) -> None:
    """Move the clock to the next such day of the week (0 is Monday), after today."""
    today = office.services.subscriptions.today()
    await office.comes((weekday - today.weekday()) % 7 or 7, hour, minute)


async def test_an_editor_approves_rewords_and_throws_away_what_a_rule_drafts(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await chen.says("/items")
    assert "联系运维人员" in chen.sees()
    drafts = await run_office.services.quiz_items.entries(Stand.PROPOSED)
    await wu.says("题目管理")
    assert f"待审 {len(drafts)} 道" in wu.sees()
    await wu.taps(f"待审 {len(drafts)}")
    await wu.taps("1")
    first, second, third = drafts[:3]
    assert first.item.question in wu.sees()
    assert f"√ {first.item.choices[first.item.right]}" in wu.sees()
    assert first.item.sentence in wu.sees(), "the sentence that says so stands below, verbatim"
    assert first.passage.id in wu.sees()
    await wu.taps("通过")
    assert second.item.question in wu.sees(), "the next draft follows"
    await wu.taps("不用")
    assert third.item.question in wu.sees()
    await wu.taps("改题")
    assert f"√ {third.item.choices[third.item.right]}" in wu.sees(), "it can be copied, changed and sent back"
    await wu.says(f"讲话里是怎么说的？\n√ {third.item.choices[third.item.right]}\n√ 都对")
    assert "正好一个" in wu.sees(), "what cannot be asked is said, and asked for again"
    await wu.says(f"讲话里是怎么说的？\n√ {third.item.choices[third.item.right]}\n× 另一个\n× 还有一个")
    assert "改好了" in wu.sees()
    now = await run_office.services.quiz_items.approved()
    assert set(now) == {first.key, third.key}
    assert now[third.key].item.question == "讲话里是怎么说的？"
    assert now[third.key].item.choices[now[third.key].item.right] == third.item.choices[third.item.right]
    left = {entry.key for entry in await run_office.services.quiz_items.entries(Stand.PROPOSED)}
    assert not left & {first.key, second.key, third.key}, "what is decided is not proposed again"
    await wu.says("/items")
    await wu.taps("不用 1")
    await wu.taps("1")
    await wu.taps("恢复")
    assert second.key in await run_office.services.quiz_items.approved()


async def test_what_was_approved_is_asked_though_no_rule_drafts_it_now_and_nothing_else_of_its_sentence(
    office: Office,
) -> None:
    drafted = (await office.services.quiz_items.entries(Stand.PROPOSED))[0]
    other = replace(drafted.item, answer="别的", choices=("别的", "另外的"), right=0)
    decided = DecidedItem(other, QuoteState.APPROVED, None, office.clock.now(), other.key)
    await QuizItemStore(office.database).decide([decided])
    assert set(await office.services.quiz_items.approved()) == {other.key}
    left = {entry.key for entry in await office.services.quiz_items.entries(Stand.PROPOSED)}
    assert left
    assert drafted.key not in left
    assert (await office.services.quiz_items.entry(drafted.key)).stand is Stand.PROPOSED


async def test_a_chat_gets_an_approved_item_on_its_day_as_an_anonymous_quiz(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    chat = await run_office.group("机关党委", wu, chen)
    await wu.says("/quiz 每周三下午三点", chat)
    assert "每周三 15:00" in wu.sees(chat)
    await comes_to(run_office, WEDNESDAY, 15)
    assert polls(chat, run_office) == [], "nothing is asked that nobody approved"
    (entry,) = await approved(run_office)
    await comes_to(run_office, WEDNESDAY, 14, 59)
    assert polls(chat, run_office) == []
    await run_office.passes(minutes=1)
    (message,) = polls(chat, run_office)
    poll = message.media["poll"]
    assert poll["type"] == "quiz"
    assert poll["is_anonymous"]
    assert poll["question"] == entry.item.question
    assert [option["text"] for option in poll["options"]] == list(entry.item.choices)
    assert poll["correct_option_ids"] == [entry.item.right]
    assert poll["explanation"].strip("…") in entry.item.sentence
    answer = await chen.taps("读原文", message)
    await chen.says(f"/start {answer.url.partition('start=')[2]}")
    assert entry.item.sentence[:20] in chen.sees()
    await run_office.passes(hours=1)
    assert len(polls(chat, run_office)) == 1, "it comes once"
    assert not wu.pushes(chat), "the daily quote was not asked for"
    await wu.says("/quiz 退订", chat)
    await comes_to(run_office, WEDNESDAY, 15)
    assert len(polls(chat, run_office)) == 1


async def test_day_and_hour_are_chosen_beside_the_quotes_by_buttons_and_in_words(office: Office) -> None:
    chen = office.colleague("陈")
    await approved(office, 2)
    await chen.says("/subscribe 08:30")
    await chen.says("/settings")
    await chen.taps("每周一题")
    assert "未订阅" in chen.sees()
    await chen.taps("订阅每周一题")
    await chen.taps("周五")
    await chen.taps("10:00")
    assert "每周五 10:00" in chen.sees()
    await chen.says("每周三下午三点")  # where it was shown, that is meant
    assert "每周三 15:00" in chen.sees()
    assert "每周三" not in str(await office.services.subscriptions.of(chen.private.id))
    known = await office.services.subscriptions.of(chen.private.id)
    assert known is not None
    assert (known.time, known.quiz_day, known.quiz_time) == ("08:30", 3, "15:00")
    await chen.says("每周一题改到周四上午九点半")
    assert chen.sees().startswith("好，每周一题改为每周四 09:30")
    await chen.says("每周一题 周四 9:30")
    assert chen.sees().startswith("已经订阅了每周一题")
    await chen.says("每周一题 每周三和周四 9点")
    assert "只选一天" in chen.sees()
    await chen.says("不要每周一题了")
    assert "不再推送" in chen.sees()
    await chen.says("每周一题 每周二 15:00")
    assert chen.sees().startswith("好，已订阅每周一题，每周二 15:00"), "what was not there is not changed"
    await chen.says("/unsubscribe")
    known = await office.services.subscriptions.of(chen.private.id)
    assert known is not None
    assert known.quiz_day is None, "who wants nothing more gets nothing more"


async def test_who_chooses_another_day_in_the_middle_of_a_week_is_not_asked_twice_in_it(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await approved(office, 3)
    await chen.says("每周一题 周二 9:00")
    await comes_to(office, 1, 9)
    assert len(polls(chen.private, office)) == 1
    await chen.says("每周一题 周四 9:00")
    assert "下一题：3月12日 周四" in chen.sees(), "the week's item was asked"
    await chen.says("每周一题 退订")
    await chen.says("每周一题 周五 9:00")
    assert "第一题：3月13日 周五" in chen.sees()
    await li.says("每周一题 周五 9:00")
    assert "第一题：3月6日 周五" in li.sees(), "who begins in the middle of a week gets that week's"
    await comes_to(office, 4, 9)
    await comes_to(office, 6, 9)
    assert (len(polls(chen.private, office)), len(polls(li.private, office))) == (1, 1)
    await comes_to(office, 4, 9)
    assert (len(polls(chen.private, office)), len(polls(li.private, office))) == (2, 2)
    first, second = (one.media["poll"]["question"] for one in polls(li.private, office))
    assert first != second


async def test_an_item_is_caught_up_with_on_the_next_working_day_of_its_week(office: Office) -> None:
    """Once in the week, at its hour; not on days off, not in the week after, and not to who had paused."""
    chen, li, wang = (office.colleague(name) for name in ("陈", "李", "王"))
    await approved(office, 5)
    for person in (chen, li, wang):
        await person.says("每周一题 周三 15:00")
    await li.says("订阅")
    await li.says("周三停一天")
    await li.says("是")
    await wang.says("每周一题 改到周五")

    def came() -> list[int]:
        return [len(polls(person.private, office)) for person in (chen, li, wang)]

    await comes_to(office, WEDNESDAY, 19, 30)
    assert came() == [0, 0, 0], "that is too late for the day"
    await office.comes(1, 14, 59)
    assert came() == [0, 0, 0]
    await office.passes(minutes=1)
    assert came() == [1, 0, 0]
    await office.comes(1, 15)
    assert came() == [1, 0, 1]
    await office.comes(1, 15)  # Saturday
    await office.comes(2, 15)  # Monday
    assert came() == [1, 0, 1]
    await office.comes(4, 20)  # on Friday, nothing ran since
    assert came() == [1, 0, 1]
    await office.comes(1, 15)  # a day off
    await office.comes(2, 15)
    assert came() == [1, 0, 1], "a week is over on Sunday"
    await office.comes(2, 15)
    assert came() == [2, 1, 1]


async def test_a_paused_chat_gets_none_and_every_week_asks_another_until_all_were_asked(office: Office) -> None:
    chen = office.colleague("陈")
    await approved(office, 3)
    await chen.says("每周一题 周三 15:00")
    asked = []
    for _ in range(3):
        await comes_to(office, WEDNESDAY, 15)
        asked.append(polls(chen.private, office)[-1].media["poll"]["question"])
    assert len(set(asked)) == 3
    await chen.says("订阅")
    await chen.says("暂停10天")
    await comes_to(office, WEDNESDAY, 15)
    assert len(polls(chen.private, office)) == 3


async def voters(office: Office, chat: Chat, number: int) -> list[Colleague]:
    people = [office.colleague(f"答题{n}") for n in range(number)]
    for one in people:
        office.world.add_member(chat, one.person)
    await office.settle()
    return people


async def test_the_operator_sees_shares_of_groups_of_ten_and_nobodys_answer(run_office: Office) -> None:
    wu = run_office.colleague(EDITOR)
    (entry,) = await approved(run_office)
    chat = await run_office.group("机关党委", wu)
    people = await voters(run_office, chat, 10)
    await wu.says("/quiz 周三 15:00", chat)
    await people[0].says("每周一题 周三 15:00")
    await comes_to(run_office, WEDNESDAY, 15)
    right, wrong = entry.item.right, (entry.item.right + 1) % len(entry.item.choices)
    (alone,) = polls(people[0].private, run_office)
    await people[0].votes(right, alone)
    (message,) = polls(chat, run_office)
    for n, one in enumerate(people[:9]):
        await one.votes(right if n < 4 else wrong, message)
    await wu.says("/items")
    await wu.taps("答题情况")
    assert "还没有答题情况" in wu.sees(), "nine answers, and that of one person alone, are not counted"
    async with run_office.database.connection() as connection:
        assert (await connection.execute(select(quiz_polls))).all() == [], "nor stored"
    await people[9].votes(wrong, message)
    await wu.taps("题目管理")
    await wu.taps("答题情况")
    assert "最难的一道" in wu.sees()
    assert "答对 40%，1 个群，10 人次" in wu.sees()
    today = run_office.services.subscriptions.today()
    paper = (await run_office.services.ledger.gather(Span(today - timedelta(days=7), today))).paper
    pushed, answered = next(one for one in paper.sheets if one.name == "每周一题").tables
    assert [row[4:6] for row in pushed.rows] == [(2, 2)], "two chats were to get it, and did"
    assert [row[2:] for row in answered.rows] == [(1, 10, 4, "40%")]
    assert "答题" not in str(paper)
    async with run_office.database.connection() as connection:
        (row,) = (await connection.execute(select(quiz_polls))).mappings()
    kept = str(dict(row))
    assert not [one for one in people if str(one.person.id) in kept]
    assert str(chat.id) not in kept


async def test_practice_asks_what_is_due_for_this_person_and_is_forgotten_with_them(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("练一练")
    assert "还没有审定的题目" in chen.sees()
    (entry,) = await approved(office)
    await chen.says("/practice")
    assert entry.item.question in chen.sees()
    wrong = (entry.item.right + 1) % len(entry.item.choices)
    await chen.taps(entry.item.choices[wrong])
    assert f"应是“{entry.item.choices[entry.item.right]}”" in chen.sees()
    assert entry.item.sentence in chen.sees()
    assert "分钟后再练" in chen.sees()
    await chen.taps("下一题")
    assert "现在没有要练的了" in chen.sees()
    await office.passes(minutes=2)
    await chen.says("练一练")
    assert "到期 1 道" in chen.sees()
    await chen.taps(entry.item.choices[entry.item.right])
    assert "答对了" in chen.sees()
    await li.says("练一练")
    assert entry.item.question in li.sees(), "each person's is their own"
    await li.taps(entry.item.choices[entry.item.right])
    await office.passes(days=1)
    await chen.says("练一练")
    await chen.taps(entry.item.choices[entry.item.right])
    assert "月" in chen.sees(), "what is known comes back days later"
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    async with office.database.connection() as connection:
        left = list(await connection.scalars(select(practice.c.user_id)))
    assert left == [li.person.id]


async def test_who_does_not_know_an_item_is_shown_the_answer_and_who_skips_it_gets_another(
    office: Office,
) -> None:
    chen = office.colleague("陈")
    first, second = await approved(office, 2)
    await chen.says("练一练")
    asked, other = (first, second) if first.item.question in chen.sees() else (second, first)
    await chen.says("跳过")
    assert other.item.question in chen.sees()
    await chen.says("换一题")
    assert asked.item.question in chen.sees()
    await chen.says("不会")
    assert f"答案是“{asked.item.choices[asked.item.right]}”" in chen.sees()
    assert asked.item.sentence in chen.sees()
    assert "分钟后再练" in chen.sees(), "it comes back as what was wrong does"
    await chen.says("再来一题")
    assert other.item.question in chen.sees()
    await chen.taps("跳过")
    assert "现在只有这一道" in chen.sees()
    await chen.says("答案是什么")
    assert f"答案是“{other.item.choices[other.item.right]}”" in chen.sees()
    await chen.says("下一题")
    assert "现在没有要练的了" in chen.sees()


async def test_a_group_is_sent_to_private_for_practice(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("/practice", chat)
    assert "请私聊我" in chen.sees(chat)


async def test_an_item_whose_speech_no_longer_says_it_is_not_asked(office: Office) -> None:
    (entry,) = await approved(office)
    monday = office.services.subscriptions.today()
    assert await office.services.quiz_weeks.item_of(monday) == entry
    await office.services.speech_changes.withdraw(entry.item.slug, None)
    assert await office.services.quiz_weeks.item_of(monday) is None
    assert await office.services.quiz_weeks.item_of(monday + timedelta(days=7)) is None
    assert entry.item.kind in QuizKind


async def test_operators_are_told_what_became_of_it_and_send_again_what_is_uncertain(
    run_office: Office,
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await approved(run_office)
    await wu.says("/start")
    await chen.says("每周一题 周三 15:00")
    lost = Fault("sendPoll", FaultKind.ERROR, chat_id=chen.private.id, code=502, description="Bad Gateway")
    run_office.world.faults.add(lost)
    await comes_to(run_office, WEDNESDAY, 15)
    await run_office.push()
    assert "的每周一题" in wu.sees()
    assert "不确定" in wu.sees()
    assert polls(chen.private, run_office) == [], "what may have arrived is not sent again by itself"
    await wu.taps("补发：陈")
    await run_office.passes(seconds=10)
    assert len(polls(chen.private, run_office)) == 1
    assert "已全部发出：1 个会话" in wu.sees()


async def test_it_goes_to_the_forums_topic_and_follows_a_group_that_moves(office: Office) -> None:
    chen = office.colleague("陈")
    await approved(office)
    forum = await office.group("论坛", chen, forum=True)
    topic = office.topic(forum, "学习")
    await chen.says("/quiz 周三 15:00", forum, topic=topic)
    group = await office.group("小组", chen, kind="group")
    await chen.says("/quiz 周三 15:00", group)
    moved = office.world.migrate(group)
    await office.settle()
    await comes_to(office, WEDNESDAY, 15)
    (in_topic,) = polls(forum, office)
    assert in_topic.thread_id == topic.id
    assert len(polls(moved, office)) == 1
    office.world.delete_topic(forum, topic)
    await comes_to(office, WEDNESDAY, 15)
    assert polls(forum, office)[-1].thread_id is None, "its topic is gone: General gets it"
