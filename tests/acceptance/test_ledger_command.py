"""bot.py ledger: the same files from the command line, beside the running bot."""

import asyncio
from pathlib import Path

from command_line import bot, refusal_of
from ledger_reading import sheets_of
from office import Office


async def test_the_files_are_written_into_a_folder(office: Office, office_folder: Path, tmp_path: Path) -> None:
    chen, folder = office.colleague("陈"), tmp_path / "台账"
    folder.mkdir()
    await chen.says("/subscribe 9:00")
    await office.comes(0, 9, 1)
    [push] = chen.pushes()
    result = await asyncio.to_thread(
        bot, "ledger", "2026-03-01", "2026-03-31", "-o", str(folder), BOT_STORAGE__FOLDER=str(office_folder)
    )
    assert result.returncode == 0, result.stderr
    names = {file.name.rpartition(".")[2]: file for file in folder.iterdir()}
    assert set(names) == {"docx", "xlsx"}
    _, row, _ = sheets_of(names["xlsx"].read_bytes())["廉语推送"]
    assert row[1] in push
    assert row[4:6] == (1, 1)


def test_what_is_no_stretch_of_days_is_refused(tmp_path: Path) -> None:
    assert "没看懂“随便”" in refusal_of(bot("ledger", "随便", BOT_STORAGE__FOLDER=str(tmp_path)))
    turned = refusal_of(bot("ledger", "2026年9月30日", "2026年7月1日", BOT_STORAGE__FOLDER=str(tmp_path)))
    assert "后一个日期在前一个之前" in turned
    assert "还没有到" in refusal_of(bot("ledger", "2999年1月", BOT_STORAGE__FOLDER=str(tmp_path)))
    assert "没有文件夹" in refusal_of(bot("ledger", "2026年1月", "-o", str(tmp_path / "none")))
    none = str(tmp_path / "none")
    assert "先运行一次" in refusal_of(bot("ledger", "2026年1月", "-o", str(tmp_path), BOT_STORAGE__FOLDER=none))
