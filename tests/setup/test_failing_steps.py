"""A step of the set-up that fails is one sentence that names the package and says what to do."""

import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from complaints import about_pip, about_venv
from set_up import PYTHON, Checkout, complaint_of
from wheel_index import Index, Wheel, serving

setups = pytest.mark.setups
LIBRARY, OTHER = Wheel("library", "1.0"), Wheel("other-library", "1.0")


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    """Lay a checkout that needs two libraries."""
    with serving([LIBRARY, OTHER]) as index:
        yield Checkout.lay(tmp_path, index, [LIBRARY, OTHER])


def not_there(index: Index) -> None:
    del index.files[OTHER.file_name]


def only_newer(index: Index) -> None:
    del index.files[OTHER.file_name]
    index.offer(Wheel("other-library", "2.0"))


def only_source(index: Index) -> None:
    """Nothing is built here: that would fetch whatever is newest to build with."""
    index.files["other_library-1.0.tar.gz"] = index.files.pop(OTHER.file_name)


def changed(index: Index) -> None:
    index.files[OTHER.file_name] += b"changed"


def refused(index: Index) -> None:
    index.refusing = HTTPStatus.BAD_GATEWAY


@setups
@pytest.mark.timeout(3000)
def test_each_failure_names_package_advice_and_log_and_the_next_run_mends_it(checkout: Checkout) -> None:
    """One after the other in one checkout: a new .venv each time would take minutes."""
    expected = {
        not_there: ("other-library", "no such version"),
        only_source: ("other-library", "no such version"),
        only_newer: ("other-library", "no such version"),
        changed: ("other-library", "not what the lock pins"),
        refused: ("library", "check the network"),
    }
    for fail, words in expected.items():
        fail(checkout.index)
        complaint = complaint_of(checkout.make("run"))
        assert all(word in complaint for word in (*words, ".venv/setup.log")), complaint
        assert "Traceback" not in complaint
        assert checkout.log
        checkout.index.offer(LIBRARY, OTHER)
        checkout.index.refusing = None
    unreachable = complaint_of(checkout.make("run", PIP_INDEX_URL="http://127.0.0.1:9/simple"))
    assert "check the network" in unreachable
    assert checkout.make("run").stdout.splitlines()[-1] == "the bot runs"


@setups
@pytest.mark.timeout(1800)
def test_an_upgrade_that_fails_leaves_what_was_there(checkout: Checkout) -> None:
    checkout.make("setup")
    checkout.lock([LIBRARY, Wheel("other-library", "2.0")])
    assert "other-library" in complaint_of(checkout.make("setup"))
    checkout.lock([LIBRARY, OTHER])
    assert checkout.make("setup").stdout == "✓ .venv 已备好 / ready\n"


@setups
@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_says_what_to_install(checkout: Checkout, missing: str) -> None:
    python = checkout.folder / "python-of-debian"
    program = (
        f"import runpy, sys; sys.modules[{missing!r}] = None; sys.argv = sys.argv[3:];"
        "sys.path[0] = 'make'; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    lines = ["#!/bin/sh", f'[ "$1" = -c ] && exec {PYTHON} "$@"', f'exec {PYTHON} -c "{program}" "$@"']
    python.write_text("\n".join(lines) + "\n", encoding="utf-8")
    python.chmod(0o755)
    complaint = complaint_of(checkout.make("setup", f"PYTHON={python}"))
    assert "apt install python3." in complaint
    assert not checkout.venv.exists()


@setups
def test_a_machine_without_a_python_that_is_new_enough_is_told_so(checkout: Checkout) -> None:
    tools = checkout.folder / "tools"
    tools.mkdir()
    make = shutil.which("make")
    assert make
    (tools / "make").symlink_to(make)
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tools / "python3").chmod(0o755)
    complaint = complaint_of(checkout.make("run", "PYTHON=", PATH=str(tools)))
    assert "Python 3.11 or newer is needed" in complaint


FULL = """\
Collecting a
Collecting b==2
ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
"""
UNPINNED = """\
ERROR: In --require-hashes mode, all requirements must have their versions pinned with ==. These do not:
    coverage[toml]>=7.10.6 from somewhere/coverage-7.17.5.whl (from pytest-cov==7.1.0->-r x.txt (line 1))
"""
PROXY = """\
WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError('no proxy')': /simple/numpy/
ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: none)
ERROR: No matching distribution found for numpy==2.4.6
"""
SLOW = """\
Collecting rapidfuzz==3.14.6
pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.
"""
DEFECT = """\
Traceback (most recent call last):
ValueError: something of pip's own
"""


@pytest.mark.parametrize(
    ("said", "package", "advice"),
    [
        (FULL, "b", "the disk is full"),
        (UNPINNED, "coverage", "see the end of the log"),
        (PROXY, "numpy", "cannot be reached"),
        (SLOW, "rapidfuzz", "cannot be reached"),
        (DEFECT, "pip", "see the end of the log"),
    ],
    ids=["full", "unpinned", "proxy", "slow", "defect"],
)
def test_what_pip_says_becomes_a_sentence(said: str, package: str, advice: str) -> None:
    complaint = str(about_pip(said, "3.11.7", Path(".venv/setup.log")))
    assert complaint.startswith(f"{package}：")
    assert f"/ {package}: " in complaint
    assert advice in complaint
    assert len(complaint.splitlines()) == 1


def test_another_failure_of_venv_is_told_in_its_own_words() -> None:
    complaint = str(about_venv("python3.11", "Error: [Errno 28] No space left on device: '.venv'\n"))
    assert complaint.endswith(
        "python3.11 cannot make .venv: Error: [Errno 28] No space left on device: '.venv'"
    )
