"""What a duty is to be, in the sentence that sets it up: 三月十五号前各人交廉政承诺书，提前三天催一下.

Unlike duty_told.py's, such a sentence need not say who. What it does not say is asked for on the duty's card.
"""

from core.patterns import pattern
from knowledge.language.calendar.due.recurring import names_recurring
from knowledge.language.commands.office.duty_told import DOES, MUST, WHAT, WHEN, Told, duty_told, turned_round
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 80  # characters
_N = r"[\d一二两三四五六七八九十]"
AHEAD = (
    rf"[,;]?(?:请|到时候?|记得|再|要)*(?:提前|提早|早)(?P<ahead>{_N}{{1,2}})(?P<unit>天|日|周|星期|礼拜)"
    r"(?:就|再|来|给|都)*(?:[他她我]们?|大家)?(?:催|提醒|通知|说|知会|告诉|叫|喊|打个?招呼)?(?:[1一][下声遍])?(?:[他她我]们?|大家)?[吧啊呀.!]*"
)
_AHEAD = pattern(AHEAD)
_PEOPLE = pattern(r"[,;](?:人员?|名单|参加的?|要办的?)(?:就)?(?:是|为|有|:)+(?P<people>.{2,60})$")
_EVERYBODY = r"(?:各人|每人|每个人|人人|大家(?:伙儿?)?|全体(?:人员|同志)?|所有人|各自|都)*"
_FORMS = (
    pattern(rf"(?:在|于)?{WHEN}{MUST}{_EVERYBODY}{MUST}{WHAT}[吧啊呀.!]*"),
    pattern(
        rf"{_EVERYBODY}{MUST}{WHAT}[,;]?(?:在|于|时间)?(?:是|定在?|为)?{WHEN}(?:办|完成|交|搞定)?[吧啊呀.!]*"
    ),
)
_APART = pattern(r"[,\s]+|(?<=[^,\s]{2})[和跟与及](?=[^,\s]{2})")
_DEED = pattern(rf"[把将]|{DOES}")  # 节前廉政谈话 is what it is called, 月底交承诺书 says when
_UNITS = {"天": 1, "日": 1}


def duty_described(text: str) -> Told | None:
    """Return what all of `text` says a duty is to be, and for whom, if it says that; None for other words."""
    said = with_plain_signs(fold(text)).strip()
    if len(said) > LONGEST or "?" in said:
        return None
    said, ahead = without_ahead(said)
    match = _PEOPLE.search(said)
    people = tuple(one.strip() for one in _APART.split(match["people"]) if one.strip()) if match else ()
    said = said[: match.start()] if match else said
    if told := duty_told(said):
        return Told((*told.people, *people), told.name, f"{told.when}{ahead}")
    for form in _FORMS:
        if (found := form.fullmatch(said)) and names_recurring(canonical_numerals(found["when"])):
            glued = found.end("when") == found.start("what") and not _DEED.match(found["what"])
            name = f"{found['when']}{found['what']}" if glued else turned_round(found["what"])
            return Told(people, name, f"{found['when']}{ahead}")
    return None


def without_ahead(said: str) -> tuple[str, str]:
    """Return `said` without the wish to be reminded some days ahead, and that wish: 提前3天提醒, or nothing."""
    match = _AHEAD.search(said)
    if match is None:
        return said, ""
    days = int(canonical_numerals(match["ahead"])) * _UNITS.get(match["unit"], 7)
    return f"{said[: match.start()]}{said[match.end() :]}".strip(",; "), f"提前{days}天提醒"
