"""People who only want to see where something is said: 有哪些论述, 把讲担当的话都列出来, 需要理想信念方面的.

That is told by its build and is no claim on an answer: places that have the words are all that is wanted.
"""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

_SAID = r"(?:论述|表述|说法|提法|阐述|内容|原文|原话|话|语句|句子|素材|段落|引文|金句)"
_TO_LIST = r"(?:列|找|摘|抄|整理|汇总|梳理|归集|罗列|挑|收集)"
_ALL = r"(?:都|全部?|统统|1一|一一|逐[条句段]|挨个)(?:给我|帮我)?"
_WHERE = (
    r"(?:哪里|哪儿|何处|什么地方|哪[些几]?(?:个?地方|处|段落|段|句))(?:都|还|又)?"
    r"(?:提|讲|说|谈|涉及|出现|有|写)(?:到|过|了)?"
)
# Who asks so wants to see places, and no answer; `what` they are to be of, where that is plain.
_WANTS_PLACES = tuple(
    map(
        pattern,
        (
            rf"(?P<what>[^,。?!;:]{{2,16}}?)的?(?:这?方面的?|有(?:哪些|什么|啥|何)(?:相关|具体)?的?)(?:相关|有关)?{_SAID}",
            rf"(?P<what>[^,。?!;:]{{2,16}}?)的?{_SAID}?{_ALL}{_TO_LIST}",
            rf"[把将](?P<what>[^,。?!;:]{{2,16}}?)的?(?:相关|有关|方面)?的?{_SAID}(?:给我|帮我)?{_TO_LIST}",
            rf"(?:汇总|罗列|列举|摘录|梳理|找|列)(?:[一1]下|出来|出)?(?P<what>[^,。?!;:]{{2,16}}?)的?(?:有关|相关)?的?{_SAID}\W*$",
            rf"(?:有|还有)(?:哪些|什么|啥|何)(?:关于|有关|涉及)?(?P<what>[^,。?!;:]{{2,16}}?)的{_SAID}",
            rf"(?:关于|有关|涉及)(?P<what>[^,。?!;:]{{2,16}}?)的{_SAID}",
            rf"{_WHERE}(?P<what>[^,。?!;:]{{2,16}})",
            rf"(?P<what>[^,。?!;:]{{2,16}}?)(?:在|都|还)*{_WHERE}",
            r"(?P<what>[^,。?!;:]{2,16}?)(?:这?方面)的\W*$",
        ),
    )
)
_LEAD = pattern(
    r"^(?:请|麻烦|帮我|给我|我|想|需要|要|把|将|对|讲|说|提到|讲到|关于|有关|涉及|里面?|讲话|所有|全部)+"
)


def places_of(question: str) -> str:
    """Return of what, folded, a question only wants to see places; empty where it wants more."""
    folded = fold(question)
    found = next(filter(None, (one.search(folded) for one in _WANTS_PLACES)), None)
    return _LEAD.sub("", found["what"]) if found else ""
