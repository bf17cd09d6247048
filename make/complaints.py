"""What went wrong while .venv was prepared, as one sentence in Chinese and in English that says what to do."""

import platform
import re
from pathlib import Path

# Where pip's words name the package, the surest first: they hold for pip 22 to 26.
NAMED = (
    r"DO NOT MATCH THE HASHES.*?\n\s+([\w.-]+)",
    r"(?:These do not:|missing from some requirements.*?)\n\s+([\w.-]+)",
    r"(?:No matching distribution found for|satisfies the requirement|Failed to build) ([\w.-]+)",
    r"THESE PACKAGES.*?\n\s+([\w.-]+)",
    r"(?s:.*)/simple/([\w.-]+)/",  # the last page of the index that was asked for
    r"(?s:.*)Collecting ([\w.-]+)",  # the last package pip began with
)
UNREACHABLE = (
    r"NewConnectionError|ConnectionError|ConnectTimeout|Read timed out|ReadTimeout|ProxyError|name resolution"
    r"|Connection (?:refused|reset|aborted)|RemoteDisconnected|ProtocolError|IncompleteRead|IncompleteDownload"
    r"|CERTIFICATE_VERIFY_FAILED|SSLError|HTTP error 5\d\d|5\d\d Server Error"
)


class SetUpError(Exception):
    """A step failed; this is the sentence for the person who ran `make`."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese} / {english}")


def about_pip(said: str, version: str, log: Path) -> SetUpError:
    """Return what to tell when pip failed.

    `said` is all it printed, `version` that of its Python, `log` the file that keeps it.
    """
    package = _package(said)
    here = f"Python {version}, {platform.system()} {platform.machine()}"
    if re.search(r"No space left on device|Disk quota exceeded", said):
        advice = "磁盘满了：请腾出空间再试一次", "the disk is full: make room and try again"
    elif "DO NOT MATCH THE HASHES" in said:
        advice = (
            "下载到的与锁定的不一样：请换一个软件源（PIP_INDEX_URL）再试，仍不行就不要安装",
            "what came is not what the lock pins: try another index (PIP_INDEX_URL); "
            "if it stays so, do not install it",
        )
    elif re.search(UNREACHABLE, said):
        advice = (
            "软件源连不上：请检查网络和代理（HTTPS_PROXY），或换一个软件源（PIP_INDEX_URL），再试一次",
            "the package index cannot be reached: check the network and the proxy (HTTPS_PROXY), "
            "or name another index (PIP_INDEX_URL), and try again",
        )
    elif "No matching distribution found" in said:
        # pip says only this, even if the index answers with an error.
        advice = (
            f"软件源没有给出适合这台机器（{here}）的这个版本：请检查网络和代理（HTTPS_PROXY），"
            "换一个软件源（PIP_INDEX_URL）或另一个 Python（make clean，再 make PYTHON=python3.12 …）",
            f"the package index gave no such version for this machine ({here}): check the network and the "
            "proxy (HTTPS_PROXY), name another index (PIP_INDEX_URL), or another Python (make clean, then "
            "make PYTHON=python3.12 …)",
        )
    else:
        advice = (
            "装不上：请按日志最后几行改正，再试一次",
            "could not be installed: see the end of the log, and try again",
        )
    return SetUpError(f"{package}：{advice[0]}（日志在 {log}）。", f"{package}: {advice[1]} (log: {log}).")


def about_venv(python: str, said: str) -> SetUpError:
    """Return what to tell when `python` made no .venv with pip in it; `said` is what it printed."""
    if not said or "ensurepip" in said:
        package = "python" + ".".join(platform.python_version_tuple()[:2]) + "-venv"
        return SetUpError(
            f"{python} 缺少 venv 或 ensurepip：请先安装（Debian、Ubuntu：apt install {package}），再试一次。",
            f"{python} lacks venv or ensurepip: install them (Debian, Ubuntu: apt install {package}), "
            "then try again.",
        )
    last = said.strip().splitlines()[-1]
    return SetUpError(f"{python} 建不了 .venv：{last}", f"{python} cannot make .venv: {last}")


def _package(said: str) -> str:
    for words in NAMED:
        if found := re.search(words, said):
            return found[1].rstrip(".")
    return "pip"
