"""First words: /start, /help, /privacy, and what is said when the bot joins a group."""

from telegram import Update
from telegram.ext import ExtBot

from core.models import Role
from handlers.commands import BY_NAME, COMMANDS, Command, Scope
from handlers.context import Context
from handlers.sending.limits import Ticket
from handlers.sending.speaking import say
from handlers.words.addressed import is_private
from handlers.words.replies import Piece, Pieces, View, plain
from services.asking.answers import AnswerService

INTRODUCTION = (
    "我是清风，用讲话原文回答廉政方面的问题，一字不改，附出处。\n"
    "直接发问题就行，例如：{example}\n"
    "发 /subscribe 每天收一条廉语；发 /help 看全部用法。"
)
IN_GROUP = (
    "大家好，我是清风，用讲话原文回答廉政方面的问题，一字不改，附出处。\n"
    "{how}，例如：/ask {example}\n"
    "群主或管理员发 /subscribe，每天推送一条廉语；发 /help 看全部用法。"
)
HEARS_ALL = "@我、回复我，或用 /ask 提问"
# Telegram's own pages disagree on whether a mere @mention passes privacy mode; these words fit both cases.
HEARS_COMMANDS = "@我、回复我或用 /ask 都可以（若 @我 没有反应，请用 /ask）"
ASKING = "提问"
FOR_EDITORS, FOR_OPERATORS = "给编辑", "给运维人员"
ADDING = "\n加讲话：把 .docx、.pdf、.txt 或 .md 文件发给我，看过再确认"
ASK_IN_PRIVATE = "直接把问题发给我，例如：{example}"
ASK_IN_GROUP = "发 /ask {example}，或 @我，或回复我的消息。"
ASK_ON = "接着问也行：下一段、还有吗、那第二点呢、出处。问错了字，改一改原来那条，回答会跟着改。"
IN_GROUPS_TOO = "群里也能用：@我、回复我，或发 /ask 加上问题。"
ALSO = "（也可以发“{word}”）"
MANAGERS = "（群主或管理员）"
IN_CHANNEL = "频道里我只推送廉语：管理员发 /subscribe 订阅，/settings 更改。提问请私聊我，或在群里用 /ask。"
EXAMPLE = "三重一大是什么"


async def start(update: Update, context: Context) -> None:
    """Say in three lines what the bot does; pushes go on for a person who had blocked the bot before."""
    message = update.effective_message
    if message is None:
        return
    if is_private(message):
        await context.services.subscriptions.greet(message.chat.id, message.chat.effective_name or "")
        await context.services.answers.prepare()
        await say(context, message, plain(introduction(context.services.answers)))
    else:
        await say(context, message, plain(await greeting_in_group(context.bot, context.services.answers)))


async def show_help(update: Update, context: Context) -> None:
    """Explain how to ask, and list the commands of this kind of chat."""
    if message := update.effective_message:
        await context.services.answers.prepare()
        example = example_of(context.services.answers)
        private, user = is_private(message), update.effective_user
        role = await context.services.access.role_of(user.id) if private and user else Role.MEMBER
        await say(context, message, View(help_pieces(example, private=private, role=role)))


async def in_channel(update: Update, context: Context) -> None:
    """Tell a channel's admin who sends a command that does not work there which ones do."""
    if message := update.effective_message:
        await say(context, message, plain(IN_CHANNEL))


def introduction(answers: AnswerService) -> str:
    """Return the three lines for a private chat."""
    return INTRODUCTION.format(example=example_of(answers))


async def greeting_in_group(bot: ExtBot[Ticket], answers: AnswerService, *, administrator: bool = False) -> str:
    """Return the three lines for a group; they promise @mentions only where Telegram surely delivers them.

    In privacy mode it does where the bot is an `administrator`.
    """
    await answers.prepare()
    how = HEARS_ALL if administrator or bot.can_read_all_group_messages else HEARS_COMMANDS
    return IN_GROUP.format(how=how, example=example_of(answers))


def example_of(answers: AnswerService) -> str:
    """Return a question that will be answered."""
    return next(iter(answers.examples()), EXAMPLE)


def help_pieces(example: str, *, private: bool, role: Role = Role.MEMBER) -> Pieces:
    """Return /help for a private chat with somebody of that role, or for a group."""
    how = (ASK_IN_PRIVATE if private else ASK_IN_GROUP).format(example=example)
    more = f"{ASK_ON}\n{IN_GROUPS_TOO}" if private else ASK_ON
    pieces = [Piece(ASKING, bold=True), Piece(f"\n{how}\n{more}\n")]
    here = {Scope.PRIVATE} if private else {Scope.GROUP, Scope.GROUP_ADMINS}
    offered = [command for command in COMMANDS if command.scopes & here and command is not BY_NAME["ask"]]
    scope = Scope.PRIVATE if private else Scope.GROUP_ADMINS
    for needed, heading in ((Role.MEMBER, ""), (Role.EDITOR, FOR_EDITORS), (Role.OPERATOR, FOR_OPERATORS)):
        theirs = [command for command in offered if max(command.needs(scope), Role.MEMBER) is needed <= role]
        if theirs and heading:
            pieces.append(Piece(f"\n\n{heading}", bold=True))
            pieces += [Piece(ADDING)] if needed is Role.EDITOR else []
        for command in theirs:
            pieces += _line(command, private=private)
    return tuple(pieces)


def _line(command: Command, *, private: bool) -> list[Piece]:
    line = f"\n/{command.name} {command.description}"
    if private and command.words[0] != command.description:
        line += ALSO.format(word=command.words[0])
    elif not private and Scope.GROUP not in command.scopes:
        line += MANAGERS
    return [Piece(line)]
