"""What was read before and is nothing: an office asks the same things. In memory only, and without the words.

To read that a question is no wish takes as long as to send its answer.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import blake2b
from typing import Concatenate, ParamSpec, TypeVar

from knowledge.language.writing.normalize import READ_AT_ONCE

MOST = 1024  # 100 KB for each reader
More = ParamSpec("More")
Read = TypeVar("Read")


@lru_cache(READ_AT_ONCE)
def digest_of(words: str) -> bytes:
    """Return what stands for these exact words."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def once_if_nothing(
    but: Callable[[str], object], most: int = MOST
) -> Callable[[Callable[Concatenate[str, More], Read]], Callable[Concatenate[str, More], Read]]:
    """Have a reader, whose result depends on its arguments alone, read what is nothing only once.

    Nothing is what it returns None or False for. Texts of which `but` is true are not kept, not even so.
    """

    def over(read: Callable[Concatenate[str, More], Read]) -> Callable[Concatenate[str, More], Read]:
        nothing: dict[bytes, Read] = {}

        @wraps(read)
        def reading(text: str, /, *more: More.args, **named: More.kwargs) -> Read:
            digest = digest_of(repr((text, more, named)) if more or named else text)
            if digest in nothing:
                return nothing[digest]
            found = read(text, *more, **named)
            if not found and not but(text):
                nothing[digest] = found
                if len(nothing) > most:
                    del nothing[next(iter(nothing))]
            return found

        return reading

    return over
