"""Plain talk of an office: questions are looked up, remarks answered kindly, and no setting changes on a guess.

The office opens on Monday, 2 March 2026, at eight.
"""

import pytest
from office import Office

from storage.database import Database
from storage.tables.asking import questions, replies

NEVER = ("已改为", "已暂停", "已订阅", "已退订", "每日廉语：", "暂停多久", "意见")


@pytest.mark.parametrize(
    "said",
    [
        "我能不能炒股",
        "能不能周一至周五喝酒",
        "我的车能停单位吗",
        "我要休假一周",
        "以后每天八点签到",
        "我能不能提前下班",
    ],
)
async def test_a_plain_question_changes_no_setting_and_shows_none(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    before = await office.services.subscriptions.of(chen.person.id)
    await chen.says(said)
    assert not any(words in chen.sees() for words in NEVER), chen.sees()
    assert await office.services.subscriptions.of(chen.person.id) == before


async def test_in_a_group_its_admin_changes_nothing_by_talking_of_work(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("/subscribe@qingfeng_bot 07:30", chat)
    before = await office.services.subscriptions.of(chat.id)
    for said in ("以后每天八点签到", "我要休假一周", "会议改到下午三点"):
        await chen.says(f"@qingfeng_bot {said}", chat)
    assert await office.services.subscriptions.of(chat.id) == before


async def test_who_has_a_question_is_asked_for_it_also_in_a_group(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("我想问个问题")
    assert chen.sees().startswith("您请说，直接把问题发给我")
    await chen.says("@qingfeng_bot 我想问个问题", chat)
    assert chen.sees(chat).startswith("您请说")


async def test_who_has_an_idea_is_asked_for_it(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("我有个想法")
    assert chen.sees().startswith("请写下您的意见或建议")


async def test_a_report_in_a_group_hears_that_everybody_reads_it(office: Office, database: Database) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 王科长违规吃喝谁管", chat)
    assert "不是举报渠道" in chen.sees(chat)
    assert "群里的人都看得到" in chen.sees(chat)
    await chen.says("我发现有人虚开发票怎么办")
    assert "不是举报渠道" in chen.sees()
    assert "群里的人" not in chen.sees()
    async with database.connection() as connection:
        assert (await connection.execute(questions.select())).all() == []
        assert (await connection.execute(replies.select())).all() == []


@pytest.mark.parametrize("said", ["王姐你看这个，周五要考", "李处您看看这个，周一要用", "大家看看"])
async def test_colleagues_who_speak_to_each_other_under_an_answer_are_left_alone(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 三重一大是什么", chat)
    answered = len(chen.answers(chat))
    await chen.says(said, chat, answering=chen.last(chat))
    assert len(chen.answers(chat)) == answered


async def test_who_names_the_bot_while_speaking_to_others_hears_one_line(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("大家看看 @qingfeng_bot 上面老周说的对不对", chat)
    assert chen.sees(chat) == "我只找讲话原文，要问什么，直接 @我 写上问题。"


async def test_two_hours_on_different_days_are_not_half_done(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("工作日早上七点，周末九点")
    assert chen.sees().startswith("一个会话只能定一个时间")
    assert chen.last().buttons == ["工作日（含调休）07:00", "每周六、日 09:00"]
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == "07:30"
    await chen.taps("每周六、日 09:00")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == "09:00"


@pytest.mark.parametrize(
    ("said", "time", "sees"),
    [
        ("晚一个小时", "07:30", "要把每日廉语改到 08:30 吗？"),
        ("提前半小时", "07:30", "要把每日廉语改到 07:00 吗？"),
        ("早半小时", "07:30", "要把每日廉语改到 07:00 吗？"),
        ("早一点发", "07:30", "要提前到几点？"),
        ("推送晚一个小时", "08:30", "每日廉语已改为每天 08:30 推送"),
        ("晚半个小时再发", "08:00", "每日廉语已改为每天 08:00 推送"),
        ("提前十个小时", "07:30", "现在是每天 07:30，那样就到另一天了"),
    ],
)
async def test_earlier_and_later_are_counted_from_what_holds(
    office: Office, said: str, time: str, sees: str
) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says(said)
    assert chen.sees().startswith(sees)
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == time


async def test_a_yes_to_an_hour_later_is_done(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("晚一个小时")
    await chen.says("是")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == "08:30"


async def test_weekends_too_means_every_weekend_after_a_holiday(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("五一别发了")
    await chen.says("周末也别发")
    assert chen.sees().startswith("每日廉语已改为周一至周五 07:30")


async def test_only_working_days_said_with_the_verb_first(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("只发工作日")
    assert chen.sees().startswith("每日廉语已改为工作日（含调休）07:30")


async def test_a_question_how_the_pushes_stand_changes_nothing(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("我订阅了吗")
    assert chen.sees().startswith("每日廉语：未订阅")
    await chen.says("/subscribe 07:30")
    for said in ("我退订了吗", "推送是不是暂停了"):
        await chen.says(said)
        assert chen.sees().startswith(("每日廉语：已订阅", "没有停的日子")), said
    await chen.says("周末发不发")
    assert chen.sees() == "会，现在是每天 07:30 推送。"
    await chen.says("廉语一共多少条")
    assert chen.sees() == f"现在有 {len(office.services.quotes.quotes)} 条廉语，每天一条，都推送过一遍才重来。"


async def test_members_of_a_group_may_know_when_it_gets_the_quote(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/subscribe@qingfeng_bot 07:30", chat)
    await li.says("@qingfeng_bot 我们群订阅了吗", chat)
    assert li.sees(chat) == "这里每天 07:30 推送每日廉语。要改，请找群主或管理员。"


async def test_muting_is_done_as_said(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    for said, muted in (("静音", True), ("取消静音", False)):
        await chen.says(said)
        known = await office.services.subscriptions.of(chen.person.id)
        assert known is not None
        assert known.muted is muted


async def test_a_pause_until_a_holiday_far_ahead_is_asked_with_its_year(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await office.comes(270, 9)  # the end of November
    await chen.says("国庆之前都别发了")
    assert "2027年9月30日" in chen.sees()
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert not known.is_paused(office.services.subscriptions.today())
    await chen.says("是")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.paused_until(office.services.subscriptions.today()).isoformat() == "2027-10-01"


@pytest.mark.parametrize("said", ["卡片", "发图片给我", "来张图"])
async def test_a_picture_is_sent_as_said(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.last().media
    await chen.says("换成文字")
    assert not chen.last().media
    assert "重大" in chen.sees()


@pytest.mark.parametrize("said", ["复制", "分享", "转发给同事"])
async def test_copying_and_sharing_said_offer_their_button(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert "复制引文" in chen.last().buttons


async def test_a_page_is_opened_by_its_number(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/speeches")
    await chen.taps(0)
    await chen.taps("从头读")
    await chen.says("第三页")
    assert " · 3/" in chen.sees()
    await chen.says("跳到最后")
    assert chen.sees().endswith("（全文完）")
    await chen.says("第9999页")
    assert chen.sees().startswith("这篇讲话一共")


@pytest.mark.parametrize("said", ["你真笨", "答错了", "答非所问", "不对啊"])
async def test_who_blames_an_answer_hears_an_apology_and_what_to_do(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.sees().startswith("对不起")
    assert "下一条" in chen.sees()


async def test_who_praises_an_answer_is_thanked(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("答得不错")
    assert chen.sees() == "谢谢！有问题随时问我。"
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 三重一大是什么", chat)
    answered = len(chen.answers(chat))
    for said in ("这句写得真好", "说得好", "👍"):
        await chen.says(said, chat, answering=chen.last(chat))
    assert len(chen.answers(chat)) == answered


async def test_no_speech_is_summed_up_whichever_is_named(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("总结一下2023年的讲话")
    assert chen.sees().startswith("我不概括")
    assert chen.last().buttons == ["2023年讲话的要点"]
    await chen.taps(0)
    assert "讲话里的标题" in chen.sees()
    await chen.says("今年怎么说学习")
    assert chen.sees().startswith("没有 2026 年的讲话，下面出自现有的")


async def test_tomorrows_quote_is_the_preview(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("明天的廉语是什么")
    assert chen.sees().startswith("下一条：")


async def test_who_will_be_away_hears_a_kind_word_and_may_stop_the_pushes_with_a_press(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("我请两天年假")
    assert chen.sees().startswith("好的，祝一切顺利")
    assert not chen.last().buttons, "no pushes are to be stopped"
    await chen.says("/subscribe 08:30")
    before = await office.services.subscriptions.of(chen.person.id)
    await chen.says("我要休假一周")
    assert "每日廉语照常推送" in chen.sees()
    assert await office.services.subscriptions.of(chen.person.id) == before
    await chen.says("算了")
    assert await office.services.subscriptions.of(chen.person.id) == before
    await chen.says("下周我出差")
    assert chen.last().buttons[0].startswith("就暂停：")
    await chen.taps(0)
    now = await office.services.subscriptions.of(chen.person.id)
    assert now is not None
    assert now.active
    assert now != before
    chat = await office.group("机关党委", chen)
    await chen.says("/subscribe@qingfeng_bot 07:30", chat)
    before = await office.services.subscriptions.of(chat.id)
    await chen.says("@qingfeng_bot 我要休假一周", chat)
    assert chen.sees(chat).startswith("好的，祝一切顺利")
    assert not chen.last(chat).buttons
    assert await office.services.subscriptions.of(chat.id) == before
