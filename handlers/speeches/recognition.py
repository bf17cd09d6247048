"""A scan in chat: how far its recognition is, then each doubtful line beside its picture, 对 or 改."""

import logging

from telegram import Message, Update
from telegram.error import TelegramError

from core.errors import UnreadableDocument
from core.models import Place
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import announce, rewrite, say, send_picture_to, toast
from handlers.speeches.draft_card import card_of
from handlers.words.cards import button, rows, show
from handlers.words.prompts import Asked, wants_words, wants_yes
from handlers.words.replies import View, plain
from handlers.words.written import written
from storage.asking.prompts import Prompt
from storage.speeches.recognitions import Recognition

PATTERN = pattern(r"oc:(?P<action>ok|no|drop):(?P<number>\d+):(?P<line>\d+)")
PROGRESS = "“{name}”是扫描件，正在识别文字：{how}。认完后，拿不准的行会请您逐行看。"
SEEN = "“{name}”识别完了，共 {lines} 行，{doubtful} 行拿不准，请逐行看。"
SURE = "“{name}”识别完了，共 {lines} 行。"
IS_IT = "第 {page} 页，还有 {left} 行要看。图上这一行，我认作：\n{text}\n对就点“对”，不对点“改”。"
ASK = "请照图上写出这一行，直接发给我（我认作：{text}）。\n"
TAKEN = "记下了：{text}"
DROPPED = "好的，不认了，文件已删。"
GET_IT = "\n要让我自己认，请运维人员装上文字识别：make setup EXTRAS=ocr，再重启。"
MOST_LINES = 10_000

logger = logging.getLogger(__name__)


async def begin(content: bytes, name: str, message: Message, user_id: int, context: Context) -> bool:
    """Begin to recognise a scan; False: there is no recogniser."""
    recognitions = context.services.recognitions
    if recognitions.recogniser is None:
        return False
    said = await say(context, message, plain(PROGRESS.format(name=name, how="排队等候")))
    scan = await recognitions.begin(content, name, user_id, said.message_id)
    await rewrite(context, user_id, said.message_id, _progress(scan))
    return True


async def go_on(context: Context) -> None:
    """Recognise the next page of the oldest scan, and say how far it is. Called by the schedule."""
    recognitions = context.services.recognitions
    scan = await recognitions.waiting()
    if scan is None or recognitions.recogniser is None:
        return
    try:
        scan = await recognitions.next_page(scan)
    except UnreadableDocument as error:
        await rewrite(context, scan.user_id, scan.message_id, plain(str(error)))
        return
    try:
        await rewrite(context, scan.user_id, scan.message_id, _progress(scan))
        if not scan.unread:
            await _ask(scan, context)
    except TelegramError as error:
        logger.warning("the editor of a scan cannot be told: %s", type(error).__name__)


async def press(update: Update, context: Context) -> None:
    """Store an editor's decision on a line."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    recognitions, place = context.services.recognitions, int(match["line"])
    if match["action"] == "drop":
        await recognitions.drop(int(match["number"]))
        await show(query, context, plain(DROPPED))
        return
    scan = await recognitions.of(int(match["number"]))
    if match["action"] == "no":
        await toast(query)
        asked = wants_words(ASK.format(text=scan.lines[place].seen), Asked.LINE, scan.id * MOST_LINES + place)
        await announce(context, Place(query.from_user.id), asked)
        return
    was_open = not scan.lines[place].settled
    scan = await recognitions.settle(scan, place, None)
    await show(query, context, plain(TAKEN.format(text=scan.lines[place].text)))
    if was_open:
        await _ask(scan, context)


async def take_line(update: Update, context: Context) -> None:
    """Store an editor's correction of a line."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    recognitions = context.services.recognitions
    number, place = divmod(asked.number, MOST_LINES)
    scan = await recognitions.of(number)
    scan = await recognitions.settle(scan, place, written(message))
    await say(context, message, plain(TAKEN.format(text=scan.lines[place].text)))
    await _ask(scan, context)


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether the scan whose line a prompt is about is still in hand."""
    return await context.services.recognitions.in_hand(prompt.number // MOST_LINES)


async def _ask(scan: Recognition, context: Context) -> None:
    """Show the next doubtful line or, when there is none, the draft."""
    where = Place(scan.user_id)
    if not scan.doubtful:
        draft = await context.services.recognitions.finish(scan)
        await announce(context, where, await card_of(draft, context))
        return
    place = scan.doubtful[0]
    line = scan.lines[place]
    if line.picture:
        await send_picture_to(context, where, line.picture)
    said = IS_IT.format(page=line.page + 1, left=len(scan.doubtful), text=line.seen)
    right, wrong = f"oc:ok:{scan.id}:{place}", f"oc:no:{scan.id}:{place}"
    asked = plain(said, rows([button("对", right), button("改", wrong)]))
    number = scan.id * MOST_LINES + place
    await announce(context, where, wants_yes(asked, Asked.READ_RIGHT, number, yes=right, how=""))


def _progress(scan: Recognition) -> View:
    if not scan.unread:
        said = SEEN if scan.doubtful else SURE
        return plain(said.format(name=scan.file, lines=len(scan.lines), doubtful=len(scan.doubtful)))
    how = f"第 {scan.done + 1} 页，共 {scan.pages} 页" if scan.pages else "第 1 页"
    return plain(PROGRESS.format(name=scan.file, how=how), rows([button("停下", f"oc:drop:{scan.id}:0")]))
