"""Asking in a private chat: answers word for word, follow-ups, and a fitting word for everything else."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from office import KNOWLEDGE, Office, open_office

from core.settings import AskingSettings
from services.asking.answers import LONGEST_QUESTION
from storage.database import FILE_NAME, Database

FEEDBACK = ["有用", "没用"]
THREE_IMPORTANT = "严格执行“三重一大”（即：重大问题决策、重要干部任免、重大项目投资决策、大额资金使用）制度"


def entity_texts(office: Office, kind: str) -> list[str]:
    """Return what the bot's last message shows in that kind of entity."""
    message = office.colleague("陈").last()
    said = message.text.encode("utf-16-le")
    return [
        said[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in message.entities
        if entity["type"] == kind
    ]


async def test_an_answer_is_the_passage_word_for_word_with_its_source(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    (quotation,) = entity_texts(office, "blockquote")
    assert THREE_IMPORTANT in quotation
    assert quotation in (KNOWLEDGE / "speeches" / "2022.txt").read_text(encoding="utf-8")
    source = chen.sees().removeprefix(quotation).strip()
    assert source == (
        "《在市政协机关党风廉政建设和作风建设会议上的讲话》· 2022年 · （一）强化纪律规矩 · 2022-2-06"
    )
    assert "2022-2-06" in entity_texts(office, "text_link")


async def test_the_words_asked_for_are_marked(office: Office) -> None:
    await office.colleague("陈").says("三重一大是什么")
    assert entity_texts(office, "bold") == ["三重一大"]


async def test_an_answer_has_its_buttons(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    assert chen.last().buttons == ["上下文", "下一条", "复制引文", "图片", *FEEDBACK]


async def test_a_private_answer_quotes_no_question(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert chen.last().reply_to is None


async def test_an_unsure_answer_shows_the_first_and_offers_the_others(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(office.vague_question())
    assert chen.sees().startswith("没有完全对上的原文，最接近的是：\n")
    assert chen.sees().endswith("\n\n也许在别处，点一个看原文：")
    (first,) = entity_texts(office, "blockquote")
    there = [one for one in chen.last().buttons if not one.endswith("年怎么说")]
    *others, around, onward, copy, picture, useful, useless = there
    assert [around, onward, copy, picture] == ["上下文", "下一条", "复制引文", "图片"]
    assert [useful, useless] == FEEDBACK
    assert 2 <= len(others) <= 3
    assert all(len(other) <= 24 for other in others)
    await chen.taps(others[0])
    (second,) = entity_texts(office, "blockquote")
    assert second != first
    assert "没有完全对上" not in chen.sees()


async def test_what_the_speeches_do_not_say_is_said_to_be_missing(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("红烧肉怎么做")
    assert chen.sees().startswith("现有的 2 篇讲话里没有说到这个。")
    assert "例如：三重一大是什么" in chen.sees()


async def test_every_example_offered_is_answered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("红烧肉怎么做")  # the examples are chosen when one is first wanted
    examples = office.services.answers.examples()
    assert len(examples) > 1
    for example in examples:
        await chen.says(example)
        assert chen.last().buttons[:1] == ["上下文"]
        assert entity_texts(office, "blockquote")


@pytest.mark.parametrize(
    ("said", "fitting"),
    [
        ("廉", "一个字太少"),
        ("😀😀😀", "只看得懂文字"),
        ("？？？", "只看得懂文字"),
        ("<i>", "一个字太少"),
        ("你好", "您好"),
        ("谢谢", "不客气"),
        ("收到", "好的"),
        ("再见", "再见"),
        ("你能做什么", "我是清风"),
        ("/nonsense", "没有这个命令"),
    ],
)
async def test_what_is_no_question_gets_a_fitting_word(office: Office, said: str, fitting: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert fitting in chen.sees()
    assert len(chen.answers()) == 1


@pytest.mark.parametrize(
    "markup", ["<b>三重一大</b>是什么", "三重一大<script>", "三重一大 & <blockquote>", "*三重_一大* [x](y) `z`"]
)
async def test_markup_in_a_question_is_only_text(office: Office, markup: str) -> None:
    chen = office.colleague("陈")
    await chen.says(markup)
    assert "三重一大" in chen.sees()
    assert all(call.ok for call in office.world.calls)


async def test_of_a_question_of_4000_characters_the_start_is_used(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么" + "，请详细说明" * 665)
    assert f"按前 {LONGEST_QUESTION} 个字" in chen.sees()


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        ("sticker", "贴纸"),
        ("voice", "听不懂语音"),
        ("photo", "看不懂图片"),
        ("document", "读文件"),
        ("location", "位置"),
        ("dice", "骰子"),
        ("video", "视频"),
        ("animation", "动图"),
    ],
)
async def test_what_is_no_text_gets_a_fitting_word(office: Office, kind: str, fitting: str) -> None:
    chen = office.colleague("陈")
    await chen.sends(kind)
    assert fitting in chen.sees()


async def test_a_photos_caption_is_a_question(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.sends("photo", caption="三重一大是什么")
    assert THREE_IMPORTANT in chen.sees()


async def test_a_caption_may_begin_with_the_command(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.sends("photo", caption="/ask 三重一大是什么")
    assert THREE_IMPORTANT in chen.sees()
    await chen.sends("photo", caption="/subscribe")
    assert "单独新发一条" in chen.sees()
    chat = await office.group("机关党委", chen)
    await chen.sends("photo", chat, caption="/ask@qingfeng_bot 三重一大是什么")
    assert THREE_IMPORTANT in chen.sees(chat)


async def test_an_edited_question_has_its_answer_edited(office: Office) -> None:
    chen = office.colleague("陈")
    question = await chen.says("红烧肉怎么做")
    answer = chen.last()
    await chen.edits(question, "三重一大是什么")
    assert chen.answers() == [answer]
    assert THREE_IMPORTANT in answer.text
    assert answer.buttons[0] == "上下文"
    await chen.edits(question, "红烧肉怎么做呢")
    assert "没有说到" in answer.text


async def test_an_edited_question_whose_answer_is_gone_gets_a_new_one(office: Office) -> None:
    chen = office.colleague("陈")
    question = await chen.says("红烧肉怎么做")
    office.world.forget_message(chen.last())
    await chen.edits(question, "三重一大是什么")
    assert THREE_IMPORTANT in chen.sees()
    again = chen.last()
    await chen.edits(question, "怎么改进作风")
    assert chen.answers() == [again]


async def test_an_edit_runs_no_command(office: Office) -> None:
    chen = office.colleague("陈")
    question = await chen.says("三重一大是什么")
    await chen.edits(question, "/subscribe")
    assert chen.sees() == "命令要单独新发一条才管用，请重新发一次。"
    await chen.edits(question, "订阅")
    assert chen.sees() == "命令要单独新发一条才管用，请重新发一次。"
    assert len(chen.answers()) == 1
    assert await office.services.subscriptions.of(chen.person.id) is None


async def test_a_follow_up_reads_on_from_the_last_answer(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("下一段")
    assert chen.sees().startswith("（二）强化责任担当。")
    await chen.says("那第三点呢")
    assert chen.sees().startswith("（三）强化监督问责。")
    await chen.says("上一段")
    assert "（二）强化责任担当 · 2022-2-" in chen.sees()
    await chen.says("出处")
    assert chen.sees().startswith("上面那段出自：\n《在市政协机关")
    await chen.says("什么时候讲的？")
    assert chen.sees() == (
        "上面那段出自《在市政协机关党风廉政建设和作风建设会议上的讲话》，只写到2022年；讲话稿没有写明具体日期。"
    )
    await chen.says("誰講的")
    assert chen.sees().endswith("（2022年）；讲话稿没有写明讲话人。")
    await chen.says("全文在哪")
    assert "自然段" not in chen.sees(), "there is one way of counting"
    assert " 段，共 18 段" in chen.sees()
    await chen.says("上下文")
    assert "（三）强化监督问责。" in chen.sees()


async def test_the_point_one_is_at_is_not_sent_again(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022-2-06")
    await chen.says("那第二点呢")
    assert chen.sees().startswith("（二）强化责任担当。")
    await chen.says("那第二点呢")
    assert chen.sees() == "上面那段就是这一点的开头。点下面的按钮可以接着读。"
    await chen.taps("下一段")
    assert "（二）强化责任担当 · 2022-2-" in chen.sees()


async def test_a_point_that_is_only_a_heading_comes_with_what_stands_under_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022-1-02")
    await chen.says("那第二点呢")
    heading, passage, _ = chen.sees().splitlines()
    assert heading == "二、坚持从严从实，扎实推进党风廉政建设工作"
    assert passage.startswith("（一）强化纪律规矩。")
    assert len(entity_texts(office, "blockquote")) == 1
    shown = chen.last()
    await chen.says("下一段", answering=shown)
    assert passage not in chen.sees()
    await chen.says("出处", answering=shown)
    assert "二、坚持从严从实 · 2022-2-" in chen.sees()
    await chen.taps("上下文", shown)
    await chen.taps("收起", shown)
    assert shown.text.splitlines()[:2] == [heading, passage]
    await chen.says("2022-2-01")
    await chen.says("那第二点呢")
    assert chen.sees().startswith("（二）强化责任担当。")


async def test_asking_for_more_gives_the_next_candidate_and_then_says_there_is_none(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    shown = {chen.sees()}
    while True:
        await chen.says("还有吗")
        if "没有更多" in chen.sees():
            break
        assert chen.sees() not in shown
        shown.add(chen.sees())
    assert len(shown) >= 2


async def test_a_follow_up_leans_on_what_a_button_has_put_there(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    await chen.taps("下一条")
    second = chen.sees()
    await chen.says("出处")
    assert second.splitlines()[-1] in chen.sees()


async def test_a_follow_up_is_forgotten_after_some_minutes(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await office.passes(minutes=6)
    await chen.says("下一段")
    assert chen.sees().startswith("我不确定您接着哪一段问")


@pytest.mark.parametrize("says", ["下一段", "上一段", "出处", "上下文", "全文在哪", "还有吗"])
async def test_a_follow_up_leans_on_no_passage_that_reads_differently_now(
    office_folder: Path, tmp_path: Path, says: str
) -> None:
    """What stands at its number now was not what the person was shown."""
    knowledge = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE / "speeches", knowledge / "speeches")
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        await chen.says("2022-2-06")
        rewrite(knowledge / "speeches" / "2023.txt", "同志们", "各位同志")
        await office.services.speeches.import_folder()
        await chen.says(says)
        assert not chen.sees().startswith("我不确定您接着哪一段问"), "another speech changed"
        await chen.says("2022-2-06")
        rewrite(knowledge / "speeches" / "2022.txt", "大额资金使用", "大额度资金使用")
        await office.services.speeches.import_folder()
        await chen.says(says)
        assert chen.sees().startswith("我不确定您接着哪一段问")


async def test_asking_for_more_shows_no_candidate_that_reads_differently_now(
    office_folder: Path, tmp_path: Path
) -> None:
    knowledge = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE / "speeches", knowledge / "speeches")
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        await chen.says("怎么改进作风")
        first = office.services.answers.library.answer("怎么改进作风").candidates[0].passage
        for candidate in office.services.answers.library.answer("怎么改进作风").candidates[1:]:
            passage = candidate.passage
            speech = knowledge / "speeches" / f"{passage.slug}.txt"
            if passage.text not in first.text:
                rewrite(speech, passage.text, passage.text[:-1] + "（改）" + passage.text[-1])
        await office.services.speeches.import_folder()
        await chen.says("还有吗")
        assert "没有更多" in chen.sees()


def rewrite(speech: Path, old: str, new: str) -> None:
    text = speech.read_text(encoding="utf-8")
    assert old in text
    speech.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_follow_up_leans_on_nobody_elses_answer(office: Office) -> None:
    await office.colleague("陈").says("三重一大是什么")
    li = office.colleague("李")
    await li.says("下一段")
    assert li.sees().startswith("我不确定您接着哪一段问")


async def test_how_long_a_follow_up_counts_is_a_setting(office_folder: Path) -> None:
    database = Database.in_folder(office_folder)
    office = await Office.open(database, asking=AskingSettings.model_validate({"follow_up": "1h"}))
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await office.passes(minutes=50)
    await chen.says("下一段")
    assert chen.sees().startswith("（二）强化责任担当。")
    await office.close()
    await database.close()


async def test_a_second_point_on_its_own_is_a_question(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("第二点是什么")
    assert chen.last().buttons[-6:] == ["上下文", "下一条", "复制引文", "图片", *FEEDBACK]


async def test_a_passage_number_opens_its_passage(office: Office) -> None:
    chen = office.colleague("陈")
    for number in ("/p 2022-2-06", "2022-2-06", "原文 2022－2－6", "/p 2022 2 6"):
        await chen.says(number)
        assert THREE_IMPORTANT in chen.sees()
        assert chen.last().buttons == ["上一段", "上下文", "下一段", "复制引文", "图片"]


async def test_an_unknown_passage_number_is_explained_with_one_that_exists(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 1999-1-01")
    example = chen.sees().rsplit("：", 1)[1]
    await chen.says(example)
    assert chen.last().buttons == ["上一段", "上下文", "下一段", "复制引文", "图片"]


async def test_the_words_of_an_answered_question_are_nowhere_after_a_day(
    office: Office, office_folder: Path
) -> None:
    await office.colleague("陈").says("请教一下三重一大是什么")
    await office.passes(hours=25)
    await office.services.inbox.sweep()
    with sqlite3.connect(office_folder / FILE_NAME) as stored:
        tables = [name for (name,) in stored.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in stored.execute(f'SELECT * FROM "{table}"')]  # noqa: S608 - our own names
    stored.close()
    assert len(rows) > 2
    assert not [row for row in rows if "请教一下" in repr(row)]


async def test_a_pasted_speech_is_not_looked_up_sentence_by_sentence(office: Office) -> None:
    chen = office.colleague("陈")
    body = "\n".join(
        f"{head}、要守住底线\n我们要时刻绷紧廉洁自律这根弦，让遵规守纪成为习惯。" for head in "一二三四"
    )
    await chen.says(f"在会议上的讲话\n2025年3月5日\n同志们：\n{body}")
    assert "请负责内容的同事存成" in chen.sees()
    assert "没有说到" not in chen.sees()
