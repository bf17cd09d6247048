"""Parts of the day that stand for no hour by themselves: 晚上, 下班前. They are offered as hours to choose."""

from enum import StrEnum

from core.patterns import pattern
from knowledge.language.writing.signs import argument, letters_of


class PartOfDay(StrEnum):
    """A part of the day, by the word that people are told it with."""

    MORNING = "早上"
    FORENOON = "上午"
    NOON = "中午"
    AFTERNOON = "下午"
    BEFORE_WORK = "上班前"
    END_OF_WORK = "下班前后"
    EVENING = "晚上"
    BEFORE_SLEEP = "睡前"


# The hours that are offered for each, as they are stored.
HOURS: dict[PartOfDay, tuple[str, ...]] = {
    PartOfDay.MORNING: ("06:30", "07:00", "07:30", "08:00", "08:30", "09:00"),
    PartOfDay.FORENOON: ("08:30", "09:00", "09:30", "10:00", "10:30", "11:00"),
    PartOfDay.NOON: ("11:30", "12:00", "12:30", "13:00", "13:30", "14:00"),
    PartOfDay.AFTERNOON: ("14:00", "14:30", "15:00", "15:30", "16:00", "17:00"),
    PartOfDay.BEFORE_WORK: ("07:30", "07:45", "08:00", "08:15", "08:30", "08:45"),
    PartOfDay.END_OF_WORK: ("16:30", "17:00", "17:15", "17:30", "17:45", "18:00"),
    PartOfDay.EVENING: ("18:30", "19:00", "19:30", "20:00", "20:30", "21:00"),
    PartOfDay.BEFORE_SLEEP: ("21:00", "21:30", "22:00", "22:15", "22:30", "23:00"),
}
_SAID = {
    PartOfDay.BEFORE_WORK: r"上班(?=(?:头|第)[1一]件|[1一]?开头)"
    r"|上班(?:前|之前|以前|时|的?时候|路上)|(?:刚|一|1)上班(?:的?时候)?|刚到单位",
    PartOfDay.END_OF_WORK: r"(?:快|临)?(?:下班|收工|收车|下工)(?:前|之前|以前|后|之后|以后|时|的?时候|路上)?",
    PartOfDay.BEFORE_SLEEP: r"(?:临)?睡(?:觉|觉)?(?:前|之前|以前)",
    PartOfDay.NOON: r"中午|正午|午间|晌午|午休(?:时|的?时候|时间)?|吃?午饭(?:前|后|时|的?时候)?",
    PartOfDay.FORENOON: r"上午|早饭后|午前",
    PartOfDay.AFTERNOON: r"下午|午后",
    PartOfDay.EVENING: r"晚上?|傍晚|夜里|夜晚|夜间|晚间|吃?(?:完|了)?晚饭(?:前|以?后|时)?|天黑(?:以?后)?",
    PartOfDay.MORNING: r"早上|早晨|清晨|清早|大清早|大早上|一?大?早|1早|早间|起床(?:后|时|的?时候)?|早起",
}
_LEAD = (
    r"(?:请|麻烦|还是|以后|今后|就|都|把|将|推送|提醒|廉语|发|时间|[改换调设挪移放推][成为回至]?|在|每天|每日|天天"
    r"|于|等|到|是|我|想|要|给)*"
)
_TAIL = (
    r"(?:时候|的?(?:头|第)[1一]件(?:事情?)?|[1一]?开头|的?最后[1一]件(?:事情?)?|再|才|的|推送|推|发送|发|提醒|通知|收|看|给我们?|过来|[一1][条次句]|就?[行好够]|吧|了|呢|哈|啊|呀"
    r"|谢谢您?你?|[.,!?~])*"
)
_PARTS = tuple((part, pattern(rf"{_LEAD}(?:{said}){_TAIL}")) for part, said in _SAID.items())
LETTERS = letters_of(_LEAD, _TAIL, *_SAID.values())
LONGEST = 30  # letters


def part_of_day(text: str) -> PartOfDay | None:
    """Return the part of the day that `text` is, whatever it asks for with it: 改成晚上, 晚上发, 下班前再推."""
    said = argument(text)
    if not said or len(said) > LONGEST or not LETTERS.issuperset(said):
        return None
    return next((part for part, form in _PARTS if form.fullmatch(said)), None)
