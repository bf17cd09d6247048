"""Which terms can stand for one another: all of blame or all of praise."""

from collections.abc import Callable, Iterable, Iterator

from core.patterns import pattern
from knowledge.quiz.choices import COUNT
from knowledge.quiz.material import Blank, Material, Statement

FEW_SPEECHES = 2  # of so few nothing can be concluded from that only one says it
NEAR = 8  # characters before a term
FOUGHT = pattern(
    "反对|反|纠|整治|治理|力戒|防止|防范|查处|杜绝|抵制|破除|遏制|惩治|清除|清理|打击|警惕|远离|压缩|狠刹|根除"
)
BAD = pattern("[”、“\u4e00-\u9fff]{0,6}(?:问题|现象|陋习|反弹|顽疾|整治|治理|歪风|之风|之害|经费|支出)")
CLAUSE = "，。；：！？"


def terms_like(blank: Blank, spares: Iterable[str], material: Material) -> Iterator[str]:
    """Yield of `spares` the terms that are spoken of as this one is; none for a term of one speech alone.

    Such a one (a campaign's name) is told from what all speak of, and from other campaigns by the sentence.
    """
    blamed = is_blamed(blank.answer, material)
    if not _is_own(blank.answer, material):
        yield from (one for one in spares if is_blamed(one, material) == blamed)


def _is_own(term: str, material: Material) -> bool:
    """Return whether only one of several speeches says a term."""
    several = len(material.speeches) > FEW_SPEECHES
    return several and len({statement.slug for statement in material.holding(term)}) == 1


def rank_of(blank: Blank, material: Material) -> Callable[[str], int]:
    """Return what orders wrong terms: as long, said by several, of one form (四个自信), of the same speech."""
    answer, slug = blank.answer, blank.statement.slug

    def rank(one: str) -> int:
        return (
            8 * (abs(len(one) - len(answer)) > 1)
            + 4 * _is_own(one, material)
            + 2 * (bool(COUNT.match(one)) != bool(COUNT.match(answer)))
            + all(statement.slug != slug for statement in material.holding(one))
        )

    return rank


def is_blamed(term: str, material: Material) -> bool:
    """Return whether a speech says that this is fought or kept small: 纠“四风”, “三公”经费."""
    return any(_blamed_in(statement, term) for statement in material.holding(term))


def _blamed_in(statement: Statement, term: str) -> bool:
    quoted = f"“{term}”"
    at = statement.text.find(quoted)
    if at < 0:
        return False
    before = statement.text[max(0, at - NEAR) : at]
    clause = before[max(before.rfind(sign) for sign in CLAUSE) + 1 :]
    return bool(FOUGHT.search(clause) or BAD.match(statement.text, at + len(quoted)))
