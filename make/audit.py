"""`make audit`: have pip-audit look up what is locked among the known vulnerabilities.

pip-audit (Apache-2.0, of the Python Packaging Authority) is no part of the lock: uv fetches it for the moment.
It asks PyPI's own list of vulnerabilities over the network, so this is no test.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Of the lock for tests and of the one for scans; each has all that the bot needs to run.
LOCKS = ("requirements-dev.txt", "requirements-ocr.txt")
FOUND, UNREACHED = 1, 2
PATIENCE = 300.0  # seconds
NOTHING = "✓ 锁定的 {number} 个包没有已知漏洞 / no known vulnerability in the {number} locked packages"
NOT_REACHED = (
    "查不到：漏洞数据或 pip-audit 现在取不到（网络不通，或软件源不提供漏洞数据）；什么都没有查 / "
    "not checked: the data on vulnerabilities, or pip-audit itself, cannot be reached"
)
SKIPPED = "没有查到的包 / packages without data: {names}"


class UnreachedError(Exception):
    """Nothing could be looked up."""


def looked_up(lock: str, uv: str) -> list[dict[str, Any]]:
    """Return what pip-audit says of each package of a lock. Raises UnreachedError."""
    command = [uv, "run", "-q", "--no-project", "--python", sys.executable, "--with", "pip-audit", "pip-audit"]
    command += ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "-r"]
    try:
        done = subprocess.run(
            [*command, str(ROOT / lock)], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return list(json.loads(done.stdout)["dependencies"])
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        raise UnreachedError from None


def report(packages: list[dict[str, Any]]) -> int:
    """Print what is known of the packages; return 0, FOUND or, when nothing is known of any, UNREACHED."""
    known = {one["name"]: one for one in packages if "vulns" in one}
    skipped = sorted({one["name"] for one in packages} - known.keys())
    if not known:
        print(NOT_REACHED)
        return UNREACHED
    if skipped:
        print(SKIPPED.format(names=", ".join(skipped)))
    found = [one for one in known.values() if one["vulns"]]
    for one in found:
        for flaw in one["vulns"]:
            mended = ", ".join(flaw.get("fix_versions", [])) or "—"
            print(f"✗ {one['name']} {one['version']}: {flaw['id']}，已修复于 / mended in {mended}")
    if found:
        return FOUND
    print(NOTHING.format(number=len(known)))
    return 0


def audit(uv: str) -> int:
    """Look up all locks and print what is known; return the exit status."""
    try:
        return report([one for lock in LOCKS for one in looked_up(lock, uv)])
    except UnreachedError:
        print(NOT_REACHED)
        return UNREACHED


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1]))
