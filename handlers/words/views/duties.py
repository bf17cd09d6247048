"""What people are shown of duties: the question whether they agree, the reminder, what they did with it."""

from datetime import date

from telegram import InlineKeyboardMarkup

from core.duties import Cited, DutyAsk, DutyFewer, DutyForm, DutyNobody, DutyReminder
from core.names import fenced
from core.utf16 import units
from handlers.words.cards import button, rows
from handlers.words.replies import LONGEST_MESSAGE, Piece, View, plain, source_line
from knowledge.language.calendar.saying import said_date

ASK = (
    "廉政事项：{name}\n{when}\n运维人员请您负责这件事。同意的话，到时候我私下提醒您一次，过期再说一次。\n"
    "我只记到期和办结的日期，不记谈了什么；运维人员只看得到每件事项还有几件没办，看不到是谁。"
)
AGREE, DECLINE = "同意提醒", "不归我"
REMINDER, OVERDUE = "廉政事项提醒：{name}", "廉政事项：{name}"
BY = "\n请在 {day} 前办好。"
PAST = "\n原定 {day} 前办好，还没有记为已办。办完了点“已办”，还要等点“推迟”。"
CITED = "\n\n讲话里说："
DONE, LATER = "已办", "推迟"
MORE_PEOPLE, END = "加人", "结束"
FORM = "{name}：要填的表"
NOBODY = "廉政事项“{name}”现在没有人负责了：不归他们，或不能再收我的消息。可以加人，或结束它。"

FEWER = (
    "廉政事项“{name}”有人联系不上了（停用了我，或不能再使用我），已经去掉，现在 {people} 人负责。"
    "他们能联系上时，我会重新问他们；也可以另外加人。"
)


def turn_data(what: str, duty_id: int, due_on: date, more: str = "") -> str:
    """Return the data of a button about one turn of a duty."""
    return f"du:{what}:{duty_id}:{due_on:%Y%m%d}" + (f":{more}" if more else "")


def turn_keyboard(duty_id: int, due_on: date) -> InlineKeyboardMarkup:
    """Return what a person can do with what is due."""
    return rows(
        [
            button(DONE, turn_data("done", duty_id, due_on)),
            button(LATER, turn_data("later", duty_id, due_on)),
            button(DECLINE, f"du:mine:{duty_id}"),
        ]
    )


def ask_view(content: DutyAsk) -> View:
    """Return the question whether a person agrees."""
    said = ASK.format(name=fenced(content.name), when=content.when)
    agree, decline = f"du:agree:{content.duty_id}", f"du:mine:{content.duty_id}"
    return plain(said, rows([button(AGREE, agree), button(DECLINE, decline)]))


def reminder_view(content: DutyReminder) -> View:
    """Return the reminder, one message with as many of the passages as fit, each whole."""
    head, tail = (OVERDUE, PAST) if content.overdue else (REMINDER, BY)
    pieces = [
        Piece(head.format(name=fenced(content.name)), bold=True),
        Piece(tail.format(day=said_date(content.until))),
    ]
    fits = LONGEST_MESSAGE - sum(units(piece.text) for piece in pieces) - units(CITED)
    cited: list[Piece] = []
    for one in content.cited:
        more = (Piece("\n"), *_cited(one))
        fits -= sum(units(piece.text) for piece in more)
        cited += more if fits >= 0 else ()
    pieces += [Piece(CITED), *cited] if cited else []
    return View(tuple(pieces), turn_keyboard(content.duty_id, content.due_on))


def _cited(one: Cited) -> tuple[Piece, ...]:
    return (Piece(one.text, quote=True), *source_line(one.title, one.date, one.section, one.shows))


def nobody_view(content: DutyNobody) -> View:
    """Return what an operator is told when nobody has a duty."""
    return plain(NOBODY.format(name=fenced(content.name)), _office_keyboard(content.duty_id))


def fewer_view(content: DutyFewer) -> View:
    """Return what an operator is told when a duty has fewer people; not who went."""
    said = FEWER.format(name=fenced(content.name), people=content.people)
    return plain(said, _office_keyboard(content.duty_id))


def _office_keyboard(duty_id: int) -> InlineKeyboardMarkup:
    return rows([button(MORE_PEOPLE, f"dm:people:{duty_id}"), button(END, f"dm:end:{duty_id}")])


def form_caption(content: DutyForm) -> str:
    """Return what stands below the form."""
    return FORM.format(name=fenced(content.name))
