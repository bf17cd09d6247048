"""下一页, 接着读, 上次读到哪了, 第三页: words that turn the pages of a speech one reads."""

from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.words.stretches import stretch_named
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import canonical_numerals

LAST = -1
LONGEST = 20  # characters


class PageRemark(StrEnum):
    """What is said of the pages of a speech."""

    HOW_MANY = "how many"  # 这篇一共几页
    LEAVES_OFF = "leaves off"  # 今天先看到这，下次接着


_TURNS = (
    (
        pattern(
            r"请?(?:接着|继续)(?:往下)?[读看]|(?:请|再|看|读|念|翻|跳|回|返|退|倒|去|转|给我|到)*(?:下一?|后一)页|翻页|往后翻(?:[一1]?页)?|再?往?下?翻[一1]?页|(?:再|请)?[往向](?:后|下)[一1]?页"
        ),
        1,
    ),
    (pattern(r"下下[一1]?页"), 2),
    (pattern(r"上上[一1]?页"), -2),
    (
        pattern(
            r"(?:请|再|看|读|念|翻|跳|回|返|退|倒|去|转|给我|到)*(?:上一?|前一)页|往前翻(?:[一1]?页)?|再?往上翻(?:[一1]?页)?|(?:再|请|倒着?|倒回来?)*[往向](?:前|上|回)[一1]?页|倒着?(?:翻|看|读)?[一1]页"
        ),
        -1,
    ),
    (pattern(r"我?(?:上次|刚才|现在)?[读看念]到了?哪(?:里|儿|一?页)?儿?了?"), 0),
    (
        pattern(
            r"(?:从|接着|继续|回到?|返回|再)*(?:上次|刚才|刚刚|之前|前面)(?:[读看念]到?)?的?(?:那[一1]?页|地方|位置|那里|那儿)?(?:接着|继续|往下)*[读看念]?"
            r"(?<=[读看念页方置里儿续下])"
        ),
        0,
    ),
    (pattern(r"(?:从|接着|继续)上次"), 0),
    (
        pattern(
            r"(?:等等|等下|慢着|那|我|请问)*(?:刚才|上次|刚刚|昨天|之前)?(?:[那这][一1]?[篇份])(?:讲话|稿子)?[读看念翻]到了?(?:哪|第几页)(?:里|儿|[一1]?页)?儿?了?"
        ),
        0,
    ),
    (
        pattern(
            r"(?:再|我想?|请|带我)*(?:回到?|返回|退回到?|翻回到?)(?:去)?(?:我|刚才|刚刚|上次|之前|正?在)*[读看念]的?(?:那[一1]?[页篇]|地方|位置|那里|那儿|讲话)(?:去|吧)?"
        ),
        0,
    ),
)

# 往回两页, 再往后翻三页, 退2页.
_SO_MANY = pattern(
    r"(?:再|请|那|给我|想)*(?:(?P<back>[往向朝](?:回|前|上)|回|退|倒)|[往向朝](?:后|下)|后|下)(?:面|边)?"
    r"(?:翻|退|倒|看|读|念|走|跳|回|去)*(?P<number>\d{1,2})页(?:吧|看看)?"
)
_REMARKS = (
    (
        pattern(
            r"(?:这[篇个次]?|那|它|后面|剩下?的?|没[读看]的?|一共|总共|到底|还|全文|全篇|讲话|有|是|共)*(?:几|多少)页[啊呢]?"
        ),
        PageRemark.HOW_MANY,
    ),
    (
        pattern(
            r"(?:今天|今儿个?|今晚|我|就|先|暂时|那|行了?)*[看读念]?到(?:这|此)(?:里|儿|一?页)?(?:吧|了|为止)*"
            r"(?:(?:下次|下回|明天|明儿|回头|改天|有空|晚上|以后)(?:再|接着|继续|来|[看读念])*吧?)?"
        ),
        PageRemark.LEAVES_OFF,
    ),
    (
        pattern(
            r"(?:那|今天|今儿|我|就|这个?|先|暂时)*(?:放放|放[一1]放|放着|放下|搁[一1]?[搁下着]|歇会儿?|歇歇|停在?这(?:里|儿)?|不[看读]了|[看读]累了)(?:吧|了)*"
            r"(?:(?:下次|下回|明天|明儿|回头|改天|有空|晚上|中午|以后)(?:再|接着|继续|来|[看读念])+吧?)"
        ),
        PageRemark.LEAVES_OFF,
    ),
)

# What turns a page where one stands there, and means something else elsewhere.
_ON_A_PAGE = (
    (
        pattern(
            r"(?:再|请|那)?(?:[往向](?:后|下)面?|接着|继续|后面[一1]?页|翻)+(?:[读看念走翻]|来|过去?|下去)*(?:吧|呢)?"
            r"|(?:那|后面|下面|底下|接下来|之后)*(?:还有没有?|还有|有没有)(?:内容|下文|后文)?(?:了|吗|么|呢|啊|没|的)*|(?:那|还)?没完(?:吧|呢|吗)?|(?:那|再)?更多"
            r"|(?:那|再)?(?:后面|下面|接下来|然后|往后)的?(?:呢|吧)?|(?:再|接着)?[读看念]下去(?:吧)?|再来[一1]?页?"
        ),
        1,
    ),
    (
        pattern(
            r"(?:再|请|那)?(?:[往向](?:前|上|回)面?|后?退|倒|翻|回)(?:[读看念走翻退倒]|回(?:去|来)?|去)*(?<=[前上回退倒去来读看念走翻面])(?:[一1]?点儿?)?(?:吧|呢)?"
            r"|(?:那|再)?(?:前面|上面|往前)的?(?:呢|吧)?"
        ),
        -1,
    ),
)
_SIGNS = pattern(r"[\s,，。！？!?~～]+")
# 翻到讲监督的地方.
_TO_WORDS = pattern(
    r"(?:请|帮我|给我)?(?:翻|跳|转)到?(?:讲到?|说到?|谈到?|提到|关于|有关)(?P<words>\w{2,8}?)的?"
    r"(?:地方|部分|那里|那儿|那[一1]?[页段处块])(?:看看|吧|去)?"
)


# 自第三部分读起: where in the speech one wants to read on.
_ITS_PART = (
    r"第?(?P<{}>\d{{1,2}})个?(?:大?部[分份]|大?方面|大?标题|大[点块项]|块|章|节|大?问题)(?:那[里儿]?|的?开头)?"
)
_FROM_A_PART = pattern(
    rf"(?:请|那|就|我|想|要|直接|再|改)*(?:(?:从|自|由|打|翻到|跳到){_ITS_PART.format('a')}(?:开始|起)?|{_ITS_PART.format('b')}(?:开始|起))"
    rf"(?:往下|接着|给我)*[读看念]+(?:起来?|吧|[一1]下|下去)*|{_ITS_PART.format('c')}[读看念]起来?吧?"
)


@lru_cache(READ_AT_ONCE)
def _bare(text: str) -> str:
    return _SIGNS.sub("", fold(text))


_ON_THIS_PAGE = pattern(r"(?:这|本|此|当前)[一1]?页(?:上|里面?|中)?的?(?P<which>.+)")


def paragraph_of_page(text: str) -> int | None:
    """Return which paragraph of the page that stands there `text` wants, as `stretch_named`; None: none."""
    match = _ON_THIS_PAGE.fullmatch(_bare(text))
    return stretch_named(match["which"]) if match else None


def page_turn(text: str) -> int | None:
    """Return how many pages `text` turns; 0: it wants the page read last, None: it turns none."""
    said = _bare(text)
    if match := _SO_MANY.fullmatch(canonical_numerals(said)):
        return int(match["number"]) * (-1 if match["back"] else 1) or None
    return next((pages for form, pages in _TURNS if form.fullmatch(said)), None)


def page_remark(text: str) -> PageRemark | None:
    """Return what `text` says of the pages that turns none; None: nothing."""
    said = _bare(text)
    return next((remark for form, remark in _REMARKS if form.fullmatch(said)), None)


def turn_on_a_page(text: str) -> int | None:
    """Return how many pages `text` turns where a page stands there: 往后, 继续; None: none."""
    said = _bare(text)
    return next((pages for form, pages in _ON_A_PAGE if form.fullmatch(said)), None)


def part_read_from(text: str) -> int | None:
    """Return from which part on `text` wants to read: 3 of 自第三部分读起; None: from none."""
    match = _FROM_A_PART.fullmatch(canonical_numerals(_bare(text))) if len(text) <= LONGEST else None
    return int(match[match.lastgroup or 0]) if match else None


def words_turned_to(text: str) -> str | None:
    """Return the folded words that `text` wants the pages turned to: 监督 of 翻到讲监督的地方; else None."""
    match = _TO_WORDS.fullmatch(_bare(text)) if len(text) <= LONGEST else None
    return match["words"] if match else None


_GO = r"(?:请|我想?要?|想|直接|帮我|给我|把它)*(?:翻|跳|转|调|回|看|读|去|打开)?(?:到|回|去|看|读)*"
_PAGE = pattern(
    rf"(?:我?(?:要|说|想看|想要|是要|是说)的?(?:就)?是?|直接|就)*{_GO}从?第(?P<number>\d{{1,4}})页(?:开始)?(?:往下)?"
    r"(?:读|看|念)?(?:看|起|吧|呢|嘛|啊|呀|哈)*"
)
_LAST = pattern(
    rf"{_GO}(?:最后|末|尾|最末)(?:那|的)?(?:一|1)?页(?:看看|吧|呢)?|(?:翻|跳|转|调|拉|看|直接)+(?:到|去)*(?:最后|末尾|结尾|最末|底)(?:面|部)?(?:看看|吧)?"
)
_FIRST = pattern(
    rf"{_GO}(?:首|最前)(?:那|的)?(?:一|1)?页(?:看看|吧|呢)?|(?:翻|跳|转|调|拉|回|退)+(?:到|去)*(?:开头|最前|最开始|开始)(?:面)?(?:看看|吧)?"
    r"|(?:从|重)头(?:再|重新)?(?:来|开始|翻)(?:[一1]遍)?(?:吧)?"
)


def page_named(text: str) -> int | None:
    """Return the number of the page that `text` wants, LAST for the last one; None: it names none."""
    if len(text) > LONGEST:
        return None
    said = canonical_numerals(_bare(text))
    if match := _PAGE.fullmatch(said):
        return int(match["number"])
    if _LAST.fullmatch(said):
        return LAST
    return 1 if _FIRST.fullmatch(said) else None
