"""In groups the bot answers when it is spoken to, where it is spoken to, and is silent otherwise."""

import pytest
from office import Office

from emulator.chats import Chat
from emulator.updates import KINDS
from emulator.users import User

THREE_IMPORTANT = "重大问题决策、重要干部任免"


async def group_of(office: Office, **kind: object) -> Chat:
    chat = await office.group("机关党委", office.colleague("陈"), office.colleague("李"), **kind)
    office.world.forget_message(office.colleague("陈").last(chat))  # the greeting
    return chat


@pytest.mark.parametrize(
    "said",
    [
        "@qingfeng_bot 三重一大是什么",
        "三重一大是什么 @Qingfeng_Bot",
        "/ask 三重一大是什么",
        "/ask@qingfeng_bot 三重一大是什么",
        "问 三重一大是什么 @qingfeng_bot",
    ],
)
async def test_a_mention_or_a_command_is_answered_in_reply_to_the_question(office: Office, said: str) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    question = await li.says(said, chat)
    assert THREE_IMPORTANT in li.sees(chat)
    assert li.last(chat).reply_to is question
    assert len(li.answers(chat)) == 1


@pytest.mark.parametrize(
    "said", ["/问 三重一大是什么", "／问 三重一大是什么", "/问@qingfeng_bot 三重一大是什么"]
)
async def test_the_chinese_command_works_where_the_bot_hears_it(office: Office, said: str) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says(said, chat)
    assert THREE_IMPORTANT in li.sees(chat)


@pytest.mark.parametrize(
    "said",
    [
        "三重一大是什么",
        "问 三重一大是什么",
        "订阅",
        "今日廉语",
        "谢谢",
        "/ask@other_bot 三重一大是什么",
        "/问@other_bot 三重一大是什么",
        "/nonsense",
        "@qingfeng_bot2 三重一大是什么",
        "mail@qingfeng_bot",
    ],
)
async def test_what_is_not_said_to_the_bot_is_met_with_silence(office: Office, said: str) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says(said, chat)
    assert li.answers(chat) == []


async def test_a_reply_to_the_bot_is_a_question(office: Office) -> None:
    chat = await group_of(office)
    li, chen = office.colleague("李"), office.colleague("陈")
    await li.says("/ask 三重一大是什么", chat)
    await chen.says("四风问题", chat, answering=li.last(chat))
    assert chen.finds("四风", chat)
    await li.says("下一段", chat)
    assert len(li.answers(chat)) == 2


async def test_a_follow_up_in_reply_to_an_answer_leans_on_that_answer(office: Office) -> None:
    chat = await group_of(office)
    li, chen = office.colleague("李"), office.colleague("陈")
    await li.says("/ask 三重一大是什么", chat)
    answer = li.last(chat)
    await li.says("/ask 公务接待", chat)
    await office.passes(hours=2)
    await chen.says("下一段", chat, answering=answer)
    assert chen.sees(chat).startswith("（二）强化责任担当。")
    await chen.taps("上下文", answer)
    await chen.says("那第三点呢", chat, answering=answer)
    assert chen.sees(chat).startswith("（三）强化监督问责。")


async def test_the_daily_quote_can_be_asked_about(office: Office) -> None:
    chat = await group_of(office)
    li, chen = office.colleague("李"), office.colleague("陈")
    await chen.says("/subscribe", chat)
    await office.passes(minutes=31)
    push = chen.last(chat)
    quoted = push.text.split("\n")[1]
    await li.says("上下文", chat, answering=push)
    assert quoted in li.sees(chat)
    assert len(li.sees(chat)) > len(push.text)


async def test_replies_between_people_are_none_of_the_bots_business(office: Office) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    li, chen = office.colleague("李"), office.colleague("陈")
    said = await chen.says("三重一大是什么", chat)
    await li.says("不太清楚", chat, answering=said)
    assert li.answers(chat) == []


async def test_a_bare_mention_asks_what_it_answers(office: Office) -> None:
    chat = await group_of(office)
    li, chen = office.colleague("李"), office.colleague("陈")
    asked = await chen.says("三重一大是什么", chat)
    await li.says("@qingfeng_bot", chat, answering=asked)
    assert THREE_IMPORTANT in li.sees(chat)
    await li.says("/ask", chat, answering=asked)
    assert THREE_IMPORTANT in li.sees(chat)
    assert len(li.answers(chat)) == 2


async def test_a_mention_without_a_question_is_told_how_to_ask(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says("@qingfeng_bot", chat)
    assert li.sees(chat) == "请把问题一起发给我，例如：三重一大是什么"


async def test_an_unsure_answer_is_one_line_with_buttons(office: Office) -> None:
    chat = await group_of(office)
    li, chen = office.colleague("李"), office.colleague("陈")
    await li.says(f"/ask {office.vague_question()}", chat)
    assert li.sees(chat) == "没有完全对上的原文。也许是这几处，点一个看原文："
    choices = li.last(chat).buttons
    assert 2 <= len(choices) <= 3
    await chen.taps(choices[0], in_chat=chat)
    assert "《在市政协机关" in chen.sees(chat)
    assert choices[1] in chen.last(chat).buttons
    assert len(chen.answers(chat)) == 1


async def test_nothing_found_is_one_line(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says("/ask 红烧肉怎么做", chat)
    assert li.sees(chat) == "现有讲话里没有说到这个，换个说法再试，例如：三重一大是什么"


async def test_thanks_are_answered_and_acknowledgements_are_not(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says("/ask 三重一大是什么", chat)
    answer = li.last(chat)
    await li.says("收到", chat, answering=answer)
    await li.sends("sticker", chat, answering=answer)
    assert li.last(chat) is answer
    await li.says("谢谢", chat, answering=answer)
    assert li.sees(chat) == "不客气，有问题随时问我。"


NODS = """
    👍 👍🏻👍🏻 ❤️ 🇨🇳 ！ ？ 。。。 … ~ +1 ＋１ 1 111 6 666 ６６６ 2333 233 1️⃣ :) ^_^ orz 👌
    哈 哈哈 哈哈哈哈 哈哈哈哈哈哈哈！ 呵呵 嘿嘿嘿 嘻嘻 hhh HHHH hahaha lol emmm ok OK ＯＫ okk
    好 好的 好的好的 收到 收到！ 收到收到 嗯 嗯嗯嗯 哦 噢 是的 对对对 明白了 知道了 已阅 已学习
    mark Mark 马克 插眼 dd cy get nice yyds nb 路过
    [强] [微笑][鲜花] 哈哈[捂脸] 赞 赞赞赞 不错 厉害了 牛
    同意 没错 有道理 赞同 受教了 学到了 涨知识了 绝了 佩服 支持 支持！ 附议 笑死 吃瓜 沙发 前排 打卡
    收藏了 转发了 抱拳 加油 给力 比心 捂脸 /强 /握手 点赞 ㅋㅋㅋ xswl omg niubi
    阅 已悉 知悉 收悉 加一 得嘞 签到 中 确实 确实啊 的确 俺也一样 我也是 同上 同感 啧啧 好家伙
    可不是嘛 那是 言之有理
    ヾ(≧▽≦*)o ヽ(✿ﾟ▽ﾟ)ノ (｡•́︿•̀｡) T_T o_O →_→ (╯°□°）╯ 牢记 坚决落实 囧 晕 /微笑 +10086
"""


async def test_gestures_among_people_are_met_with_silence(office: Office) -> None:
    chat = await group_of(office)
    await office.colleague("李").says("/ask 三重一大是什么", chat)
    answer = office.colleague("李").last(chat)
    for nod in NODS.split():
        await office.colleague("李").says(nod, chat, answering=answer)
        await office.colleague("李").says(f"@qingfeng_bot {nod.replace('？', '。')}", chat)
        assert office.colleague("李").last(chat) is answer, nod
        await office.passes(minutes=2)


async def test_signs_by_name_below_an_answer_are_met_with_silence(office: Office) -> None:
    chat, li = await group_of(office), office.colleague("李")
    await li.says("/ask 三重一大是什么", chat)
    answer = li.last(chat)
    for nod in (":thumbsup:", ":+1: :tada:", "/微笑/强", "+ 1"):
        await li.says(nod, chat, answering=answer)
        assert li.last(chat) is answer, nod


async def test_small_talk_below_an_answer_is_left_to_the_people(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says("/ask 三重一大是什么", chat)
    answer = li.last(chat)
    await li.says("今天好累啊，不想上班", chat, answering=answer)
    assert li.last(chat) is answer
    await li.says("@qingfeng_bot 今天好累啊，不想上班", chat)
    assert li.last(chat) is not answer


async def test_who_names_the_bot_with_a_question_mark_wants_help(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    await li.says("@qingfeng_bot ？", chat)
    assert "打几个字问我" in li.sees(chat)


async def test_gestures_in_private_are_met_kindly(office: Office) -> None:
    li = office.colleague("李")
    for nod in ("收到", "哈哈哈哈", "666", "+1", "hhh", "[强]"):
        await li.says(nod)
        assert li.sees() == "好的，有问题随时问我。", nod
    for thanks in ("谢谢", "谢谢！👍", "哈哈谢谢"):
        await li.says(thanks)
        assert li.sees() == "不客气，有问题随时问我。", thanks
    for praise in ("赞", "👍", "说得好", "这句写得真好"):
        await li.says(praise)
        assert li.sees() == "谢谢！有问题随时问我。", praise


async def test_pictures_are_met_with_silence_unless_they_are_for_the_bot(office: Office) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    li = office.colleague("李")
    await li.sends("photo", chat)
    await li.sends("photo", chat, caption="三重一大是什么")
    assert li.answers(chat) == []
    await li.sends("photo", chat, caption="@qingfeng_bot 三重一大是什么")
    assert THREE_IMPORTANT in li.sees(chat)
    await li.sends("voice", chat, answering=li.last(chat))
    assert "听不懂语音" in li.sees(chat)


async def test_in_a_forum_the_answer_goes_to_the_topic_of_the_question(office: Office) -> None:
    chat = await group_of(office, forum=True)
    li = office.colleague("李")
    study, canteen = office.topic(chat, "学习"), office.topic(chat, "食堂")
    await li.says("/ask 三重一大是什么", chat, topic=study)
    assert li.last(chat).thread_id == study.id
    await li.says("@qingfeng_bot 四风问题", chat, topic=canteen)
    assert li.last(chat).thread_id == canteen.id
    await li.says("/ask 公务接待", chat)
    assert li.last(chat).thread_id is None


async def test_talk_in_a_topic_is_no_reply_to_the_bot(office: Office) -> None:
    """Telegram marks everything in a topic as answering the message that opened it."""
    office.world.bot.privacy_mode = False
    chat = await group_of(office, forum=True)
    li = office.colleague("李")
    topic = office.world.add_topic(chat, "学习", by=office.world.bot)
    await li.says("三重一大是什么", chat, topic=topic)
    assert li.answers(chat) == []


async def test_follow_ups_in_two_topics_do_not_mix(office: Office) -> None:
    chat = await group_of(office, forum=True)
    li = office.colleague("李")
    study, canteen = office.topic(chat, "学习"), office.topic(chat, "食堂")
    await li.says("/ask 三重一大是什么", chat, topic=study)
    await li.says("/ask 下一段", chat, topic=canteen)
    assert li.sees(chat).startswith("我不确定您接着哪一段问")


async def test_an_anonymous_admin_may_ask(office: Office) -> None:
    chat = await group_of(office)
    chen = office.colleague("陈")
    office.world.set_status(chat, chen.person, "creator", anonymous=True)
    await chen.says("/ask 三重一大是什么", chat)
    assert THREE_IMPORTANT in chen.sees(chat)
    await chen.says("/ask 下一段", chat)
    assert chen.sees(chat).startswith("（二）强化责任担当。")


async def test_another_bot_is_never_answered(office: Office) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    message = office.world.say(office.colleague("李").person, chat, "/ask 三重一大是什么")
    update = message.as_message()
    robot = User(42, "别的机器人", "other_bot", is_bot=True).as_user()
    await office.settle()
    before = len(office.colleague("李").answers(chat))
    for text in ("/ask 三重一大是什么", "@qingfeng_bot 三重一大是什么", "/subscribe"):
        office.world.updates.put(KINDS[0], update | {"from": robot, "text": text})
        await office.settle()
    assert len(office.colleague("李").answers(chat)) == before


async def test_a_forwarded_mention_is_no_question(office: Office) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    li = office.colleague("李")
    message = await li.says("大家看看", chat)
    origin = {"type": "hidden_user", "sender_user_name": "某人", "date": 1}
    forwarded = message.as_message() | {"text": "@qingfeng_bot 三重一大是什么", "forward_origin": origin}
    office.world.updates.put(KINDS[0], forwarded)
    await office.settle()
    assert li.answers(chat) == []


async def test_an_answer_survives_the_deletion_of_its_question(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    question = office.world.say(li.person, chat, "/ask 三重一大是什么")
    office.world.forget_message(question)
    await office.settle()
    assert THREE_IMPORTANT in li.sees(chat)


async def test_an_edited_command_has_its_answer_edited(office: Office) -> None:
    chat = await group_of(office)
    li = office.colleague("李")
    question = await li.says("/ask 红烧肉", chat)
    answer = li.last(chat)
    await li.edits(question, "/ask 三重一大是什么")
    assert li.answers(chat) == [answer]
    assert THREE_IMPORTANT in answer.text


async def test_a_mention_added_by_an_edit_is_answered_while_the_message_is_young(office: Office) -> None:
    office.world.bot.privacy_mode = False
    chat = await group_of(office)
    li = office.colleague("李")
    young = await li.says("三重一大是什么", chat)
    await li.edits(young, "@qingfeng_bot 三重一大是什么")
    assert THREE_IMPORTANT in li.sees(chat)
    old = await li.says("四风问题", chat)
    await office.passes(hours=3)
    await li.edits(old, "@qingfeng_bot 四风问题")
    assert len(li.answers(chat)) == 1


@pytest.mark.parametrize("said", ["出处", "这是哪年讲的", "上下文", "下一段"])
async def test_who_was_shown_nothing_there_speaks_of_what_somebody_else_was_shown(
    office: Office, said: str
) -> None:
    chat = await group_of(office)
    li, zhou = office.colleague("李"), office.colleague("陈")
    await li.says("@qingfeng_bot 一岗双责是什么", chat)
    await zhou.says(f"@qingfeng_bot {said}", chat)
    assert "2022" in zhou.sees(chat)
    assert "请把问题说完整" not in zhou.sees(chat)


async def test_two_people_who_ask_in_turn_speak_each_of_their_own(office: Office) -> None:
    chat = await group_of(office)
    li, zhou = office.colleague("李"), office.colleague("陈")
    await zhou.says("@qingfeng_bot 一岗双责是什么", chat)
    await li.says("@qingfeng_bot 三重一大是什么", chat)
    await zhou.says("@qingfeng_bot 出处", chat)
    assert "2022-2-06" not in zhou.sees(chat)
    await office.passes(hours=3)  # nothing that stands there so long is meant
    await li.says("@qingfeng_bot 出处", chat)
    assert "请把问题说完整" in zhou.sees(chat)
