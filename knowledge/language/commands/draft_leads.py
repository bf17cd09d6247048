"""What only leads to the words that somebody else is to read, and is none of them: 就写：, 吧，说, 内容：.

The draft shows what will go out, so that who meant these words sees that they are gone.
"""

from core.patterns import pattern
from knowledge.language.writing.signs import letters_with_places

_HEAD = 60  # letters in which a lead must end
_MOST = 3  # of them, one behind the other
_SIGN, _COLON = r"\s*[:,]\s*", r"\s*:\s*"
_SOFT = r"(?:吧|呗|嘛|哈|啊)"
# 说明 and 说法 are words of their own; 就说明天 is not.
_ALONE = r"(?!明(?![天早晚年后儿日])|法|服|真|得|到|谎|着|好|起|定|不)"
_SAY = r"(?:写|说|讲|答|回|告诉(?:[他她]们?|人家|大家)|回复|答复)(?:上|成|[1一](?:下|声|句))?"
_IT = r"(?:意见|建议|通知|公告|答复|回复|留言|内容|文字|草稿)"
_LEADS = pattern(
    rf"\s*(?:{_SOFT}?[,]?\s*(?:你|那)*就(?:这么|这样|照着)?{_SAY}(?:{_SIGN}|(?=[\"“「『]))"
    rf"|{_SOFT}?[,]?\s*(?:你|那)*就[说讲写]{_ALONE}"
    rf"|{_SOFT}[,]\s*[说讲]{_ALONE}[:,]?\s*"
    rf"|(?:这么|这样|照这样){_SAY}{_COLON}"
    rf"|(?:新的?)?{_IT}?的?(?:内容|正文|原话|意思)(?:是|就是|为|如下|就写|写|[改换][1一]?[下成为])?{_COLON}"
    rf"|[^:.!?\n]{{0,24}}(?:重新?|另外?|再|换)(?:写|拟|来|起草|起)?[成为]?(?:[1一]?[条个份封]|(?={_IT}))(?:新的?)?{_IT}?{_COLON})"
)
_READ = r"[\"“「『]?已[阅读看][\"”」』]?"
# 要带已阅, behind the words of a notice; who reads it is asked to press it in 看完请点已阅.
_WITH_READS = pattern(
    r"(?:[,.;、!]|\s)+(?:还|也|请|记得|别忘了|最好|另外|顺便|对了|发的?时候|发出去的?时候|到时候?|都|给我|帮我|[,])*"
    rf"(?:(?:要|得|想|需要?)*(?:带|加|附|弄|配|开|打开|用)(?:[上个着]|[1一]个)*|要(?:有|的)?){_READ}(?:按钮|按键|功能|的|那种)*"
    r"(?:[吧了啊哈呗.!]|就行|就好)*\s*$"
)
_OF_SUCH_A_NOTICE = pattern(rf"带[上个着]?{_READ}(?:按钮|按键|功能)?的?(?:群?通知|公告)")


def without_leads(text: str) -> str:
    """Return `text` without what only leads to it; as it is where nothing else stands there."""
    said = text.strip()
    for _ in range(_MOST):
        letters, places = letters_with_places(said, _HEAD)
        match = _LEADS.match(letters)
        rest = said[places[match.end()] :].strip() if match else ""
        if not rest:
            break
        said = rest
    return said


def without_reads(text: str) -> str:
    """Return the words of a notice without the wish behind them that it shall have the button 已阅."""
    letters, places = letters_with_places(text, len(text) + 1)
    match = _WITH_READS.search(letters)
    rest = text[: places[match.start()]].strip() if match else ""
    return rest or text


def wants_reads(text: str) -> bool:
    """Return whether the notice that `text` wants sent shall have the button 已阅."""
    letters, _ = letters_with_places(text, len(text) + 1)
    return without_reads(text) != text or _OF_SUCH_A_NOTICE.search(letters[:_HEAD]) is not None
