"""What an operator does with duties: sets one up, says whom it concerns, lets it begin, ends it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from core.clock import Clock
from core.duties import Every, Recurs
from core.errors import UserError
from core.models import Role
from core.names import cleaned, fenced
from knowledge.language.calendar.due.due_days import said_recurring
from knowledge.language.hours.times import as_hour
from knowledge.language.writing.clipped import clipped
from knowledge.writing.harmless import on_one_line
from services.asking.remembered.shown import LibraryHolder
from services.audit import AuditService
from services.duties.named import Named
from services.duties.watch import MOST_CITED, DutyWatch
from services.people.access import AccessService
from storage.duties.duties import Duty, DutyStore, Standing
from storage.duties.turns import DutyTurnStore
from storage.pushes.deliveries import DeliveryStore
from storage.states import DutyState

HOUR = "09:00"  # until somebody says another
LONGEST_NAME = 40  # characters
MOST_PEOPLE, MOST_DUTIES, MOST_PASSAGES = 200, 50, 6
LARGEST_FORM = 5_000_000  # bytes
KEPT = 400  # days
GONE = "这件事项已经结束或取消了。请发“廉政事项”看现在有哪些。"
NO_NAME = "请写上事项的名字，如：廉政谈话。"
LONG_NAME = f"名字有点长，请写在 {LONGEST_NAME} 字以内。"
TOO_MANY = f"最多同时设 {MOST_DUTIES} 件事项。请先结束一件。"
NO_TIME = "还没有定时间。请先点“时间”。"
GONE_BY = "定的日子已经过去了。请点“时间”重新定。"
NO_PEOPLE = "还没有人。请先点“加人”。"
NO_ACCESS = "编号 {number} 还不能使用我。请先准许：/admit {number}，再加他。"
CROWD = f"一件事项最多 {MOST_PEOPLE} 个人。"
NO_PASSAGE = "没有编号是“{number}”的原文。编号写在出处的末尾，如 2023-3-07。"
LONG_PASSAGES = f"原文合起来太长，一条消息放不下（最多 {MOST_CITED} 字、{MOST_PASSAGES} 段）。请少选几段。"
NO_FORM = "请发一个 .docx 文件（5 MB 以内），别的格式不行。"


@dataclass(frozen=True, slots=True)
class Listed:
    """A duty as operators see it: how many people, how many turns are open; never whose."""

    duty: Duty
    standing: Standing
    uncertain: int = 0


class DutyService:
    """Every method that changes a duty raises UserError when it has ended."""

    def __init__(  # noqa: PLR0913 - whom it works with
        self,
        store: DutyStore,
        turns: DutyTurnStore,
        deliveries: DeliveryStore,
        named: Named,
        speeches: LibraryHolder,
        access: AccessService,
        *,
        audit: AuditService,
        watch: DutyWatch,
        clock: Clock,
    ) -> None:
        self._store = store
        self._turns = turns
        self._deliveries = deliveries
        self._named = named
        self._speeches = speeches
        self._access = access
        self._audit = audit
        self._watch = watch
        self._clock = clock

    def today(self) -> date:
        """Return today's date in the time zone of the pushes."""
        return self._watch.today()

    async def listed(self) -> Sequence[Listed]:
        """Return the duties in force, with how they stand."""
        standing = await self._store.standing(self.today())
        uncertain = await self._turns.uncertain()
        return [
            Listed(duty, standing.get(duty.id, Standing()), len(uncertain.get(duty.id, ())))
            for duty in await self._store.in_state(DutyState.ACTIVE)
        ]

    async def drafts(self, by: int) -> Sequence[Duty]:
        """Return what this operator has begun to set up and not let begin."""
        return [one for one in await self._store.in_state(DutyState.DRAFT) if one.user_id == by]

    async def of(self, number: int) -> Listed:
        """Return one duty, in force or a draft."""
        duty = await self._store.of(number)
        if duty is None or duty.state is DutyState.ENDED:
            raise UserError(GONE)
        standing, uncertain = await self._store.standing(self.today()), await self._turns.uncertain()
        return Listed(duty, standing.get(number, Standing()), len(uncertain.get(number, ())))

    async def is_there(self, number: int) -> bool:
        """Return whether a duty is in force or a draft."""
        duty = await self._store.of(number)
        return duty is not None and duty.state is not DutyState.ENDED

    # --- setting one up

    async def draft(self, name: str, by: int) -> int:
        """Begin a duty; return its number."""
        if len(await self._store.in_state(DutyState.ACTIVE)) >= MOST_DUTIES:
            raise UserError(TOO_MANY)
        return await self._store.draft(_checked(name), HOUR, by, self._clock.now())

    async def set_time(self, number: int, recurs: Recurs, hour: time | None, by: int) -> None:
        """Let a duty fall due at other times from now on; what is due later by the old ones is dropped.

        Another hour alone drops nothing: what people put off stays put off.
        """
        was = (await self.of(number)).duty
        values: dict[str, object] = {} if hour is None else {"hour": as_hour(hour)}
        if recurs != was.recurs:
            values |= {"recurs": recurs.stored(), "starts_on": self.today()}
        await self._change(number, **values)
        if recurs != was.recurs:
            await self._turns.drop_coming(number, self.today())
        if was.state is DutyState.ACTIVE:
            before = f"{said_recurring(was.recurs)} {was.hour}" if was.recurs else ""
            after = f"{said_recurring(recurs)} {values.get('hour', was.hour)}"
            await self._audit.record(by, "duty.time", was.name, was=before, now=after)

    async def set_hour(self, number: int, hour: time, by: int) -> bool:
        """Let a duty be reminded of at another hour; False: it has no days yet."""
        recurs = (await self.of(number)).duty.recurs
        if recurs is not None:
            await self.set_time(number, recurs, hour, by)
        return recurs is not None

    async def add_people(self, number: int, said: Sequence[str], by: int) -> int:
        """Let a duty concern these people, by name or number; return how many they are."""
        duty = (await self.of(number)).duty
        people = await self._named.people(said)
        if len({*people, *(one.user_id for one in await self._store.people(number))}) > MOST_PEOPLE:
            raise UserError(CROWD)
        for one in people:
            if await self._access.role_of(one) is Role.STRANGER:
                raise UserError(NO_ACCESS.format(number=one))
        entries = {
            one: self._audit.entry(by, "duty.name", shown, now=duty.name)
            for one, shown in (await self._named.shown(people)).items()
        }
        await self._store.add(number, people, entries)
        self._watch.note_change()
        return len(set(people))

    async def has(self, number: int, said: Sequence[str]) -> bool:
        """Return whether a duty concerns each of these people, by name or number."""
        try:
            people = set(await self._named.people(said))
        except UserError:
            return False
        return bool(people) and people <= {one.user_id for one in await self._store.people(number)}

    async def take_off(self, number: int, said: Sequence[str], by: int) -> int:
        """Let a duty no longer concern these people; return how many it did."""
        duty = (await self.of(number)).duty
        people = await self._named.people(said)
        entries = {
            one: self._audit.entry(by, "duty.take_off", shown, was=duty.name)
            for one, shown in (await self._named.shown(people)).items()
        }
        gone = await self._store.take_off(number, people, entries)
        self._watch.note_change()
        return gone

    async def cite(self, number: int, passages: Collection[str]) -> None:
        """Let the reminders cite these passages, in the place of others."""
        library = self._speeches.library
        found = []
        for one in passages:
            passage = library.passage(one)
            if passage is None:
                raise UserError(NO_PASSAGE.format(number=fenced(clipped(one, LONGEST_NAME))))
            found.append(passage)
        if sum(len(passage.text) for passage in found) > MOST_CITED or len(found) > MOST_PASSAGES:
            raise UserError(LONG_PASSAGES)
        await self._change(number, passages=" ".join(passage.id for passage in found))

    async def set_form(self, number: int, name: str, content: bytes) -> None:
        """Let the reminders bring this form, a .docx."""
        if not name.lower().endswith(".docx") or len(content) > LARGEST_FORM or not _is_document(content):
            raise UserError(NO_FORM)
        await self._change(number, form=content, form_name=cleaned(name))

    async def begin(self, number: int, by: int) -> None:
        """Put a draft into force: the people it concerns are asked."""
        listed = await self.of(number)
        if listed.duty.recurs is None:
            raise UserError(NO_TIME)
        if not listed.standing.people:
            raise UserError(NO_PEOPLE)
        recurs = listed.duty.recurs
        if recurs.every is Every.ONCE and date(recurs.year, recurs.month, recurs.day) < self.today():
            raise UserError(GONE_BY)
        if listed.duty.state is DutyState.DRAFT:
            await self._change(number, state=DutyState.ACTIVE.value, starts_on=self.today())
            await self._audit.record(by, "duty.begin", listed.duty.name, now=said_recurring(listed.duty.recurs))

    async def end(self, number: int, by: int) -> None:
        """End a duty, or drop a draft: nobody is reminded of it any more."""
        listed = await self.of(number)
        await self._store.drop(number, self._clock.now())
        if listed.duty.state is DutyState.ACTIVE:
            await self._audit.record(by, "duty.end", listed.duty.name)

    async def send_again(self, number: int, by: int) -> int:
        """Send again the messages about a duty that may not have arrived; return how many."""
        uncertain = (await self._turns.uncertain()).get(number, [])
        sent = await self._deliveries.send_again(uncertain, self._clock.now())
        if sent:
            listed = await self.of(number)
            await self._audit.record(by, "push.resend", listed.duty.name, was="不确定", now=f"补发 {sent}")
        return sent

    async def _change(self, number: int, **values: object) -> None:
        if not await self._store.change(number, self._clock.now(), **values):
            raise UserError(GONE)
        self._watch.note_change()


def _checked(name: str) -> str:
    said = on_one_line(name)
    if not said:
        raise UserError(NO_NAME)
    if len(said) > LONGEST_NAME:
        raise UserError(LONG_NAME)
    return said


def _is_document(content: bytes) -> bool:
    """Return whether the bytes are a .docx; nothing of it is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            return "word/document.xml" in packed.namelist()
    except BadZipFile:
        return False
