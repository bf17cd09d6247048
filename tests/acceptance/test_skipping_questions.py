"""The inbox is turned by tens, and several questions are skipped at once; alike ones are one line."""

from datetime import timedelta

from office import Colleague, Office

from storage.asking.questions import AskedQuestion, QuestionStore
from storage.states import QuestionState

THINGS = (
    "停车位", "年假", "体检", "门禁卡", "班车", "会议室",
    "打印机", "空调", "绿植", "图书室", "乒乓球台", "理发店",
)  # fmt: skip


async def full(office: Office, words: tuple[str, ...]) -> Colleague:
    """Fill the inbox with these questions, the first the newest; return the editor."""
    store = QuestionStore(office.database)
    for number, said in enumerate(words):
        asked_at = office.clock.now() - timedelta(minutes=number + 1)
        await store.add(
            AskedQuestion(1, number + 1, None, None, said, "nothing", None, asked_at, QuestionState.OPEN)
        )
    return office.colleague("吴")


async def test_what_asks_the_same_in_other_words_is_one_line(run_office: Office) -> None:
    wu = await full(run_office, ("收烟算违纪吗", "停车位怎么申请", "收人家一条烟算不算违纪"))
    await wu.says("/inbox")
    assert "2 个问题" in wu.sees()
    assert "烟" in wu.sees().split("\n")[2]
    assert "（2 次）" in wu.sees().split("\n")[2]


async def test_the_inbox_is_turned_by_tens(run_office: Office) -> None:
    wu = await full(run_office, tuple(f"{thing}找谁办" for thing in THINGS))
    await wu.says("/inbox")
    assert "10. " in wu.sees()
    assert "11. " not in wu.sees()
    await wu.taps("下一页")
    assert [line[:3] for line in wu.sees().split("\n")[-2:]] == ["11.", "12."]


async def test_several_are_skipped_at_once_and_taken_back(run_office: Office) -> None:
    wu = await full(run_office, tuple(f"{thing}找谁办" for thing in THINGS))
    await wu.says("/inbox")
    await wu.taps("一次略过几个")
    await wu.taps("□ 2")
    await wu.taps("□ 10")
    await wu.taps("□ 4")
    await wu.taps("✓ 4")
    assert "✓ 2. 年假找谁办" in wu.sees()
    await wu.taps("略过打勾的 2 个")
    assert wu.sees() == "已略过 2 个问题，不再列出。"
    await wu.taps("返回问题箱")
    assert "10 个问题" in wu.sees()
    assert "年假" not in wu.sees()
    assert "图书室" not in wu.sees()
    await wu.says("/inbox")
    await wu.taps("一次略过几个")
    await wu.taps("全选")
    await wu.taps("略过打勾的 10 个")
    await wu.taps("撤销")
    assert wu.sees() == "已撤回，10 个问题放回了问题箱。"
    await wu.taps("返回问题箱")
    assert "10 个问题" in wu.sees()


async def test_what_is_ticked_on_a_page_that_has_changed_skips_nothing(run_office: Office) -> None:
    wu = await full(run_office, tuple(f"{thing}找谁办" for thing in THINGS[:3]))
    await wu.says("/inbox")
    await wu.taps("一次略过几个")
    await wu.taps("□ 1")
    zhou = run_office.colleague("周")
    await zhou.says("食堂晚上供应夜宵吗")
    said = await wu.taps("略过打勾的 1 个")
    assert said.text == "问题箱有了变化，请再选一次。"
    assert "✓" not in wu.sees()
    await wu.taps("返回问题箱")
    assert "4 个问题" in wu.sees()
