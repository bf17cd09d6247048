"""What somebody has just sent to people is taken back in words: 撤了, 发错了, 刚才那条不算."""

from telegram import Update

from handlers.context import Context
from handlers.sending.speaking import rewrite, say
from handlers.words.replies import plain
from handlers.words.sent import ANSWER, REPLY, SUGGESTION, forget_sent, sent_last

GONE = {
    SUGGESTION: "（提意见的人收回了这条意见。）",
    REPLY: "（负责内容的同事收回了刚才的回复。）",
    ANSWER: "（运维人员收回了刚才的答复。）",
}
BACK = {
    SUGGESTION: "好，刚才那条意见收回了，原话已删；在这之前看过的收不回。要重提，发 /suggest。",
    REPLY: "好，刚才的回复收回了，问题放回了问题箱；在这之前看过的收不回。",
    ANSWER: "好，刚才的答复收回了；在这之前看过的收不回。要重写，点那条意见下面的“答复”。",
}
LEFT = "有 {number} 处没能换掉，那里还看得到。"
ANSWERED = "那条意见已经答复过了，收不回。要更正，发 /suggest 再写一条。"


async def take_back(update: Update, context: Context) -> None:
    """Take back what was sent last, everywhere."""
    message, sent = update.effective_message, sent_last(context)
    if message is None or sent is None:
        return
    forget_sent(context)
    if sent.what == SUGGESTION and not await context.services.suggestions.withdraw(
        sent.number, message.chat.id
    ):
        await say(context, message, plain(ANSWERED))
        return
    done = [await rewrite(context, chat, number, plain(GONE[sent.what])) for chat, number in sent.messages]
    if sent.what == REPLY:
        await context.services.inbox.undo(sent.number, message.chat.id)
    left = LEFT.format(number=done.count(False)) if False in done else ""
    await say(context, message, plain(BACK[sent.what] + left))
