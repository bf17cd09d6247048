"""Set-up files as people make them: with marks, in other encodings, in quotes, with a message around."""

import os
from pathlib import Path

import pytest

from core.errors import OperatorError
from core.places import CHECKOUT
from core.reading_settings import read_settings
from core.settings import Settings
from core.toml_file import read_toml
from knowledge.search.known.ways import read_ways
from services.transfer.files import FileFormat, read_file, write_file

TOKEN = "123456789:AAF" + "x" * 32
CONFIG = '[reminder]\ntime = "07:45"   # 早上\n[storage]\nfolder = "数据"\n'


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BOT_"):
            monkeypatch.delenv(name)


def with_token_file(folder: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> Settings:
    file = folder / "token.txt"
    file.write_bytes(content)
    monkeypatch.setenv("BOT_TELEGRAM__TOKEN_FILE", str(file))
    return read_settings(folder / "none.toml")


@pytest.mark.parametrize(
    "content",
    [
        TOKEN.encode(),
        f"{TOKEN}\n".encode(),
        f"{TOKEN}\r\n".encode(),
        f"  {TOKEN} \t\r\n\r\n".encode(),
        f"\ufeff{TOKEN}".encode(),
        f"\u200b{TOKEN}\u00a0\u3000\n".encode(),
        f"{TOKEN}\r\n".encode("utf-16"),
        f"\ufeff{TOKEN}".encode("utf-16-be"),
        f"{TOKEN}\n".encode("utf-16-le"),
        f"{TOKEN}\n".encode("utf-16-be"),
        f'"{TOKEN}"\n'.encode(),
        f"'{TOKEN}'".encode(),
        f"“{TOKEN}”".encode(),
        f"BOT_TOKEN={TOKEN}\n".encode(),
        f'BOT_TOKEN = "{TOKEN}"\r\n'.encode(),
        f"export BOT_TOKEN='{TOKEN}'\n".encode(),
        f"token: {TOKEN}\n".encode(),
        f"# 清风的令牌\n\n{TOKEN}\n".encode("gbk"),
        f"{TOKEN}\n{TOKEN}\n".encode(),
        TOKEN.replace(":", "：").encode(),
        f"Use this token to access the HTTP API:\n{TOKEN}\nKeep your token secure.\n".encode(),
    ],
    ids=range(21),
)
def test_the_token_file_is_read_as_people_make_it(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert with_token_file(tmp_path, content, monkeypatch).token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xef\xbb\xbf", b" \r\n\t", "\ufeff".encode("utf-16"), b"# later\n"]
)
def test_an_empty_token_file_is_an_error_that_names_it(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OperatorError, match=r"token\.txt 是空的"):
        with_token_file(tmp_path, content, monkeypatch)


@pytest.mark.parametrize(
    "content",
    [b"abc", b"\xff\xfe\x00", b"\x00" * 9, f"{TOKEN}\n{TOKEN[::-1][:9]}1:{'y' * 35}\n1:abcd\n".encode()],
)
def test_a_token_file_without_one_token_is_an_error_that_names_it(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OperatorError, match=r"telegram\.token_file.*token\.txt") as refused:
        with_token_file(tmp_path, content, monkeypatch)
    assert "BOT_TOKEN " not in str(refused.value)


@pytest.mark.parametrize("name", ["missing", ".", "x" * 300, "/dev/zero", "a\tb"])
def test_a_token_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TELEGRAM__TOKEN_FILE", name)
    with pytest.raises(OperatorError, match=r"telegram\.token_file"):
        read_settings(tmp_path / "none.toml")


def test_a_token_in_place_of_the_file_s_name_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TELEGRAM__TOKEN_FILE", TOKEN)
    with pytest.raises(OperatorError, match="不是令牌本身") as refused:
        read_settings(tmp_path / "none.toml")
    assert "xxx" not in str(refused.value)


@pytest.mark.parametrize("written", [f'"{TOKEN}"', f" {TOKEN}\r\n", f"BOT_TOKEN={TOKEN}", f"\ufeff{TOKEN}"])
def test_the_variable_is_read_as_generously(
    tmp_path: Path, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", written)
    assert read_settings(tmp_path / "none.toml").token.get_secret_value() == TOKEN


@pytest.mark.parametrize("written", ["   ", '""', "\r"])
def test_a_variable_of_blanks_is_an_error(
    tmp_path: Path, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", written)
    with pytest.raises(OperatorError, match="BOT_TOKEN"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "content",
    [
        CONFIG.encode(),
        CONFIG.encode("utf-8-sig"),
        CONFIG.replace("\n", "\r\n").encode(),
        CONFIG.replace("\n", "\r").encode(),
        CONFIG.encode("gbk"),
        CONFIG.encode("utf-16"),
        CONFIG.replace("\n", "\r\n").encode("utf-16-le"),
    ],
    ids=["plain", "mark", "crlf", "cr", "gbk", "utf-16", "utf-16 without a mark"],
)
def test_the_settings_file_is_read_in_any_encoding(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    settings = read_settings(file)
    assert f"{settings.reminder.time:%H:%M}" == "07:45"
    assert settings.storage.folder == tmp_path / "数据"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("time = “08:30”", "第 3 行"),
        ('time ＝ "08:30"', "第 3 行"),
        ("time = ‘08:30’", "全角"),
        ("time = 08:30am", "第 3 行"),
        ('time = "08:30', "第 3 行"),
        ("time", "第 3 行"),
        ('time = "08:30"\ntime = "09:30"', "第 4 行"),
        ("x = " + "[" * 20_000, "TOML"),
    ],
)
def test_a_slip_in_the_settings_file_is_named_with_its_line(tmp_path: Path, line: str, named: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"# 设置\n[reminder]\n{line}\n", encoding="utf-8")
    with pytest.raises(OperatorError, match=r"config\.toml") as refused:
        read_settings(file)
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_STORAGE__FOLDER", "folder"),
        ("BOT_KNOWLEDGE__FOLDER", "folder"),
        ("BOT_TELEGRAM__CA_FILE", "ca_file"),
    ],
)
@pytest.mark.parametrize(
    "written", ["~/office", "$OFFICE_HOME/office", "${OFFICE_HOME}/office", "~/office\r", '"~/office"']
)
def test_a_path_may_begin_at_home(
    tmp_path: Path, name: str, value: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("OFFICE_HOME", str(tmp_path))
    monkeypatch.setenv(name, written)
    section = getattr(read_settings(tmp_path / "none.toml"), name.removeprefix("BOT_").lower().split("__")[0])
    assert getattr(section, value) == tmp_path / "office"
    monkeypatch.delenv(name)
    where = name.removeprefix("BOT_").lower().split("__")
    file = tmp_path / "config.toml"
    file.write_text(f"[{where[0]}]\n{where[1]} = '{written.strip()}'\n", encoding="utf-8")
    assert getattr(getattr(read_settings(file), where[0]), value) == tmp_path / "office"


@pytest.mark.parametrize("written", ["~nobody-here/x", "$NOWHERE_AT_ALL/x", "${NOWHERE_AT_ALL}"])
def test_a_path_that_leads_nowhere_is_named(
    tmp_path: Path, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_STORAGE__FOLDER", written)
    with pytest.raises(OperatorError, match=r"storage\.folder"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "name", ["BOT_REMINDER_TIME", "BOT_REMINDER__TIEM", "BOT_STORAGE", "BOT__TOKEN", "bot_tokken"]
)
def test_a_misspelt_variable_is_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(OperatorError, match=name):
        read_settings(tmp_path / "none.toml")


def test_what_a_container_leaves_around_a_value_is_taken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_ACCESS__MODE", '"list"\r')
    monkeypatch.setenv("BOT_THROTTLE__PERSON_PER_HOUR", " 30\r\n")
    settings = read_settings(tmp_path / "none.toml")
    assert settings.access.mode == "list"
    assert settings.throttle.person_per_hour == 30


def test_without_any_token_none_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    assert read_settings(CHECKOUT / "config.toml").token.get_secret_value() == ""


SEEN = '[reminder]\ntime = "07:45"\n[people]\nreport = "请找 纪检组"\n'


@pytest.mark.parametrize(
    "written",
    [
        SEEN,
        f"\u200b{SEEN}",
        SEEN.replace("time", "\u200etime").replace("07", "\u202a07"),
        SEEN.replace(" = ", "\u00a0=\u3000"),
        SEEN.replace("[reminder]", "\u3000[reminder]\u3000# 早上\u3000推送"),
        f"{SEEN}\x1a",
        SEEN.replace("\n", "\r"),
    ],
    ids=range(7),
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_what_nobody_sees_in_a_settings_file_means_nothing(tmp_path: Path, written: str, encoding: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(written.encode(encoding))
    settings = read_settings(file)
    assert (settings.reminder.time.isoformat("minutes"), settings.people.report) == ("07:45", "请找 纪检组")


def test_a_wide_blank_inside_of_a_text_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('text\u3000=\u3000"一\u3000二\\"三\u3000四"', encoding="utf-8")
    assert read_toml(file) == {"text": '一\u3000二"三\u3000四'}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_of_ways_is_read_as_people_save_it(tmp_path: Path, encoding: str, end: str) -> None:
    file = tmp_path / "2022" / "driver.txt"
    file.parent.mkdir()
    file.write_bytes(f"# 司机怎么问{end}> 先审批后接待。{end}接待要先批吗{end}".encode(encoding))
    assert [one.question for one in read_ways([file])] == ["接待要先批吗"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_a_list_of_subscriptions_is_read_as_office_programs_save_it(encoding: str, delimiter: str) -> None:
    head = write_file([], FileFormat.CSV).decode("utf-8-sig").split("\n")[0].replace(",", delimiter)
    assert read_file(f"{head}\n".encode(encoding)) == []


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[questions]\nnames = 否", "第 2 行 names 的值应是 true 或 false"),
        ("[questions]\nnames = False  # 不看", "第 2 行 names 的值应是 true 或 false"),
        ("[reminder]\ntime = 08:30", '写作 time = "08:30"'),
        ("[storage]\nfolder = ./data", '写作 folder = "value"'),
        ('[storage]\nfolder = "D:\\data"', "folder 的值里，反斜杠要写成两个"),
        ('[storage]\nbackup_folder = "D:\\backup"', "storage.backup_folder 的值不对：里有不可见的字符"),
        ('[storage]\nfolder = "D:\\temp"', "反斜杠要写成两个"),
        ('[telegram]\nca_file = "D:\\new.pem"', "反斜杠要写成两个"),
        ('[reminder]\ntiem = "08:30"', "不认识的设置 reminder.tiem：是不是 reminder.time？"),
        ('[remainder]\ntime = "08:30"', "不认识的设置 remainder：是不是 [reminder]？"),
        ('[telegram]\ncatch_up = "4h"', "是不是 reminder.catch_up？"),
        ('catch_up = "4h"', "是不是 reminder.catch_up？"),
        ('[zzz]\nq = "x"', "不认识的设置 zzz：请对照"),
    ],
)
def test_what_is_wrong_in_a_settings_file_is_named_with_what_to_write(
    tmp_path: Path, written: str, says: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(OperatorError) as refused:
        read_settings(file)
    assert says in str(refused.value)


def test_a_misspelt_variable_names_a_setting_only_where_it_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, says in (
        ("BOT_TOKN", "不认识的环境变量 BOT_TOKN：是不是 BOT_TOKEN"),
        ("BOT_REMINDER__TIEM", "（设置 reminder.tiem）：是不是 BOT_REMINDER__TIME"),
    ):
        with monkeypatch.context() as patch:
            patch.setenv(name, "3")
            with pytest.raises(OperatorError) as refused:
                read_settings(Path("none.toml"))
            assert says in str(refused.value)
