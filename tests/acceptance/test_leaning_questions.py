"""Questions that lean on something: with it they go on, without it they are no question for editors."""

import pytest
from office import Office, Opened

from handlers.asking.pages.originals import NO_ORIGINAL

ALONE = (
    "那第二点呢",
    "第三页",
    "跳到最后",
    "为什么",
    "具体说说",
    "有没有更详细的",
    "还有吗",
    "换成文字",
    "不对",
)


async def cases(office: Office) -> list[str]:
    """Return all wordings that wait for the editors."""
    return [words for case in await office.services.inbox.cases() for words, _ in case.wordings]


async def test_what_leans_on_nothing_does_not_wait_for_the_editors(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ALONE:
        await chen.says(said)
        assert "同事会看到" not in chen.sees(), said
        assert "没有说到" not in chen.sees(), said
    assert await cases(office) == []


async def test_what_leans_on_a_question_waits_with_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("食堂晚上供应夜宵吗")
    await chen.says("只看2023年的")
    assert sorted(await cases(office)) == ["食堂晚上供应夜宵吗", "食堂晚上供应夜宵吗（只看2023年的）"]


@pytest.mark.parametrize("said", ["为什么", "为什么呢", "那为什么呢", "具体说说", "有没有更详细的", "举个例子"])
async def test_who_wants_more_of_a_passage_gets_what_stands_around_it(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("上下文")
    context = chen.sees()
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.sees() == context


@pytest.mark.parametrize(
    "said",
    ["把2023年讲话发给我", "2023年的讲话稿发我一份", "请把2023年的讲话原件传给我", "把最新的讲话全文发过来"],
)
async def test_who_wants_a_speech_gets_it(opened: Opened, said: str) -> None:
    office = await opened(mode="open", originals=True)
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.last().media
    assert await cases(office) == []


async def test_where_no_files_are_given_it_opens_to_be_read(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("把2023年讲话发给我")
    assert chen.sees().startswith(NO_ORIGINAL)
    assert "下一页" in chen.last().buttons
    await chen.says("第三页")
    assert " · 3/" in chen.sees()
    await chen.says("把2019年讲话发给我")
    assert chen.sees().startswith("没有 2019 年的讲话")


async def test_a_page_by_its_number_is_of_the_speech_one_reads(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("第三页")
    assert chen.sees() == "您还没有翻开讲话。先选一篇，再说第几页。"
    await chen.taps(0)
    await chen.taps("从头读")
    title = chen.sees().splitlines()[-1].split("·")[0]
    await chen.says("三重一大是什么")
    await chen.says("第三页")
    assert " · 3/" in chen.sees()
    assert title in chen.sees()


async def test_who_reads_a_speech_by_stretches_may_go_on_by_pages(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("从头读2022年的讲话")
    await chen.says("第三页")
    assert " · 3/" in chen.sees()
    assert "2022年" in chen.sees()
