"""An editor sends a document, sees what was understood, confirms; and can take it back."""

import asyncio
from datetime import UTC, datetime

import pytest
from documents import word
from office import KNOWLEDGE, Colleague, Office
from speech_samples import ANSWERED, NEW, changed

from core.errors import UserError
from services.speeches.library import SpeechService

EDITOR = "吴"
MEGABYTE = 1024 * 1024


async def sent(office: Office, content: bytes | str = NEW, name: str = "2024.txt") -> Colleague:
    wu = office.colleague(EDITOR)
    await wu.sends("document", content=content.encode() if isinstance(content, str) else content, name=name)
    return wu


async def added(office: Office, content: str = NEW) -> Colleague:
    wu = await sent(office, content)
    await wu.taps("确认收录")
    return wu


async def finds_it(office: Office, words: str = ANSWERED) -> bool:
    chen = office.colleague("陈")
    await chen.says(words)
    return "2024-2-0" in chen.sees()


async def test_the_editor_sees_what_was_understood(run_office: Office) -> None:
    wu = await sent(run_office, word(NEW, header="内部资料"), "讲话稿.docx")
    said = wu.sees()
    assert "《在2024年机关作风建设会议上的讲话》" in said
    assert "日期：2024年3月1日" in said
    assert "新讲话，编号 2024" in said
    assert "2 个部分" in said
    assert "没有收进来的 1 处" in said
    assert "内部资料" in said
    assert "学习是进步的阶梯，清廉是为官的底色。" in said, "a quote is proposed"
    assert wu.last().buttons[0] == "确认收录"


async def test_a_guess_is_asked_about_until_the_editor_has_said(run_office: Office) -> None:
    text = NEW.partition("同志们：")
    wu = await sent(run_office, text[1] + text[2], "20240305_在示例会议上的讲话.txt")
    assert "题目《在示例会议上的讲话》和日期2024年3月5日是我猜的，对吗？" in wu.sees()
    await wu.taps("改题目")
    await wu.says("在作风会议上的讲话", answering=wu.last())
    assert "日期2024年3月5日是我猜的，对吗？" in wu.sees()
    assert "题目拿不准" not in wu.sees()
    await wu.taps("改日期")
    await wu.says("2024年3月1日", answering=wu.last())
    assert "我猜的" not in wu.sees()


async def test_help_tells_editors_alone_that_documents_are_read(run_office: Office) -> None:
    wu, chen = run_office.colleague(EDITOR), run_office.colleague("陈")
    for person, told in ((wu, True), (chen, False)):
        await person.says("/help")
        assert ("文件发给我" in person.sees()) is told


async def test_nothing_changes_until_it_is_confirmed_and_then_everybody_is_answered(run_office: Office) -> None:
    wu = await sent(run_office)
    assert not await finds_it(run_office)
    await wu.taps("确认收录")
    assert "已收录" in wu.sees()
    assert await finds_it(run_office)
    await wu.says("/speeches")
    assert wu.sees().index("2024年3月1日") < wu.sees().index("2023年")


async def test_rolling_back_says_first_what_it_will_do(run_office: Office) -> None:
    wu = await added(run_office)
    await wu.says("撤回上一次")
    assert "收录《在2024年机关作风建设会议上的讲话》（2024）" in wu.sees()
    assert "撤回后：2024 停用" in wu.sees()
    assert await finds_it(run_office)
    await wu.taps("确认撤回")
    assert "已撤回" in wu.sees()
    assert not await finds_it(run_office)
    await wu.says("/rollback")
    assert "没有可撤回的" in wu.sees()


async def test_a_new_version_shows_what_it_changes_and_is_taken_back(run_office: Office) -> None:
    wu = await added(run_office)
    await sent(run_office, changed(), "改稿.txt")
    said = wu.sees()
    assert "现有讲话 2024 的新版" in said
    assert "改了 1 句，新增 1 句" in said
    assert "一律打包带走" in said
    await wu.taps("确认收录")
    assert "换成" in wu.sees()
    await wu.says("廉洁是立身之本")
    assert "廉洁是立身之本，自律是成事之基。" in wu.sees()
    await wu.says("/rollback")
    assert "2024 回到第 1 版" in wu.sees()
    await wu.taps("确认撤回")
    await wu.says("剩菜剩饭怎么办")
    assert wu.finds("一律打包。")


async def test_quotes_that_a_new_version_no_longer_says_are_named_and_out_of_use(run_office: Office) -> None:
    text = (KNOWLEDGE / "speeches" / "2022.txt").read_text(encoding="utf-8")
    gone = "责任书签订了就是立了军令状"
    wu = await sent(run_office, text.replace("就是立了军令状", "就是立下军令状"), "2022.txt")
    assert "在用的廉语有 1 条新版里没有，将停用" in wu.sees()
    assert gone in wu.sees()
    await wu.taps("确认收录")
    assert gone not in {quote.text for quote in run_office.services.quotes.quotes}
    await wu.taps("撤回上一次")
    await wu.taps("确认撤回")
    assert gone in {quote.text for quote in run_office.services.quotes.quotes}


async def test_another_speech_of_the_same_year_is_pointed_out(run_office: Office) -> None:
    wu = await sent(run_office, NEW.replace("2024", "2023"))
    assert "新讲话，编号 2023_2" in wu.sees()
    assert "已有同年的讲话 2023" in wu.sees()


async def test_old_buttons_say_that_the_text_has_changed(run_office: Office) -> None:
    await added(run_office)
    chen = run_office.colleague("陈")
    await chen.says(ANSWERED)
    wu = await sent(run_office, NEW.replace("一律打包", "统统带走"))
    await wu.taps("确认收录")
    assert "已经更新" in (await chen.taps("上下文")).text


async def test_the_title_and_the_date_can_be_put_right(run_office: Office) -> None:
    wu = await sent(run_office)
    card = wu.last()
    await wu.taps("改题目")
    await wu.says("《作风建设讲话》", answering=wu.last())
    assert "《作风建设讲话》" in wu.sees()
    await wu.taps("改日期", card)
    await wu.says("2024年", answering=wu.last())
    assert "日期：2024年\n" in wu.sees()
    await wu.taps("确认收录")
    await wu.says("/speeches")
    assert "《作风建设讲话》2024年" in wu.sees()


async def test_a_date_is_read_as_people_write_it_and_an_impossible_one_is_not_taken(run_office: Office) -> None:
    wu = await sent(run_office)
    card = wu.last()
    for said, date in (
        ("2024-02-07", "2024年2月7日"),
        ("２０２４．２．７", "2024年2月7日"),
        ("二〇二四年二月七號。", "2024年2月7日"),
        ("20240207", "2024年2月7日"),
        ("2024 年 2 月", "2024年2月"),
        ("2024/2", "2024年2月"),
        ("2024", "2024年"),
        ("不详", "没有写明"),
    ):
        await wu.taps("改日期", card)
        await wu.says(said, answering=wu.last())
        assert f"日期：{date}\n" in wu.sees(), said
    await wu.taps("改日期", card)
    asked = wu.last()
    for said in (
        "2024年13月",
        "2024年0月",
        "2024年2月30日",
        "2023-02-29",
        "9999年",
        "0024年",
        "1899年",
        "20241301",
    ):
        await wu.says(said, answering=asked)
        assert wu.sees().startswith(f"没有“{said}”这个日期，年份可以是 1900 到 2027。"), said
    for said in ("去年", "开会那天", "2月7日", "20245年", "2024年2月7日下午和晚上"):
        await wu.says(said, answering=asked)
        assert wu.sees().startswith(f"没看懂日期“{said}”。请写到有依据的程度"), said


async def test_a_speech_that_somebody_withdrew_meanwhile_does_not_come_back_unseen(run_office: Office) -> None:
    wu = await added(run_office)
    await sent(run_office, changed(), "改稿.txt")
    card = wu.last()
    await wu.says("/speeches")
    await wu.taps("下架 2024")
    await wu.taps("确认下架")
    assert "在您看过之后又有改动" in (await wu.taps("确认收录", card)).text
    assert not await finds_it(run_office)
    await sent(run_office, changed(), "改稿.txt")
    assert "已经下架，确认后按这一版恢复使用" in wu.sees()
    await wu.taps("确认收录")
    assert await finds_it(run_office)


async def test_what_is_in_force_is_in_the_log_even_if_the_library_could_not_be_made(
    run_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_: SpeechService) -> bool:
        raise MemoryError

    wu = await sent(run_office)
    with monkeypatch.context() as broken:
        broken.setattr(SpeechService, "refresh", fails)
        await wu.taps("确认收录")
    assert "2024" in {one.slug for one in await run_office.services.speech_changes.listed()}
    (entry,) = await run_office.services.audit.newest(5)
    assert (entry.action, entry.user_id, entry.now) == ("speech.add", wu.person.id, "第 1 版")


@pytest.mark.parametrize("title", ["《》", "\u200b\u200b", "《\u3000》", "\u202e\u2066", "\u3164", "——"])
async def test_a_title_that_nobody_could_read_is_refused(run_office: Office, title: str) -> None:
    wu = await sent(run_office)
    await wu.taps("改题目")
    await wu.says(title, answering=wu.last())
    assert "题目里没有字" in wu.sees()
    assert (await run_office.services.speech_drafts.of(1)).speech.title == "在2024年机关作风建设会议上的讲话"


async def test_a_document_without_a_readable_title_gets_one(run_office: Office) -> None:
    body = "同志们，谈谈节约粮食的问题。\n\n第二段也谈谈纪律和规矩，大家都要遵守。\n"
    wu = await sent(run_office, body, "《》.txt")
    assert "《未命名的讲话》" in wu.sees()
    await sent(run_office, body, "节约\u202e粮食.txt")
    assert "《节约粮食》" in wu.sees()


async def test_the_editor_says_whether_it_is_new_or_a_version_of_which_speech(run_office: Office) -> None:
    wu = await added(run_office)
    await sent(run_office, changed())
    await wu.taps("作为新讲话")
    assert "新讲话，编号 2024_2" in wu.sees()
    await wu.taps("是旧讲话的新版")
    await wu.taps("2022 在市政协机关党风廉政建设和作风…")
    assert "现有讲话 2022 的新版" in wu.sees()


async def test_an_unwanted_document_is_forgotten(run_office: Office) -> None:
    wu = await sent(run_office)
    await wu.taps("不要了")
    assert "没有收录" in wu.sees()
    assert not await finds_it(run_office)


async def test_who_changes_their_mind_after_a_new_title_is_asked_before_the_file_goes(
    run_office: Office,
) -> None:
    wu = await sent(run_office)
    await wu.taps("改题目")
    await wu.says("在测试会议上的讲话")
    await wu.says("算了")
    assert wu.sees().startswith("不收录这份文件吗？")
    await wu.taps("留着")
    assert "《在测试会议上的讲话》" in wu.sees()
    await wu.says("算了")
    await wu.says("不要了")
    assert "没有收录" in wu.sees()


async def test_the_same_again_is_said_to_be_the_same(run_office: Office) -> None:
    await added(run_office)
    wu = await sent(run_office)
    assert "一字不差" in wu.sees()


async def test_two_editors_at_once_take_it_in_once(run_office: Office) -> None:
    await sent(run_office)
    services = run_office.services
    draft = await services.speech_drafts.of(1)
    done = await asyncio.gather(
        services.speech_changes.adopt(draft, 1), services.speech_changes.adopt(draft, 2), return_exceptions=True
    )
    assert sorted(isinstance(one, UserError) for one in done) == [False, True]


async def test_a_draft_survives_a_restart(run_office: Office) -> None:
    wu = await sent(run_office)
    card = wu.last()
    settings = run_office.services.settings
    again = await Office.open(
        run_office.database, clock=run_office.clock, world=run_office.world, access=settings.access
    )
    wu = Colleague(again, wu.person)
    await wu.taps("确认收录", card)
    assert "已收录" in wu.sees()
    assert await finds_it(again)
    await again.close()


async def test_a_draft_that_was_compared_with_an_older_version_is_not_taken_in(run_office: Office) -> None:
    await added(run_office)
    wu = await sent(run_office, changed())
    first = wu.last()
    await sent(run_office, changed(changed()))
    await wu.taps("确认收录")
    popped = await wu.taps("确认收录", first)
    assert "又有改动" in popped.text


async def test_who_is_no_editor_is_told_as_before_that_files_are_not_read(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.sends("document", content=NEW.encode(), name="2024.txt")
    assert "还不会读文件" in chen.sees()
    assert "确认收录" not in chen.last().buttons


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "讲话.doc", "另存为 .docx"),
        (b"x" * (21 * MEGABYTE), "大.txt", "20 MB"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "扫描.txt", "图片"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_what_to_do(
    run_office: Office, content: bytes, name: str, words: str
) -> None:
    wu = await sent(run_office, content, name)
    assert words in wu.sees()
    assert wu.last().buttons == []


async def test_the_year_that_a_date_may_have_is_that_of_the_offices_day(run_office: Office) -> None:
    """Half past midnight on New Year's Day, when it is still the old year in Greenwich."""
    drafts = run_office.services.speech_drafts
    run_office.clock.move_to(datetime(2026, 12, 31, 16, 30, tzinfo=UTC))
    draft = await drafts.read("同志们：要把纪律挺在前面。\n".encode(), "讲话.txt", None)
    assert (await drafts.redate(draft, "2028年1月1日")).speech.date == "2028年1月1日"
    with pytest.raises(UserError):
        await drafts.redate(draft, "2029年1月1日")


async def test_what_a_person_corrected_stays_until_the_document_says_something_else(
    run_office: Office,
) -> None:
    wu = await added(run_office)
    await sent(run_office)
    await wu.taps("改题目")
    await wu.says("作风讲话", answering=wu.last())
    await wu.taps("改日期")
    await wu.says("2024年3月2日", answering=wu.last())
    assert "题目改为《作风讲话》（原来是《在2024年机关作风建设会议上的讲话》）" in wu.sees()
    assert "日期改为2024年3月2日（原来是2024年3月1日）" in wu.sees()
    await wu.taps("确认收录")
    await sent(run_office)
    assert wu.sees().startswith("《作风讲话》\n日期：2024年3月2日")
    assert "一字不差" in wu.sees()
    await sent(run_office, changed(), "改稿.txt")
    assert wu.sees().startswith("《作风讲话》\n日期：2024年3月2日")
    assert "改为" not in wu.sees().partition("可作廉语")[0]
    await sent(run_office, NEW.replace("机关作风建设会议", "机关大会").replace("3月1日", "3月5日"))
    assert "题目改为《在2024年机关大会上的讲话》（原来是《作风讲话》）" in wu.sees()
    assert "日期改为2024年3月5日（原来是2024年3月2日）" in wu.sees()


async def test_a_withdrawn_copy_of_what_is_in_use_is_out_of_the_way(run_office: Office) -> None:
    wu = await added(run_office)
    await wu.says("/speeches")
    await wu.taps("下架 2024")
    await wu.taps("确认下架")
    await wu.says("/speeches")
    assert "恢复 2024" in wu.last().buttons
    await sent(run_office)
    await wu.taps("作为新讲话")
    await wu.taps("确认收录")
    assert "已收录" in wu.sees()
    await wu.says("/speeches")
    assert "下架 2024_2" in wu.last().buttons
    assert not [one for one in wu.last().buttons if one.startswith("恢复")]
    assert "已下架" not in wu.sees()
    await sent(run_office, changed(), "改稿.txt")
    assert "现有讲话 2024_2 的新版" in wu.sees()
    await wu.taps("确认收录")
    await wu.says("/speeches")
    await wu.taps("下架 2022")
    await wu.taps("确认下架")
    await sent(run_office, changed(changed()), "再改.txt")
    assert "现有讲话 2024_2 的新版" in wu.sees(), "though the file of the old one is another version now"
    await wu.taps("是别篇的新版")
    choices = [one for one in wu.last().buttons if one != "返回"]
    assert len(choices) == 3
    assert [one[:4] for one in choices if one.endswith("（已下架）")] == ["2022"]
