"""What `check` finds, whole and in its order: who may use the bot, the knowledge, the webhook, the database."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from certificates import make_certificate
from pydantic import SecretStr
from surroundings import SMALL_KNOWLEDGE

from core.certificate import read_certificate
from core.errors import OperatorError
from core.settings import AccessSettings, Settings, TelegramSettings
from core.webhook import SHORT_SECRET, WebhookSettings
from knowledge.reading.extract import Extracted, LeftOut
from knowledge.reading.folder import look_through
from services import checks
from services.checks import (
    SOON,
    Finding,
    Level,
    check_access,
    check_database,
    check_knowledge,
    check_two_persons,
    check_webhook,
)
from storage.upkeep.schema import SchemaState

GOOD, WARNING, BAD = Level.GOOD, Level.WARNING, Level.BAD
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def said(findings: list[Finding]) -> list[tuple[Level, str]]:
    return [(one.level, one.text) for one in findings]


@pytest.mark.parametrize(
    ("mode", "operators", "level", "words"),
    [
        ("open", {1}, WARNING, "access.mode 是 open：任何人都可以使用；只给单位内部用，请改成 members"),
        ("members", set(), GOOD, "access.mode 是 members；access.operators 空着：若还没有人认领"),
        ("list", {1, 2}, GOOD, "access.mode 是 list，运维人员 2 位"),
    ],
)
def test_who_may_use_the_bot_is_said(mode: str, operators: set[int], level: Level, words: str) -> None:
    found = check_access(AccessSettings.model_validate({"mode": mode, "operators": operators}))
    assert found.level is level
    assert found.text.startswith(words)


def hooked(tmp_path: Path, *, days: int = 0, **hook: object) -> Settings:
    own: dict[str, object] = {}
    if days:
        certificate, key = make_certificate(tmp_path, days=days)
        own = {"certificate_file": certificate, "key_file": key}
    webhook = {"url": "https://bot.example.org/telegram", "listen": "127.0.0.1:8080"} | own | hook
    return Settings(
        telegram=TelegramSettings(mode="webhook"),
        webhook=WebhookSettings.model_construct(**webhook),  # type: ignore[arg-type]  # as read
        webhook_token=SecretStr("s" * SHORT_SECRET),
    )


def test_a_webhook_behind_a_proxy_is_well_on_this_machine_and_open_to_all_elsewhere(tmp_path: Path) -> None:
    taken = "webhook：Telegram 送到 https://bot.example.org/telegram，本机在 {} 接收，由前面的代理加密"
    inward = hooked(tmp_path)
    assert said(check_webhook(inward, NOW)) == [(GOOD, taken.format("127.0.0.1:8080"))]
    [taken_here, open_to_all] = said(check_webhook(hooked(tmp_path, listen="0.0.0.0:8080"), NOW))
    assert taken_here == (GOOD, taken.format("0.0.0.0:8080"))
    assert open_to_all[0] is WARNING
    assert "没有加密：代理在同一台机器上时请改成 127.0.0.1" in open_to_all[1]
    short = inward.model_copy(update={"webhook_token": SecretStr("s" * (SHORT_SECRET - 1))})
    assert [level for level, _ in said(check_webhook(short, NOW))] == [GOOD, WARNING]
    polling = inward.model_copy(update={"telegram": TelegramSettings()})
    assert check_webhook(polling, NOW) == []


def test_a_socket_needs_its_folder(tmp_path: Path) -> None:
    there = said(check_webhook(hooked(tmp_path, listen=f"unix:{tmp_path}/bot.sock"), NOW))
    assert [level for level, _ in there] == [GOOD]
    nowhere = said(check_webhook(hooked(tmp_path, listen=f"unix:{tmp_path}/no/bot.sock"), NOW))
    assert nowhere == [(BAD, f"webhook.listen：没有 {tmp_path}/no 这个文件夹")]


def test_an_own_certificate_is_spoken_of_from_two_weeks_before_its_end_on(tmp_path: Path) -> None:
    settings = hooked(tmp_path, days=30, url="https://127.0.0.1/telegram", listen="0.0.0.0:8443")
    hook = settings.webhook
    certificate = read_certificate(hook.certificate_file, hook.key_file, hook.host)
    assert certificate
    assert certificate.expires
    soon = certificate.expires - SOON
    [taken, out_of_reach] = said(check_webhook(settings, soon))
    assert taken[1].endswith("本机在 0.0.0.0:8443 接收，由机器人自己加密")
    assert out_of_reach[1].startswith("webhook.url 里的 127.0.0.1 从公网到不了")
    ends = said(check_webhook(settings, soon + timedelta(seconds=1)))[2:]
    day = f"{certificate.expires:%Y-%m-%d}"
    assert ends == [(WARNING, f"webhook.certificate_file：证书 {day} 到期，请换一张")]
    inward = settings.model_copy(update={"webhook": hook.model_copy(update={"listen": "127.0.0.1:8443"})})
    [_, _, not_reached] = said(check_webhook(inward, soon))
    assert not_reached[1].startswith("webhook.listen 是 127.0.0.1:8443，外面连不上")


# --- the knowledge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small folder of knowledge."""
    return shutil.copytree(SMALL_KNOWLEDGE, tmp_path / "knowledge")


COUNTED = (GOOD, "讲话文件夹里有讲话 1 篇，可回答的段落 9 个")
NO_QUOTES = "quotes.toml 不存在或是空的：没有在聊天里审定过廉语（/curate），到点就不会推送"


def test_knowledge_that_is_understood_is_counted(folder: Path) -> None:
    known = "相似问 0 条，每日廉语 {} 条，逐字核对无误"
    assert said(check_knowledge(folder)) == [COUNTED, (GOOD, known.format(9))], "its date is in the list"
    (folder / "quotes.toml").unlink()
    assert said(check_knowledge(folder)) == [COUNTED, (GOOD, known.format(0)), (WARNING, NO_QUOTES)]
    guessed = (WARNING, "2023.txt：日期没有写明：看文件名，猜是2023年，请核对")
    listed = folder / "speeches" / "speeches.toml"
    listed.write_text(listed.read_text(encoding="utf-8").replace('date = "2023年"', ""), encoding="utf-8")
    assert guessed in said(check_knowledge(folder))


@pytest.mark.parametrize(
    "date", ["2025年9月32日", "2025年2月29日", "2025年13月", "二〇二五年二月三十日", "2025-04-31"]
)
def test_a_day_that_no_calendar_has_is_refused_in_the_list_of_speeches(folder: Path, date: str) -> None:
    listed = folder / "speeches" / "speeches.toml"
    words = listed.read_text(encoding="utf-8")
    listed.write_text(words.replace('date = "2023年"', f'date = "{date}"'), encoding="utf-8")
    assert said(check_knowledge(folder)) == [
        (BAD, f"speeches.toml 第 1 节（2023.txt）的 date：没有“{date}”这个日期")
    ]


@pytest.mark.parametrize(
    "date", ["2024年2月29日", "2025年", "2025年9月", "2025年春", "二〇二四年七月一日", "9月前后"]
)
def test_a_date_is_written_as_far_as_it_is_known(folder: Path, date: str) -> None:
    listed = folder / "speeches" / "speeches.toml"
    words = listed.read_text(encoding="utf-8")
    listed.write_text(words.replace('date = "2023年"', f'date = "{date}"'), encoding="utf-8")
    assert said(check_knowledge(folder))[0] == COUNTED


def test_knowledge_that_cannot_be_read_is_all_that_is_said(folder: Path) -> None:
    for name in ("2024.txt", "2025.txt"):
        (folder / "speeches" / name).write_bytes(b"\xff\xff\x81\x00")
    first, second = said(check_knowledge(folder))
    assert first[0] is second[0] is BAD
    assert "“2024.txt”" in first[1]
    assert "“2025.txt”" in second[1]
    assert [level for level, _ in said(check_knowledge(folder / "nowhere"))] == [BAD]


def test_what_of_a_file_is_not_in_its_text_is_said_and_what_to_look_at_stands_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = look_through(folder / "speeches")
    parts = (LeftOut("页眉", "每页都有"), LeftOut("图", "不是文字"))
    account = Extracted(found.speeches[0].found.text, left_out=parts, notes=("有修订，请核对", "有表格"))
    speeches = (replace(found.speeches[0], found=account), *found.speeches[1:])
    monkeypatch.setattr(checks, "look_through", lambda _: replace(found, speeches=speeches, ignored=("别的",)))
    file = found.speeches[0].speech.file
    assert said(check_knowledge(folder))[:1] == [COUNTED]
    assert said(check_knowledge(folder))[2:] == [
        (WARNING, "别的"),
        (GOOD, f"{file}：没有收进来 2 处：页眉（每页都有）；图（不是文字）"),
        (WARNING, f"{file}：有修订，请核对"),
        (GOOD, f"{file}：有表格"),
    ]


# --- the database


class Server:
    """Stands for a database in that state; `damage` is what it says of itself."""

    def __init__(self, state: SchemaState, damage: str = "") -> None:
        self.state, self.damage = state, damage
        self.is_open = True

    async def schema_state(self) -> SchemaState:
        return self.state

    async def refuse_damage(self) -> None:
        assert self.state is not SchemaState.MISSING
        if self.damage:
            raise OperatorError(self.damage)

    async def close(self) -> None:
        self.is_open = False


@pytest.mark.parametrize(
    ("state", "damage", "level", "words"),
    [
        (SchemaState.MISSING, "坏了", GOOD, "数据库还没有建立，运行时会自动建立"),
        (SchemaState.OLD, "", GOOD, "数据库是旧版本的，运行时会自动升级（SQLite 先备份）"),
        (SchemaState.CURRENT, "", GOOD, "数据库打得开，版本相符"),
        (SchemaState.CURRENT, "坏了", BAD, "坏了"),
        (SchemaState.NEWER, "", BAD, "数据库的版本比程序新：请升级程序"),
    ],
)
async def test_a_database_is_said_to_be_as_it_is_and_let_go_of(
    state: SchemaState, damage: str, level: Level, words: str
) -> None:
    server = Server(state, damage)
    database: Any = server
    [found] = await check_database(database)
    assert found.level is level
    assert found.text.startswith(words)
    assert not server.is_open


@pytest.mark.parametrize(
    ("operators", "editors", "level"),
    [({1}, {1}, BAD), ({1}, set(), BAD), ({1}, {2}, GOOD), (set(), set(), BAD)],
)
async def test_where_two_persons_are_wanted_there_have_to_be_two(
    operators: set[int], editors: set[int], level: Level
) -> None:
    server = Server(SchemaState.MISSING)
    database: Any = server
    wanted = {"operators": operators, "editors": editors, "two_persons": True}
    [found] = await check_two_persons(AccessSettings.model_validate(wanted), database)
    assert found.level is level
    assert not server.is_open
    if level is GOOD:
        assert found.text == "access.two_persons 打开着，编辑和运维人员一共 2 位"
    assert await check_two_persons(AccessSettings(), database) == []
