"""A key as people keep it in a file: bare, in quotes, or after NAME=."""

from pathlib import Path

from core.errors import OperatorError
from core.hand_written import bare, read_hand_written
from core.patterns import pattern

LARGEST = 64 * 1024  # bytes
NAMED = pattern(r"\A(?:export\s+)?[A-Z_]*(?:KEY|TOKEN)\s*[=：＝]\s*(?=\S)")
# What may stand in a header: no blank, nothing that ends it.
KEY = pattern(r"[!-~]{1,4096}")


def secret_in(written: str, setting: str) -> str:
    """Return the key in a line, whatever stands around it. OperatorError when it can be none."""
    key = bare(NAMED.sub("", bare(written), count=1))
    if not KEY.fullmatch(key):
        raise OperatorError(f"{setting} 不像是钥匙：应是一行字母、数字和符号，中间没有空格")
    return key


def read_secret_file(file: Path, setting: str) -> str:
    """Return the one key in `file`. OperatorError names a file that is unreadable, empty, or has several."""
    try:
        written = read_hand_written(file, LARGEST)
    except OSError as error:
        raise OperatorError(f"{setting}：读不了钥匙文件 {file}：{error.strerror}") from None
    except ValueError as error:
        raise OperatorError(f"{setting}：读不了钥匙文件 {file}：{error}") from None
    lines = [line for line in map(bare, written.split("\n")) if line and not line.startswith("#")]
    if len(lines) != 1:
        raise OperatorError(f"{setting}：钥匙文件 {file} {'是空的' if not lines else '里有好几行：请只留钥匙'}")
    return secret_in(lines[0], f"{setting} 的文件 {file}")
