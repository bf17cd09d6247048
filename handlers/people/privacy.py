"""/privacy says what is kept of people; /forget_me removes it."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.addressed import is_private
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain

DATA = "fm:yes"
PRIVACY = (
    "我保存什么、存多久：\n{account}\n\n"
    "日志里没有您说的话。想删去与您有关的记录，发 /forget_me；停用我，把我拉黑或移出群即可。"
)
IN_A_GROUP = "在群里问的，群里的人都看得到。我保存什么、存多久，私聊我发 /privacy 就列给您看。"
CONFIRM = (
    "删去我保存的与您有关的一切：提问、追问的线索、讲话读到的地方、练一练的结果、廉政事项、意见、您私聊里的订阅和推送记录。\n"
    "您的使用权限和（编辑、运维人员的）操作记录、稿子不删。删了不能恢复，确定吗？"
)
FORGET = "确定删去"
FORGOTTEN = "都删了。您的私聊不再推送廉语；想再订，发 /subscribe。"


async def privacy(update: Update, context: Context) -> None:
    """Say what is kept and what is not; a group hears where that stands, as it is long."""
    if message := update.effective_message:
        said = PRIVACY.format(account=context.services.privacy.account())
        await say(context, message, plain(said if is_private(message) else IN_A_GROUP))


async def forget_me(update: Update, context: Context) -> None:
    """Say what would be removed, with a button that does it."""
    if message := update.effective_message:
        button = InlineKeyboardButton(FORGET, callback_data=DATA)
        asked = plain(CONFIRM, InlineKeyboardMarkup([[button]]))
        await say(context, message, wants_yes(asked, Asked.FORGET, yes=DATA))


async def confirm(update: Update, context: Context) -> None:
    """Remove what is kept of the person who presses the button, also if another person asked in the group."""
    query = update.callback_query
    if query is None:
        return
    await context.services.privacy.forget(query.from_user.id)
    await toast(query, FORGOTTEN, alert=True)
    if isinstance(query.message, Message) and query.message.chat.type == query.message.chat.PRIVATE:
        await rewrite(context, query.message.chat.id, query.message.message_id, plain(FORGOTTEN))
