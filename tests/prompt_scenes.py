"""Everything that the bot asks, as scenes: how somebody comes to be asked, an answer, and what is seen then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from asked_of_duties import (
    CONCERNED,
    citing,
    form,
    giving_a_form,
    naming_a_duty,
    putting_in,
    putting_off,
    saying_when,
    taking_off,
    timing_a_duty,
)
from asked_of_editors import (
    ITEM,
    binding_anew,
    choosing_a_subject,
    choosing_a_weekday,
    choosing_days,
    correcting_a_line,
    entering,
    reading_a_scan,
    reported,
    rewording,
    taking_back,
    taking_ways,
    writing_a_line,
)
from office import Colleague, Office
from speech_samples import NEW
from sqlalchemy import select

from emulator.messages import Message
from handlers.words.prompts import Asked
from storage.tables.asking import questions

ASKED = "三重一大是什么"
IN_VAIN = "食堂晚上供应夜宵吗"


@dataclass(frozen=True)
class Scene:
    """Something the bot asks: `begin` returns who is asked; `answer`, and what is seen when it was taken.

    `file`: the answer is this file, of that name.
    """

    kind: Asked
    begin: Callable[[Office], Awaitable[Colleague]]
    answer: str
    done: str
    undone: str = ""  # seen after a no, if it is not the general word
    file: bytes = b""


async def suggesting(office: Office) -> Colleague:
    chen = office.colleague("陈")
    await chen.says("/suggest")
    return chen


async def noticing(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/notice")
    return wu


async def naming(office: Office) -> Colleague:
    wu = await drafting(office)
    await wu.taps("改题目")
    return wu


async def dating(office: Office) -> Colleague:
    wu = await drafting(office)
    await wu.taps("改日期")
    return wu


async def in_the_inbox(office: Office) -> Colleague:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await chen.says(IN_VAIN)
    await wu.says("/inbox")
    await wu.taps("1")
    return wu


async def replying(office: Office) -> Colleague:
    wu = await in_the_inbox(office)
    await wu.taps("回复提问人")
    return wu


async def replied(office: Office) -> Colleague:
    wu = await replying(office)
    await wu.says("晚上八点以前有面条。", answering=wu.last())
    return wu


async def binding(office: Office) -> Colleague:
    wu = await in_the_inbox(office)
    await wu.taps("绑定一段原文")
    return wu


async def answering(office: Office) -> Colleague:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await wu.says("/start")
    await chen.says("/suggest 公车预约表能不能放到群里")
    await chen.taps("署名发出")
    await wu.taps("答复")
    return wu


async def answered(office: Office) -> Colleague:
    wu = await answering(office)
    await wu.says("明天就放。", answering=wu.last())
    return wu


async def pausing(office: Office) -> Colleague:
    chen = office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await chen.says("/pause")
    return chen


async def offering(office: Office) -> Colleague:
    chen = office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await chen.says("早上九点")
    assert "要把每日廉语改到 09:00 吗" in chen.sees()
    return chen


async def forgetting(office: Office) -> Colleague:
    chen = office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await chen.says("/forget_me")
    return chen


async def choosing_how(office: Office) -> Colleague:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await wu.says("/start")
    await chen.says("/suggest 公车预约表能不能放到群里")
    return chen


async def drafting(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.sends("document", content=NEW.encode(), name="2024.txt")
    return wu


async def choosing_a_passage(office: Office) -> Colleague:
    wu = await binding(office)
    await wu.says("2023-1-01")
    assert "以后这样问" in wu.sees()
    return wu


async def withdrawing(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/speeches")
    await wu.taps("下架 2023")
    return wu


async def undoing(office: Office) -> Colleague:
    wu = await withdrawing(office)
    await wu.taps("确认下架")
    await wu.says("/rollback")
    return wu


async def sending(office: Office) -> Colleague:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await chen.says("/subscribe 17:30")
    await wu.says("/notice 明天下午两点集中学习")
    return wu


async def appointing_by_name(office: Office) -> Colleague:
    await office.colleague("陈敏").says("/start")
    wu = office.colleague("吴")
    await wu.says("让陈敏当编辑")
    return wu


async def making_sure(office: Office) -> Colleague:
    wu = await sending(office)
    await wu.taps("发送")
    return wu


WORDS = (
    Scene(Asked.SUGGESTION, suggesting, "公车预约表放到群里更方便", "怎么发给运维人员"),
    Scene(Asked.NOTICE, noticing, "明天下午两点集中学习", "上面就是通知的样子"),
    Scene(Asked.TITLE, naming, "在动员会上的讲话", "《在动员会上的讲话》"),
    Scene(Asked.DATE, dating, "2024年2月7日", "2024年2月7日"),
    Scene(Asked.REPLY, replying, "晚上八点以前有面条。", "现在发出吗？"),
    Scene(Asked.BINDING, binding, "2023-1-01", "以后这样问，就直接回答这一段"),
    Scene(Asked.ANSWER, answering, "明天就放。", "现在发出吗？"),
    Scene(Asked.PAUSE, pausing, "3天", "已暂停推送"),
    Scene(Asked.LINE, correcting_a_line, "把账目管好。", "没有审批的不接侍。"),
    Scene(Asked.QUIZ_ITEM, rewording, ITEM, "改好了"),
    Scene(Asked.LEDGER, choosing_days, "2026年第一季度", "的台账做好了"),
    Scene(Asked.ENTRY, entering, "3月1日 组织观看警示教育片", "已补记到台账"),
    Scene(Asked.SUBJECT, choosing_a_subject, "作风建设", "主题材料：作风建设"),
    Scene(Asked.QUIZ_TIME, choosing_a_weekday, "每周三下午三点", "已订阅每周一题，每周三 15:00"),
    Scene(Asked.CHECKLIST, writing_a_line, "公车入库要登记。", "定好了"),
    Scene(Asked.DUTY_NAME, naming_a_duty, "廉洁家访", "廉政事项：廉洁家访"),
    Scene(Asked.DUTY_TIME, timing_a_duty, "每季度末 9点", "时间：每季度最后一天"),
    Scene(Asked.DUTY_PEOPLE, putting_in, CONCERNED, "人：1 人"),
    Scene(Asked.DUTY_OFF, taking_off, CONCERNED, "去掉了 1 人"),
    Scene(Asked.DUTY_PASSAGES, citing, "2023-1-01", "原文：2023-1-01"),
    Scene(Asked.DUTY_FORM, giving_a_form, "谈话记录.docx", "表格：谈话记录.docx", file=form()),
    Scene(Asked.DUTY_DONE, saying_when, "昨天", "已记下：责任书"),
    Scene(Asked.DUTY_LATER, putting_off, "5天", "“责任书”推迟到"),
)
CHOICES = (
    Scene(Asked.HOUR, offering, "是", "每天 09:00 推送"),
    Scene(Asked.FORGET, forgetting, "是", "都删了"),
    Scene(Asked.SEND_HOW, choosing_how, "匿名", "已发给运维人员", "原话已删"),
    Scene(Asked.SEND_ANSWER, answered, "是", "已转给提意见的人", "没有发出"),
    Scene(Asked.DRAFT, drafting, "是", "已收录", "没有收录"),
    Scene(Asked.BIND, choosing_a_passage, "是", "已绑定"),
    Scene(Asked.WITHDRAW, withdrawing, "是", "已下架《", "回答都出自这"),
    Scene(Asked.ROLLBACK, undoing, "是", "已撤回", "没有改动"),
    Scene(Asked.SEND_NOTICE, sending, "是", "确定发给 1 个会话", "没有发给任何人"),
    Scene(Asked.SURE, making_sure, "是", "开始发了", "没有发给任何人"),
    Scene(Asked.SEND_REPLY, replied, "是", "已转给提问人", IN_VAIN),
    Scene(Asked.REBIND, binding_anew, "是", "已重新绑定"),
    Scene(Asked.TAKE_WAYS, taking_ways, "是", "已收下", "这一批丢掉了"),
    Scene(Asked.READ_RIGHT, reading_a_scan, "是", "还有 1 行要看"),
    Scene(Asked.APPOINT, appointing_by_name, "是", "现在是编辑了"),
    Scene(Asked.RESEND, reported, "是", "几秒内补发 2 个", "不确定 2"),
    Scene(Asked.TAKE_BACK, taking_back, "是", "正在撤回", "已全部发出"),
)
EVERY = WORDS + CHOICES


def named(scenes: tuple[Scene, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("scene", scenes, ids=[scene.kind.value for scene in scenes])


def since(person: Colleague, before: Message) -> str:
    """Return everything the bot has said to a person after a message."""
    answers = person.answers()
    return "\n".join(message.text for message in answers[answers.index(before) + 1 :])


async def kept(office: Office) -> list[str | None]:
    """Return the words of every question that is kept."""
    async with office.database.connection() as connection:
        return list(await connection.scalars(select(questions.c.words)))


async def given(person: Colleague, scene: Scene, answering: Message | None = None) -> str:
    """Give a scene's answer and return what the bot says to it."""
    if not scene.file:
        return await told(person, scene.answer, answering)
    before = person.last()
    await person.sends("document", content=scene.file, name=scene.answer, answering=answering)
    return since(person, before)


async def told(person: Colleague, words: str, answering: Message | None = None) -> str:
    """Say something and return what the bot says to it."""
    before = person.last()
    await person.says(words, answering=answering)
    return since(person, before)
