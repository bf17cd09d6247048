"""戒尺出自哪年, 总开关是谁说的, 哪年讲的一岗双责: of which words it is asked where they come from.

这句话出自哪年 asks of what stands there, and is read elsewhere (thread/follow_ups.py).
"""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 40  # characters
_YEAR = r"(?:哪[一1]?年|何年|几几年|几年|哪[一1]?年度|什么时候|何时|啥时候)(?:的?(?:讲话|会上|会议)|里|中|上)*"
_SPEECH = (
    r"(?:哪[一1]?(?:篇|次|场|份)(?:的?(?:讲话稿?|会议?|文章|稿子|发言))?|哪[一1]?个(?:讲话|会议?|文件|大会)|哪[一1]?份文件|何篇|何会"
    r"|什么(?:讲话|会议?|文件|场合))(?:里面?|中|当中|上)*"
)
_WHO = r"(?<![跟和向找对给同由])(?:谁|何人|哪[一1]?(?:位|个)(?:领导|人|书记|同志)?|什么人)"
_PLACE = r"(?:哪(?:里|儿|个地方|[一1]?段|[一1]?处)?|何处|什么地方)"
_FROM = r"(?:最早|最先|首次|第[一1]次|原话|原文|原句|是|都|又|到底|究竟|分别|各)*"
_COMES = (
    r"(?:(?:是|从)*(?=哪(?:里|儿)?来的)|出自于?|来自于?|语出|源自于?|源于|出于|见[于诸]|载于|取自|引自|摘自)"
)
_SAYS = r"(?:[说讲提谈写](?:到|过|起|出来?|及)?|论述|强调)(?:的|过)*(?:话|说法|提法|讲法)?"
_WORDS = r"(?:(?:这|那)?[一1]?(?:个|句|种)?(?:词|话|语|言|辞|说法|提法|讲法|原话|表述|字眼),?)"
_OF_IT = rf"(?:{_WORDS}|字|(?:这|那)?[一1]?(?:个|句|种))?"
_ENDS = r"(?:啊|呀|呢|吗|来着|的)*"
_X = r"(?P<what>[^?!。;,:这那此该它]{1,14}?)"
_FORMS = (
    rf"{_X}{_WORDS}{_FROM}从?哪(?:里|儿)?(?:来|出)的{_ENDS}",
    rf"{_X}{_OF_IT}{_FROM}{_COMES}(?:{_YEAR}|{_SPEECH}|{_WHO}|{_PLACE})(?:之口|的?话|的)?{_ENDS}",
    rf"{_X}{_OF_IT}{_FROM}(?:在|于|由)?(?:{_YEAR}|{_SPEECH}|{_WHO})所?(?:才|就)?{_SAYS}{_ENDS}",
    rf"{_X}{_OF_IT}{_FROM}(?<=[是都])(?:在)?(?:{_YEAR}|{_SPEECH})的(?:话|说法|提法|讲法|原话|原文|原句|表述)?{_ENDS}",
    rf"{_X}{_OF_IT}的?(?:出处|来源){_FROM}在?(?:{_YEAR}|{_SPEECH}|{_PLACE}|什么|啥){_ENDS}",
    rf"{_X}{_OF_IT}{_FROM}(?:出现|[说讲提写])?在(?:(?:哪[一1几]?|第几)个?(?:自然)?(?:段|处|页|部分|节))(?:里面?|中)?(?:提到?|出现|说|讲)?的?{_ENDS}",
    rf"{_FROM}(?:在)?(?:{_YEAR}|{_SPEECH}|{_WHO}){_SAYS}(?<=[的过到了])了?{_X}{_OF_IT}{_ENDS}",
)
_ANY = tuple(map(pattern, _FORMS))
_POLITE = pattern(r"^(?:请问|敢问|想问问?|我?想知道|麻烦|请|那么?|话说|问[一1]下)+")
# What stands for what was shown, or for a speech, is no word that a speech could say.
_NO_WORDS = pattern(
    r"(?:[这那此该它其上前刚本以您你我他她现当]|原文|原话|讲话|引文|廉语|出处|[一1][段句条篇]|最后|第|领导|以上|内容|句子|话|段|题|以下|什么|哪|谁).*"
    r"|.*(?:[段句条篇处则了的]|原文|原话|讲话|句话|段话)|[是都在有]?|.*(?:几|多少|[一1]共).*"
)


def origin_asked(text: str) -> str | None:
    """Return of which words, folded, a question asks where they come from; None: of none."""
    bare = "".join(fold(text).split()).rstrip("?!。.,~… ")
    found = next(filter(None, (form.fullmatch(bare) for form in _ANY)), None) if len(bare) <= LONGEST else None
    what = _POLITE.sub("", found["what"]) if found else ""
    return None if _NO_WORDS.fullmatch(what) else what
