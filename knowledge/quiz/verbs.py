"""Tells acts (守底线, 凝聚共识) from things."""

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
