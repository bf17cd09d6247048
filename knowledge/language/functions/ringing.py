"""Who says in a few words that nothing shall ring: 不响铃 has the words of 响铃, and a 不 that turns them."""

from core.patterns import pattern

LONGEST = 12  # characters
_SILENCE = pattern(
    r"[^,，。;；!！?？\s]{0,6}?(?:切勿|切莫|不要|不想|不用|别|別|勿|不|莫|毋|甭)(?:再|令|让|讓|叫|给我)*"
    r"(?:(?:响|響|鸣|鳴|吵)(?:铃|鈴|声|聲|音)?|(?:作|出|发|發)(?:铃|鈴|声|聲|音|响|響)音?)[了吧呀啊哈噢嘛。!！]*"
)


_QUIET = pattern("静音|靜音|安静|安靜|消音|调静")
# 取消静音, 静音先去掉吧 want it to ring again.
_NO_MORE = pattern("取消|解[除了]|关[掉了]|退出|去掉|恢复|不要静|不必|别静|甭静|不用静|以后|之前|前日|有声|铃")


def wants_silence(text: str) -> bool:
    """Return whether all of `text` says no more than that nothing shall ring."""
    return len(text) <= LONGEST and _SILENCE.fullmatch(text.strip()) is not None


def speaks_of_silence(text: str) -> bool:
    """Return whether `text` has a word for silence that it does not seem to end."""
    return _QUIET.search(text) is not None and _NO_MORE.search(text) is None
