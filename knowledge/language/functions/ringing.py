"""Who says in a few words that nothing shall ring: 不响铃 has the words of 响铃, and a 不 that turns them."""

from core.patterns import pattern

LONGEST = 12  # characters
_SILENCE = pattern(
    r"[^,，。;；!！?？\s]{0,6}?(?:切勿|切莫|不要|不想|不用|别|別|勿|不|莫|毋|甭)(?:再|令|让|讓|叫|使|给我|它|他|之|手机|推送|廉语)*"
    r"(?:(?:响|響|鸣|鳴|吵)(?:铃|鈴|声|聲|音)?|(?:作|出|发|發)(?:铃|鈴|声|聲|音|响|響)音?)[了吧呀啊哈噢嘛的。!！]*"
)
# 叮咚声太吵，别让它响: why stands before it, and no other wish.
_CLAUSES = pattern(r"[,，;；\s]+")
_MORE = pattern(r"[\d一二两三四五六七八九十点](?!跳|声|惊)|半(?![夜宿])|改|订|退|停|推|发")
_QUIET = pattern("静音|靜音|安静|安靜|消音|调静")
# 取消静音, 静音先去掉吧 want it to ring again.
_NO_MORE = pattern("取消|解[除了]|关[掉了]|退出|去掉|恢复|不要静|不必|别静|甭静|不用静|以后|之前|前日|有声|铃")


def wants_silence(text: str) -> bool:
    """Return whether `text` says no more than that nothing shall ring, and maybe why."""
    *before, last = _CLAUSES.split(text.strip())
    return len(last) <= LONGEST and _SILENCE.fullmatch(last) is not None and not _MORE.search("".join(before))


def speaks_of_silence(text: str) -> bool:
    """Return whether `text` has a word for silence that it does not seem to end."""
    return _QUIET.search(text) is not None and _NO_MORE.search(text) is None
