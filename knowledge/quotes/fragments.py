"""Tells a statement from a fragment: 把警醒教育作为防微杜渐的有效手段 is cut out of a list and has no subject.

There is no parser here: a fragment begins with a word that takes up a subject before it, in the middle of a
sentence or without the sentence's end, and says nowhere what is to be done or what something is.
"""

from core.patterns import pattern

# Never the beginning of a statement: what does it is missing before it.
_TAKES_UP = pattern("把|将|使|令|让|致使|促使|以便|以免|从而|作为")
# The beginning of a statement as well as of an item in a list.
_MAY_TAKE_UP = pattern(
    "以|用|在|对|为|从|向|按|通过|围绕|根据|结合|坚持|落实|强化|加强|提高|增强|健全|完善|推动|推进|抓好|做好|做到|"
    "开展|引导|教育|组织|牢固|牢记|树立|坚定|坚决|始终|层层|拧紧|努力|常态化|特别|及时|切实|严格|严守|不断|着力|"
    "进一步|深入|全面(?!从严)|认真|积极|主动|自觉|真正|充分|持续|大力|扎实|紧紧|时刻|带头|敢于|善于|勇于|注重|突出|守住|"
    "筑牢|扛起|压实|营造|形成|发挥|保持|履行|运用|遏制|杜绝|防止|反对|纠正|培育|弘扬|传承|提升|深化|巩固|拓展|"
    "统筹|聚焦|立足|谨记|恪守|遵守"
)
# What makes a statement of it: …，是全党的任务; 在其位就要谋其政.
_STATES = pattern(
    r"(?:^|[，；])(?:就|也|都|更)?(?:要|是|必须|务必|应当?|不能|不得|不可|不准|关键是)|就要|(?:^|，)谁"
)
_ENDS = pattern(r"[。！？][”’」』）】]*$")
_SENTENCE_BEFORE = pattern(r"(?:^|[。！？\n][”’」』）】]?)\s*$")


def is_fragment(text: str, start: int, end: int) -> bool:
    """Return whether text[start:end] is a part of a sentence that says nothing by itself."""
    words = text[start:end]
    if _TAKES_UP.match(words):
        return True
    whole = _SENTENCE_BEFORE.search(text[max(0, start - 4) : start]) and _ENDS.search(words)
    return not whole and _MAY_TAKE_UP.match(words) is not None and _STATES.search(words) is None
