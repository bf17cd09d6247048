"""How somebody comes to be asked something about a duty; prompt_scenes.py has them among all that is asked."""

from datetime import datetime, time, timedelta
from io import BytesIO

import docx
from office import Colleague, Office

CONCERNED = "陈"  # whom the duty concerns


def form() -> bytes:
    """Return a small .docx."""
    file = BytesIO()
    docx.Document().save(file)
    return file.getvalue()


async def naming_a_duty(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/duty")
    await wu.taps("新建")
    return wu


async def timing_a_duty(office: Office) -> Colleague:
    return await _on_the_card(office, "时间")


async def putting_in(office: Office) -> Colleague:
    await _known(office)
    return await _on_the_card(office, "加人")


async def taking_off(office: Office) -> Colleague:
    wu = await putting_in(office)
    await wu.says(CONCERNED)
    await wu.taps("去人")
    return wu


async def citing(office: Office) -> Colleague:
    return await _on_the_card(office, "原文")


async def giving_a_form(office: Office) -> Colleague:
    return await _on_the_card(office, "表格")


async def saying_when(office: Office) -> Colleague:
    chen = await _reminded(office)
    await chen.taps("已办")
    return chen


async def putting_off(office: Office) -> Colleague:
    chen = await _reminded(office)
    await chen.taps("推迟")
    return chen


async def _known(office: Office) -> Colleague:
    chen = office.colleague(CONCERNED)
    await chen.says("/subscribe 17:30")
    return chen


async def _on_the_card(office: Office, button: str) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/duty 廉政谈话")
    await wu.taps(button)
    return wu


async def _reminded(office: Office) -> Colleague:
    chen, wu = await _known(office), office.colleague("吴")
    await wu.says("/duty 责任书 明天 9点")
    await wu.taps("加人")
    await wu.says(CONCERNED)
    await wu.taps("启用")
    await office.push()
    await chen.taps("同意提醒")
    due = office.services.duties.today() + timedelta(days=1)
    office.clock.move_to(datetime.combine(due, time(9), office.services.settings.reminder.zone))
    await office.push()
    assert "廉政事项提醒：责任书" in chen.sees()
    return chen
