"""Every sentence for the operator is reached: a way to each place where an OperatorError is made.

A new one without a way here fails. What takes a server or a damaged file has its test elsewhere, by name.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from wrong_ways import (
    HEAD,
    NEWER,
    NOW,
    NOWHERE,
    PERSON,
    Way,
    a_bad_copy,
    a_folder,
    a_folder_named_as_a_speech,
    a_full_disk,
    alone,
    asked_of_a_newer,
    backed_up,
    backed_up_by_two,
    cli_context,
    copied,
    copied_by_command,
    copied_into,
    deep,
    failing_tool,
    found,
    given,
    imported,
    in_folder,
    kept_in,
    made_of,
    migrated,
    of_file,
    on_database,
    read_by_others,
    records_without_database,
    restored_where,
    transferred,
    unsigned,
    used_by_two,
    used_without_lock,
    verified,
    with_desk,
    with_variable,
    without_input,
    without_rights,
)

from cli import ask, speeches, ways
from cli import storage as moving
from cli.knowledge_commands import content_of
from core.certificate import read_certificate, server_context
from core.errors import OperatorError
from core.reading_settings import read_settings
from core.secret_file import read_secret_file
from core.serving import bind
from core.settings import (
    ReminderSettings,
    Settings,
    TelegramSettings,
)
from core.token_file import read_token_file
from core.toml_file import read_toml
from core.trust import trusted_authorities
from core.webhook import Listening
from handlers.application import build_request
from knowledge.language.words.thesaurus import read_thesaurus
from knowledge.quotes.approved import read_quotes
from knowledge.reading.folder import locate, look_through, read_folder
from knowledge.reading.speech_list import read_list
from knowledge.search.known.questions import read_questions
from knowledge.search.known.ways import read_ways
from services.backups.folders import LIST, read_backup, refuse_full_disk
from services.transfer.files import open_file, read_file, save_file, save_text
from storage.database import FILE_NAME
from storage.engine.address import read_address
from storage.upkeep.schema import file_exists

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("core", "cli", "services", "storage", "knowledge", "handlers")
TOKEN = "123456789:" + "A" * 35

# A sentence's beginning (or the name of what makes it), and the test that reaches it.
ELSEWHERE = {
    "SSL_CERT_DIR：": "test_a_folder_of_authorities_that_is_not_there_is_named",
    "不是批次的号码": "test_what_is_wrong_is_one_sentence",
    "{self._setting}：数据库的编码是": "test_a_database_that_cannot_hold_chinese_is_refused_in_a_sentence",
    "{self._setting}：数据库 {self.file} {DAMAGED}": "test_check_names_a_damaged_database",
    "证书 {certificate_file} {what}": "test_a_certificate_that_cannot_work_is_one_sentence",
    "_complaint(error, host)": "test_a_certificate_that_cannot_work_is_one_sentence",
    "CLOSED": "test_a_closed_standard_output_is_one_sentence_and_nothing_is_done",
    "写不出结果": "test_a_full_disk_under_standard_output_is_one_sentence",
    "设置和讲话放不进": "test_a_folder_that_cannot_be_written_is_one_sentence",
    "Telegram 不认这个": "test_a_refused_token_is_the_operators_affair",
    "没有可用的讲话": "test_a_start_without_any_speech_left_in_use_is_the_operators_affair",
    "why[0]": "test_unreadable_file_changes_nothing",
    "now.fault": "test_a_model_drafts_and_a_fault_leaves_the_rest_for_the_next_run",
    "数据库 {self._database.address} 不是空的": "test_nothing_is_ever_overwritten",
    "没有文件夹 {folder}": "test_what_is_no_stretch_of_days_is_refused",
    "{why}：请写 2026年9月": "test_what_is_no_stretch_of_days_is_refused",
    "数据库还没有，或与程序的版本不一致": "test_what_is_no_stretch_of_days_is_refused",
    "看不了文件夹 {": "test_a_folder_that_may_not_be_looked_into_is_named",
    "里没有能用的行": "test_a_file_in_which_no_line_can_be_used_is_refused_line_by_line",
}


@dataclass(frozen=True)
class Place:
    """Where an OperatorError is made: its file and lines, and what it says."""

    file: str
    first: int
    last: int
    says: str


def places() -> Iterator[Place]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "OperatorError":
                    says = ast.unparse(node.args[0]).removeprefix("f").strip("'\"")
                    yield Place(str(file), node.lineno, node.end_lineno or node.lineno, says)


WAYS: dict[str, Way] = {
    "找不到文件": in_folder(lambda folder: read_toml(folder / "none.toml")),
    "读不了 toml": in_folder(read_toml),
    "toml in no encoding": of_file(read_toml, b"\xff\xff\xff\x81"),
    "no toml": of_file(read_toml, "a = "),
    "toml too deep": of_file(read_toml, "a = " + deep("[")),
    "no tables": of_file(read_quotes, "quote = 1"),
    "a token for a token file": in_folder(lambda folder: read_token_file(folder / TOKEN)),
    "no token file": in_folder(read_token_file),
    "a token file in no encoding": of_file(read_token_file, b"\xff\xff\xff\x81"),
    "an empty token file": of_file(read_token_file, "\n"),
    "two tokens": of_file(read_token_file, f"{TOKEN}\n{TOKEN[:-1]}B\n"),
    "a token in the settings": of_file(read_settings, 'token = "x"'),
    "a bad setting": of_file(read_settings, "[reminder]\ntime = 77"),
    "a bad path": of_file(read_settings, '[storage]\nfolder = "~nobody-here/x"'),
    "a bad token": with_variable("BOT_TOKEN", "abc"),
    "a misspelt variable": with_variable("BOT_STORAGE__FOLDR", "x"),
    "a bad list": of_file(read_list, "[[speach]]\n"),
    "a list with one file twice": of_file(read_list, '[[speech]]\nfile="a.txt"\n[[speech]]\nfile="a.txt"'),
    "a list without a file": of_file(read_list, '[[speech]]\ntitle="a"'),
    "a list with more": of_file(read_list, '[[speech]]\nfile="a.txt"\nfoo="b"'),
    "a list with a number": of_file(read_list, '[[speech]]\nfile="a.txt"\ntitle=3'),
    "a list with no such day": of_file(read_list, '[[speech]]\nfile="a.txt"\ndate="2025年9月32日"'),
    "a list with a bad slug": of_file(read_list, '[[speech]]\nfile="a.txt"\nslug="a b"'),
    "no knowledge": in_folder(lambda folder: locate(folder / "none")),
    "no speeches": in_folder(lambda folder: look_through(folder / "none")),
    "a listed file that is not there": a_folder(look_through, ("speeches.toml", '[[speech]]\nfile="a.txt"')),
    "an empty folder": a_folder(look_through),
    "an unreadable speech": a_folder(read_folder, ("a.txt", "")),
    "a name in no encoding": a_folder(look_through, ("\udcff.txt", "廉洁。")),
    "a folder for a speech": in_folder(a_folder_named_as_a_speech),
    "bad quotes": of_file(read_quotes, "[[quot]]\n"),
    "a quote without text": of_file(read_quotes, "[[quote]]\ntopic='x'"),
    "a quote with more": of_file(read_quotes, "[[quote]]\ntext='x'\nfoo='y'"),
    "a quote with a number": of_file(read_quotes, "[[quote]]\ntext='x'\ntopic=3"),
    "a quote that is too short": verified("短"),
    "a quote twice": verified("廉洁第三句，一字不改照录于此。", "廉洁第三句，一字不改照录于此。"),
    "a quote nobody said": verified("这一句从来没有人在这里说过，一个字也没有。"),
    "ways in no encoding": of_file(lambda file: read_ways([file]), b"\xff\xfe\xff", "2023/a.txt"),
    "a way without its stretch": of_file(lambda file: read_ways([file]), ">\n", "2023/a.txt"),
    "a way before any stretch": of_file(lambda file: read_ways([file]), "怎么问\n", "2023/a.txt"),
    "bad questions": of_file(read_questions, "[[foo]]\n"),
    "a passage without text": of_file(read_questions, "[[passage]]\n"),
    "a passage with more": of_file(read_questions, "[[passage]]\ntext='x'\nfoo=1"),
    "a passage of no speech": of_file(read_questions, "[[passage]]\ntext='x'\nspeech=1"),
    "absent without about": of_file(read_questions, "[[absent]]\n"),
    "absent with more": of_file(read_questions, "[[absent]]\nabout='x'\nfoo=1"),
    "asked that is no table": of_file(read_questions, "[[passage]]\ntext='x'\nasked=1"),
    "asked that is no list": of_file(read_questions, "[[passage]]\ntext='x'\n[passage.asked]\na=1"),
    "a bad thesaurus": of_file(read_thesaurus, "[[foo]]\n"),
    "a bad group of words": of_file(read_thesaurus, "[[group]]\nwords=['x']"),
    "no certificate": of_file(trusted_authorities, "no certificate"),
    "a bad proxy": given(
        lambda: build_request(Settings(telegram=TelegramSettings.model_construct(proxy="https://a:b")), 1)
    ),
    "no address": given(lambda: read_address("what", "storage.url")),
    "another database": given(lambda: read_address("mysql://a/b", "storage.url")),
    "no file": given(lambda: read_address("sqlite://", "storage.url")),
    "two slashes": given(lambda: read_address("sqlite://x/y.db", "storage.url")),
    "a path of nobody": given(lambda: read_address("sqlite:///~nobody-here/x.db", "storage.url")),
    "a password cut off": given(lambda: read_address("postgresql://a:b@c@d/x", "storage.url")),
    "a bad port": given(lambda: read_address("postgresql://a:b@c:99999/x", "storage.url")),
    "no PostgreSQL": given(lambda: migrated("postgresql://a:b@127.0.0.1:1/x")),
    "a database that is a folder": in_folder(lambda folder: migrated(f"sqlite:///{folder}")),
    "a database that is text": of_file(lambda file: migrated(f"sqlite:///{file}"), deep("text "), "x.db"),
    "a database of others": in_folder(lambda folder: on_database(folder, "CREATE TABLE chats (x TEXT)")),
    "a newer database": in_folder(lambda folder: on_database(folder, *NEWER)),
    "no file to transfer": in_folder(lambda folder: open_file(folder / "none")),
    "a table named as a workbook": in_folder(lambda folder: save_text(folder / "x.xlsx", b"", "csv")),
    "no place to save": in_folder(lambda folder: save_file(folder / "none" / "x.csv", b"")),
    "subscriptions in no encoding": given(lambda: read_file(b"\xff\xff")),
    "no subscriptions": given(lambda: read_file(b" \n")),
    "bad rows": given(lambda: read_file(f"{HEAD}\n1,x,y,z\n".encode())),
    "a later format": given(lambda: read_file(f"{HEAD}\n99,5,private,08:30\n".encode())),
    "no CSV": given(lambda: read_file(f'{HEAD}\n1,"5"x,private,08:30\n'.encode())),
    "no columns": given(lambda: read_file(b"a,b\n1,2\n")),
    "a column twice": given(lambda: read_file(f"{HEAD},time\n".encode())),
    "a strange column": given(lambda: read_file(f"{HEAD},foo\n".encode())),
    "no JSON": given(lambda: read_file(b"{a")),
    "JSON too deep": given(lambda: read_file(b'{"a":' + deep("[").encode())),
    "another JSON": given(lambda: read_file(b'{"format": "x"}')),
    "JSON without a version": given(lambda: read_file(b'{"format": "qingfeng-subscriptions"}')),
    "JSON with more": given(lambda: read_file(b'{"format": "qingfeng-subscriptions", "version": 1, "x": 1}')),
    "an export without a database": in_folder(lambda folder: transferred(folder, out=True)),
    "an import into a newer one": in_folder(imported),
    "a record without a database": in_folder(records_without_database),
    "no question": in_folder(lambda folder: ask.ask(cli_context(folder))),
    "a closed standard input": without_input,
    "a database that may not be written": without_rights(lambda file: file_exists(file, "storage.url")),
    "a folder that may not be written": without_rights(
        lambda file: file_exists(file / "y" / "z.db", "storage.url")
    ),
    "a title for many": in_folder(lambda folder: speeches.import_speeches(cli_context(folder), title="x")),
    "a dry run of nothing": in_folder(
        lambda folder: speeches.import_speeches(cli_context(folder), dry_run=True)
    ),
    "a bad slug": in_folder(
        lambda folder: speeches.import_speeches(cli_context(folder), [folder / "x"], slug="a b")
    ),
    "a file that is not there": in_folder(lambda folder: content_of(folder / "none")),
    "what a person could mend": with_desk(),
    "tasks that cannot be written": in_folder(lambda folder: ways._save(folder, b"")),
    "a key in the settings": of_file(read_settings, 'assistant_key = "x"'),
    "a bad key": with_variable("BOT_ASSISTANT_KEY", "a b"),
    "no key file": in_folder(lambda folder: read_secret_file(folder / "none", "assistant.key_file")),
    "a key file in no encoding": of_file(lambda file: read_secret_file(file, "x"), b"\xff\xff\xff\x81"),
    "a webhook without its address": with_variable("BOT_TELEGRAM__MODE", "webhook"),
    "a webhook without its token": of_file(
        read_settings, '[telegram]\nmode="webhook"\n[webhook]\nurl="https://a.example.org"'
    ),
    "a bad token of a webhook": with_variable("BOT_WEBHOOK_TOKEN", "a.b"),
    "the bot's token for a webhook": with_variable("BOT_WEBHOOK_TOKEN", TOKEN),
    "no certificate of one's own": in_folder(lambda folder: read_certificate(folder / "none", None, "a")),
    "an empty certificate": of_file(lambda file: read_certificate(file, None, "a"), ""),
    "a certificate that is too large": of_file(lambda file: read_certificate(file, None, "a"), deep("abc")),
    "a certificate that is none": of_file(lambda file: read_certificate(file, None, "a"), "text"),
    "a key that is none": of_file(lambda file: server_context(file, file), "text"),
    "a key with a passphrase": of_file(lambda file: server_context(file, file), "ENCRYPTED"),
    "a ping that is no address": with_variable("BOT_HEALTH_PING", "abc"),
    "a place where nobody can listen": in_folder(
        lambda folder: bind(Listening(socket=folder), "health.listen")
    ),
    "a full disk": in_folder(lambda folder: refuse_full_disk(folder, 10**18)),
    "a backup without its list": in_folder(read_backup),
    "a backup by a newer program": a_folder(read_backup, (LIST, '{"format": 2}')),
    "a backup of nothing": in_folder(backed_up),
    "a backup while another is made": in_folder(backed_up_by_two),
    "a backup of a damaged database": in_folder(
        lambda folder: backed_up(
            kept_in(folder, "CREATE TABLE a (b REFERENCES people (user_id))", "INSERT INTO a VALUES (5)").parent
        )
    ),
    "a backup into a file": in_folder(lambda folder: backed_up(folder, kept_in(folder))),
    "no backup": in_folder(lambda folder: found(folder, "none")),
    "a backup that is no database of ours": in_folder(lambda folder: found(made_of(folder).parent, FILE_NAME)),
    "a backup that cannot be read": in_folder(
        lambda folder: found(made_of(folder, "CREATE TABLE alembic_version (x)").parent, FILE_NAME)
    ),
    "a newer backup": in_folder(lambda folder: found(made_of(folder, *NEWER).parent, FILE_NAME)),
    "a backup of another engine": in_folder(lambda folder: found(kept_in(folder).parent, FILE_NAME, NOWHERE)),
    "a backup over a database": restored_where(lambda folder, _: kept_in(folder / "new")),
    "a backup on a full disk": restored_where(a_full_disk),
    "a backup that is copied badly": restored_where(a_bad_copy),
    "a backup below a file": restored_where(lambda folder, _: (folder / "new").write_bytes(b"x")),
    "a backup that others read": restored_where(read_by_others),
    "a database that just came": restored_where(
        lambda folder, patch: patch.setattr(
            "services.backups.restoring.flush", lambda _: (folder / "new" / FILE_NAME).touch()
        )
    ),
    "a time that is none": given(lambda: moving._until("yesterday", None, NOW, ReminderSettings().zone)),
    "a time to come": given(lambda: moving._until("2999-01-01", None, NOW, ReminderSettings().zone)),
    "no database to copy": in_folder(lambda folder: copied_by_command(folder, "none.db")),
    "a database copied into itself": in_folder(
        lambda folder: copied_by_command(kept_in(folder).parent, FILE_NAME)
    ),
    "an older database to copy": in_folder(
        lambda folder: copied(made_of(folder / "old"), folder / "new" / FILE_NAME)
    ),
    "a copy into one with rows": copied_into(PERSON),
    "a row that cannot be copied": copied_into(
        "CREATE TRIGGER a BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'x'); END"
    ),
    "a row that is not copied": copied_into(
        "CREATE TRIGGER a BEFORE INSERT ON people BEGIN SELECT RAISE(IGNORE); END"
    ),
    "PostgreSQL's program that fails": failing_tool,
    "a newer database that is asked": in_folder(asked_of_a_newer),
    "a database in use": in_folder(used_by_two),
    "a database whose lock cannot be opened": in_folder(used_without_lock),
    "a sheet that nobody signs": in_folder(unsigned),
    "one person alone where two confirm": in_folder(alone),
    "two keys": of_file(lambda file: read_secret_file(file, "x"), "a\nb\n"),
}


def test_every_sentence_is_reached(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: set[Place] = set()
    every = list(places())
    made = OperatorError.__init__

    def noted(error: OperatorError, *said: object) -> None:
        frame = sys._getframe(1)
        file, line = frame.f_code.co_filename, frame.f_lineno
        reached.update(one for one in every if one.file == file and one.first <= line <= one.last)
        made(error, *said)

    monkeypatch.setattr(OperatorError, "__init__", noted)
    silent = []
    for name, way in WAYS.items():
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            try:
                way(tmp_path_factory.mktemp("way"), patch)
            except OperatorError:
                continue
            silent.append(name)
    assert silent == []
    left = [one for one in every if one not in reached and not _elsewhere(one)]
    assert [f"{Path(one.file).relative_to(ROOT)}:{one.first} {one.says}" for one in left] == []


def _elsewhere(place: Place) -> bool:
    return any(beginning in place.says for beginning in ELSEWHERE)


def test_the_tests_elsewhere_are_there() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in ELSEWHERE.values() if f"def {name}(" not in written] == []
