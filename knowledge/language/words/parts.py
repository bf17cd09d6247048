"""Two questions in one message: 一岗双责是什么意思？还有三重一大呢？ and A和B分别是什么 come apart.

What is taken apart wrongly is answered wrongly, so each part must stand alone: it asks, and it has a subject of
its own. Background before a question, the same asked twice (四种形态是什么？是哪四种) and phrases with 和 or 、
in them (核心意识、看齐意识) stay together.
"""

import re
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.talk.small_talk import is_small_talk
from knowledge.language.words import frames
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.normalize import fold

LONGEST = 200  # characters of a message that is looked at
SHORTEST_SUBJECT = 2

# Only a message with one of these can be several questions.
_MAY_BE = pattern(
    r"[。？?！!；;\n].|[还還]有|另外|以及|[顺順]便|分[别別]|各[是指自]|[区區]|不同|差[别別]|[关關][系係]|[联聯][系繫]|都是"
    r"|一[样樣]|一回事|一个意思|[异異]同|共同|[对對]比|比[较較起]|相[同通比]|矛盾|冲突|vs|(?:什[么麼]|哪|啥|意思).{2,}(?:什[么麼]|哪|啥|呢)",
    re.DOTALL,
)
_SENTENCE = pattern(r"(?:(?!\s(?:[(（]?\d[)）.、]|[①-⑨])\s*[^\d\s])[^。?!;\n])+[。?!;\n]*")
_ALSO = (
    r"(?:还有(?:就是)?|另外(?:再)?(?:问一?下?)?|以及|(?:顺便|再)(?:再)?问一?下?|顺便|其次|然后|那么|那|最后"
    r"|再有)"
)
_CONNECTED = pattern(rf"^{_ALSO}[,:、 ]*")
_NUMBERED = pattern(
    r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）.、:]\s*|[①-⑨]\s*|第?[一二三](?:个问题|问)?[,:、是]\s*|[-·•*]\s+)(?!\d)"
)
_ASKING = pattern(
    r"什么|啥|哪|怎|如何|咋|几[个种项条点]|多少|[吗呢][?。! ]*$|谁|是否|是不是|有没有|能不能|该不该|要不要"
    r"|可不可以|为何|[?]"
)
_MEANS = (
    r"(?:到底|具体|又|都)?(?:是什么意思|是啥意思|什么意思|啥意思|指的是什么|是指什么|指什么|指的是啥|是什么|是啥|怎么理解|如何理解"
    r"|的含义是什么|是哪[几两一二三四五六七八九十]+[种个项条点](?:内容|方面)?|包括哪些|包含哪些|有哪些)"
)
# A subject where no sign parts the questions.
_TERM = r"[^\s,。?!;:、的吗呢什么哪怎如何咋啥谁是指有了]"
_DEFINED = pattern(
    rf"(?:{_ALSO})?[,、 ]*(?:什么是|什么叫)?(?P<term>{_TERM}{{2,10}})(?:{_MEANS}[呢呀啊]?|呢)[,、? ]*"
)
_ELLIPSIS = pattern(rf"(?:{_ALSO})?[,、 ]*(?P<term>{_TERM}{{2,10}})呢[?!。\s]*")
_AND = r"(?:[、和与跟及]|以及|还有)"
_NO_TERM = pattern(r"一个|先|再|又|那个|这个")
_ASKED_OF_EACH = (
    r"(?P<each>(?:都?分别|各自|各|都)(?:又)?(?:是什么意思|是啥意思|指的是什么|是指什么|指什么|指啥|是什么|是啥|怎么说的?"
    r"|怎么讲的?|怎么理解|如何理解|是哪些|有什么要求|有哪些要求|怎么规定的?|怎么解释|包括哪些|有哪些))"
)
# How two things differ or go together.
_WITH = rf"(?:{_AND}|同(?![志样时步事意级心向]))"
_DIFFERS = r"(?:区别|不同|差别|差异|异同|不一样|两样)"
_DIFFERENCE = rf"(?:{_DIFFERS}|分别|关系|联系|关联|相同|一样|共同|相通|矛盾|冲突|重合|重叠)(?:之处|点|的?地方)?"
_ASKS_IT = r"(?:没有?|不是|什么|何|啥|哪些|哪里|哪儿|哪|几|多大|怎么?样?|怎样)"
_SAYS_IT = r"(?:的?是|在|有|大|什么|啥|哪[里些]?|何在|多大|吗|么|没|怎(?:么?样|么说)?)"
_COMPARED = (
    r"(?:在讲话[里中]面?)?(?:这?[两二]者|这[两二2]个|它们|彼此)?(?:之间|相比|比较|比起来|比)?"
    r"(?:的?(?:到底|究竟|具体|主要|又|都|本质上?)*(?:"
    rf"(?:有|是|算|存在|属于)?{_ASKS_IT}[个种样点]?的?(?:本质)?的?{_DIFFERENCE}{_SAYS_IT}*"
    rf"|(?:有|是|算|存在|属于){_DIFFERENCE}{_SAYS_IT}+|{_DIFFERENCE}{_SAYS_IT}+"
    r"|(?:是不是|是否|是|算|算是|就是)(?:同?一回事|同?一个意思|同?一个东西|[一1]码事|同一个?概念|一样)"
    r"|一不一样|一样不一样|(?:怎么|如何|咋)(?:去|来)?(?:区分|区别|联系|比较|分清?|分别)"
    rf")|的{_DIFFERENCE}|{_DIFFERS}|(?:区分|对比|比较)(?:一下)?)的?"
)
_JOINED = pattern(
    rf"(?P<terms>{_TERM}{{2,12}}?(?:{_AND}{_TERM}{{2,12}}?){{1,4}})[,: ]*"
    r"(?:这[几两三四]个?(?:词|概念|说法)?)?,?"
    rf"{_ASKED_OF_EACH}[呢吗呀啊?。! ]*"
)
_BESIDE = r"(?: |, ?|/|\s*(?:vs|pk|对比)\s*\.?)"  # what stands between two things without and
_BOTH = rf"(?P<terms>{_TERM}{{2,12}}?(?:{_WITH}{_TERM}{{2,12}}?){{1,2}})"
_JOINED_TO_COMPARE = (
    pattern(rf"{_BOTH}[,: ]*{_COMPARED}[呢吗呀啊?。! ]*"),
    pattern(rf"(?:对比|比较|区分|辨析|区别)(?:一下|下)?{_BOTH}[呢吗呀啊?。! ]*"),
    pattern(
        rf"(?P<terms>{_TERM}{{2,8}}?{_BESIDE}{_TERM}{{2,8}})[, ]*(?:有?(?:什么|啥))?的?{_DIFFERS}[呢?。! ]*"
    ),
    pattern(rf"(?P<terms>{_TERM}{{2,12}}?\s*(?:vs|pk|对比)\s*\.?{_TERM}{{2,12}})[呢吗呀啊?。! ]*"),
)
# Leans on what was said before; the second kind only where little else is said.
_LEANS = pattern(
    r"^(?:它|他|这|那|其|该|上述|前者|后者|两者|二者|是|有|包括|包含|具体|主要|一共|分别|都|各|原文|原话|出处"
    r"|在哪)"
)
_MAY_LEAN = pattern(
    r"^(?:要|怎|如何|为什么|为啥|谁|应该|能不能|可以|需要|哪|什么(?![是叫])|啥|多少|几|听说|还|又|也|就)"
)
# What is in a sentence and is no subject.
_GENERAL = pattern(
    r"内容|要求|方面|意思|具体|主要|规定|标准|原文|原话|出处|办法|措施|做法|情况|问题|原因|意义|作用|目的|背景|时候|地方|领导|文件"
    r"|[一二三四五六七八九十两几\d]+[种个项条点类次年月日]|讲话|同志|单位|科里|我们?|你们?|您|他们?|咱们?|大家|有人|别人|[这那]个?"
    r"|[的了吗呢吧啊呀和与是在有到对把被给让说讲想]"
)
# 八项规定, 四种形态: a number and what it counts are a name, but where the noun is one of any sentence.
_LISTED = pattern(
    r"[一二三四五六七八九十两几\d]+[种个项条点类大](?!内容|要求|方面|标准|办法|措施|情况|问题|原因|意义|时候|地方).{2,}"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions of a message, each standing alone. `sure`: by what is written they are several.

    `compared`: what it asks to hear the difference of, which one place may say, too; else empty.
    """

    questions: tuple[str, ...]
    sure: bool = True
    compared: tuple[str, ...] = ()


def parts_of(text: str) -> Parts:
    """Return the questions in `text`; `text` itself as it is where it is one question."""
    whole = Parts((text,))
    if len(text) > LONGEST or not _MAY_BE.search(text):
        return whole
    folded = fold(text)
    said = text if len(text) == len(folded) else folded
    return _joined(folded, said) or _glued(folded, said) or _sentences(folded, said) or whole


def _joined(folded: str, said: str) -> Parts | None:
    """Take A和B分别是什么 and A和B有什么区别 apart."""
    begins = _beginning(folded)
    if match := _JOINED.fullmatch(folded, begins):
        terms = _terms(match, _AND, folded, said)
        asks = re.sub(r"^(?:都?分别|各自|各|都)(?:又)?", "", match["each"])
        return Parts(tuple(f"{term}{asks}" for term in terms)) if terms else None
    for build in _JOINED_TO_COMPARE:
        match = build.fullmatch(folded, begins)
        if match and (terms := _terms(match, rf"{_WITH}|{_BESIDE}", folded, said)):
            return Parts(tuple(f"{term}是什么" for term in terms), compared=terms)
    return None


def _terms(match: re.Match[str], joined: str, folded: str, said: str) -> tuple[str, ...]:
    """Return the terms that `joined` joins in `match`, as written; none where one is no subject."""
    first, last = match.span("terms")
    terms, place = [], first
    for between in [*re.finditer(joined, folded[first:last]), None]:
        end = first + between.start() if between else last
        terms.append((folded[place:end], said[place:end]))
        place = first + between.end() if between else last
    if any(_NO_TERM.match(term) or len(_subject(term)) < SHORTEST_SUBJECT for term, _ in terms):
        return ()
    return tuple(own for _, own in terms) if len({term for term, _ in terms}) == len(terms) else ()


def _glued(folded: str, said: str) -> Parts | None:
    """Take questions of what terms mean apart that follow each other with a comma, 还有 or nothing between."""
    place = _beginning(folded)
    terms: list[str] = []
    found: list[str] = []
    while place < len(folded):
        match = _DEFINED.match(folded, place)
        if match is None or (not found and "呢" in match[0]):
            return None
        start, end = match.span("term")
        asks = said[end : match.end()].strip(",、? 呢，？")
        terms.append(folded[start:end])
        found.append(f"{said[start:end]}{asks or '是什么'}")
        place = match.end()
    return Parts(tuple(found)) if _differ(terms) else None


def _sentences(folded: str, said: str) -> Parts | None:
    """Take sentences apart that each ask about a subject of their own; what leans on one stays with it."""
    found, line = _Found(), False
    for match in _SENTENCE.finditer(folded):
        number = _NUMBERED.match(match[0])
        start = number.end() if number else len(match[0]) - len(match[0].lstrip())
        connected = _CONNECTED.match(match[0], start)
        start = connected.end() if connected else start
        sentence = match[0][start:].strip()
        if sentence and not is_small_talk(sentence):
            words = said[match.start() + start : match.end()].strip()
            found.add(sentence, words, numbered=bool(number), marked=bool(connected) or line)
        line = "\n" in match[0]
    return found.parts()


class _Found:
    """The questions found so far: what each is about, and its words."""

    def __init__(self) -> None:
        self._subjects: list[str] = []
        self._words: list[str] = []
        self._before = ""  # what was said before a question that may lean on it
        self._numbered = 0
        self._marked = False
        self._sure = True

    def add(self, sentence: str, words: str, *, numbered: bool, marked: bool) -> None:
        """Take one more sentence, folded and as written; `marked`: by 还有, or by a line of its own."""
        self._numbered += numbered
        sure = numbered or marked
        if self._words and (also := _ELLIPSIS.fullmatch(sentence)):
            self._take(_subject(also["term"]), f"{also['term']}是什么", sure=True)
        elif not (_ASKING.search(sentence) or numbered):
            self._before = words
        elif _stands_alone(sentence):
            self._take(_subject(sentence), words, sure=sure or not self._words)
        elif self._before:
            self._take(_subject(fold(self._before)), f"{self._before}{words}", sure=sure or not self._words)
        elif self._words:
            self._words[-1] += words
        else:
            self._take("", words, sure=False)

    def _take(self, subject: str, words: str, *, sure: bool) -> None:
        self._subjects.append(subject)
        self._words.append(words)
        self._sure = self._sure and sure
        self._before = ""

    def parts(self) -> Parts | None:
        """Return the questions; None: they are not several that stand alone."""
        if not _differ(self._subjects):
            return None
        return Parts(tuple(self._words), sure=self._sure or self._numbered == len(self._words))


def _beginning(folded: str) -> int:
    """Return where the question begins behind a greeting."""
    match = re.match(r"(?:[你您]好|请问|请教|麻烦问|我?想(?:问|知道|了解)|问)?(?:一?下)?[,:。! ]*", folded)
    return match.end() if match else 0


def _stands_alone(sentence: str) -> bool:
    least = SHORTEST_SUBJECT + 1 if _MAY_LEAN.match(sentence) else SHORTEST_SUBJECT
    return not _LEANS.match(sentence) and len(_subject(sentence)) >= least


def _subject(sentence: str) -> str:
    """Return what a folded sentence is about, without the words that ask or are in any sentence."""
    asked = strip_phrases(frames.core(sentence))
    left = asked if _LISTED.fullmatch(asked) else _GENERAL.sub("", asked)
    return re.sub(r"[\W_]", "", left)


def _differ(subjects: list[str]) -> bool:
    """Return whether there are several, no two about the same: beginning alike and sharing half."""
    if len(subjects) < 2 or any(len(subject) < SHORTEST_SUBJECT for subject in subjects):
        return False
    for place, one in enumerate(subjects):
        for other in subjects[place + 1 :]:
            shared = len(set(one) & set(other)) * 2 >= min(len(set(one)), len(set(other)))
            if shared and (one[:2] == other[:2] or one in other or other in one):
                return False
    return True
