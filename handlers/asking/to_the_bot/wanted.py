"""What is said to people who want something of the bot that is no command: 转人工, 总结一下, 举报, 没看懂."""

from collections.abc import Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.models import Shows
from core.settings import Settings
from handlers.context import Context
from handlers.pushes.subscribing.pausing import pause_for_absence
from handlers.words.addressed import is_private
from handlers.words.buttons import Mode, answer_keyboard, deck_of
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import Piece, View, passage_pieces, plain
from knowledge.language.talk.gifts import was_given
from services.asking.reply import Reply, ReplyKind

SAID: Mapping[ReplyKind, str] = {
    ReplyKind.SUMMARY: (
        "我不概括、不比较、不改写，只给讲话原文，一字不改。发“上下文”看前后文，发 /speeches 看目录。"
    ),
    ReplyKind.HUMAN: "我是机器人，这里没有人工坐席。有话带给同事，请私聊我发 /suggest。",
    ReplyKind.LISTENING: "您请说，直接把问题发给我",
    ReplyKind.SORRY: "对不起，没答到您要的。发“下一条”看别的段落，或换个说法再问一次。",
    ReplyKind.NOT_SAID: "刚才那个问题没有找到能回答的原文。换个说法再问一次，或发 /speeches 看目录。",
    ReplyKind.OWN_WORDS: (
        "您问过什么，往上翻聊天记录就看得到，我不另外列。\n"
        "我存些什么、存多久，发 /privacy；想删去，发 /forget_me。"
    ),
    ReplyKind.VERBATIM: (
        "我给的都是讲话原文，一字不改，不编也不改写；讲话稿里涂去的地方写作 ***，照原样给。"
        "要核对，点出处里的编号看前后文。"
    ),
    ReplyKind.HAND_ON: (
        "长按那条消息就能转发、收藏。要引用，点原文下面的“复制引文”，原话和出处一起复制；要图片，点“图片”。"
    ),
    ReplyKind.UNCLEAR: "讲话稿写得书面，不好懂不怪您。换几个字再问我一次，或发 /speeches 从目录里看。",
}
AWAY = "好的，祝一切顺利。请假、销假请找单位里管考勤的同事。"
PUSHES_GO_ON = "\n每日廉语照常推送；这段时间不想收，点下面的按钮。"
NO_SUMMARY = (
    "我不概括、不比较、不改写，只给讲话原文，一字不改。点下面的按钮接着看刚才那一段，发 /speeches 看全文目录。"
)
SHORTEST = "我不缩写，最短给到一句原话："
BOTH = "我不作比较，刚才问的两处原文是："
IN_ONE = "我不作比较，刚才问的都在这一段里："
LEAVE, LEAVE_WORDS = "给同事留言", "sg:write"
# Before the operator's sentence on reports, to who was given something.
GIVEN = "收到的东西怎么退、怎么登记上交，我只会找讲话原文，答不了，请尽快问该管的部门。\n"
EVERYBODY_READS = "\n群里的人都看得到您刚才发的，请把它删掉。"
# With these, what was asked last can be handed to colleagues.
HANDS_ON = frozenset({ReplyKind.HUMAN, ReplyKind.UNCLEAR, ReplyKind.NOT_SAID, ReplyKind.SORRY})
# Nothing is remembered of such a reply, not even that it was given.
UNNOTED = frozenset({ReplyKind.REPORT})


def wanted_view(reply: Reply, words: str, settings: Settings, *, private: bool) -> View | None:
    """Return the view of a reply in the operator's words, or about what was shown last; else None."""
    if reply.kind is ReplyKind.REPORT:
        lead = GIVEN if was_given(words) else ""
        return plain(lead + settings.people.report + ("" if private else EVERYBODY_READS))
    if reply.kind is ReplyKind.SUMMARY and reply.candidates:
        passage = reply.candidates[0].passage
        deck = deck_of(Mode.PASSAGE, reply.candidates, reply.around)
        shows = Shows(passage.id, passage.text, reply.around)
        return View((Piece(NO_SUMMARY),), answer_keyboard(deck), about=shows)
    if reply.kind in {ReplyKind.SHORTER, ReplyKind.COMPARE}:
        return _in_part(reply)
    if reply.kind is ReplyKind.HUMAN and private:
        button = InlineKeyboardButton(LEAVE, callback_data=LEAVE_WORDS)
        return plain(SAID[ReplyKind.HUMAN], InlineKeyboardMarkup([[button]]))
    return None


def _in_part(reply: Reply) -> View:
    """Return one sentence, or what was shown for two questions, word for word."""
    lead = SHORTEST if reply.kind is ReplyKind.SHORTER else BOTH if len(reply.candidates) > 1 else IN_ONE
    parts = [
        passage_pieces(one.passage, before="" if number else lead)
        for number, one in enumerate(reply.candidates)
    ]
    pieces = parts[0] if len(parts) == 1 else (*parts[0], Piece("\n\n"), *parts[1])
    return View(pieces, answer_keyboard(deck_of(Mode.PASSAGE, reply.candidates[-1:])))


async def away_view(words: str, message: Message, context: Context) -> View:
    """Return a kind word for who will be away. Whose pushes go on may stop them with one press."""
    button = await pause_for_absence(words, message.chat.id, context) if is_private(message) else None
    if button is None:
        return plain(AWAY)
    view = plain(AWAY + PUSHES_GO_ON, InlineKeyboardMarkup([[button]]))
    return wants_yes(view, Asked.HOUR, yes=str(button.callback_data))
