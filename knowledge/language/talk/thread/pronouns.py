"""它有什么要求, 为什么要搞这个: a question of what was spoken of, without its name."""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 24  # characters
_IT = (
    r"(?:它们?|此|[这那](?:个|些|项|种|件|方面)"
    r"(?:东西|事情?|制度|规定|工作|问题|词语?|概念|说法|提法|要求|精神|原则|活动|责任|钱)?)"
)
# What follows it: 这个单位 and 这次会议 are no pronouns.
_GOES_ON = "在是的有该要应怎如为谁由对跟和与能可会算到具主包体都又还讲说提什啥几多哪重来呢吗"
_ASKS = r"什么|啥|怎么|怎样|如何|为何|咋|多少|多久|几|哪|谁|是否|是不是|有没有|要不要|[吗么呢?]"
_FORM = pattern(
    rf"(?P<before>(?:那么?|请问|为什么|为啥|为何|怎么|怎样|如何|咋|谁|哪些人|哪个部门|什么时候|要不要|有没有|能不能|是否|由谁)*"
    r"(?:来|去|要|该|会|才|算|都|负责|管|搞|做|抓|落实|执行|理解|看待?|对待|违反|监督|学习?|推进|开展|遵守|提|强调|规定)*)"
    rf"(?P<it>{_IT})(?P<rest>(?:[{_GOES_ON}].{{0,15}})?)"
)


def with_subject(text: str, subject: str) -> str | None:
    """Return a short question with `subject` in the place of 它 or 这个; None: it has none, or asks nothing."""
    said = re.sub(r"[\s,。.!！~～]+", "", fold(text))
    match = _FORM.fullmatch(said) if len(said) <= LONGEST else None
    if match is None or not re.search(_ASKS, match["before"] + match["rest"]):
        return None
    return f"{match['before']}{subject}{match['rest']}"
