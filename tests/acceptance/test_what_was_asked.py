"""Everything the bot asks, and everything people say then: one thing is kept of it, in one place.

Each kind of thing asked is a scene of prompt_scenes.py; each test plays all of them.
"""

import pytest
from office import Office
from prompt_scenes import (
    ASKED,
    EVERY,
    WORDS,
    Scene,
    answering,
    forgetting,
    given,
    kept,
    named,
    offering,
    since,
    suggesting,
    told,
)

from handlers.asking.conversation.answers.reminding import WHAT, WORDS_WANTED
from handlers.asking.conversation.prompted import LEFT
from handlers.asking.meaning import NOTHING_OPEN
from handlers.words.prompts import EDITED, WEIGHTY, Asked


def test_everything_the_bot_asks_has_a_scene() -> None:
    # A refused wish is answered by another person: test_approved_by_an_admin.py.
    assert {scene.kind for scene in EVERY} == set(Asked) - {Asked.WISH}


@named(EVERY)
async def test_the_next_message_is_the_answer(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    assert scene.done in await given(who, scene)
    assert scene.answer not in await kept(run_office)


@named(EVERY)
async def test_a_reply_is_the_answer_too(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    assert scene.done in await given(who, scene, answering=who.last())


@named(EVERY)
async def test_words_under_a_picture_are_the_answer(run_office: Office, scene: Scene) -> None:
    if scene.file:
        return  # no words
    who = await scene.begin(run_office)
    before = who.last()
    await who.sends("photo", caption=scene.answer)
    assert scene.done in since(who, before)
    assert scene.answer not in await kept(run_office)


@named(EVERY)
@pytest.mark.parametrize("no", ["取消", "算了，谢谢"])
async def test_who_does_not_want_to_is_let_go(run_office: Office, scene: Scene, no: str) -> None:
    who = await scene.begin(run_office)
    said = await told(who, no)
    assert (scene.undone or LEFT) in said
    assert scene.done not in await told(who, "是")
    subscription = await run_office.services.subscriptions.of(who.private.id)
    assert subscription is None or subscription.active


@named(EVERY)
async def test_another_question_is_answered_and_the_first_stays_open(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    prompt = who.last()
    assert "重大" in await told(who, ASKED)
    if scene.kind in WEIGHTY:  # what cannot be undone: a bare yes is not enough any more, a reply is
        said = await given(who, scene)
        assert "请点那条消息的按钮" in said or "您是说前面问的" in said
        assert scene.done in await given(who, scene, answering=prompt)
    else:
        assert scene.done in await given(who, scene)


@named(EVERY)
async def test_a_command_is_done_and_the_first_stays_open(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    assert "今日廉语" in await told(who, "/quote")
    assert scene.done in await given(who, scene)


@named(EVERY)
async def test_a_restart_between_loses_nothing(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    before = who.last()
    settings = run_office.services.settings
    again = await Office.open(
        run_office.database, clock=run_office.clock, world=run_office.world, access=settings.access
    )
    await run_office.clock.advance(5)
    if scene.file:
        run_office.world.send_media(who.person, who.private, "document", content=scene.file, name=scene.answer)
    else:
        run_office.world.say(who.person, who.private, scene.answer)
    await again.deals()
    assert scene.done in since(who, before)
    await again.close()


@named(WORDS)
@pytest.mark.parametrize("yes", ["好的", "是", "👌"])
async def test_a_nod_is_no_words(run_office: Office, scene: Scene, yes: str) -> None:
    who = await scene.begin(run_office)
    assert await told(who, yes) == WORDS_WANTED.format(what=WHAT.get(scene.kind, "内容"))
    assert scene.done in await given(who, scene)


@named(WORDS)
async def test_a_prompt_shows_no_codes_and_says_how_to_leave(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    prompt = who.last()
    assert prompt.text.endswith("发“取消”就不做了。")
    codes = [entity for entity in prompt.entities if entity["type"] == "code"]
    assert not codes or scene.kind is Asked.QUIZ_ITEM, "which can be copied there"


async def test_bare_cancel_ends_no_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    for said in ("取消", "取消吧", "请取消，谢谢", "取肖"):
        assert await told(chen, said) == NOTHING_OPEN
    subscription = await office.services.subscriptions.of(chen.private.id)
    assert subscription is not None
    assert subscription.active


async def test_a_nod_to_a_later_answer_forgets_nobody(run_office: Office) -> None:
    chen = await forgetting(run_office)
    await chen.says(ASKED)
    assert "都删了" not in await told(chen, "好的，谢谢")
    assert "都删了" in await told(chen, "确定")


@pytest.mark.parametrize("begin", ["早上九点", "/forget_me"])
async def test_in_a_group_only_who_was_asked_answers(run_office: Office, begin: str) -> None:
    chen, li = run_office.colleague("陈"), run_office.colleague("李")
    chat = await run_office.group("机关党委", chen, li)
    await chen.says("/subscribe 17:30", chat)
    await chen.says(f"@{run_office.world.bot.username} {begin}" if begin[0] != "/" else begin, chat)
    prompt = chen.last(chat)
    before = len(chen.answers(chat))
    await li.says("是", chat, answering=prompt)
    assert len(chen.answers(chat)) == before
    await chen.says("是", chat, answering=prompt)
    done = "09:00" if begin[0] != "/" else "都删了"
    assert done in chen.sees(chat)


async def test_privacy_names_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/privacy")
    assert "我问过您什么" in chen.sees()


@pytest.mark.parametrize("reply", [True, False])
async def test_a_report_of_wrongdoing_is_no_suggestion(run_office: Office, reply: bool) -> None:
    chen = await suggesting(run_office)
    said = await told(chen, "我要举报科长收礼", answering=chen.last() if reply else None)
    assert "怎么发给运维人员" not in said
    assert "不是举报渠道" in said
    assert await kept(run_office) == []


async def test_thanks_may_be_the_answer_to_a_suggestion(run_office: Office) -> None:
    wu = await answering(run_office)
    assert "现在发出吗" in await told(wu, "谢谢您")


async def test_a_yes_that_is_edited_into_a_no_says_that_it_was_done(run_office: Office) -> None:
    chen = await offering(run_office)
    mine = await chen.says("是")
    await chen.edits(mine, "不")
    assert "已经照您原来的回答办了" in chen.sees()


async def test_an_answer_that_was_no_reply_may_be_edited_too(run_office: Office) -> None:
    chen = await suggesting(run_office)
    mine = await chen.says("食堂的汤太咸")
    await chen.edits(mine, "食堂的汤太淡")
    assert chen.sees() == EDITED
    assert await kept(run_office) == []
