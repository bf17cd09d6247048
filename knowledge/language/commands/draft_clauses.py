"""A sentence to a notice's draft by its clauses: what is only said around a change is no part of the notice.

后天改成大后天，更正一下 and 再改一下，三楼换成二楼 change a day and a floor, and write nothing else.
"""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import letters_with_places

_BREAKS = r"[,，。;；!！~～\s]+"
_CHANGES = r"(?:修改|改正|更改|更正|纠正|订正|调整|变更|变动|变|改|换|写|弄|动)"
_SOON = (
    r"(?:再|还|又|也|先|得|要|需要?|麻烦|请|帮我|给我|我|您|你|那|就|把|有[个一]?[处点]?地?方?|这?[个里处])*"
)
_OF_IT = r"(?:(?:刚才|刚刚|上面|前面)?的?(?:[这那][一1]?[个条份])?(?:通知|草稿)?(?:里|上)?面?的?)"
_WRONG = (
    r"(?:我|刚才|刚刚|前面|上面|不好意思|抱歉|对不起|哎呀?|呀)*"
    r"(?:写|打|说|弄|搞|记|看|听|敲)?(?:错|岔|反|混)(?:字|地方)?了?"
)
_AGAIN = (
    r"(?:(?:改[好完了]?|完了?|弄好|重新|另外?|然后|之后|接着|最后|就|再|重|也|好了?)*"
    r"(?:发(?:送|布|出去?|一[遍次回]|[1-9][遍次]|给大家)*|来(?:一?[遍次回])?)(?:给大家)?)"
)
_SHOWN = (
    r"(?:(?:改[好完了]?|完了?|弄好)?(?:再|先|重新)*(?:给|让|叫)?(?:我|领导|[主副]任|书记|[局处科]长)?(?:再|先)*"
    r"(?:看|瞧|过目|审|检查|核对)(?:一?[看眼下遍瞧]|样子|效果|[1-9][遍次])*)"
)
_SAME = (
    r"(?:其[它他余]|别的|另外的|剩下的|后面)(?:内容|地方|部分|的)?(?:都|就|还是|照|也)*"
    r"(?:不[变动改]|别[动改]|照旧|原样|一样|照原样|保持不变|不用[动改]|没问题)"
)
_POLITE = r"(?:谢谢|多谢|谢了|麻烦[了您你]*|辛苦[了您你]*|拜托[了您你]*|[行好对]吗|可以吗|行不行|[嗯哦好行对])+"
_DOES = (
    rf"{_SOON}{_OF_IT}{_SOON}{_CHANGES}(?:一?[改下点处]|一改|[1一][点处下]|个字|一个地方|正)?"
    rf"|{_SOON}{_OF_IT}{_SOON}{_CHANGES}"
)
_ENDS = r"[了吧啊呀啦哈呢嘛哦]*"
_AROUND = pattern(
    rf"(?:{_DOES}|{_WRONG}|{_AGAIN}|{_SHOWN}|{_SAME}|{_POLITE}|不对|不是|等等|等[一1]?下|且?慢着?|对了|还有|另外|那个|听我说"
    rf"|(?:先|暂时)?别(?:急着?|忙着?)?发|(?:先)?(?:停|打住))" + _ENDS
)
# 再改一下三楼换成二楼, without a pause: what stands behind it is a change by itself.
_BEGINS = pattern(
    rf"{_SOON}{_OF_IT}{_SOON}(?:修改|改正|更改|更正|纠正|订正|调整|改|换)[1一]下"
    r"(?=[^了吧,，].*[改换成加删])"
)
_FIRST = pattern(rf"(?P<clause>[^,，。;；!！~～\s“\"「『]+){_BREAKS}")
_LAST = pattern(rf"{_BREAKS}(?P<clause>[^,，。;；!！~～\s”\"」』]+)$")
_IN_TWO = pattern(rf"(?P<head>[^,，。;；!！~～\s]+){_BREAKS}(?P<tail>.+)", re.DOTALL)
QUOTES = '“”"「」『』‘’'


class Found:
    """A match of the folded text, whose groups are the writer's own characters."""

    def __init__(self, match: re.Match[str], words: str, places: tuple[int, ...]) -> None:
        self._match, self._words, self._places = match, words, places

    def __getitem__(self, name: str) -> str:
        begin, end = self._match.span(name)
        return self._words[self._places[begin] : self._places[end]] if begin >= 0 else ""


def fits(form: re.Pattern[str], words: str) -> Found | None:
    """Return what all of `words`, in either script and of every keyboard, says in that form; None: nothing."""
    letters, places = letters_with_places(words, len(words) + 1)
    match = form.fullmatch(letters)
    return Found(match, words, places) if match else None


def spans_in(form: re.Pattern[str], words: str) -> list[tuple[int, int]]:
    """Return where that form stands in `words`, in either script."""
    letters, places = letters_with_places(words, len(words) + 1)
    return [(places[match.start()], places[match.end()]) for match in form.finditer(letters)]


def without_around(words: str) -> str:
    """Return `words` without the clauses at both ends that change nothing themselves; whole if all are such."""
    said = words.strip()
    if (match := _BEGINS.match(fold(said))) and len(fold(said)) == len(said):
        said = said[match.end() :]
    while (match := _FIRST.match(said)) and is_around(match["clause"]):
        said = said[match.end() :]
    while (match := _LAST.search(said)) and is_around(match["clause"]):
        said = said[: match.start()]
    return words.strip() if is_around(said) else said


def is_around(clause: str) -> bool:
    """Return whether a clause is only said around a change: 重新发, 写错了, 其他不变."""
    return _AROUND.fullmatch(fold(clause).strip()) is not None


def parted(new: str) -> tuple[str, str]:
    """Return the first clause of what is to stand there, and the rest; what is in quotation marks is one."""
    match = None if any(mark in new for mark in QUOTES) else _IN_TWO.fullmatch(new.strip())
    return (match["head"], match["tail"].strip()) if match else (new.strip(), "")


def unquoted(words: str) -> str:
    """Return `words` without the quotation marks around them, and without what they are called (三个字)."""
    bare = _CALLED.sub("", words.strip())
    return bare.strip(f" {QUOTES}")


_CALLED = pattern(rf"(?<=[{QUOTES}])(?:这|那)?[一二两三四五六七八九十几\d]*[个句]?(?:字|话|词)$")
