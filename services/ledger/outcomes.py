"""How the ledger counts what became of pushes: reached, surely not and why, unknown, still to come."""

from collections import Counter
from collections.abc import Iterable

from core.models import NotSentReason
from services.ledger.facts import Fact
from services.pushes.notices import STOPPED
from services.pushes.subscriptions import PAUSED, UNSUBSCRIBED
from storage.ledger.counts import Outcome
from storage.pushes.held_days import HELD
from storage.pushes.planning import OVERDUE
from storage.states import DeliveryState

REACHED, UNKNOWN, WAITING, MISSED = "reached", "unknown", "waiting", "missed:"
COUNTED = {
    DeliveryState.SENT.value: REACHED,
    DeliveryState.UNKNOWN.value: UNKNOWN,
    DeliveryState.PLANNED.value: WAITING,
    DeliveryState.SENDING.value: WAITING,
}
REASONS = {
    NotSentReason.BLOCKED.value: "对方停用了机器人",
    NotSentReason.KICKED.value: "机器人被移出群或频道",
    NotSentReason.CHAT_GONE.value: "会话不存在了",
    NotSentReason.DEACTIVATED.value: "对方注销了账号",
    NotSentReason.NO_RIGHT.value: "机器人在群里没有发言权限",
    NotSentReason.TOPIC_GONE.value: "话题没有了或已关闭",
    NotSentReason.REFUSED.value: "平台不收这条消息",
    NotSentReason.NO_ACCESS.value: "会话没有获准使用",
    NotSentReason.UNREACHABLE.value: "连不上平台",
    NotSentReason.RATE_LIMITED.value: "平台限速",
    NotSentReason.MIGRATED.value: "群正在升级",
    NotSentReason.UNAUTHORIZED.value: "机器人的令牌被平台拒绝",
    "no quote": "没有可用的廉语",
    "no quiz": "没有审定的题目",
    HELD: "运维人员暂停了当天推送",
    OVERDUE: "过了补推的时限",
    UNSUBSCRIBED: "已退订",
    PAUSED: "暂停着推送",
    STOPPED: "运维人员停止发送",
}
NOT_SAID = "没有记下原因"


def counted(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Return how many chats there are by what became of the push; the surely missed ones by reason."""
    counts: Counter[str] = Counter()
    for one in outcomes:
        counts[COUNTED.get(one.state, f"{MISSED}{one.reason}")] += one.number
    return counts


def cells(facts: Iterable[Fact]) -> tuple[int, int, int, int, int, str]:
    """Return due, reached, surely missed, unknown and waiting chats, and why the missed ones were."""
    counts: Counter[str] = Counter()
    for fact in facts:
        counts.update(fact.counts)
    missed: Counter[str] = Counter()
    for name, number in counts.items():
        if name.startswith(MISSED):
            missed[REASONS.get(name.removeprefix(MISSED), NOT_SAID)] += number
    why = sorted(missed.items(), key=lambda one: (-one[1], one[0]))
    said = "；".join(f"{reason} {number}" for reason, number in why)
    return counts.total(), counts[REACHED], missed.total(), counts[UNKNOWN], counts[WAITING], said
