"""Whether a name is to stand below an opinion, in the words of who is asked: 别留名, 名字就别写了, 署名无妨."""

from core.patterns import pattern
from knowledge.language.talk.assent import bare_words

_LEAD = r"(?:就|请|还是|那就?|我想|我要|我|选|可以|要|把|都|先|,)*"
_MY = r"(?:我的?|个|上|下|任何|真实的?)*"
_NAME = r"(?:真实?姓名|真名实姓|真名|姓名|名字|名姓|大名|名)"
_PUTS = r"(?:留|署|写|具|显示|出现|提|带|加|签|标|用|挂|附|落|填)"
_NOT = r"(?:别|不|不要|不想|不用|不必|勿|莫|毋|甭|无须|无需|不愿意?)"
_PEOPLE = r"(?:别?人家?|他们|她们|大家|领导|谁|上面|管理员|运维)"
_TAIL = (
    r"(?:发出?去?|提|好|吧|了|啊|呀|交|上去|的|上|就(?:行|好|可以|成)|也(?:行|可以|成|好|罢)|可以|无妨|没事"
    r"|没关系|不要紧)*"
)
_WITHOUT = pattern(
    rf"{_LEAD}(?:匿名|不记名|无记名|匿[了去掉]?|隐(?:去|匿|掉|了)?(?:{_MY}{_NAME})?|{_NOT}{_PUTS}?{_MY}{_NAME}"
    rf"|{_MY}{_NAME}(?:就|也|都|还是|先)*(?:{_NOT}{_PUTS}?|隐去|去掉|拿掉|匿了)"
    rf"|{_NOT}(?:让|叫|给|被)*{_PEOPLE}?(?:知道|看出|晓得|看见|看到|认出)(?:来|是|到)*(?:我|谁)?(?:写|提|说)?的?){_TAIL}"
)
_WITH = pattern(
    rf"{_LEAD}(?:署名|实名|记名|具名|{_PUTS}{_MY}{_NAME}|{_MY}{_NAME}(?:就|也|都|还是)*(?:要|可以)*(?:{_PUTS}[着上下]?)"
    rf"|(?:让|叫|被|给)?{_PEOPLE}?知道(?:是|了)*我(?:写|提|说)?的?(?=也|就|没|无|不|可)){_TAIL}"
)


def with_a_name(words: str) -> bool | None:
    """Return whether all of `words` want a name below; None: they say nothing of it."""
    said = bare_words(words)
    if _WITHOUT.fullmatch(said):
        return False
    return True if _WITH.fullmatch(said) else None
