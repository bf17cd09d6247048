"""What only an operator can mend: each is told of it once, and again only after it was well."""

from office import Colleague, Office, Opened

from core.models import WarningKind
from emulator.faults import Fault


def told(wu: Colleague, words: str) -> list[str]:
    return [message.text for message in wu.answers() if words in message.text]


async def test_an_operator_is_told_once_that_the_backup_failed(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    warnings = run_office.services.warnings
    assert await warnings.begin(WarningKind.BACKUP, "磁盘已满")
    assert not await warnings.begin(WarningKind.BACKUP, "又一次")
    await run_office.push()
    await run_office.passes(hours=1)
    assert len(told(wu, "备份没有做成（磁盘已满）")) == 1
    assert "doctor" in told(wu, "备份没有做成")[0]


async def test_what_was_well_meanwhile_and_fails_again_is_told_again(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    warnings = run_office.services.warnings
    for day in range(2):
        await warnings.begin(WarningKind.BACKUP, "磁盘已满")
        await run_office.push()
        assert len(told(wu, "备份没有做成（磁盘已满）")) == day + 1
        await warnings.end(WarningKind.BACKUP)
        await run_office.comes(1, 9)


async def test_what_is_well_before_it_could_be_said_is_not_said(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    warnings = run_office.services.warnings
    await warnings.begin(WarningKind.DATABASE, "900 MB")
    await warnings.look()
    await warnings.end(WarningKind.DATABASE)
    await run_office.push()
    assert told(wu, "数据库快满了") == []


async def test_who_becomes_an_operator_later_is_told_of_what_is_still_wrong(run_office: Office) -> None:
    wu, li = run_office.colleague("吴"), run_office.colleague("李")
    await wu.says("/start")
    await li.says("/start")
    await run_office.services.warnings.begin(WarningKind.BACKUP)
    await run_office.push()
    access = run_office.services.access
    operators = await access.operators()

    async def two() -> frozenset[int]:
        return frozenset(operators) | {li.person.id}

    access.operators = two  # type: ignore[method-assign]
    await run_office.push()
    assert len(told(wu, "备份没有做成")) == len(told(li, "备份没有做成")) == 1


async def test_a_restart_does_not_repeat_a_warning(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    await wu.says("/start")
    await office.services.warnings.begin(WarningKind.BACKUP, "磁盘已满")
    await office.push()
    await office.end()
    again = await opened(mode="open", operators={wu.person.id}, world=office.world)
    await again.push()
    assert len(told(wu, "备份没有做成")) == 1


async def test_operators_are_told_of_a_group_that_is_gone_at_the_push_it_never_got(run_office: Office) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    await wu.says("/start")
    group = await run_office.group("工会", chen)
    await chen.says("/subscribe 9:00", group)
    run_office.world.faults.add(
        Fault("sendMessage", code=403, description="Forbidden: the group chat was deleted", chat_id=group.id)
    )
    await run_office.comes(1, 9)
    await run_office.passes(minutes=2)
    await run_office.passes(minutes=2)
    assert len(told(wu, "群“工会")) == 1
    assert "收不到我的消息" in told(wu, "群“工会")[0]
