"""/roles is turned by pages: nobody and no group is left out, however many there are."""

from office import Colleague, Office, Opened

from core.models import ChatKind, Role
from emulator.world import FIRST_PERSON_ID

PEOPLE, GROUPS = 65, 23


async def furnished(opened: Opened) -> tuple[Office, Colleague]:
    office = await opened(mode="list", operator="吴")
    wu = office.colleague("吴")
    await wu.says("/start")
    for number in range(1, PEOPLE + 1):
        await office.services.access.grant(10**9 + number, Role.MEMBER, wu.person.id)
    for number in range(1, GROUPS + 1):
        await office.services.approvals.approve(
            -(10**9) - number, ChatKind.SUPERGROUP, f"第{number:02}群", wu.person.id
        )
    return office, wu


async def test_every_person_and_group_is_on_some_page(opened: Opened) -> None:
    _, wu = await furnished(opened)
    await wu.says("/roles")
    pages, numbers = [wu.sees()], len(wu.answers())
    while "下一页" in wu.last().buttons:
        await wu.taps("下一页")
        pages.append(wu.sees())
    assert len(pages) == 3
    assert len(wu.answers()) == numbers, "turned in place"
    for number in range(1, PEOPLE + 1):
        assert sum(f"编号 {10**9 + number}" in page for page in pages) == 1
    for number in range(1, GROUPS + 1):
        assert sum(f"“第{number:02}群”" in page for page in pages) == 1
    await wu.taps("上一页")
    assert wu.sees() == pages[1]


async def test_a_button_of_a_later_page_does_what_it_says(opened: Opened) -> None:
    office, wu = await furnished(opened)
    await wu.says("/roles")
    await wu.taps("下一页")
    await wu.taps("下一页")
    last = next(one for one in wu.last().buttons if one.startswith("退出"))
    await wu.taps(last)
    assert len(await office.services.approvals.approved()) == GROUPS - 1


async def test_a_page_that_is_not_there_any_more_is_empty_and_leads_back(opened: Opened) -> None:
    _, wu = await furnished(opened)
    await wu.says("/roles")
    for _ in range(2):
        await wu.taps("下一页")
    assert "下一页" not in wu.last().buttons
    assert "上一页" in wu.last().buttons


async def test_people_and_groups_of_the_settings_have_their_names(opened: Opened) -> None:
    first = FIRST_PERSON_ID
    unknown, group = first + 50, -1_001_234
    office = await opened(mode="list", operators={first}, editors={first + 1, unknown}, groups={group})
    wu, zhou = office.colleague("吴"), office.colleague("周")
    await wu.says("/start")
    await zhou.says("/start")
    await wu.says("/roles")
    assert f"吴（{first}，写在设置里）" in wu.sees()
    assert f"周（{first + 1}，写在设置里）" in wu.sees()
    assert f"编号 {unknown}（写在设置里）" in wu.sees()
    assert f"写在设置里的群：编号 {group}" in wu.sees()


async def test_who_is_admitted_by_number_is_told_of_by_name(opened: Opened) -> None:
    office = await opened(mode="list", operator="吴")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    await chen.says("三重一大是什么")
    await wu.says(f"/admit {chen.person.id}")
    assert f"陈（{chen.person.id}）" in wu.sees()
    await wu.says("/audit")
    assert f" 吴\n给予身份 陈（{chen.person.id}）" in wu.sees()
    await wu.says("/invite")
    await wu.taps("全部邀请")
    assert "，吴 发出" in wu.sees()
