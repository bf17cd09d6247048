"""A group's admin says that what a member has asked for shall be done: 就按她说的, 同意, 我是群主 准了."""

from core.patterns import pattern
from knowledge.language.writing.signs import run_together

LONGEST = 24  # characters
_NAMED = r"[老小]?[\u4e00-\u9fff]{1,2}(?=说的|要的|讲的|的意思)"
_WHO = rf"(?:[他她它你您]们?|ta|{_NAMED}|人家|上面那?位?|刚才那?[个位]?(?:同事|人)?)"
_LEAD = (
    r"(?:我(?:就)?是(?:本?群主|群?管理员?|管理|主任|书记)|[,.!]|[嗯恩哦啊好行中那就]|好的|可以|没问题|我?同意|对|是的?"
    r"|批准?了?|准了?)*"
)
_AS_SAID = (
    rf"(?:就|都|还是|请|麻烦)*(?:按照?|照着?|依着?|听从?|随)(?:{_WHO}(?:说|讲|要|提|意思|想)?(?:的|那个?)?|(?=办|做|改))"
    r"(?:来|办|做|改|设|弄|定|执行|吧)*"
)
_YES = (
    r"(?:我|本?群主|管理员?)?就?(?:同意|准了?|批准?了?|允许|通过|认可|ok|okay|可以|行|好的?|成|中|没问题|没意见"
    r"|就?这样|就?这么)(?:办|定|改|设|弄|来|做)?"
)
_END = r"(?:[了吧啊呀哈的,.!~]|谢谢[你您]?)*"
_FOR = rf"[给帮替]{_WHO}(?:办|改|设|弄|订|做)(?:一下|1下)?"
_SAID = pattern(rf"{_LEAD}(?:{_AS_SAID}|{_YES}|{_FOR}){_END}")


def approves(text: str) -> bool:
    """Return whether all of `text` says that somebody's wish shall be done; whose it was the chat knows."""
    said = run_together(text) if len(text) <= LONGEST else ""
    return bool(said) and _SAID.fullmatch(said) is not None
