"""How the pushes are changed, and what cannot be had of them, said to who asks; nothing is changed."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import Message, Update

from core.models import Role
from handlers.context import Context
from handlers.people.rights import may_manage
from handlers.pushes.subscribing.in_words.offers import note_shown
from handlers.pushes.subscribing.pausing import paused_view
from handlers.pushes.subscribing.telling.state import push_state
from handlers.sending.speaking import say
from handlers.words.replies import Piece, plain
from knowledge.language.commands.pushes.about_pushes import Topic, about_pushes
from knowledge.language.functions.recogniser import functions_meant

EXPLAINED: Mapping[Topic, str] = {
    Topic.SUBSCRIBE: "要订阅，点“订阅”，或直接发“每天早上八点发给我”。\n\n",
    Topic.END: "要退订，点最下面的“退订”，或直接发“退订”。\n\n",
    Topic.HOUR: "要改时间，点下面的时间，或直接发“改到9点”。\n\n",
    Topic.DAYS: "要改日子，点下面的日子，或直接发“周末不要发”“只发周一三五”。\n\n",
    Topic.PAUSE: "要暂停，点“暂停3天”，或直接发“暂停到节后”。\n\n",
    Topic.RESUME: "要恢复，点“恢复推送”，或直接发“恢复推送”。\n\n",
    Topic.MUTE: "要静音，点“改为不响铃”，或直接发“静音”。\n\n",
    Topic.LOUD: "嫌吵可以点“改为不响铃”，或少选几天，也可以退订。\n\n",
    Topic.SEVERAL_A_DAY: "一天只能推送一次，定一个时间；想多看一条，随时发“换一条”。\n\n",
    Topic.NO_WEEKDAYS: "不能隔天、按周、按月或按季数着发，只能选星期几，如发“周一三五”，或点“自选日子”。\n\n",
    Topic.ONE_DAY: "只有一个时间，不能单独改某一天。要全改，直接说“改到9点”；那天不想收，说“周五不发”。\n\n",
    Topic.STOP: "一直不收，点“退订”；只停几天，点“暂停3天”，或直接说“停到节后”。还没有改。\n\n",
    Topic.BACK: "欢迎回来。定好的暂停不要了，发“恢复推送”。\n\n",
    Topic.ONCE: "我不能只提醒一次，只能在选定的日子推送廉语。还没有改。\n\n",
}
_TOPICS: Mapping[str, Topic] = {
    "subscribe": Topic.SUBSCRIBE,
    "unsubscribe": Topic.END,
    "set_time": Topic.HOUR,
    "set_days": Topic.DAYS,
    "pause": Topic.PAUSE,
    "resume": Topic.RESUME,
    "mute": Topic.MUTE,
}
LIKELY = 0.5
# To operators, who may have meant what colleagues are to do.
OF_A_DUTY = "要定期提醒同事办一件事，说“新建一件事”，或发 /duty。"
WELCOME = "欢迎回来。"
SUBSCRIBED_ALREADY = "这里已经订阅了。\n\n"
OF_ONES_OWN = "想自己收：点我的头像私聊我，发 /subscribe，每天只发给您一个人。"
ASK_A_MANAGER = "这个群的推送由群主或管理员改（发 /settings）。"


async def explained(update: Update, message: Message, context: Context) -> bool:
    """Tell who asks how something is done, or wants what cannot be had; False: it was nothing of that."""
    about = about_pushes(context.argument)
    if about is None:
        return False
    known = await context.services.subscriptions.of(message.chat.id)
    active = known is not None and known.active
    private = message.chat.type == message.chat.PRIVATE
    if not private and not await may_manage(update, context):
        said = OF_ONES_OWN if about.own else f"{ASK_A_MANAGER}{OF_ONES_OWN}"
        await say(context, message, plain(said))
    elif not private and about.own:
        await say(context, message, plain(OF_ONES_OWN))
    elif about.topic is Topic.BACK and (view := await paused_view(message, context)):
        await say(context, message, replace(view, pieces=(Piece(WELCOME), *view.pieces)))
    else:
        lead = EXPLAINED[about.topic]
        if about.topic is Topic.SUBSCRIBE and active:
            lead = SUBSCRIBED_ALREADY
        elif about.topic in _NEEDS_ONE and not active:
            lead = ""
        if about.topic is Topic.NO_WEEKDAYS and private and await _is_operator(update, context):
            lead = lead.rstrip() + OF_A_DUTY + "\n\n"
        await say(context, message, await push_state(message, context, lead=lead))
        note_shown(context)
    return True


def explained_for(words: str, *, active: bool) -> str:
    """Return how that is done which `words` likely want of the pushes; empty where nothing is likely."""
    likely = next(iter(functions_meant(words)), None)
    topic = _TOPICS.get(likely[0].name) if likely and likely[1] >= LIKELY else None
    if topic is None or (not active and topic in _NEEDS_ONE):
        return ""
    return SUBSCRIBED_ALREADY if topic is Topic.SUBSCRIBE and active else EXPLAINED[topic]


async def _is_operator(update: Update, context: Context) -> bool:
    user = update.effective_user
    return user is not None and await context.services.access.role_of(user.id) >= Role.OPERATOR


_NEEDS_ONE = frozenset(EXPLAINED) - {
    Topic.SUBSCRIBE,
    Topic.SEVERAL_A_DAY,
    Topic.NO_WEEKDAYS,
    Topic.ONE_DAY,
    Topic.ONCE,
}
