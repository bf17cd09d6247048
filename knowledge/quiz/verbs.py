"""Tells members of lists that are built alike: acts (守底线, 凝聚共识), and things by what they end with."""

from core.patterns import pattern

_SHORT = pattern(
    "知|存|守|把|管|保|带|促|增|讲|抓|明|做|走|扣|扛|担|立|建|用|办|解|防|反|强|转|调|惠|稳|去|降|补"
)
_LONG = pattern(
    "增加|扩展|坚持|加强|强化|推动|推进|落实|贯彻|学习|统筹|凝聚|发扬|弘扬|严格|严肃|严明|提高|提升|增强|完善|健全|深化|拓展|"
    "巩固|加大|扩大|优化|保障|维护|改进|转变|培育|培养|支持|鼓励|促进|发展|加快|建立|建设|制定|开展|实施|实行|消除|遏制|"
    "杜绝|清理|整治|改善|调整|打击|查处|规范|治理|降低|减少|压缩|节约|保护|改革|引进|吸收|听取|召开|持续|运用|"
    "构建|实现|满足|解决|担负|履行|严守|恪守|树立|保持|夯实|筑牢|激发|打造|营造|把握|牢记|抓好?|做好?|用好|搞|设立|推行|引导|启动|取消|简化|放宽|活跃"
)
SHORT = 3  # characters: 守底线 is an act, 管理 and 明天 are not known to be one


def is_act(words: str) -> bool:
    """Return whether the words begin with what somebody does."""
    return (_SHORT if len(words) == SHORT else _LONG).match(words) is not None


def built_alike(one: str, other: str) -> bool:
    """Return whether somebody who does not know the sentence could take one for the other.

    Acts of three characters are all verb and object. Longer ones are with an object or without (深化拓展).
    Things have the same last character, or last characters of one kind.
    """
    near = 0 if min(len(one), len(other)) <= EXACT else 1
    if abs(len(one) - len(other)) > near or is_act(one) != is_act(other):
        return False
    if is_act(one):
        against = bool(_AGAINST.match(one)) == bool(_AGAINST.match(other))
        return against and (len(one) == SHORT or _object_of(one) == _object_of(other))
    return one[-1] == other[-1] or (_ending(one) is not None and _ending(one) == _ending(other))


EXACT = 4  # members of so few characters differ in kind where they differ in length
_ENDINGS = (
    "性力度",  # qualities
    "者员民众工士农军",  # persons
    "党会团委府院联企社",  # bodies
    "路桥梁港场站道网",  # what is built
    "话询廉商督查计核访谈",  # ways to oversee
    "法规章则制纪律策",  # rules
    "业矿油电",  # trades
    "贪腐贿奢懒",  # vices
    "水土林草湖田山河",  # nature
    "校医师药",  # health and schools
    "险金补保",  # welfare
)


def _ending(words: str) -> int | None:
    return next((at for at, letters in enumerate(_ENDINGS) if words[-1] in letters), None)


# What is done against something, or to an economy, is not done by who is told how to behave.
_AGAINST = pattern(
    "[去降补稳惠转调反防]|消除|遏制|杜绝|清理|整治|打击|查处|降低|减少|压缩|制止|惩治|纠正|防止|反对"
)
_STATE = pattern("有效|有力|有序|适度|完备|充分|明显|显著|规范|到位|合理|彻底|深入|全面|稳定")


def _object_of(act: str) -> str:
    """Return what stands behind the verb: "act" (深化拓展), "state" (治理有效) or "thing" (凝聚共识)."""
    if _STATE.match(act[-2:]):
        return "state"
    return "act" if act.startswith("持续") or _LONG.match(act[-2:]) else "thing"
