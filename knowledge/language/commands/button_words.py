"""What a button under a passage or a quote does, said in words: 复制, 分享, 刚才那条发我图片, 换成文字."""

from enum import StrEnum

from core.patterns import any_of, pattern
from knowledge.language.writing.normalize import fold

LONGEST = 24  # characters


class SaidButton(StrEnum):
    """What somebody wants done with what was shown to them."""

    PICTURE = "picture"
    COPY = "copy"
    SHARE = "share"
    TEXT = "text"


_IT = (
    r"(?:(?:刚才|刚刚|上面|前面)?[这那][一1]?[段句条个篇张](?:话|廉语|原文)?|它|(?:刚才|刚刚|上面|前面)的?(?:[一1]?[段句条]|话|廉语|原文)?"
    r"|这(?=[做生转换弄])|[此该][段句篇条]|廉语|原文)"
)
_ASK = (
    rf"(?:[,，、就用拿]|请|麻烦[你您]?|帮[我忙]|给我|我|想|要|需要|能不能|可不可以|能否|可以|能|把|将|以|{_IT}|再|也|来|发|做|生成|制作|转|换|改|变|回"
    r"|导出|保存|存|弄|整|排|出|成|为|个|[一1][张份下幅]?|[张份下幅]|的)*"
)
_END = (
    r"(?:发?给[我咱]们?|示[我下]|发[我来过]|过来|看看|看?[一1]下|版|的|形式|格式|样子|吧|呗|呢|吗|啊|行[吗不]|可以吗|好吗|好不好"
    r"|谢谢[你您]?|[\s,.。，!！?？~～]|(?:我们?|我好|好|要|去|拿去|用来|留着)?(?:发到?|转到?|贴到?|晒到?|存到?|用在|用到|做|放到?|配到?)"
    r"(?:个|[一1]下)?(?:朋友圈|(?:工作|家庭|单位|微信)?群(?:里|聊)?|公众号|微博|ppt|材料|汇报|展板|宣传栏|手机|电脑)(?:里|上|用|去)?)*"
)
_TO = r"(?:出去|给(?:同事|别人|朋友|大家|[他她]们?|\w{1,2}(?=$))|到(?:群里?|朋友圈|微信群?|工作群))"
_SAID = {
    SaidButton.PICTURE: "图片?|卡片?|海报|照片|picture|card|image",
    SaidButton.COPY: rf"(?:复制|拷贝|copy)(?:引文|{_IT}|文字|下来)*",
    SaidButton.SHARE: rf"(?:分享|转发|share|发(?=给(?:同事|别人|朋友|大家)))(?:{_TO}|{_IT})*",
    SaidButton.TEXT: "文字|文本|text",
}
_KINDS = {kind: pattern(f"{_ASK}(?:{words}){_END}") for kind, words in _SAID.items()}
_ANY = any_of(_SAID.values(), _ASK, _END)


def said_button(text: str) -> SaidButton | None:
    """Return the button that all of `text` means; None for anything else."""
    if len(text) > LONGEST:
        return None
    said = "".join(fold(text).split())
    if not _ANY.fullmatch(said):
        return None
    return next(kind for kind, form in _KINDS.items() if form.fullmatch(said))
