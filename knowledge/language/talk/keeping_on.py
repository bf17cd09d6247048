"""别停, 不停了, 照常发: who says so wants the pushes to go on; 大后天照常 undoes one day of a pause."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 24  # characters
_LEAD = r"(?:算了|还是|那就|那|就|先|哎|请|麻烦[你您]?|推送|廉语|以后|我们?|想了想|,)*+"
_TAIL = r"(?:推送|廉语|发|了|吧|啊|呀|哈|谢谢[你您]?|[,.!~])*"
_GOES_ON = pattern(
    rf"{_LEAD}(?:(?:不要|不用|不必|不想|别|不)再?(?:暂停|停)(?:掉|发|推)?|(?:照常|照旧|正常|接着|继续)(?:推送|推|发)){_TAIL}"
)
# Where a pause was made, 照常 and 取消…那个 take a day out of it; they stop nothing.
_UNDOES = pattern(r"照常|照发|照推|照旧|(?:只|就)?取消.{1,12}(?:那[个天次]|的暂停|的)[了吧.!~]*$")


def goes_on(text: str) -> bool:
    """Return whether all of `text` wants a pause ended: 别停, 算了不停了, 照常发吧."""
    said = "".join(with_plain_signs(fold(text)).split())
    return 0 < len(said) <= LONGEST and _GOES_ON.fullmatch(said) is not None


def undoes(text: str) -> bool:
    """Return whether `text` wants a day back rather than left out: 大后天照常, 只取消12月3号那个."""
    return len(text) <= LONGEST and _UNDOES.search(with_plain_signs(fold(text))) is not None
