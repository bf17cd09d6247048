"""What somebody says of a duty of theirs that they name: 主任让俺交的那个承诺书，咋弄.

Which duty has these words in its name the caller finds; without one it is a question like any other.
"""

from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.signs import run_together

LONGEST, SHORTEST = 40, 5  # characters
_SOFT = 3  # of particles behind a question: 呢, 的啊
_ME = r"(?:我|俺|咱|本人)"
# That it is one's own: 让我交的, 那个提醒, 我要签的.
_MINE = pattern(
    rf"(?:让|叫|要|通知|安排|派|喊|催|提醒|该|得|轮到|给){_ME}|{_ME}(?:要|得|该|的|这边|名下|还没|没)(?!们)"
    r"|[那这][1一]?[个件条份](?:提醒|事)|提醒"
)
_AGREES = pattern(rf"(?:{_ME}|我这边)?(?:都|已经?)?(?:同意|愿意|答应|接受|可以|收)(?:提醒|了|的|啊|呀|收)*")
_NO = pattern("不|没|别|未")
_ASKS = pattern(
    r"(?:咋|怎么|怎样|如何)(?:弄|办|交|签|做|填|整|写|报)*|(?:啥|什么)时候(?:要|得)?(?:交|办|签|截止|到期|前)*"
    r"|哪[天一]天?(?:之?前)?(?:要|得)?(?:交|办|签|到期|截止)*"
    r"|几[号时](?:之?前)?(?:要|得)?(?:交|办|签|到期|截止)*|(?:交|报|送)给?谁|在哪里?(?:交|签)|还有(?:几|多少)天"
)
_CLAUSES = pattern(r"[,;.!?\s]+")


@dataclass(frozen=True, slots=True)
class OwnDutyWords:
    """`said`: all of it, run together; `agrees`: it agrees to be reminded."""

    said: str
    agrees: bool


def own_duty_words(text: str) -> OwnDutyWords | None:
    """Return what `text` may say of a duty of one's own; None where nothing of it is like that."""
    said = run_together(text)
    if not SHORTEST <= len(said) <= LONGEST or not _MINE.search(said):
        return None
    clauses = [one for one in _CLAUSES.split(said) if one]
    agreeing = [one for one in clauses if (match := _AGREES.search(one)) and match.end() == len(one)]
    agrees = any("同意" in one or "愿意" in one or "答应" in one for one in agreeing if not _NO.search(one))
    asks = any((match := _ASKS.search(one)) and len(one) - match.end() <= _SOFT for one in clauses)
    return OwnDutyWords(said, agrees) if agrees or asks else None
