"""Every command that a document prints runs as it is printed, in a world prepared for it.

The world is a copy of the checkout with speeches, a database, and the files that the examples name. The lines
of a block run one after the other, as a reader types them. What `tests/stand_in.py` stands in for is not run.
"""

import json
import os
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from command_line import HOLIDAYS, known_holidays
from documented import Script, scripts, scripts_of, tracked
from documents import word
from model_server import questions_for

from core.places import CHECKOUT
from knowledge.reading.folder import read_folder
from knowledge.speech.segment import segment
from knowledge.ways.tasks import tasks

pytestmark = pytest.mark.timeout(1800)  # a block of nine lines is nine programs

STAND_IN = CHECKOUT / "tests" / "stand_in.py"
PROGRAMS = ("make", "qingfeng", "bash", "git", "createdb", "uv", "pipx", "docker", "openssl", "systemctl")
# Nobody types a command about these, and without known ways of asking an answer takes half the time.
LEFT_OUT = (
    "tests/acceptance",
    "tests/unit",
    "tests/integration",
    "docs",
    "knowledge/questions",
)
TITLE = "在作风建设会上的讲话"
SPEECH = (
    "一、作风建设永远在路上\n作风建设没有休止符，要一抓到底。\n二、从小事抓起\n一餐饭、一张票，都要算清楚。"
)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare the folder that each world is a copy of."""
    folder = tmp_path_factory.mktemp("printed") / "checkout"
    for name in tracked():
        if not name.startswith(LEFT_OUT):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, folder / name)
    for place, programs in ((folder / "programs", PROGRAMS), (folder / ".venv" / "bin", ("python",))):
        place.mkdir(parents=True)
        for program in programs:
            script = f'#!/bin/sh\nexec {sys.executable} {STAND_IN} {program} {sys.executable} "$@"\n'
            (place / program).write_text(script, encoding="utf-8")
            (place / program).chmod(0o755)
    (folder / "讲话.docx").write_bytes(word(SPEECH, title=TITLE))
    (folder / "questions.jsonl").write_text(
        json.dumps({"id": 1, "question": "三重一大是什么"}, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (folder / "subscriptions.csv").write_text(
        "version,chat_id,kind,time\n1,5000000001,private,08:30\n", encoding="utf-8"
    )
    (folder / "answers.jsonl").write_text(answers(), encoding="utf-8")
    typed(folder, ".venv/bin/python bot.py speeches import").check_returncode()
    return folder


def answers() -> str:
    """Return what a model wrote for the first tasks of the shipped speech 2023."""
    speech = next(one for one in read_folder(CHECKOUT / "knowledge" / "speeches") if one.slug == "2023")
    lines = [
        {"task": task.id, "answer": questions_for(task.prompt)} for task in islice(tasks(segment(speech)), 3)
    ]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


@pytest.fixture
def world(prepared: Path, tmp_path: Path) -> Path:
    """Return a folder where a reader types what is printed."""
    return Path(shutil.copytree(prepared, tmp_path / "checkout"))


def typed(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Type a line into a terminal in `folder`; a question whether one is sure is answered with yes."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    here = {
        "PATH": f"{folder / 'programs'}:{os.environ['PATH']}",
        "BOT_LOCAL_CHAT__PORT": "0",
        HOLIDAYS: known_holidays(),
        "NEW_DATABASE": f"sqlite:///{folder / 'new.db'}",  # PostgreSQL: see test_copying.py
    }
    return subprocess.run(
        ["/bin/bash", "-c", line],
        cwd=folder,
        env=inherited | here,
        input="y\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("script", scripts(), ids=str)
def test_what_is_printed_can_be_typed(script: Script, world: Path) -> None:
    for line in script.lines:
        done = typed(world, line)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    "line",
    [
        "make tset",
        "make setup EXTRAS=orc",
        "make eval SETLED=learned.jsonl",
        "bot.py check",
        "qingfeng chek",
        "bash .ci/walk",
        "uv tool install . --constraints requirement.txt",
        ".venv/bin/python bot.py ask --jason 三重一大",
        ".venv/bin/python bot.py speeches withdraw 1999",
        ".venv/bin/python bot.py speeches import 没有.docx",
        ".venv/bin/python -m bench.whole_bott",
        ".venv/bin/python -m bench.search_speed --doors 10",
        ".venv/bin/python tests/browser/pictures.py",
        "git pull && make setpu",
        "BOT_TOKEN=123456789:AA… make rn",
    ],
)
def test_a_mistake_in_a_document_would_be_seen(line: str, prepared: Path) -> None:
    """None of them gets as far as changing anything, so they need no world each."""
    (span,) = scripts_of("some.md", f"Type `{line}` there.")
    (block,) = scripts_of("some.md", f"1. So:\n   ```sh\n   {line}\n   ```\n")
    assert span.lines == block.lines == (line,)
    assert typed(prepared, line).returncode != 0


def test_a_unit_of_systemd_is_read_as_what_it_starts() -> None:
    unit = (
        "```ini\n[Service]\nWorkingDirectory=/srv/office\nExecStart=/srv/office/.venv/bin/python bot.py\n```\n"
    )
    (script,) = scripts_of("some.md", unit)
    assert script.lines == (".venv/bin/python bot.py",)
