"""What operators and editors say for the views that exist, told by their likeness to desk_views.txt.

A view is a command's name, or one without a command. A new way of asking for one is a line more there.
Names, days and hours count as such, not by what they say.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from core.patterns import pattern
from knowledge.language.calendar.past_periods import is_a_period
from knowledge.language.commands.office.kept_lists import Wants, kept
from knowledge.language.wishes.wish_features import core
from knowledge.language.words.likeness import Sentences
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.numerals import canonical_numerals

FILE = Path(__file__).with_name("desk_views.txt")
LONGEST = 30  # characters
SHORTEST_LIKE, LIKE_IF_SHORT = 5, 0.7  # characters; fewer must be liker: 责任书 is a subject, 意见箱 a view
LIKE, VERY_LIKE, ALMOST_THE_SAME = 0.62, 0.8, 0.92  # it may be meant; it surely is, for who does it; for all
# Views without a command.
LAST_NOTICE, TAKE_BACK, HEALTH = "last_notice", "take_back", "health"
DUTY_TOLD, QUOTE_TOLD = "duty_told", "quote_told"  # a duty, a quote that all of a sentence is about
KEPT = "kept"  # of quotes or items, by what stands there
ANOTHER = "another"  # quote for everybody
OPINIONS, INVITED, INVITATIONS = "opinions", "invited", "invitations"

ACTS, _HOW = frozenset({"invite"}), pattern("怎|如何|咋")  # who asks how it is done has not asked to do it
WAITING = Wants.WAITING.value  # what /curate and /items are told where those that wait are asked for
THIS_ONE = "这一条"  # what /curate is told for the quote that stands there
OPINIONS_ASKED = "今年 意见办理"  # what /ledger is told for OPINIONS
INVITATIONS_ASKED = "列表"  # what /invite is told for INVITATIONS
AHEAD = Wants.AHEAD.value  # what /curate is told for the quotes of the days to come
DECIDED = "刚才那道"  # what /items is told for the item that was decided last
_DECIDED = pattern("[刚那]道?|上[1一]道")
_AHEAD = pattern("排|(?:以后|后面|接下来)几天")
_THIS_ONE = pattern("[这那][一1]?[条句]")
_PERSON = pattern(
    r"[老小][\u4e00-\u9fff](?![门组队时心会])|[\u4e00-\u9fff](?:主任|科长|处长|局长|干事|书记|师傅)(?=是|有|和|加|[,、])"
)
_GROUP = pattern(r"[\u4e00-\u9fff]{1,4}(?:支部|处|科|室|局|部)的?(?=群)")
_PERIOD = pattern(
    r"(?:第?[1-4一二三四](?:个)?季度|[上本这今去][个]?(?:月|季度|年|半年)|全年|[上下]半年|\d{1,2}月份?)(?:全年)?"
)
_INVITED = pattern(
    r"(?P<number>\d{1,3})(?:个|位|名)?(?:(?P<uses>人|同[事志]|次)|(?P<days>天|日|周|星期|礼拜|月))"
)
_AS_EDITOR = pattern("[当做任][上个]?编辑")
# How many may come, and for how long, is no matter of what is asked for.
_INVITES = pattern("邀请|链接")
_HOW_MANY = pattern(
    r"(?:能|可以?|够|给)?(?:用|管|进)?[\d一二两三四五六七八九十]{1,3}(?:个|位|名)?(?:人|同[事志]|次|天|日|周|星期|礼拜|月)"
    r"(?:能用|可用|够用|用|之?内|有效|的)*"
)
# 写错了 是四楼 撤回来: what it should say is no matter of what is to be done.
_AS_IT_SHOULD_BE = pattern(r"[,，。\s]+(?:应该?|本来)?[是为][^,，。\s]{1,12}(?=[,，。\s])")
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_POLITE = pattern(r"请问|麻烦|帮我|给我看看|看一下|一下|[吗呢啊吧呀哦了,，。？?！!\s]|现在|目前")


@dataclass(frozen=True, slots=True)
class DeskView:
    """`view`: a command or a view of its own; `likeness`: how like it is to what is said for that, 0 to 1."""

    view: str
    likeness: float

    @property
    def sure(self) -> bool:
        """Return whether it is surely meant."""
        return self.likeness >= VERY_LIKE

    @property
    def certain(self) -> bool:
        """Return whether hardly a word is another than there."""
        return self.likeness >= ALMOST_THE_SAME


@lru_cache(READ_AT_ONCE)
def desk_view(text: str) -> DeskView | None:
    """Return the view that all of `text` is likely to ask for; None where it is like none of them."""
    if not 2 <= len(text) <= LONGEST or '"' in text or "“" in text:
        return None
    view, best = _sentences().nearest(text, LIKE)
    line = LIKE if len(text) >= SHORTEST_LIKE else LIKE_IF_SHORT
    told_how = view in ACTS and _HOW.search(text)
    return DeskView(view, best) if best >= line and not told_how else None


def desk_argument(view: str, text: str) -> str:
    """Return what stands behind the view's command: a ledger's days as said, or 3次 7天 for 三个人，管一周."""
    if view == "invite":
        editor = " 编辑" if _AS_EDITOR.search(text) else ""
        return f"{_invited(canonical_numerals(text))}{editor}".strip()
    if view in {"curate", "items"} and (said := kept(text)):
        return said.wants
    if view in {"curate", "items"}:
        if "审" in text:
            return WAITING
        if view == "items":
            return DECIDED if _DECIDED.search(text) else ""
        return AHEAD if _AHEAD.search(text) else THIS_ONE if _THIS_ONE.search(text) else ""
    named = [match[0] for match in _PERIOD.finditer(text) if is_a_period(match[0])] if view == "ledger" else []
    return named[0] if len(named) == 1 else ""


def _invited(text: str) -> str:
    found: dict[str, int] = {}
    for match in _INVITED.finditer(text):
        unit = match["days"]
        found.setdefault("天" if unit else "次", int(match["number"]) * _DAYS.get(unit, 1))
    return " ".join(f"{number}{unit}" for unit, number in found.items())


@cache
def _sentences() -> Sentences:
    return Sentences(FILE, _plain)


def _plain(text: str) -> str:
    """Return what is said, with a letter for each name, group and period."""
    if _INVITES.search(text):
        text = _HOW_MANY.sub("", text)
    if "错" in text:
        text = _AS_IT_SHOULD_BE.sub("", text)
    said = _PERIOD.sub("Z", _GROUP.sub("G", _PERSON.sub("N", text)))
    return _POLITE.sub("", core(said).strip("^$"))
