"""/duty (廉政事项): one's own duties; for operators, those of the office, in numbers, and how to set one up."""

from dataclasses import replace

from telegram import Message, Update

from core.errors import UserError
from core.models import Role
from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.duties.own import own_view
from handlers.duties.setting_up import CHANGES, NAMES, are_known, begin, begin_told, card_of, with_people
from handlers.duties.year import names_year, year_view
from handlers.sending.speaking import say, toast
from handlers.words.cards import button, by, rows, show
from handlers.words.listed import DUTIES
from handlers.words.prompts import Asked, asks_for, wants_words
from handlers.words.replies import View, plain
from knowledge.language.calendar.due.due_days import said_recurring
from knowledge.language.calendar.saying import said_day
from knowledge.language.commands.office.duty_told import duty_told
from knowledge.language.talk.thread.card_words import AGAIN
from knowledge.language.writing.clipped import clipped
from services.duties.duties import Listed

LONGEST_ON_BUTTON = 16  # characters of a name
PATTERN = pattern(
    r"dm:(?:(?P<what>list|new|own)|name:(?P<name>[0-3])|(?P<act>[a-z]+):(?P<number>\d{1,15})(?::(?P<who>\d{1,15}))?)"
)
FOR_OPERATORS = "廉政事项由运维人员设立。看您自己的，请只发“廉政事项”。"
OFFICE = "廉政事项（只有件数，看不到是谁没办）："
NONE_YET = "还没有廉政事项。点“新建”，说清什么事、谁、什么时候，到时候我私下提醒他们。"
ONE = "\n{place}. {name}：{when} {hour}{coming}，{people} 人（{agreed} 人同意提醒）{open}{uncertain}"
OPEN_DRAFT = "\n还没启用的草稿：“{name}”{lacks}。点它接着定。"
ONLY_A_DRAFT = "还没有启用的廉政事项。"
LACKS_TIME, LACKS_PEOPLE, READY = "，没定时间", "，没加人", "，可以启用了"
COMING = "，下次 {day}"
OPEN, ALL_DONE = "；没办 {open} 件", "；没有没办的"
LATE = "，其中过期 {late} 件"
UNCERTAIN = "；{number} 条提醒不确定有没有送到"
NEW, OWN, YEAR = "新建", "我自己的", "全年安排"
ASK_NAME = "是什么事？点按钮，或直接把名字发给我（不要写人名）；"
SENT_AGAIN = "补发了 {number} 条。"
ENDED = "好，“{name}”结束了，不再提醒；办过的还在台账里。"
SURE_TO_END = "结束“{name}”？以后不再提醒任何人；办过的还在台账里。"
ASK_TIME = (
    "“{name}”什么时候办？直接发给我，如："
    "每年3月1日和9月1日、每半年、每季度末 9点、每两个月、每月最后一个工作日、每周五、"
    "每月25日提前3天提醒、春节前3天、每个节前3天、2026年12月20日。\n"
)
ASK_PEOPLE = (
    "请谁办“{name}”？把名字或编号发给我，几个人用顿号隔开，如：张三、123456789。我会先问他们同不同意。\n"
)
ASK_OFF = "“{name}”去掉谁？把名字或编号发给我，几个人用顿号隔开。\n"
ASK_PASSAGES = "“{name}”提醒时附哪几段原文？把编号发给我，如：2023-3-07、2022-1-02。\n"
ASK_FORM = "请把“{name}”要填的表发给我（.docx 文件）。\n"
WORDS = {
    "time": (ASK_TIME, Asked.DUTY_TIME),
    "people": (ASK_PEOPLE, Asked.DUTY_PEOPLE),
    "off": (ASK_OFF, Asked.DUTY_OFF),
    "cite": (ASK_PASSAGES, Asked.DUTY_PASSAGES),
    "form": (ASK_FORM, Asked.DUTY_FORM),
}


async def duty(update: Update, context: Context) -> None:
    """Show one's own duties or, to operators, the office's; with words behind it, set one up."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    is_operator = await context.services.access.role_of(user.id) >= Role.OPERATOR
    if context.argument and not is_operator:
        raise UserError(FOR_OPERATORS)
    if context.argument and (year := names_year(context.argument, context.services.duties.today())):
        await say(context, message, await year_view(year, context))
    elif context.argument == NEW:
        await say(context, message, _which_one())
    elif context.argument:
        await say(context, message, await begin(context.argument, user.id, context))
    else:
        if not is_operator:
            await say(context, message, await own_view(user.id, context))
            return
        await say(context, message, await office_view(context, user.id))
        drafts = await context.services.duties.drafts(user.id)
        if drafts and not await context.services.duties.listed():  # then it is what was asked for
            await say(context, message, await card_of(drafts[-1].id, context))


async def told(update: Update, context: Context) -> None:
    """Begin the duty of which a sentence says who does what by when."""
    message, user = update.effective_message, update.effective_user
    said = duty_told(message.text or "") if message else None
    if message is not None and user is not None and said is not None:
        await say(context, message, await begin_told(said, user.id, context))


async def names_people(update: Update, context: Context) -> bool:
    """Return whether a sentence that may tell of a duty names people who are known here."""
    said = duty_told((update.message.text or "") if update.message else "")
    return said is not None and await are_known(said.people, context)


async def office_view(context: Context, user_id: int) -> View:
    """Return all duties, in numbers, and those that this operator has begun to set up."""
    listed = await context.services.duties.listed()
    drafts = await context.services.duties.drafts(user_id)
    keys = [button(f"{place}", f"dm:card:{one.duty.id}") for place, one in enumerate(listed, 1)]
    said = OFFICE if listed else ONLY_A_DRAFT if drafts else NONE_YET
    for place, one in enumerate(listed, 1):
        said += _line(place, one, _coming(one, context))
    for draft in drafts:
        people = (await context.services.duties.of(draft.id)).standing.people
        lacks = (LACKS_TIME if draft.recurs is None else "") + ("" if people else LACKS_PEOPLE)
        said += OPEN_DRAFT.format(name=fenced(draft.name), lacks=lacks or READY)
    begun = [
        [button(f"草稿：{clipped(draft.name, LONGEST_ON_BUTTON)}", f"dm:card:{draft.id}")] for draft in drafts
    ]
    year = button(YEAR, f"dy:list:{context.services.duties.today().year}")
    shown = plain(said, rows(*by(5, keys), *begun, [button(NEW, "dm:new"), year, button(OWN, "dm:own")]))
    entries = [(one.duty.name, f"dm:card:{one.duty.id}") for one in listed]
    entries += [(draft.name, f"dm:card:{draft.id}") for draft in drafts]
    return replace(shown, lists=DUTIES, entries=tuple(entries))


def _coming(one: Listed, context: Context) -> str:
    today, recurs = context.services.duties.today(), one.duty.recurs
    day = context.services.duty_year.coming(recurs, today) if recurs else None
    if day is None:
        return ""
    return COMING.format(day=said_day(day, today))


def _line(place: int, one: Listed, coming: str) -> str:
    standing = one.standing
    opened = OPEN.format(open=standing.open) if standing.open else ALL_DONE
    opened += LATE.format(late=standing.overdue) if standing.overdue else ""
    return ONE.format(
        place=place,
        name=fenced(one.duty.name),
        when=said_recurring(one.duty.recurs) if one.duty.recurs else "",
        hour=one.duty.hour,
        coming=coming,
        people=standing.people,
        agreed=standing.agreed,
        open=opened,
        uncertain=UNCERTAIN.format(number=one.uncertain) if one.uncertain else "",
    )


def _which_one() -> View:
    """Return the question what a new duty is called."""
    keys = [button(name, f"dm:name:{place}") for place, name in enumerate(NAMES)]
    return asks_for(plain(ASK_NAME, rows(*by(2, keys))), Asked.DUTY_NAME)


async def press(update: Update, context: Context) -> None:
    """Do what an operator's button says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    user = query.from_user.id
    if match["name"]:
        await show(query, context, await begin(NAMES[int(match["name"])], user, context))
    elif match["what"] == "new":
        await show(query, context, _which_one())
    elif match["what"]:
        view = await own_view(user, context) if match["what"] == "own" else await office_view(context, user)
        await show(query, context, view)
    elif match["act"] in WORDS:
        await toast(query)
        number = int(match["number"])
        name = (await context.services.duties.of(number)).duty.name
        words, kind = WORDS[match["act"]]
        await say(context, query.message, wants_words(words.format(name=fenced(name)), kind, number))
    elif match["act"] == "put" and match["who"]:
        view = await with_people(int(match["number"]), [match["who"]], user, context)
        await show(query, context, view)
    else:
        view = await _act(match["act"], int(match["number"]), user, context)
        await show(query, context, view)


async def _act(act: str, number: int, by_whom: int, context: Context) -> View:
    duties = context.services.duties
    name = fenced((await duties.of(number)).duty.name)
    match act:
        case "begin":
            await duties.begin(number, by_whom)
            said_to_it = ((AGAIN, "dm:list"), *((label, f"dm:{what}:{number}") for label, what in CHANGES))
            return replace(await office_view(context, by_whom), also=said_to_it)
        case "end":
            keys = [button("结束", f"dm:surely:{number}"), button("不结束", f"dm:card:{number}")]
            return plain(SURE_TO_END.format(name=name), rows(keys))
        case "surely" | "drop":
            await duties.end(number, by_whom)
            return plain(ENDED.format(name=name)) if act == "surely" else await office_view(context, by_whom)
        case "again":
            return plain(SENT_AGAIN.format(number=await duties.send_again(number, by_whom)))
    return await card_of(number, context)
