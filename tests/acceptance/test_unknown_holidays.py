"""A year whose holidays nobody has published: who is told, and what holds all the same.

The library of today knows the holidays of 2026 and not those of 2027.
"""

from datetime import date, datetime, time

from office import Colleague, Office

LINE = "2027年的放假安排我还不知道，工作日先按周一至周五算，元旦、五一、国庆当天不推送"


async def goes_to(office: Office, day: date, hour: int = 9) -> None:
    office.clock.move_to(datetime.combine(day, time(hour), office.services.settings.reminder.zone))
    await office.push()


def told(wu: Colleague) -> list[str]:
    return [message.text for message in wu.answers() if "还不知道 2027 年的放假" in message.text]


async def test_a_chat_that_chose_working_days_is_told_in_december(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("/subscribe 工作日")
    assert LINE not in chen.sees()
    await goes_to(office, date(2026, 12, 1))
    await chen.says("/settings")
    assert f"\n{LINE}\n" in chen.sees()
    await li.says("/subscribe 工作日 9:30")
    assert LINE in li.sees()
    await li.says("/settings 每天")
    assert LINE not in li.sees()
    await li.says("/settings")
    assert LINE not in li.sees()


async def test_in_the_year_itself_the_chat_is_told_too(office: Office) -> None:
    chen = office.colleague("陈")
    await goes_to(office, date(2027, 3, 1))
    await chen.says("/subscribe 工作日除了周三")
    assert LINE in chen.sees()


async def test_the_three_fixed_holidays_have_no_push(office: Office) -> None:
    chen = office.colleague("陈")
    await goes_to(office, date(2026, 12, 31))
    await chen.says("/subscribe 工作日")
    assert "第一条：下周一（1月4日）08:30" in chen.sees()
    await goes_to(office, date(2027, 1, 1))
    assert chen.pushes() == []
    await goes_to(office, date(2027, 1, 4))
    assert len(chen.pushes()) == 1


async def test_operators_are_told_once_in_december(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    await goes_to(run_office, date(2026, 11, 30))
    assert told(wu) == []
    await goes_to(run_office, date(2026, 12, 1))
    assert len(told(wu)) == 1
    assert "config.toml 的 [calendar]" in told(wu)[0]
    for day in (2, 3, 31):
        await goes_to(run_office, date(2026, 12, day))
    assert len(told(wu)) == 1
