"""Hides what nobody may read in a message or a log: the token, and the passwords in addresses."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, unquote

from core.patterns import pattern

# A token in any place: in an address (/bot123:AA…/getMe), in an exception's text, in a traceback.
TOKEN = pattern(r"\d{1,20}:[A-Za-z0-9_-]{20,}")
HIDDEN = "<secret>"
AT = pattern("[@＠﹫]")
# Signs at which a program that misreads an address may cut a password in two, and how long a part must be to be
# hidden by itself: shorter ones would hide half of every line.
CUTS = pattern(r"[@＠﹫:：/?#\[\]\s]+")
LONG_ENOUGH = 6
SHORTEST = 3  # characters of a secret; a shorter one, hidden everywhere, would be easy to guess
COLON = pattern("[:：]")
PASSWORD_KEY = pattern(r"pass|secret|key|token", re.IGNORECASE)


class Hidden:
    """Knows the secrets of this process and hides them in texts. Code that reads one calls `learn`."""

    def __init__(self) -> None:
        self._secrets: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, *secrets: str) -> None:
        """Hide these from now on, in every form in which a program may print them."""
        for secret in secrets:
            self._secrets.update(form for form in _forms(secret) if len(form) >= SHORTEST)
        # The longest first, because a secret may be a part of another one.
        words = sorted(self._secrets, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None

    def learn_address(self, address: str) -> None:
        """Hide what is, or may be meant as, a password in an address, however badly it is written."""
        self.learn(*_passwords_in(address))

    def hide(self, text: str) -> str:
        """Return `text` without any token and any secret."""
        if self._pattern is not None:
            text = self._pattern.sub(HIDDEN, text)
        return TOKEN.sub(HIDDEN, text)


def _forms(secret: str) -> Iterator[str]:
    """Yield a secret as it is, with and without percent signs, and as Python quotes it."""
    secret = secret.strip()
    for form in {
        secret,
        unquote(secret),
        quote(unquote(secret), safe="", errors="surrogatepass"),  # it may be bytes that are no UTF-8
        unicodedata.normalize("NFKC", secret),
    }:
        yield form
        yield repr(form)[1:-1]
        yield ascii(form)[1:-1]


def _passwords_in(address: str) -> Iterator[str]:
    """Yield the passwords of an address, and their parts. It may be no address at all."""
    rest = address.strip().split("://", 1)[-1]
    for pair in re.split(r"[?&]", rest)[1:]:
        key, _, value = pair.partition("=")
        if PASSWORD_KEY.search(key):
            yield from _with_parts(value)
    ats = list(AT.finditer(rest))
    if ats:
        yield from _with_parts(COLON.split(rest[: ats[-1].start()] + ":", maxsplit=1)[1].removesuffix(":"))
    elif not rest.startswith("[") and not address.lstrip().lower().startswith("sqlite"):
        # Without an @, text after a colon that is not a port may be a password.
        yield from (part for part in COLON.split(rest)[1:] if not re.match(r"\d{1,5}(?:[/?]|\Z)", part))


def _with_parts(password: str) -> Iterator[str]:
    yield password
    yield from (part for part in CUTS.split(password) if len(part) >= LONG_ENOUGH)
