"""Words that only point at another message: 帮查一下, 这个呢, 求解, 同问. What is asked stands there.

Who answers a colleague's message with nothing else means its words. Made of a few groups of general words, so
that a sentence which says anything of its own is none.
"""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 24  # characters
_THIS = (
    r"(?:[这那此该](?:[1一]?(?:个|条|句|段|句话|段话|道|件|种)?)(?:问题|话|事情?|内容|情况|说法|题)?|[它他她您你][们]?"
    r"|(?:小|老)?[\u4e00-\u9fff]?(?:同志|师傅|科长|主任|老师)|人家|楼上|上[面边头一条句]{1,2}(?:[这那]?[个条句])?|前面[这那]?[个条句]?"
    r"|(?:[老小][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}?)(?:刚才?)?(?:问|说|发|提|讲)的|引用|所引|以上|如上|上述|提问|消息|问题|问的|问|发的|说的|提的|所问|的)"
)
_PLEASE = (
    r"(?:请|麻烦|劳驾|烦请|有劳|帮忙|帮|给|替|为|我们?|俺|咱们?|大家|能不能|能否|可否|可以|能|会|来|快|也|再"
    r"|就|先|那|都|想|要|需要)"
)
_DO = (
    r"(?:查找?|看|瞧|瞅|找|搜|检索|回答?|答|解答|作答|解释|说明|回复|答复|讲讲?|说说?|告诉|指点|分析|解读|处理|请教|求教|求解|求答案?|求助|求"
    r"|同问|同求|蹲|翻翻?)"
)
_HOW = (
    r"(?:讲话|稿子|原文|文件|领导|书记)?(?:里面?|中|上)?(?:是|都|有|应该?|该|怎么|怎样|如何|咋|啥|什么|哪|说法|答案|提到|讲到|说到|说过|讲过|说|讲|写|看|办|回事|规定|要求"
    r"|意思|提过?|吗|没有?|没)"
)
_LITTLE = r"(?:[1一]下儿?|下儿?|[呢吗么吧啊呀哈哦嘛了的]|谢谢|多谢|谢啦|好|出来|[1一][查看找搜]|看|\W)"
_ONLY = pattern(rf"(?:{_THIS}|{_PLEASE}|{_DO}|{_HOW}|{_LITTLE})+")
# One of these is in each: a sentence of 吗, 好 and 谢谢 alone points at nothing.
_ANY = pattern(rf"{_DO}|[这那此该]|上[面述]|[?？]|怎么|如何|咋|说到|提到|讲到")


# Whether the words that are pointed at stand in a speech as they are, and where.
_POINTS = rf"(?:{_THIS}|{_PLEASE}|{_LITTLE})*"
_VERBATIM = pattern(
    rf"{_POINTS}(?:是不是|是否|是|算|有)*(?:讲话|稿子)?(?:里面?|中)?(?:的)?(?:原话|原文|原句|原词)(?:里)?(?:有没有|有|对)*{_LITTLE}*"
    rf"|{_POINTS}(?:核对|核实|校对|核一?核|对一?对)(?:[1一]下)?(?:原文|原话)?{_LITTLE}*"
    rf"|{_POINTS}(?:引|抄|写|说|引用|引述)?得?(?:对不对|准不准|准确吗|对吗|有没有错|有错吗|错没错)"
)
_SOURCE = pattern(
    rf"{_POINTS}(?:是|出自|来自|出于|见于|引自|摘自|在)*(?:讲话)?(?:哪[1一]?[年篇里儿段次]|哪个讲话|什么地方|何处|何时)"
    rf"(?:讲话|稿子)?(?:里面?|中)?(?:说|讲|写|提|出现)?(?:过)?{_LITTLE}*"
    rf"|{_POINTS}(?:出自|来自|出于|见于|引自|摘自)(?:哪|何处){_LITTLE}*"
    rf"|{_POINTS}(?:求)?(?:出处|来源)(?:是?(?:哪[里儿]?|什么|啥))?{_LITTLE}*"
)


def asked_of(words: str, pointed: str) -> str:
    """Return what is asked by `words` that stand below a message which says `pointed`, by somebody else."""
    if not words or not pointed or len(words) > LONGEST:
        return words or pointed
    said = fold(words)
    if _VERBATIM.fullmatch(said):
        return f"请核对：“{pointed}”"
    if _SOURCE.fullmatch(said):
        return f"“{pointed}”出自哪"
    return pointed if only_points(words) else words


def only_points(words: str) -> bool:
    """Return whether `words` ask nothing of their own, but ask for what another message says."""
    if len(words) > LONGEST:
        return False
    said = fold(words)
    return bool(_ANY.search(said) and _ONLY.fullmatch(said))
