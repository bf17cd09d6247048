"""The bot's token as people store it: alone, in quotes, after BOT_TOKEN=, or in @BotFather's whole message."""

import unicodedata
from pathlib import Path

from core.errors import OperatorError
from core.hand_written import bare, read_hand_written
from core.patterns import pattern

# Telegram's own shape: the bot's number, a colon, 35 characters; other servers are free to issue shorter ones.
TOKEN_SHAPE = pattern(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,128}")
NAMED = pattern(r"\A(?:export\s+)?[A-Za-z_][\w.-]*\s*[=：:＝]\s*(?=\S)")
# Without an example: the digits of one may be those that somebody has typed, and these are hidden.
SHAPE_IN_WORDS = "应是一串数字、一个冒号、再加三十多个字母和数字"
SETTING = "telegram.token_file"
LARGEST = 64 * 1024  # bytes


def token_in(written: str) -> str | None:
    """Return the token in a line, whatever stands around it; None when there is none."""
    token = bare(NAMED.sub("", bare(unicodedata.normalize("NFKC", written)), count=1))
    return token if TOKEN_SHAPE.fullmatch(token) else None


def read_token_file(file: Path) -> str:
    """Return the token in `file`. OperatorError names a file that is unreadable, empty or without one token."""
    if token_in(file.name) is not None:
        raise OperatorError(
            f"{SETTING} 应是存放令牌的文件名，不是令牌本身：令牌请放进那个文件，或环境变量 BOT_TOKEN"
        )
    try:
        written = read_hand_written(file, LARGEST)
    except OSError as error:
        raise OperatorError(f"{SETTING}：读不了令牌文件 {file}：{error.strerror}") from None
    except ValueError as error:
        raise OperatorError(f"{SETTING}：读不了令牌文件 {file}：{error}") from None
    lines = [line for line in map(bare, written.split("\n")) if line and not line.startswith("#")]
    if not lines:
        raise OperatorError(f"{SETTING}：令牌文件 {file} 是空的：请把 @BotFather 给的令牌写进去")
    tokens = {token for line in lines if (token := token_in(line)) is not None}
    if len(tokens) != 1:
        what = f"里没有令牌：{SHAPE_IN_WORDS}" if not tokens else "里有好几个令牌：请只留一个"
        raise OperatorError(f"{SETTING}：令牌文件 {file} {what}，请向 @BotFather 核对")
    return tokens.pop()
