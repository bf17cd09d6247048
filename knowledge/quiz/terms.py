"""Which terms can stand for one another: all of blame or all of praise."""

from collections.abc import Iterable, Iterator

from core.patterns import pattern
from knowledge.quiz.choices import COUNT
from knowledge.quiz.material import Blank, Material, Statement
from knowledge.quiz.pool import Spare, on_subject

UNLIKE = 1  # characters that a term may be longer or shorter
BRACKET = pattern("^（[^）]*）")
NOUN = pattern("[\u4e00-\u9fff]{2}")
NEAR = 8  # characters before a term
FOUGHT = pattern(
    "反对|反|纠|整治|治理|力戒|防止|防范|查处|杜绝|抵制|破除|遏制|惩治|清除|清理|打击|警惕|远离|压缩|狠刹|根除"
)
BAD = pattern("[”、“\u4e00-\u9fff]{0,6}(?:问题|现象|陋习|反弹|顽疾|整治|治理|歪风|之风|之害|经费|支出)")
CLAUSE = "，。；：！？"


def terms_like(blank: Blank, spares: Iterable[Spare], material: Material) -> Iterator[str]:
    """Yield of `spares` the terms that are spoken of as this one is.

    They are of one form (四个自信, 三会一课), of blame or not, and called the same behind the term (…制度).
    Where nothing stands behind it, those that are said of clean government may stand for it.
    """
    answer = blank.answer
    form, blamed, called = _form(answer), is_blamed(answer, material), _called(answer, material)
    if called or (on_subject(blank.statement) and not form):
        for one in spares:
            alike = _form(one.words) == form and abs(len(one.words) - len(answer)) <= UNLIKE
            near = called & _called(one.words, material) if called else one.on_subject
            if alike and near and is_blamed(one.words, material) == blamed:
                yield one.words


def _form(term: str) -> str:
    """Return the word that a term counts with: 个 of 四个自信, nothing of 三会一课."""
    found = COUNT.match(term)
    return found[0][-1] if found else ""


def _called(term: str, material: Material) -> set[str]:
    """Return the nouns that stand behind a term: 制度 of “三会一课”制度 and “三重一大”（即：…）制度."""
    quoted = f"“{term}”"
    behind = (BRACKET.sub("", one.text.partition(quoted)[2], count=1) for one in material.holding(quoted))
    return {found[0] for words in behind if (found := NOUN.match(words))}


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
