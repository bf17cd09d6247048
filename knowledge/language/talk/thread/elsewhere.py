"""还有哪里提到作风: where else the speeches speak of something, beside what was shown."""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

_SAYS = r"(?:提到|提过|提及|提|讲到|讲过|讲|说到|说过|说|谈到|谈过|谈|涉及到?|出现)(?:过|了|的)?"
_PLACE = (
    r"(?:哪里|哪儿|哪(?:些|几|一)?(?:个?地方|段落|篇?讲话|段|篇|条|处)|什么地方"
    r"|别处|别的?(?:地方|段落|讲话)|其[他它](?:地方|段落|讲话))里?"
)
_ALSO = r"(?:也|还|又|都|亦|有没有|有无|是否|有)*"
_LEAD = r"(?:那么?|请问|除了这[里段]?|另外|(?:领导|这些|这[几两]篇)?讲话[里中]?|在)*"
_SUBJECT = r"(?P<subject>.*?)"
_END = r"(?:吗|么|嘛|呢|没有|没|啊|呀)*"
_FORMS = tuple(
    pattern(form)
    for form in (
        rf"{_LEAD}还?(?:有没有|有|在)?{_PLACE}{_ALSO}{_SAYS}{_SUBJECT}{_END}",
        rf"{_LEAD}(?:另外|还){_ALSO}(?:在)?{_PLACE}{_ALSO}{_SAYS}{_SUBJECT}{_END}",
        rf"{_SUBJECT}(?:另外|还|也){_ALSO}(?:在)?{_PLACE}{_ALSO}{_SAYS}{_END}",
    )
)
# Without one of these it is a question like any other: 哪里提到作风 is answered by the best place.
_ELSE = pattern(r"还|别处|别的|其[他它]|另外|除了")
_THAT = pattern(
    r"(?:到|过|了)?(?:这个|那个|这一?[点句段条]|那一?[点句段条]|这|那|它|这些|此)?(?:话|事|内容|问题|词语?|说法|提法|几个字)?"
)


def said_elsewhere(text: str) -> str | None:
    """Return of what a message wants the other places; "" for what was spoken of last, None: it wants none."""
    bare = re.sub(r"[\s，。！？、,.!?~～…]+", "", fold(text))
    if not _ELSE.search(bare):
        return None
    for form in _FORMS:
        if match := form.fullmatch(bare):
            subject = match["subject"]
            return "" if _THAT.fullmatch(subject) else subject
    return None
