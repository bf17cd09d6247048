"""Where and how often words stand: 所有提到“纪律”的段落, 纪律在哪些地方提到, 有没有“零容忍”三个字.

What names speeches (naming.py) says where to count; of the rest the build tells whether words are looked for.
Which words they are is settled where the speeches are known, as only these tell 纪律和规矩 from 纪律 and 规矩.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.words.frames import ANEW
from knowledge.language.words.origin import origin_asked
from knowledge.language.words.wording import FUNCTION
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.search.exact.words_around import around
from knowledge.search.of_speeches.named import Names
from knowledge.search.of_speeches.naming import ANY, OTHER, named_in, only_leans

LONGEST = 80  # characters of a message that is looked at
LONGEST_WORD = 30  # characters, in quotation marks
LONGEST_UNQUOTED = 14
MOST_WORDS = 4

# Each stretch in quotation marks becomes one of these signs.
_SIGNS = "".join(map(chr, range(0xE010, 0xE010 + MOST_WORDS)))
_QUOTED = pattern(rf"[“\"「『‘'〝]([^“”\"「」『』‘’'〝〞]{{1,{LONGEST_WORD}}})[”\"」』’'〞]")
_OPENS = "“\"「『‘'〝"
_Q = f"[{_SIGNS}]"
_QS = rf"(?:{_Q}(?:[、和与跟及,或]|以及|还有)*)+"
_X = rf"(?P<what>[^?!。;]{{1,{LONGEST}}}?)"

_NAMING = (
    r"(?:提到|提及|提过|讲到|讲过|说到|说过|谈到|谈过|论及|论述|涉及|写到|写着|用到|出现|包含|含有|带有)"
    r"(?:到|过|了|有|着)?"
)
# These begin other words as well: 带病提拔, 讲排场, 说假话.
_SAYS = rf"(?:{_NAMING}|(?P<bare>提|讲(?!话)|说|谈|含|带)(?:到|过|了|有|着)?)"
_NAMES = r"(?:提到|提及|提过|讲到|讲过|说到|说过|谈到|谈过|涉及|论及|出现)(?:到|过|了)?"
_UNIT = r"(?:段落|段话|段|处|个地方|地方|句子|句话|句|条|篇讲话|篇)"
_WHICH = rf"(?:哪(?:些|几|一|1)?{_UNIT}|哪里|哪儿|什么地方|何处)(?:里面|里|当中|中)?"
_MANY = r"(?:几|多少)(?:段落|段|处|个地方|地方|句话|句|条)"
_TIMES = r"(?:几|多少)(?:次|遍|回)"
# What 几条 of quoted words are is asked of their meaning: “八项规定”有几条.
_MANY_PLACES = r"(?:几|多少)(?:段落|段|处|个地方|地方|句话)"
_WHICH_PLACES = (
    r"(?:哪(?:些|几|一|1)?(?:段落|段话|段|处|个地方|地方|句子|句话|句|篇讲话|篇)|哪里|哪儿|什么地方|何处)"
    r"(?:里面|里|当中|中)?"
)
# Several are asked for: who asks 哪句提到 may as well tell in their own words what they look for.
_SPOTS = rf"(?:{_MANY}|哪(?:些|几){_UNIT}(?:里面|里|当中|中)?)"
_ALSO = r"(?:还|都|也|又|一共|总共|共|分别|各|另外|到底|曾|有)*"
_TO_LIST = (
    r"(?:列出来|列出|列一下|列举|列|找出来|找出|找|给我|发我|发给我|调出来|挑出来|拿出来|标出来)(?:看看|看|吧)?"
)
_EACH = r"(?:都|全部|全|统统|分别|一一|一共|总共|共)*(?:有|在|是)?"
_ASKS = rf"{_EACH}(?:{_WHICH}|哪些|{_MANY}|{_TO_LIST})"
_ASKS_PLACES = rf"{_EACH}(?:{_WHICH}|{_MANY}|{_TO_LIST})"
_LEAD = (
    r"(?:请|问|麻烦|帮|给|我|想|要(?!求|点)|把|将|那|么|查|找|看|搜|列|举|出|下|一下|1下|都|再|还|另外|并|除了这里|除了这段"
    r"|有没有|有|一共|总共|共|在|其中|,)*"
)
_ALL = r"(?:所有|全部|凡是?|每一|每|各)(?:的)?"
_LETTERS = (
    r"(?:这?[几两二三四五六七八九十\d]+个?[字词]|这个[字词]|这?一?词|字样|这?句话|这些字"
    r"|这个?(?:说法|提法|表述))"
)
_WHETHER = r"(?:有没有|有无|是否有?|可有|可曾|是不是|能否|有)"
_ENDS = r"(?:吗|么|没有|没|不|呢|啊|呀)*"
# True: the form asks only whether the words occur, so that "not found" is an answer.
_FORMS = (
    (pattern(rf"(?:那么?|还有|再查|再看)?(?P<what>{_QS})呢"), True),
    (
        pattern(
            rf"(?:那|把|将|,)*(?P<what>{_QS})(?:这个词)?(?:也|再|还|都|给我|帮我)*(?:数|统计|算)(?:[一1]下|[一1]?数)?(?:吧|看看|呢)?"
        ),
        True,
    ),
    (
        pattern(
            rf"(?:再|也|还|那|请|帮我|给我)*(?:数|统计)(?:[一1]下|[一1]?数)?(?P<what>{_QS})(?:吧|看看|呢)?"
        ),
        True,
    ),
    (pattern(rf"{_LEAD}{_ALL}{_SAYS}{_X}的(?:所有|全部)?{_UNIT}(?:{_ASKS})?{_ENDS}"), True),
    (pattern(rf"{_LEAD}{_ALL}{_SAYS}{_X}的?{_ASKS_PLACES}{_ENDS}"), True),
    (pattern(rf"{_LEAD}{_ALL}{_NAMING}{_X}的?{_ASKS}{_ENDS}"), False),
    (pattern(rf"{_LEAD}{_SAYS}{_X}的(?:所有|全部)?{_UNIT}{_ASKS}{_ENDS}"), True),
    (pattern(rf"{_LEAD}{_NAMING}{_X}的(?:所有|全部)?{_ASKS}{_ENDS}"), False),
    (pattern(rf"{_LEAD}(?:{_ALL})?{_SAYS}(?P<what>{_QS})的?(?:所有|全部)?{_ASKS}{_ENDS}"), True),
    (pattern(rf"{_LEAD}(?:列|找|查|搜|给)+(?:出|一下|我)*{_SAYS}{_X}的{_UNIT}"), True),
    (pattern(rf"{_X}{_ALSO}(?:在|出现在)?{_SPOTS}{_ALSO}{_SAYS}(?:过|了)?{_ENDS}"), True),
    (pattern(rf"{_X}{_ALSO}(?:在|出现在)?{_WHICH}{_ALSO}{_SAYS}(?:过|了)?{_ENDS}"), False),
    (pattern(rf"{_X}{_ALSO}出现(?:过|了)?在?(?:{_WHICH}|{_MANY}){_ENDS}"), False),
    (pattern(rf"{_X}{_ALSO}(?:被)?{_NAMES}(?:过|了)?(?:{_MANY}|{_TIMES}){_ENDS}"), True),
    (
        pattern(
            rf"{_LEAD}(?P<what>{_QS})的?{_LETTERS}?{_ALSO}(?:在|出自|出现在|位于|见于|出现)?的?(?:{_WHICH_PLACES}|{_MANY_PLACES}|{_TIMES}){_ENDS}"
        ),
        True,
    ),
    (
        pattern(
            rf"{_LEAD}{_X}(?P<letters>{_LETTERS})的?(?:所有|全部)?(?:出处|位置|段落|地方|原文)?{_EACH}(?:{_TO_LIST}|{_WHICH_PLACES}){_ENDS}"
        ),
        True,
    ),
    (pattern(rf"{_LEAD}{_X}的?(?:所有|全部)?的?(?:出处|位置){_EACH}{_TO_LIST}{_ENDS}"), True),
    (pattern(rf"{_LEAD}{_X}的?(?:所有|全部)的?(?:出处|位置){_ENDS}"), True),
    (
        pattern(
            rf"{_LEAD}(?:是否|是不是)?(?:{_NAMES}|用|写)*(?P<what>{_QS})的?{_LETTERS}?(?:这个|的)*(?:出现|有|提)?(?:过|没有)*{_ENDS}"
        ),
        None,
    ),
    (
        pattern(
            rf"{_LEAD}(?:有|出现|(?P<verb>提|说|讲)|是否)(?:没|到|过|了|有)*{_X}(?P<letters>{_LETTERS}){_ENDS}"
        ),
        True,
    ),
    (
        pattern(
            rf"{_LEAD}{_X}(?P<letters>{_LETTERS})(?:这样|原样|完整地?|连着|连在一?1?起|挨着|一起|1起|就是|就|都|{_WHETHER})*"
            rf"(?:出现|提|讲|说|有|用|写)(?:到|过|了)*{_ENDS}"
        ),
        True,
    ),
    (
        pattern(
            rf"{_LEAD}(?:带|含|有|写|提|讲|说)(?:有|着|到|过)*(?P<what>{_QS})的?{_LETTERS}?的(?:所有|全部|那)*[一1]?"
            rf"(?:{_UNIT}|原话|原文|话|论述|表述|内容)?{_ENDS}"
        ),
        True,
    ),
    (pattern(rf"{_LEAD}{_WHETHER}(?:再|亦|也)?(?:{_NAMES}|提|讲(?!话)|说)(?:到|过|了)?{_X}{_ENDS}"), False),
    (pattern(rf"{_LEAD}(?:提没提|讲没讲|说没说|谈没谈)(?:到|过)?{_X}{_ENDS}"), False),
    (pattern(rf"{_X}{_WHETHER}(?:再|亦|也|都|被)*(?:{_NAMES}|提|讲|说)(?:到|过|了)*{_ENDS}"), False),
    (pattern(rf"{_X}(?:亦|也)?(?:{_NAMES}|提|讲|说)(?:到|过|了)?(?:没有|没|吗|么)"), False),
    (pattern(rf"(?P<what>{_QS})(?:是不是|是否)?(?:亦|也|都)*有(?:出现|提)?(?:过|没有)*{_ENDS}"), False),
    (pattern(rf"{_X}(?:是不是|是否)?(?:亦|也|都|里面?)*有(?:没有|吗|么|没)+"), False),
    (pattern(rf"{_LEAD}{_ALSO}{_WHICH}{_ALSO}{_SAYS}{_X}{_ENDS}"), False),
    (pattern(rf"{_LEAD}{_ALSO}{_NAMES}{_X}(?:过|了)?(?:吗|么|没有|没)"), False),
    (pattern(rf"{_X}(?:一共|总共|共|都)*(?:有|出现)?(?:几|多少)处{_ENDS}"), False),
)
# 提到“履职”的段落, 追责几处，和问责比哪个多.
_MENTIONING = pattern(
    rf"{_LEAD}(?:{_NAMING}|讲|说)(?P<what>{_QS}|[^?!。;]{{2,14}}?)的(?:所有|全部)?(?:{_UNIT}|原文|原话)"
)
# 那车呢, 说车的那段: of one character, where the speeches have it.
_ONE_CHARACTER = pattern(
    rf"(?:后[面头]|前[面头]|下面|上面)?(?:那么?|还有|再看看?)(?P<a>[^\W\d_a-z])呢|{_LEAD}(?:{_NAMING}|讲|说|提)(?:到|了|过)*(?P<b>[^\W\d_a-z])的[那这]?[一1]?{_UNIT}(?:呢|在哪里?)?"
)
_NO_SUBJECT = frozenset("你我他她它您咱谁哪啥段句条处页篇点年月日天")
# 翻到讲监督的地方, where no page has it.
_TURNS_TO = pattern(
    rf"(?:请|帮我|给我)?(?:翻|跳|转)到?(?:{_NAMING}|讲|说|谈|提|关于|有关)(?P<what>{_QS}|\w{{2,8}}?)的?(?:地方|部分|那里|那儿|那[一1]?[页段处块])(?:看看|吧|去)?"
)
_HOW_OFTEN = pattern(
    rf"{_LEAD}(?P<what>[^?!。;,:]{{2,10}}?)(?:(?:[一1]共|总共|出现|提到|提|讲|说)+(?:过|了|到)?(?:{_MANY}|{_TIMES})"
    rf"|(?:{_MANY}|{_TIMES})(?=[全一1总合共]))(?:全部|全都|全文|[一1]共|总共|合计|都算|算上|呢)*"
)
_WHICH_IS_MORE = (
    pattern(
        rf"{_LEAD}(?:{_NAMING})?(?P<one>{_Q}|[^?!。;,:]{{2,10}}?)的?(?:一共|总共|提到?|出现|讲|说|有)*(?:{_MANY}|{_TIMES})[,:]?"
        rf"(?:再|那|和|跟|与|比|同|对比)+(?:{_NAMING})?(?P<other>{_Q}|[^?!。;,:]{{2,10}}?)的?(?:相?比|比起来|比较)?,?(?:哪个|哪一个|谁)(?:更|的?次数|说得|提得|讲得|出现得|提|出现)*多(?:些|一些|一点)?"
    ),
    pattern(
        rf"{_LEAD}(?P<one>{_Q}|[^?!。;,:]{{2,10}}?)[和与跟及、](?P<other>{_Q}|[^?!。;,:]{{2,10}}?),?(?:哪个|哪一个|谁)(?:说|提|讲|出现|用)(?:到|得|的|过)?(?:的?次数|更|比较)*多(?:些|一些|一点)?"
    ),
    pattern(
        rf"{_LEAD}(?P<one>{_Q})(?:[和与跟及、]|还是)?(?P<other>{_Q}),?(?:这?两个?词)?(?:相?比|比起来)?,?(?:哪个|哪一个|谁)(?:词|得|出现|提到?|说|讲|用|的?次数|更|比较)*[多少](?:些|一些|一点)?"
    ),
)
# 2023年是否亦提及, 这个词还在别处出现吗: of what was spoken of last.
# What was shown, and no words: 这条的出处给我.
_OF_SHOWN = pattern(
    r"(?:[把将请]|刚才|刚刚|上面|上边|前面|的)*(?:[这那上此该][一1]?)(?:条|段|则|篇|句|句话|段话)(?:廉语|原文|话)?的?(?:出处|来源|位置)"
)
_THAT = pattern(r"(?:这|那|该|此|上面|刚才)*(?:几?个)?(?:词|词语|字|句话|话|语|说法|提法|表述|它|句|内容)")
_OF_THAT = pattern(
    rf"(?:那|这个|它|此语|此)*(?:是否|有没有|有无|可)*(?:亦|也|还|曾)*{_NAMES}(?:这个|它)?{_ENDS}"
    rf"|(?:那|里面?|还|也|亦)*{_WHETHER}(?:相同|同样|类似|一样|这样|这种|这个)(?:的)?(?:提法|说法|表述|论述|内容|话|词){_ENDS}"
    r"|(?:那|就|里面?|也|还)*(?:有没有|有无|也?有)(?:说|讲|提)?(?:过|到)?[吗么没呢]*"
)
_MAY_BE = pattern(
    r"[翻跳转]到|谁.{0,6}多|谁.?[说讲提谈写]|何[年时篇会]|什么(?:时候|讲话|会)|啥时候|\w呢|[讲说提].的那?[一1]?[段处句部]|[到及过了].{1,16}的(?:段落|段|地方|句子|处|原文)|哪|何处|什么地方|几|多少|所有|全部|凡|每|有没有|有无|是否|字|词|列|找|检索|检出|摘|频次|次数|出处|说法|提法|可有|可曾|没"
    r"|数[一1]?[下数]|统计|[带含有][“\"「『‘']|[”\"」』’'〞]呢|有[吗么没]|[“\"「『‘'].+有|[“\"「『‘提讲说谈出].*[吗没么]"
)
_IS_ASKED = pattern(r"有没有|有无|是否|是不是|出现|提|[字词]|没有|[有过]吗|[有过]没|找|查|搜")
_ELSE = pattern(r"还|别处|别的|其[他它]|另外|除了")
_ASKING = pattern(r"什么|怎么|怎样|如何|为何|哪|谁|多少|是不是|能不能|可不可以|[吗呢]|(?<!自)我(?!国)|你")
_WHERE_LOOKED = pattern(
    rf"(?:在|从)?(?:{ANY}(?:年|的|里面|里|中|都(?=[提讲说谈]))*|(?:这|那)?[几两]?篇?(?:领导)?的?讲话稿?(?:里面?|中|当中|上|的)"
    r"|(?:在|从)?[这那]?[两二]篇(?:讲话|文章|稿子)?(?:里[面头]?|中|当中|内)?(?=[各分都一共总提出])"
    r"|(?:原文|全文)(?:里面?|中|当中|的)?|^讲话稿?(?=有|没|出现|提|说|讲))"
)
_LIGHT = frozenset(FUNCTION)
_POLITE = pattern(
    r"^(?:请问|请教|请|麻烦|帮我|给我|我想知道|我想|想知道|那么?|查一?下|看一?下|关于|有关|把|将|[1一]下|[:,])+"
)
_BEHIND = pattern(rf"(?:{_LETTERS}|的(?:内容|问题|事|话|字样)?|[:,])+$")
_SIZE = pattern(r"\d{1,3}(?=个?字)")
_AND = pattern(r"[、和与跟及,或]|以及|还有")


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """Of which words it is asked where they stand, as typed but folded.

    `quoted` are in quotation marks; else `said` has them somewhere in it. `strict`: only the words are asked
    for; `letters`: surely, as 三个字 says so, and then `longer` are the words if they stand (讲政治这个词).
    `elsewhere`: other places than those shown. `said` is empty where it leans on what was spoken of last:
    是否亦提及. `slugs` are the speeches named, `years` those of none. `compared`: which stand there more often
    is asked.
    """

    said: str
    quoted: tuple[str, ...] = ()
    strict: bool = True
    letters: bool = False
    longer: str = ""
    elsewhere: bool = False
    slugs: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    compared: bool = False

    def words(self, stand: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the words asked about; `stand` tells which stand in the speeches. Nothing: it is no word."""
        if self.quoted:
            return self.quoted
        if self.longer and stand(self.longer):
            return (self.longer,)
        behind = _BEHIND.sub("", self.said)
        bare = _BEHIND.sub("", _POLITE.sub("", self.said))
        if not self.strict and _ASKING.search(bare):
            return ()
        for words in dict.fromkeys((self.said, behind, bare)):
            if (len(words) > 1 or _is_heavy(words)) and stand(words):
                return (words,)
        several = tuple(dict.fromkeys(part for part in _AND.split(bare) if part))
        if 1 < len(several) <= MOST_WORDS and all(len(word) > 1 and stand(word) for word in several):
            return several
        is_word = 1 < len(bare) <= LONGEST_UNQUOTED and not _ASKING.search(bare)
        return (bare,) if is_word else ()


def words_asked(question: str, names: Names, this_year: int) -> WordsAsked | None:
    """Return of which words `question` asks where they stand, or how often; None: it asks something else."""
    folded = fold(question)
    anew = ANEW.match(folded)  # 不对，我要的是…
    folded = folded[len(anew[0].rstrip(_OPENS)) if anew and anew[0].strip(_OPENS) else 0 :]
    if len(folded) > LONGEST or not _MAY_BE.search(folded):
        return None
    quoted: list[str] = []

    def sign(match: re.Match[str]) -> str:
        if len(quoted) == MOST_WORDS:
            return match[0]
        quoted.append(match[1].strip())
        return _SIGNS[len(quoted) - 1]

    said = "".join(_QUOTED.sub(sign, folded).split()).rstrip("?!。.,~… ")
    naming, marked = named_in(said, names, this_year)
    if OTHER in marked and only_leans(marked):
        return None
    bare = _WHERE_LOOKED.sub("", marked).strip(":,。、 ")
    slugs, years = tuple(slug for slug in names.slugs if slug in naming.slugs), tuple(naming.missing)
    if slugs and _OF_THAT.fullmatch(bare):
        return WordsAsked("", strict=False, slugs=slugs, years=years)
    read = (bare, quoted, slugs, years)
    if _OF_SHOWN.match(bare):
        return None
    builds = (_by_build, _in_passing, _by_origin)
    readers = (_by_what_is_around, *builds) if quoted else (*builds, _by_what_is_around)
    return next(filter(None, (reader(*read) for reader in readers)), None)


def _by_build(
    bare: str, quoted: list[str], slugs: tuple[str, ...], years: tuple[str, ...]
) -> WordsAsked | None:
    """Return what is asked in one of the builds in which words are looked for."""
    compared = next(filter(None, (form.fullmatch(bare) for form in _WHICH_IS_MORE)), None)
    terms = (compared["one"], compared["other"]) if compared else ()
    if compared and len({one in _SIGNS for one in terms}) == 1 and len(quoted) in {0, len(terms)}:
        words = tuple(quoted[_SIGNS.index(one)] for one in terms if one in _SIGNS) or terms
        return WordsAsked("、".join(words), words, slugs=slugs, years=years, compared=True)
    for form, strict in _FORMS:
        match = form.fullmatch(bare)
        if match is None:
            continue
        what = match["what"]
        words = tuple(quoted[_SIGNS.index(one)] for one in re.findall(_Q, what))
        if quoted and not words:
            continue
        if strict is None and not _is_asked(bare):
            continue
        elsewhere, parts = _ELSE.search(bare.replace(what, "", 1)), match.groupdict()
        longer = parts["verb"] + what if parts.get("verb") and match.end("verb") == match.start("what") else ""
        size = _SIZE.search(canonical_numerals(parts.get("letters") or ""))
        if longer and size:
            what, longer = (longer if int(size[0]) == len(longer) else what), ""
        before = parts.get("bare") and match.start("bare") < match.start("what")
        return WordsAsked(
            "" if _THAT.fullmatch(what) else what,
            words,
            strict=bool(words) or (strict is not False and not before),
            letters=bool(parts.get("letters")),
            longer=longer,
            elsewhere=bool(elsewhere),
            slugs=slugs,
            years=years,
        )
    return None


def _in_passing(
    bare: str, quoted: list[str], slugs: tuple[str, ...], years: tuple[str, ...]
) -> WordsAsked | None:
    """Return what is asked for by what mentions it, turns to it, or names it in a character (那车呢)."""
    mentioning = _MENTIONING.fullmatch(bare) or _HOW_OFTEN.fullmatch(bare)
    if mentioning and not _THAT.fullmatch(mentioning["what"]):
        words = tuple(quoted[_SIGNS.index(one)] for one in re.findall(_Q, mentioning["what"]))
        if bool(words) == bool(quoted):
            return WordsAsked(mentioning["what"], words, strict=False, slugs=slugs, years=years)
    turns, one = _TURNS_TO.fullmatch(bare), _ONE_CHARACTER.fullmatch(bare)
    if turns and not quoted:
        return WordsAsked(turns["what"], slugs=slugs, years=years)
    said = (one["a"] or one["b"]) if one else ""
    known = said and said not in _NO_SUBJECT
    return WordsAsked(said, strict=False, slugs=slugs, years=years) if known else None


def _by_origin(
    bare: str, quoted: list[str], slugs: tuple[str, ...], years: tuple[str, ...]
) -> WordsAsked | None:
    """Return the words of which it is asked where they come from: 戒尺出自哪年."""
    came = origin_asked(bare) or ""
    words = tuple(quoted[_SIGNS.index(one)] for one in re.findall(_Q, came))
    return WordsAsked(came, words, slugs=slugs, years=years) if came and bool(words) == bool(quoted) else None


def _by_what_is_around(
    bare: str, quoted: list[str], slugs: tuple[str, ...], years: tuple[str, ...]
) -> WordsAsked | None:
    """Return what is asked where nothing is left over around the words, whatever its build."""
    found = around(bare, quoted=_SIGNS[: len(quoted)])
    if found is None or _THAT.fullmatch(found.words):
        return None
    words = tuple(quoted[_SIGNS.index(one)] for one in re.findall(_Q, found.words))
    if words and not re.fullmatch(_QS, found.words):
        return None
    return WordsAsked(found.words, words, strict=bool(words) or found.counts, slugs=slugs, years=years)


# What is said around words of which the same is wanted as of others: “政治规矩”也查一遍, 换成“敬畏”.
_SAME_AGAIN = pattern(
    r"也|再|又|还|同样|同上|照样|哪个更?多|谁更?多|[和跟同比]|[一1]样|那|呢|查|看|数|找|算|统计|搜|来|给我|帮我|请|[一1][遍下]|个|[一1]|词|有|多少|几|[次处遍下]|这|是|吧|的|把|将|换成?|改成?|字|二|两|2|与|[,，。?？!！\s]"
)


def same_again(question: str) -> str:
    """Return the one word in quotation marks of which nothing but the same is wanted again; empty for none."""
    said = fold(question)
    quoted = list(_QUOTED.finditer(said))
    rest = said[: quoted[0].start()] + said[quoted[0].end() :] if len(quoted) == 1 else ""
    return quoted[0][1].strip() if rest and not _SAME_AGAIN.sub("", rest) else ""


def quoted_words(question: str) -> tuple[str, ...]:
    """Return what stands in quotation marks in a question, folded."""
    return tuple(match[1].strip() for match in _QUOTED.finditer(fold(question)))


def _is_heavy(word: str) -> bool:
    """Return whether a single character may be a subject: 车 of 哪段说了车."""
    return len(word) == 1 and word.isalpha() and word not in _LIGHT


def _is_asked(bare: str) -> bool:
    """Return whether more is said than the words themselves: that they stand there is asked."""
    return _IS_ASKED.search(re.sub(_Q, "", bare)) is not None
