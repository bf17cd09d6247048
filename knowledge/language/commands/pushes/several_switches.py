"""Several things turned on or off in one message, or beside one that was asked about: 静音就好，图片我也要.

Each clause is read by its words, not to its last one. So it is only believed where such a thing is asked about,
or of a message that names more than one; and what is so meant is asked about.
"""

from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.commands.pushes.switches import Turned, eve_wanted, mute_wanted, turned
from knowledge.language.schedules.tokens import heard_in
from knowledge.language.talk.assent import assent, beyond_a_yes
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.signs import run_together

LONGEST, LONGEST_CLAUSE = 60, 16  # characters
_CLAUSES = pattern("[,;.!~]+|还有|另外|顺便|同时|外加|而且|并且|然后|(?<=[图音铃声字片卡])再")
_ASKS = pattern("[?吗么]|什么|怎|为何|为什么|哪|谁")
_NO = r"(?:别|不要|不用|不必|不|莫|甭|勿|免|关(?:掉|了|上)?|去掉|取消|停(?:掉|了)?)"
_NOT_BEFORE = rf"{_NO}(?:再|带|要|有|给我|发|的|了)*"
_EVE = r"(?:节|放假|假期|过节|长假|节假日)(?:之|以)?前"
# The first that is found counts.
_FORMS = (
    (Turned.NO_EVE, pattern(rf"{_NOT_BEFORE}{_EVE}|{_EVE}.{{0,6}}{_NO}")),
    (Turned.EVE, pattern(_EVE)),
    (
        Turned.SOUND,
        pattern(
            rf"{_NO}(?:静音|安静|消音|免打扰)|(?:静音|免打扰).{{0,2}}{_NO}"
            r"|(?<![不没别莫无甭])(?:要|有|得|会|开|恢复|打开)(?:点|个)?(?:声|响|铃)|(?<!不)(?:响|声音|铃声?)(?:铃)?(?:要|开|打开|恢复)"
        ),
    ),
    (
        Turned.SILENCE,
        pattern(
            rf"静音|安静|消音|无声|没声|免打扰|{_NOT_BEFORE}(?:响|出声|有声|声音|铃|叮|吵)|(?:响铃|声音|铃声?|提示音).{{0,3}}{_NO}"
        ),
    ),
    (
        Turned.TEXT,
        pattern(rf"{_NOT_BEFORE}(?:图|卡片)|(?:图片?|卡片).{{0,2}}{_NO}|(?:只|光|纯|就)(?:要|发|看)?(?:文|字)"),
    ),
    (
        Turned.BOTH,
        pattern(
            "图文|文图|(?:图片?|卡片)[和跟加带、与]?文?字|文?字[和跟加带、与]?(?:图|卡片)"
            "|(?:图片?|卡片)(?:我|也|都|还)*也|也.{0,3}(?:图|卡片)|再?加.?图"
        ),
    ),
    (Turned.CARD, pattern("图片|卡片|图卡|(?:发|要|成|用|看|换)图")),
    (Turned.TEXT, pattern("(?:要|发|成|用|换)(?:成)?(?:文字|字|纯文)")),
)
_OF = {
    Turned.EVE: "eve", Turned.NO_EVE: "eve", Turned.SOUND: "mute", Turned.SILENCE: "mute",
    Turned.CARD: "look", Turned.TEXT: "look", Turned.BOTH: "look",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Switched:
    """What of mute, eve and look is turned, each once; `rest` are the other clauses."""

    switches: tuple[tuple[str, Turned], ...] = ()
    rest: str = ""


@lru_cache(READ_AT_ONCE)
def switches_said(text: str) -> Switched:
    """Return what `text` turns; of each the last word counts. A question turns nothing."""
    said = run_together(beyond_a_yes(text) or text) if len(text) <= LONGEST else ""
    if not said or _ASKS.search(said):
        return Switched()
    found: dict[str, Turned] = {}
    rest: list[str] = []
    for clause in filter(None, _CLAUSES.split(said)):
        what = _switch(clause)
        if what in _OF:
            found[_OF[what]] = what
        elif assent(clause) is None:
            rest.append(clause)
    return Switched(tuple(found.items()), ",".join(rest))


def _switch(clause: str) -> Turned | None:
    if len(clause) > LONGEST_CLAUSE:
        return None
    if (exactly := turned(clause)) is not None:
        return exactly
    if (mute := mute_wanted(clause)) is not None:
        return Turned.SILENCE if mute else Turned.SOUND
    if (eve := eve_wanted(clause)) is not None:
        return Turned.EVE if eve else Turned.NO_EVE
    what = next((what for what, form in _FORMS if form.search(clause)), None)
    of_sound = what in {Turned.SOUND, Turned.SILENCE}
    return None if of_sound and heard_in(clause) else what  # 周末别吵我 is said of the days
