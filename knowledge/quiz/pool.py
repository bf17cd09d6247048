"""What can stand for one another: what the speeches say in the same form, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from core.quiz import QuizKind
from knowledge.quiz import said_of
from knowledge.quiz.material import Blank, Statement, pairs_of
from knowledge.speech.segment import Segmented

NEAR = 3000  # characters: what stands farther away in its speech is of another subject
CLEAN = pattern(
    "廉|腐|纪检|纪委|[党违铁]纪|纪律(?:建设|教育|规矩)|[严政执]明?治?纪律|规矩|(?<!经营)作风|自律|敬畏|警醒|警示|从严治党|责任书|"
    "管党治党|党的建设|党的领导|党内(?:监督|政治|生活|法规)|党性|党组|党支部|党委|政绩|干部|八项规定|厉行节约|勤俭|过紧日子|权力|党员|"
    "三不腐|二十大精神|谈心谈话"
)
# An office's own duties stand beside these; an economy is overseen and saves as well.
BESIDE_IT = pattern("纪律|监督|节约|浪费|责任|调查研究|调研|担当")
OF_AN_ECONOMY = pattern(
    "产业|产品|市场|价格|提价|成本|企业|工业|农业|农村|生产|经济|贸易|外汇|投资|消费|土地|耕地|工程|金融|项目|质量|"
    "经营|商业|污染|排放|环保|财务|审计|统计|改革|国防|科技|教育事业|外交|和平|生态环境|个现代化"
)
CALLED_ALIKE = 0.5  # of the pairs of characters of a title
FORMS = {
    QuizKind.ROLE: said_of.roles,
    QuizKind.WHO: said_of.agents,
}


@dataclass(frozen=True, slots=True)
class Spare:
    """What may be a wrong choice: its words, where they stand, and in what form or list."""

    words: str
    slug: str
    start: int
    head: str
    on_subject: bool  # its sentence speaks of clean government


class Pool:
    """The spares of some statements, by what is asked for."""

    def __init__(self, statements: Iterable[Statement], speeches: Sequence[Segmented]) -> None:
        self._kin = {one.speech.slug: _kin(one, speeches) for one in speeches}
        self._of: dict[QuizKind, list[Spare]] = {kind: [] for kind in FORMS}
        for statement in statements:
            for kind, form in FORMS.items():
                self._of[kind] += (
                    Spare(
                        one.answer,
                        statement.slug,
                        statement.start + one.start,
                        one.head,
                        on_subject(statement),
                    )
                    for one in form(statement)
                )

    def near(self, kind: QuizKind, blank: Blank) -> Iterator[Spare]:
        """Yield the spares that are of one subject with the blank, the nearest first, none twice.

        Those of the same speech that stand near by; of what speaks of clean government, also what speeches of
        the same office say of it.
        """
        slug, place = blank.statement.slug, blank.statement.start + blank.start
        here = [one for one in self._of[kind] if one.slug == slug and abs(one.start - place) <= NEAR]
        found = sorted(here, key=lambda one: (abs(one.start - place), one.words))
        if on_subject(blank.statement):
            found += (
                one for one in self._elsewhere(kind, slug) if one.on_subject and one.slug in self._kin[slug]
            )
        yield from _once(found)

    def times(self, kind: QuizKind, words: str) -> int:
        """Return how many sentences say the words in the form of this kind."""
        return sum(one.words == words for one in self._of[kind])

    def _elsewhere(self, kind: QuizKind, slug: str) -> list[Spare]:
        return sorted(self._of[kind], key=lambda one: (one.slug != slug, one.words, one.start))


def _kin(speech: Segmented, speeches: Sequence[Segmented]) -> frozenset[str]:
    """Return the speeches that are called alike: of the same office, on the same occasion."""
    called = pairs_of(speech.speech.title)
    shared = {one.speech.slug: len(called & pairs_of(one.speech.title)) for one in speeches}
    return frozenset(slug for slug, pairs in shared.items() if called and pairs / len(called) >= CALLED_ALIKE)


def on_subject(statement: Statement) -> bool:
    """Return whether a sentence speaks of clean government."""
    return is_of_it(statement.text)


def is_of_it(words: str) -> bool:
    """Return whether words are about clean government, discipline, style of work or the conduct of cadres."""
    if CLEAN.search(words):
        return True
    beside = BESIDE_IT.search(words) or said_of.BEHAVIOUR.search(words)
    return bool(beside) and not OF_AN_ECONOMY.search(words)


def _once(spares: Iterable[Spare]) -> Iterator[Spare]:
    seen: set[str] = set()
    for one in spares:
        if one.words not in seen:
            seen.add(one.words)
            yield one
