"""A wish as one talks, with a mistyped particle and with why: 静音把 早上吵老婆, 周五停一天 机关搞活动."""

from core.patterns import pattern
from knowledge.language.schedules.tokens import Kind, kinds_in
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 40  # characters
_CLAUSES = pattern(r"(?:[\s,;!~]|\.(?!\d))+")
_ASKS = pattern("[?吗么呢]|什么|怎|咋|为何|哪|谁|几(?!天)|多少|是不是|有没有|规定|要求")
# 吧 as it is mistyped, and what else only ends a sentence.
_PARTICLES = pattern("(?<=[\u4e00-\u9fff0-9])[吧把叭巴罢哈嘛呗哇哒咯喽啦哦噢啵呀啊哩嘞诶哎呦哟]+$")
# What people do at an hour of their own says why: 6点50吧 我7点就出车了.
_OWN_HOUR = pattern("(?:因为)?(?:我们?|咱们?)")
_WORDS = pattern("[\u4e00-\u9fff]{2}")
_SAYS_NOTHING_OF_WHEN = frozenset({Kind.FILL, Kind.AND, Kind.SEND, Kind.STOP, Kind.PART})


def bare_wish(text: str) -> tuple[str, bool]:
    """Return the first clause of `text` without such particles, and whether others say why; empty: it has none.

    Others that say anything of days, hours or of what is to come are more than a reason.
    """
    said = with_plain_signs(fold(text)).strip()
    if not 0 < len(said) <= LONGEST or _ASKS.search(said):
        return "", False
    first, *others = [clause for clause in _CLAUSES.split(said) if clause] or [""]
    own = {Kind.HOUR} if others and Kind.HOUR in kinds_in(first) else set()
    if not all(_is_why(one, own if _OWN_HOUR.match(one) else set()) for one in others):
        return "", False
    bare = _PARTICLES.sub("", first)
    return ("" if bare == said else bare), bool(others)


def _is_why(clause: str, but: set[Kind]) -> bool:
    """Return whether a clause says nothing of what is wished, but for `but`: 9 30 has no reason behind 9."""
    return _WORDS.search(clause) is not None and kinds_in(clause) - but <= _SAYS_NOTHING_OF_WHEN
