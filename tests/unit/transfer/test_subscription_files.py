"""Files of subscriptions: what is written is read again, what programs and people do to them is understood."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import OperatorError
from services.csv_cells import guarded
from services.transfer.files import FileFormat, open_file, read_file, save_file, save_text, write_file
from services.transfer.rows import FIELDS, SubscriptionRow
from storage.states import ChatState
from storage.tables.chats import chats, subscriptions

MOMENT = datetime(2026, 3, 1, 2, 3, 4, 567890, tzinfo=UTC)
PERSON = SubscriptionRow(chat_id=1001, kind="private", title="陈", time="08:30")
FORUM = SubscriptionRow(
    chat_id=-1001234567890,
    kind="supergroup",
    title='机关党委，"二"支部\n学习',
    state="left",
    state_reason="kicked",
    active=False,
    time="17:05",
    thread_id=77,
    days="workdays",
    before_holidays=True,
    muted=True,
    starts_on=date(2026, 3, 2),
    resumes_on=date(2026, 3, 9),
    skips="2026-10-01,2026-10-02",
    created_at=MOMENT,
    changed_at=MOMENT,
)
BOTH_FORMATS = pytest.mark.parametrize("file_format", list(FileFormat))
HEADER = "version,chat_id,kind,time"


def csv_file(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines)).encode()


def json_file(*items: dict[str, Any], **others: object) -> bytes:
    whole = {"format": "qingfeng-subscriptions", "version": 1, "subscriptions": items} | others
    return json.dumps(whole, ensure_ascii=False).encode()


def refusal(content: bytes) -> str:
    with pytest.raises(OperatorError) as refused:
        read_file(content)
    return str(refused.value)


@pytest.mark.parametrize("state", ChatState)
def test_a_chat_may_be_in_any_state_but_that_of_one_that_moved(state: ChatState) -> None:
    content = json_file({"chat_id": 1001, "kind": "private", "time": "08:30", "state": state.value})
    if state is ChatState.MIGRATED:
        assert "state：“migrated”应是 " in refusal(content)
    else:
        assert only(content).state == state.value


def only(content: bytes) -> SubscriptionRow:
    (one,) = read_file(content)
    return one.row


def test_every_column_of_a_subscription_is_in_the_file() -> None:
    """A new column needs its line in SubscriptionRow."""
    of_chat = set(chats.c.keys()) - {"migrated_to"}  # a migrated chat has no subscription
    assert set(FIELDS) == set(subscriptions.c.keys()) | of_chat


@BOTH_FORMATS
def test_what_is_written_is_read_again(file_format: FileFormat) -> None:
    rows = [PERSON, FORUM]
    assert [one.row for one in read_file(write_file(rows, file_format))] == rows
    assert read_file(write_file([], file_format)) == []


@BOTH_FORMATS
@given(
    title=st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("'=+-@\t,\"\n"), max_size=20)
)
def test_any_title_survives(file_format: FileFormat, title: str) -> None:
    row = PERSON.model_copy(update={"title": title})
    read = only(write_file([row], file_format)).title
    # Nothing but blanks is an empty cell, unless it begins as a formula does and so is guarded.
    is_kept = title.strip() or file_format is FileFormat.JSON or guarded(title) != title
    assert read == (title if is_kept else "")


def test_the_csv_opens_in_an_office_program() -> None:
    content = write_file([PERSON], FileFormat.CSV)
    assert content.startswith(b"\xef\xbb\xbfversion,chat_id,kind,title,")
    assert (
        content.decode("utf-8-sig")
        .splitlines()[1]
        .startswith("1,1001,private,陈,active,,true,08:30,,every,false,false,")
    )
    assert read_file(content.removeprefix(b"\xef\xbb\xbf")) == read_file(content)


def test_no_title_is_a_formula_in_a_spreadsheet() -> None:
    row = PERSON.model_copy(update={"title": '=HYPERLINK("http://example.org")'})
    content = write_file([row], FileFormat.CSV)
    assert "\"'=HYPERLINK(" in content.decode("utf-8-sig")
    assert only(content) == row


def test_the_json_says_its_format_and_has_a_line_for_each() -> None:
    content = write_file([PERSON, FORUM], FileFormat.JSON)
    value = json.loads(content)
    assert (value["format"], value["version"]) == ("qingfeng-subscriptions", 1)
    assert set(value["subscriptions"][0]) == set(FIELDS)
    assert len(content.splitlines()) == 4


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("1,1001,private,8:30:00,,", "time", "08:30"),
        ("1,1001,Private,8：05,,", "time", "08:05"),
        ("1,1001,private,08:30,TRUE,", "muted", True),
        ("1,1001,private,08:30,否,", "muted", False),
        ("1,1001,private,08:30,,2026/3/2", "starts_on", date(2026, 3, 2)),
        ("1,'-1001,group,08:30,,", "chat_id", -1001),
        (" 1 , 1001 ,private,08:30,,,,,", "chat_id", 1001),
    ],
)
def test_what_office_programs_make_of_values_is_read(line: str, field: str, value: object) -> None:
    content = csv_file(line, ",,,,,", "", header=f"{HEADER},muted,starts_on")
    assert getattr(only(content), field) == value


def test_columns_without_a_name_at_the_end_are_none() -> None:
    content = csv_file("1,1001,private,08:30,,", "1,1002,private,08:30", header=f"{HEADER}, ,")
    assert [(one.line, one.row.chat_id) for one in read_file(content)] == [(2, 1001), (3, 1002)]
    assert "第 2 行：有 5 格，第一行有 4 列" in refusal(csv_file("1,1001,private,08:30,x", header=f"{HEADER},"))
    assert "第一行有不认识的列：（空）" in refusal(
        csv_file("1,1001,private,,08:30", header="version,chat_id,kind,,time")
    )


def test_an_empty_cell_says_nothing_except_where_empty_is_a_value() -> None:
    row = only(csv_file("1,1001,private,08:30,,", header=f"{HEADER},muted,thread_id"))
    assert row.model_fields_set == {"chat_id", "kind", "time", "thread_id"}
    assert row.thread_id is None


def test_every_bad_row_is_named_with_its_line_and_all_its_faults() -> None:
    content = csv_file(
        "1,1001,private,08:30,陈",
        "1,1002,robot,25:00,李",
        '1,1003,private,08:30,"两\n行"',
        "1,1001,private,09:00,又是陈",
        "1,abc,private,08:30,王",
        "1,1005,private",
        "2x,1006,private,08:30,赵",
        "1,-1007,private,08:30,钱",
        header=f"{HEADER},title",
    )
    assert refusal(content).splitlines() == [
        "文件里有 6 处不对，什么都没有导入：",
        "第 3 行：kind：“robot”应是 private、group、supergroup、channel 之一；"
        "time：“25:00”不是时间：应形如 08:30",
        "第 6 行：chat_id 1001 与第 2 行重复",
        "第 7 行：chat_id：“abc”不是整数",
        "第 8 行：有 3 格，第一行有 5 列",
        "第 9 行：version：应是 1",
        "第 10 行：chat_id 与 kind 不符：私聊（private）的编号是正数，群和频道的是负数",
    ]


def test_bad_items_of_json_are_named_by_their_line_too() -> None:
    content = b"""{"version": 1, "note\\u0073": 0,
    "format": "qingfeng-subscriptions"}"""
    assert "notes" in refusal(content)
    content = b"""{"version": 1, "format": "qingfeng-subscriptions",
      "subscriptions": [
        {"chat_id": 1, "kind": "private", "time": "08:30", "title": "},{"},
        {"chat_id": true, "kind": "private",
         "time": 830}, {"chat_id": 1, "kind": "private", "time": "08:30"},
        [1],
        {"chat_id": 2, "kind": "private", "time": "08:30", "colour": "red", "title": null}
      ]
    }"""
    assert refusal(content).splitlines()[1:] == [
        "第 4 行：chat_id：“true”不是整数；time：“830”不是时间：应形如 08:30",
        "第 5 行：chat_id 1 与第 3 行重复",
        "第 6 行：应是一个 {…}",
        "第 7 行：title：“null”应是文字；不认识“colour”这一项",
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"chat_id": "-1.00123E+12"}, "被表格软件改写过"),
        ({"chat_id": -1.5}, "被表格软件改写过"),
        ({"chat_id": 0}, "不是 Telegram 的会话编号"),
        ({"chat_id": 2**60}, "不是 Telegram 的会话编号"),
        ({"thread_id": 0}, "不是话题编号"),
        ({"active": 2}, "应是 true 或 false"),
        ({"time": "8.5"}, "不是时间"),
        ({"days": "sometimes"}, "every、weekdays、workdays"),
        ({"state": "migrated"}, "应是 active、unadmitted、blocked、left、gone 之一"),
        ({"starts_on": "2026-02-30"}, "不是日期"),
        ({"created_at": "2026-03-02T08:30:00"}, "不是带时区的时刻"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "不是带时区的时刻"),
        ({"title": "长" * 301}, "最多 300 个字"),
    ],
)
def test_a_bad_value_is_named_with_its_field(values: dict[str, Any], said: str) -> None:
    good = {"chat_id": 1001, "kind": "private", "time": "08:30"}
    told = refusal(json_file(good | values)).splitlines()
    assert len(told) == 2
    assert told[1].startswith(f"第 1 行：{next(iter(values))}：")
    assert said in told[1]


@pytest.mark.parametrize(
    ("field", "lowest", "highest", "said"),
    [
        ("chat_id", 1, 2**52 - 1, "{} 不是 Telegram 的会话编号"),
        ("thread_id", 1, 2**31 - 1, "{} 不是话题编号：应是正整数，主话题留空"),
        ("subscribed_by", 1, 2**52 - 1, "{} 不是人的编号：应是正整数，不清楚就留空"),
        ("quiz_day", 1, 7, "{} 不是星期几：应是 1 到 7，1 是周一，不要每周一题就留空"),
    ],
)
def test_a_number_is_taken_up_to_its_bounds_and_no_further(
    field: str, lowest: int, highest: int, said: str
) -> None:
    good = {"chat_id": 1001, "kind": "private", "time": "08:30"}
    for number in (lowest, highest):
        for written in (number, f" {number} "):
            assert getattr(only(json_file(good | {field: written})), field) == number
    for number in (lowest - 1, highest + 1):
        assert refusal(json_file(good | {field: number})).endswith(f"{field}：{said.format(number)}")


def test_a_group_s_number_is_taken_down_to_its_bound_and_no_further() -> None:
    good = {"kind": "group", "time": "08:30"}
    assert only(json_file(good | {"chat_id": 1 - 2**52})).chat_id == 1 - 2**52
    assert "不是 Telegram 的会话编号" in refusal(json_file(good | {"chat_id": -(2**52)}))


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("time", "00:00", "00:00"),
        ("time", "23:59:00", "23:59"),
        ("time", "24:00", None),
        ("time", "23:60", None),
        ("time", "23:59:01", None),
        ("quiz_time", "", ""),
        ("quiz_time", None, ""),
        ("quiz_time", "9:05", "09:05"),
        ("quiz_time", "9", None),
        ("days", "Workdays:1, 2", "workdays:12"),
        ("skips", "2026/10/1; 2026-10-02", "2026-10-01,2026-10-02"),
        ("skips", "2026-10-01 tomorrow", None),
        ("title", "长" * 300, "长" * 300),
        ("title", 7, None),
        ("look", " TEXT ", "text"),
        ("look", "card?", None),
        ("active", "否", False),
        ("active", " Yes ", True),
        ("active", "1", True),
        ("active", "off", None),
        ("starts_on", None, None),
        ("resumes_on", "2026-3-9", date(2026, 3, 9)),
        ("created_at", "2026-03-02T08:30:00+08:00", datetime(2026, 3, 2, 0, 30, tzinfo=UTC)),
        ("thread_id", None, None),
        ("subscribed_by", None, None),
        ("quiz_day", None, None),
        ("quiz_day", " 3 ", 3),
        ("quiz_day", "3.0", None),
    ],
)
def test_a_value_is_read_as_it_is_meant_or_named(field: str, written: object, read: object) -> None:
    content = json_file({"chat_id": 1001, "kind": "private", "time": "08:30"} | {field: written})
    if read is not None or written is None:
        assert getattr(only(content), field) == read
    else:
        assert f"第 1 行：{field}：“" in refusal(content)


def test_what_is_wrong_is_shown_short_and_on_one_line() -> None:
    good = {"chat_id": 1001, "kind": "private", "time": "08:30"}
    forty = "长" * 38 + "\n短"
    assert f"time：“{'长' * 38} 短”不是时间" in refusal(json_file(good | {"time": forty}))
    assert f"time：“{'长' * 38} 短…”不是时间" in refusal(json_file(good | {"time": f"{forty}长"}))
    assert 'title：“["长", true]”应是文字' in refusal(json_file(good | {"title": ["长", True]}))
    assert f"不认识“{'长' * 40}…”这一项" in refusal(json_file(good | {"长" * 41: 1}))


def test_the_name_that_an_object_has_twice_is_said_the_first_of_them_in_short() -> None:
    assert "“b”在同一个对象里写了两次" in refusal(b'{"a": 1, "b": 1, "c": 1, "b": 2, "c": 2}')
    name = "长" * 40
    assert f"“{name}”在同一个对象里" in refusal(f'{{"{name}长": 1, "{name}长": 2}}'.encode())


@pytest.mark.parametrize(
    "content",
    [json_file(version=2), csv_file("1,1,private,08:30", "2,2,private,08:30"), json_file(version=10**30)],
)
def test_a_file_of_a_newer_version_is_refused(content: bytes) -> None:
    assert "请先升级程序" in refusal(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b"\xef\xbb\xbf \n", "是空的"),
        (b"version,chat_id\n1,\xff\xff\x81", "不是 UTF-8"),
        (b"version|chat_id|kind|time\n", "以逗号分隔"),
        (b"chat_id,kind,time\n", "缺少列名 version"),
        (b"version,chat_id,kind,time,time\n", "列名重复：time"),
        (b"version,chat_id,kind,time,colour\n", "不认识的列：colour"),
        (csv_file('1,1001,"private,08:30'), "第 2 行起不是合法的 CSV"),
        (b"[]", "缺少列名"),
        (b"{", "第 1 行第 2 个字符处不是合法的 JSON"),
        (b"{}", "不是订阅的导出文件"),
        (json_file(version=True), '"version": 1'),
        (json_file(subscriptions=None), '"subscriptions"'),
        (b'{"format": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "写了两次"),
        (b'{"a":' + b"[" * 100_000, "JSON"),
        (b'{"a":' + b"1" * 10_000 + b"}", "JSON"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    told = refusal(content)
    assert said in told
    assert "\n" not in told


def test_a_file_takes_the_place_of_another_whole_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.csv"
    file.write_text("old")
    save_file(file, b"new")
    assert open_file(file) == b"new"
    assert file.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_whole_when_it_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bytes] = []
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        found.append(self.read_bytes())
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    save_file(tmp_path / "subscriptions.csv", b"new")
    assert found == [b"new"]


def test_a_file_that_does_not_get_its_place_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "磁盘满了")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OperatorError, match=r"写不了文件 .*：磁盘满了"):
        save_file(tmp_path / "subscriptions.csv", b"new")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reads = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save_file(pipe, b"new")
    assert os.read(reads, 9) == b"new"
    os.close(reads)
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_or_read_is_named(tmp_path: Path) -> None:
    for attempt in (lambda file: save_file(file, b""), open_file):
        with pytest.raises(OperatorError, match=r"nowhere.*x\.csv"):
            attempt(tmp_path / "nowhere" / "x.csv")
    with pytest.raises(OperatorError, match="读不了文件"):
        open_file(tmp_path)


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLS", "a.json", "a.docx", "a.et"])
def test_no_text_is_put_into_a_file_named_as_something_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(OperatorError, match=r"写出的是 CSV，请改用 a\.csv"):
        save_text(tmp_path / name, b"x", "csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.txt", "a", "a.2026-11"])
def test_any_other_name_is_the_person_s_own(tmp_path: Path, name: str) -> None:
    save_text(tmp_path / name, b"x", "csv")
    assert (tmp_path / name).read_bytes() == b"x"
