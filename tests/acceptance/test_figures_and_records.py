"""What goes on: /stats, /export, /audit; and what is kept of people: /privacy, /forget_me."""

import csv
import io

from office import Office

QUESTION = "三重一大是什么"


async def test_an_operator_sees_the_figures_of_all_chats_with_a_picture(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    for asked in (QUESTION, "责任书怎么签"):
        await chen.says(asked)
        await chen.taps("有用")
    await chen.says("食堂晚上供应夜宵吗")
    await chen.says("/subscribe")
    await wu.says("/stats")
    said = wu.sees()
    assert "提问 3 次：直接答上 2 次（67%）" in said
    assert "有用 2，没用 0" in said
    assert "订阅：1 人、0 个群" in said
    assert "photo" in wu.last().media


async def test_without_questions_there_is_no_picture(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/stats")
    assert "还没有人提问" in wu.sees()
    assert not wu.last().media


async def test_a_groups_admin_sees_the_group_alone(run_office: Office) -> None:
    li, chen = run_office.colleague("李"), run_office.colleague("陈")
    chat = await run_office.group("机关党委", li, chen)
    await chen.says(f"/ask {QUESTION}", chat)
    await chen.says(QUESTION)
    await li.says("/stats", chat)
    assert "本群" in li.sees(chat)
    assert "提问 1 次" in li.sees(chat)
    await chen.says("/stats", chat)
    assert "群主或管理员" in chen.sees(chat)


async def test_a_member_is_told_that_the_figures_of_all_are_not_theirs(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/stats")
    assert "只给运维人员看" in chen.sees()


async def test_the_export_names_nobody_and_no_cell_is_a_formula(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("=1+1 食堂晚上供应夜宵吗")
    await chen.says(QUESTION)
    await wu.says("/export")
    file = wu.last().media["document"]
    table = run_office.world.files[file["file_id"]].content.decode("utf-8-sig")
    head, vain, found = csv.reader(io.StringIO(table))
    assert head[:3] == ["时间", "问题", "结果"]
    assert vain[1].startswith("'=1+1")
    assert found[2] == "直接回答"
    assert "重大" in found[4]
    assert "陈" not in table


async def test_the_log_of_changes_says_who_did_what(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/audit")
    assert "还没有变更记录" in wu.sees()
    await chen.says("食堂晚上供应夜宵吗")
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("讲话里没有")
    await wu.says("/audit")
    assert " 吴\n标为讲话里没有 问题 1“食堂晚上供应夜宵吗”" in wu.sees()
    assert str(wu.person.id) not in wu.sees()
    await wu.taps("存成表格")
    file = wu.last().media["document"]
    assert file["file_name"].startswith("audit-")
    table = run_office.world.files[file["file_id"]].content.decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(table))
    assert row[1:3] == ["吴", str(wu.person.id)]


async def test_privacy_says_what_the_settings_mean(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/privacy")
    assert "没答上的留下原话" in chen.sees()
    assert "180 天" in chen.sees()
    assert "看不到谁问的" in chen.sees()


async def test_who_wants_to_be_forgotten_is(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("食堂晚上供应夜宵吗")
    await chen.says("/subscribe")
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert "都删了" in chen.sees()
    await wu.says("/inbox")
    assert "是空的" in wu.sees()
    await chen.says("/settings")
    assert "未订阅" in chen.sees()
    await run_office.comes(1, 9)
    assert chen.pushes() == []
