"""What was asked in vain: people say so, an editor finds it, binds a passage, and the next one is answered."""

from threading import current_thread, main_thread

import pytest
from office import Colleague, Office

from core.models import Role
from core.settings import AccessSettings, QuestionSettings
from knowledge.search.answer import Answer
from knowledge.search.library import Library
from storage.database import Database

EDITOR = "吴"
IN_VAIN = "食堂晚上供应夜宵吗"
ALIKE = "请问晚上食堂有没有夜宵"


async def asked_in_vain(office: Office, words: str = IN_VAIN, name: str = "陈") -> Colleague:
    asker = office.colleague(name)
    await asker.says(words)
    assert "没有说到" in asker.sees()
    return asker


async def test_an_empty_inbox_says_so(run_office: Office) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    assert "是空的" in wu.sees()


async def test_only_an_editor_opens_it_and_only_in_private(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await chen.says("/inbox")
    assert "联系运维人员" in chen.sees()
    chat = await run_office.group("机关党委", wu, chen)
    await wu.says("/inbox", chat)
    assert "请私聊我" in wu.sees(chat)


async def test_alike_questions_are_one_case_and_the_most_asked_comes_first(run_office: Office) -> None:
    await asked_in_vain(run_office, "停车位怎么申请")
    await asked_in_vain(run_office)
    await asked_in_vain(run_office, ALIKE, name="周")
    wu = run_office.colleague(EDITOR)
    await wu.says("未答问题")
    said = wu.sees()
    assert "2 个问题" in said
    assert said.index("夜宵") < said.index("停车位")
    await wu.taps("1")
    assert IN_VAIN in wu.sees()
    assert ALIKE in wu.sees()
    assert "陈" not in wu.sees(), "names are not shown unless the operator turned them on"


async def test_no_search_of_a_large_library_holds_up_the_others(
    run_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[bool] = []
    search = Library.answer

    def watched(library: Library, question: str, k: int = 3) -> Answer:
        searched.append(current_thread() is main_thread())
        return search(library, question, k=k)

    monkeypatch.setattr(Library, "answer", watched)
    monkeypatch.setattr("services.asking.answers.LARGE_LIBRARY", 0)
    await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    before = len(searched)
    await wu.taps("绑定一段原文")
    assert len(searched) > before
    assert not any(searched), "a search ran on the event loop"


async def test_binding_a_passage_answers_the_question_and_ones_like_it_at_once(run_office: Office) -> None:
    await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("绑定一段原文")
    await wu.says("2023-1-01", answering=wu.last())
    assert "以后这样问" in wu.sees()
    await wu.taps("绑定这段")
    assert "已绑定" in wu.sees()

    later = run_office.colleague("郑")
    await later.says(IN_VAIN)
    assert "2023-1-01" in later.sees()
    await later.says(ALIKE)
    assert "2023-1-01" in later.sees()
    await wu.taps("返回问题箱")
    assert "是空的" in wu.sees()


async def test_what_was_bound_can_be_undone(run_office: Office) -> None:
    await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("讲话里没有")
    assert "记下了" in wu.sees()
    await wu.taps("撤销")
    assert "已撤回" in wu.sees()
    await wu.taps("返回问题箱")
    assert IN_VAIN in wu.sees()


async def test_a_number_that_no_passage_has_is_said_to_be_wrong(run_office: Office) -> None:
    await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("绑定一段原文")
    await wu.says("2099-9-99", answering=wu.last())
    assert "没有编号" in wu.sees()


async def test_an_editor_answers_in_person_where_the_question_was_asked(run_office: Office) -> None:
    chen = await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("晚上八点以前有面条。", answering=wu.last())
    await wu.taps("发出")
    assert "送到 1 处" in wu.sees()
    assert "晚上八点以前有面条。" in chen.sees()
    assert IN_VAIN in chen.sees()


async def test_no_use_brings_an_answered_question_to_the_editor_and_useful_takes_it_back(
    run_office: Office,
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await chen.says("三重一大是什么")
    answer = chen.last()
    assert "谢谢" in (await chen.taps("没用", answer)).text
    await wu.says("/inbox")
    assert "三重一大是什么" in wu.sees()
    await chen.taps("有用", answer)
    await wu.says("/inbox")
    assert "是空的" in wu.sees()


async def test_what_was_chosen_is_ticked_and_can_be_changed(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("三重一大是什么")
    others = [text for text in chen.last().buttons if text not in {"有用", "没用"}]
    assert "谢谢" in (await chen.taps("有用")).text
    assert chen.last().buttons == [*others, "✓ 有用", "没用"]
    assert "已经记下了" in (await chen.taps("✓ 有用")).text
    await chen.taps("上下文")
    assert chen.last().buttons[-2:] == ["✓ 有用", "没用"]
    assert "谢谢" in (await chen.taps("没用")).text
    assert chen.last().buttons[-2:] == ["有用", "✓ 没用"]


async def test_the_buttons_of_feedback_stay_when_one_reads_on(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.taps("上下文")
    assert "有用" in chen.last().buttons


async def test_the_words_of_an_answered_question_are_gone_after_a_day(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await chen.says("三重一大是什么")
    await run_office.passes(hours=25)
    await run_office.services.inbox.sweep()
    await chen.taps("没用")
    await wu.says("/inbox")
    assert "是空的" in wu.sees()


async def test_only_the_first_of_two_editors_settles_a_case(run_office: Office) -> None:
    await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    inbox = run_office.services.inbox
    (case,) = await inbox.cases()
    assert await inbox.mark_absent(case, wu.person.id)
    assert not await inbox.ignore(case, wu.person.id)
    assert len(await run_office.services.audit.newest(9)) == 1


async def test_undoing_what_was_passed_over_leaves_an_older_binding_alone(run_office: Office) -> None:
    chen, wu = await asked_in_vain(run_office), run_office.colleague(EDITOR)
    inbox, library = run_office.services.inbox, run_office.services.answers.library
    passage = library.passage("2023-1-01")
    assert passage is not None
    assert await inbox.bind((await inbox.cases())[0], passage, wu.person.id)
    await chen.says(IN_VAIN)
    await chen.taps("没用")
    (case,) = await inbox.cases()
    assert await inbox.ignore(case, wu.person.id)
    assert await inbox.undo(case.id, wu.person.id)
    await chen.says(IN_VAIN)
    assert "2023-1-01" in chen.sees()


async def test_an_editor_hears_what_was_decided_before_and_is_asked_before_it_is_turned_round(
    run_office: Office,
) -> None:
    chen, wu = await asked_in_vain(run_office), run_office.colleague(EDITOR)
    inbox, library = run_office.services.inbox, run_office.services.answers.library
    bound, other = library.passage("2023-1-01"), library.passage("2022-1-01")
    assert bound is not None
    assert other is not None
    assert await inbox.bind((await inbox.cases())[0], bound, wu.person.id)
    await chen.says(f"请问{IN_VAIN}？")
    await chen.taps("没用")
    await wu.says("/inbox")
    await wu.taps("1")
    assert "此前已定：直接回答 2023-1-01" in wu.sees()
    await wu.taps("绑定一段原文")
    await wu.says("2022-1-01", answering=wu.last())
    assert "此前已定：直接回答 2023-1-01。这次会换掉" in wu.sees()
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("讲话里没有")
    assert "此前已绑定 2023-1-01" in wu.sees()
    await wu.taps("返回")
    assert "讲话里没有" in wu.last().buttons, "nothing was done"
    await wu.taps("讲话里没有")
    await wu.taps("改为没有")
    assert "记下了" in wu.sees()
    await chen.says(IN_VAIN)
    assert "没有说到" in chen.sees()
    await chen.taps("问同事")
    await wu.says("/inbox")
    await wu.taps("1")
    assert "此前已定：讲话里没有" in wu.sees()


async def test_a_passage_that_changed_since_it_was_shown_is_not_bound(run_office: Office) -> None:
    await asked_in_vain(run_office)
    wu = run_office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("绑定一段原文")
    await wu.says("2023-1-01", answering=wu.last())
    data = wu.last().keyboard[0][0]["callback_data"]
    wu.last().keyboard[0][0]["callback_data"] = f"{data[:-6]}AAAAAA"
    assert "原文变了" in (await wu.taps("绑定这段")).text


async def test_of_a_very_long_question_only_what_was_used_is_kept(run_office: Office) -> None:
    await asked_in_vain(run_office, "食堂晚上供应夜宵吗" + "面" * 900)
    (case,) = await run_office.services.inbox.cases()
    assert len(case.words) == 200


async def test_what_was_learnt_from_one_person_alone_goes_when_they_want_to_be_forgotten(
    run_office: Office,
) -> None:
    chen, wu = await asked_in_vain(run_office), run_office.colleague(EDITOR)
    inbox = run_office.services.inbox
    await inbox.mark_absent((await inbox.cases())[0], wu.person.id)
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert IN_VAIN not in (await run_office.services.records.learned()).decode()
    assert IN_VAIN not in (await run_office.services.records.changes()).decode()


async def test_an_answer_follows_a_group_that_became_a_supergroup(run_office: Office) -> None:
    wu, li = run_office.colleague(EDITOR), run_office.colleague("李")
    chat = await run_office.group("机关党委", li, kind="group")
    await li.says(f"/ask {IN_VAIN}", chat)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    prompted = wu.last()
    moved = run_office.world.migrate(chat)
    await run_office.settle()
    await wu.says("晚上八点以前有面条。", answering=prompted)
    await wu.taps("发出")
    assert "送到 1 处" in wu.sees()
    assert "晚上八点以前有面条。" in li.sees(moved)


async def test_who_may_not_use_the_bot_any_more_gets_no_answer(database: Database) -> None:
    office = await Office.open(database, access=AccessSettings(mode="members"), operator=EDITOR)
    chen, wu = office.colleague("陈"), office.colleague(EDITOR)
    await office.services.access.grant(chen.person.id, Role.MEMBER, wu.person.id)
    await asked_in_vain(office)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await office.services.access.grant(chen.person.id, Role.STRANGER, wu.person.id)
    await wu.says("晚上八点以前有面条。", answering=wu.last())
    await wu.taps("发出")
    assert "送到 0 处，1 处没有送到" in wu.sees()
    assert "面条" not in "".join(message.text for message in chen.answers())
    await office.close()


async def test_once_nothing_is_to_be_kept_older_words_go_too(database: Database) -> None:
    office = await Office.open(database)
    await asked_in_vain(office)
    assert await office.services.inbox.cases()
    await office.close()
    stricter = await Office.open(
        database, clock=office.clock, world=office.world, questions=QuestionSettings(keep="none")
    )
    await stricter.passes(minutes=1)
    await stricter.services.inbox.sweep()
    assert await stricter.services.inbox.cases() == []
    await stricter.close()


async def test_who_asked_in_a_group_that_became_a_supergroup_is_answered(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    chat = await run_office.group("机关党委", wu, chen, kind="group")
    await chen.says(f"/ask {IN_VAIN}", chat)
    moved = run_office.world.migrate(chat)
    await run_office.settle()
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("夜宵九点开始供应", answering=wu.last())
    await wu.taps("发出")
    assert "夜宵九点开始供应" in chen.sees(moved)
    assert "0 处" not in wu.sees()
