"""What the bot says of itself, to who speaks of it: knowledge/language/talk/to_the_bot.py tells what of."""

from collections.abc import Mapping

from telegram import Message, Update

from core.errors import UserError
from core.models import Role
from core.patterns import pattern
from handlers.asking.to_the_bot.days_told import told_of_a_day
from handlers.asking.to_the_bot.wanted import SAID as SAID_TO_WISHES
from handlers.context import Context
from handlers.editors.stats import stats
from handlers.pushes import report
from handlers.pushes.subscribing.telling.state import said_when
from handlers.pushes.subscribing.telling.told_here import told_of_the_item, told_of_the_push
from handlers.words.addressed import is_private
from handlers.words.replies import View, plain
from handlers.words.views.speeches import named
from knowledge.language.calendar.day_questions import day_asked
from knowledge.language.talk.about_the_bot.topics import Topic
from services.asking.reply import ReplyKind

SAID: Mapping[Topic, str] = {
    Topic.THEIR_NUMBER: (
        "编号由本人私聊我说“我的编号”来看。跟我说过话的人不用编号，直接写名字：“任命刘师傅当编辑”“加上刘师傅”；"
        "也可以回复他的一条消息，发 /editor。"
    ),
    Topic.MAKES_UP: (
        "不编。我只给讲话原文，一字不改，每段都写明出处；讲话里没有的，我就说没有。"
        "找的那一段是不是您要的，请看出处、点“上下文”核对。"
    ),
    Topic.DELETED: (
        "点了“确定删去”，与您有关的记录就删了，不能恢复；还没点就都还在，要删发 /forget_me。"
        "存些什么，发 /privacy 看。"
    ),
    Topic.ONE_CHAT: (
        "通知发给全部收推送的会话，不能只发其中几个。写好的通知还在，要发点它下面的“发送”，不发点“取消”。"
    ),
    Topic.MODEL: "我是程序，不是真人。我回答时不用大模型，也不自己写：只在讲话里找原文，一字不改地给您。",
    Topic.UNTOLD: (
        "文号、密级、讲话人，讲话稿里写了的我才有，没写的我不补也不猜。有哪几篇、哪一年讲的，发 /speeches 看。"
    ),
    Topic.NUMBER: (
        "编号是我给每段原文编的，不是日期，依次是：哪篇讲话、第几个部分（0 是开头）、那一部分里的第几小段。"
        "它和“第几段，共几段”不是一套数，那是从全文的开头数起。把编号发给我，就能看到那段原文。"
    ),
    Topic.SPIES: (
        "不是。我只在有人问的时候找讲话原文，不排名、不打分，也不记谁没有做什么。我存些什么，发 /privacy 看。"
    ),
    Topic.CITED: (
        "照出处写就行：讲话的题目、哪一年；点“复制引文”，原话和出处一起复制。"
        "讲话人，讲话稿里写了的我才有，没写的我不补也不猜，要写请问讲话的单位。"
    ),
    Topic.QUOTABLE: ("可以。引用框里的是讲话原文，一字不改；点它下面的“复制引文”，原话和出处一起复制。"),
    Topic.PICKS: "哪句更好我不挑，也不排名。今天的一句发“今日廉语”；想看哪方面，直接发关键的词，如“作风建设”。",
    Topic.PLAINER: "我只有讲话原文，不改写成别的话。同一件事别处怎么讲，发“还有吗”；看前后文，发“上下文”。",
    Topic.NOT_PRACTISING: "现在没有在练。要练，发“练一练”；结果只有您自己看得到。",
    Topic.NAME: "我叫清风，是找讲话原文的机器人，由运维人员管着。想了解讲话里怎么说，直接问我就行。",
    Topic.WHO_AM_I: "我只看得到您在 Telegram 上的名字，别的不知道，也不去查。",
    Topic.WHO_ASKED: "谁问了什么，我不说。没答上的问题，负责内容的同事在问题箱里看原话。",
    Topic.USELESS: (
        "对不起，没帮上您。我只会找讲话里的原文，讲话里没有的就答不了。讲话里有什么，发 /speeches 看；"
        "有意见，私聊我发 /suggest。"
    ),
    Topic.ITEMS_KEPT: (
        "不通报，也不排名：每周一题匿名，不记谁答了什么；练一练的结果只有您自己看得到。详细的，发 /privacy。"
    ),
    Topic.OWN_SCORE: (
        "一共对几道、错几道我不统计：练一练每题当场告诉您对不对，只记下次哪天再练；每周一题匿名。"
        "再练几道，发“练一练”。"
    ),
    Topic.OWN_QUESTIONS: SAID_TO_WISHES[ReplyKind.OWN_WORDS],
    Topic.RANKED: "谁问得多、谁用得多，我不说，也不排名。一共问了多少，运维人员发 /stats 看得到总数。",
    Topic.NEW_HERE: (
        "您好！编辑和运维人员由运维人员任命，任命以后您能用的命令都在 /help；"
        "还看不到的，请运维人员发 /roles 看一下。"
    ),
    Topic.THERE: "在。想了解讲话里怎么说，直接问我就行；我会做什么，发 /help 看。",
    Topic.PLAY: "这个我不会，我只会找讲话里的原文。想看一句廉语，发 /quote。",
    Topic.WRITE: "我不代写，只给讲话原文，一字不改。要素材，直接发关键的词，如“作风建设”；{material}",
    Topic.LEAVES: "好的，有问题随时来问。",
    Topic.SUBJECTS: (
        "廉语不能按主题选：每天一条，由负责内容的同事审定，大家一样。想多看哪方面，直接问我，如“作风建设”。"
    ),
    Topic.FORGOTTEN: (
        "还能用，照样可以问我。删掉的是以前的记录，不能恢复；您私聊里的订阅也一起删，想再收，发 /subscribe。"
    ),
    Topic.BOX: (
        "匿名还是署名，发之前由您选。匿名时看意见的人不知道是谁写的；为了转答复，我存 30 天您的会话编号。"
        "要提，私聊我发 /suggest。"
    ),
    Topic.ANSWERED: "意见由运维人员看，回不回、什么时候回，我定不了；有了答复，我马上转给您。",
    Topic.ANSWERING: "每条意见下面有“答复”按钮，点它写，发之前会再问您一次；对方是匿名的也转得到（30 天内）。",
    Topic.TAKE_BACK: (
        "刚发出的意见，半小时内说“撤了”就收回；更早的撤不回。要更正，私聊我发 /suggest 再写一条；"
        "还没发出的，点那条下面的“不发了”。"
    ),
    Topic.SILENT: "我在。刚才没回的，请再发一遍；一直没反应，请告诉运维人员。",
    Topic.CONTACT: (
        "内容由编辑负责，机器人由运维人员管，都由运维人员任命；是谁我不公布。有话带给他们，私聊我发 /suggest。"
    ),
    Topic.FORWARD: "我不替人转。长按那条消息点“转发”，选同事就行；段落下面的“复制引文”也可以复制了发。",
    Topic.STOP: (
        "这里不想收推送，发 /unsubscribe。今天所有会话都不推送，运维人员发 /push，点“暂停今天”；"
        "要把程序停掉，请找管服务器的同事。"
    ),
    Topic.INVITE: "运维人员发“/invite 5 7”做邀请链接（可用 5 次、7 天），把链接发给同事，点开就能用。",
    Topic.BIND: "绑定由负责内容的同事在 /inbox 里做：点开那个问题，点“绑定”，再发段落的编号。",
    Topic.ADD_SPEECH: "请负责内容的同事把讲话存成 .docx 或 .txt，私聊发给我，看过样子再收录。",
}
GROUP_IN_IT = "问过什么，往上翻群里的聊天记录就看得到，我不另外列，也不说是谁问的。"
GROUP_FIGURES, GROUP_HOW = "能给您看的是上面本群的数。", "一共问了多少，群主或管理员发 /stats 看。"
GROUP_ASIDE = "哪个群问过什么，我不按群列，也不说是谁问的；群里问的，那个群里往上翻就看得到。\n{kept}"
GROUP_TO_OPERATORS = "\n没答上的原话，编辑在 /inbox 里看；上面是全部会话的数。"
STARS = "**"
BLACKED = "*** 是讲话稿里本来就涂去的字，涂的是什么、是谁，我也不知道，照原样给。"
NOTHING_BLACKED = "现有的讲话里没有涂去的字。"
FOR_EDITORS, FOR_OTHERS = "要把说到它的原文汇成文档，发“/material 作风建设”。", "我把说到它的原文找给您。"
NOBODY_ELSE = (
    "别的同事看不到您问了什么；{leaders}编辑和运维人员看得到的，只有下面说的。{kept}\n详细的，发 /privacy。"
)
IN_A_GROUP = "在群里问的，群里的人都看得到；私聊问的，别人看不到。详细的，私聊我发 /privacy。"
LISTED = "名单在 /roles。"
ROLES = {
    Role.OPERATOR: "您是运维人员",
    Role.EDITOR: "您是编辑，负责内容",
}
A_MEMBER, ROLE_TOLD = "您和大家一样，可以提问、订阅", "{role}。您能用的命令都在 /help。"
ONLY_IN_PRIVATE = "您的身份和编号我私聊里告诉您：私聊我再问一次。"
WHO_SEES_THE_BOX = "没答上的问题在问题箱里，编辑和运维人员看得到，别人看不到。{askers}"
PRESSES = (
    "点不点都行，一样用。点了只在那条回答上记一笔，不通报、不排名；"
    "点“没用”，那个问题会交给负责内容的同事看。{askers}"
)
NO_REPORT_IS_KEPT = "反映谁有问题的话，我一句也不存，也不转给任何人。别的话："
LEADERS = "领导也一样看不到，除非他自己就是编辑或运维人员。"
I_TELL_NOBODY = "我不会去告诉谁。"
_TELLS = pattern("告诉|汇报|报告|告密|跟.{1,6}说|传到|泄露|转给")
_LEADERS = pattern("领导|科长|处长|主任|书记|局长|主席|上面|上级")
_OF_WHAT_IS_KEPT = frozenset({
    Topic.BOX_OF_QUESTIONS, Topic.FEEDBACK, Topic.WHO_SEES, Topic.HOW_LONG, Topic.NAME_KEPT, Topic.WHERE_KEPT,
    Topic.WORDS_KEPT,
})  # fmt: skip
WHERE = (
    "您的话存在{where}，由单位的运维人员管；服务器放在哪里，请问他们。"
    "消息来回都经过 Telegram，它的服务器不在国内。存些什么、存多久，发 /privacy 看。"
)
HERE, ELSEWHERE = "运行我的那台服务器上", "单位指定的数据库里"
AT_ONCE = "\n想现在就删，发 /forget_me；详细的，发 /privacy。"
CHANGED_HERE = "这里的推送由群主和管理员改，谁改的我不告诉别人。{now}要改回来，请群主或管理员发 /settings。"
CHANGED_BY_YOU = "您私聊里的推送只有您自己能改。{now}要改，发 /settings。"
CHANGES_KEPT = "群里的推送由群主和管理员改，我不记是谁改的。编辑和运维人员做过的改动，发 /audit 看。"
YOUR_NUMBER = "您的编号是 {number}。运维人员任命、派事项时认这个号。"
NOW = "现在是{when} 推送。"


async def told(topic: Topic, words: str, message: Message, update: Update, context: Context) -> View | None:
    """Return what to say to who speaks of the bot; None where it was said already."""
    services, private = context.services, is_private(message)
    user = update.effective_user
    role = await services.access.role_of(user.id) if private and user else Role.MEMBER
    if topic is Topic.PUSHES and role >= Role.OPERATOR:
        context.argument = ""
        await report.push(update, context)
        return None
    if topic is Topic.GROUP_ASKED:
        return await _asked_by_a_group(update, message, context)
    said = SAID.get(topic, "")
    if topic in {Topic.PUSHED, Topic.PUSHES}:
        said = await told_of_the_push(words, message, update, context)
    elif topic is Topic.DAY and (day := day_asked(words)) is not None:
        said = told_of_a_day(day, context)
    elif topic is Topic.BLACKED:
        said = _blacked(context)
    elif topic is Topic.QUIZ:
        said = await told_of_the_item(message, context)
    elif topic is Topic.WHO_CHANGED:
        said = await _changed(message, context, role)
    elif topic in _OF_WHAT_IS_KEPT:
        said = _kept(topic, words, context, private=private)
    elif topic is Topic.WRITE:
        said = said.format(material=FOR_EDITORS if role >= Role.EDITOR else FOR_OTHERS)
    return plain(_by_role(topic, said, role, private=private).format(number=user.id if user else ""))


async def _asked_by_a_group(update: Update, message: Message, context: Context) -> View:
    """Show the figures to those who may have them; say what is kept of a group's questions and who sees it."""
    private = is_private(message)
    said = GROUP_ASIDE.format(kept=context.services.privacy.of_words()) if private else GROUP_IN_IT
    try:
        await stats(update, context)
    except UserError:
        return plain(said if private else said + GROUP_HOW)
    return plain(said + (GROUP_TO_OPERATORS if private else GROUP_FIGURES))


def _by_role(topic: Topic, said: str, role: Role, *, private: bool) -> str:
    """Return what else, or what instead, is said to who has that role."""
    if topic is Topic.OWN_NUMBER:
        return YOUR_NUMBER if private else ONLY_IN_PRIVATE
    if topic is Topic.MY_ROLE:
        return ROLE_TOLD.format(role=ROLES.get(role, A_MEMBER)) if private else ONLY_IN_PRIVATE
    return said + LISTED if topic is Topic.CONTACT and role >= Role.OPERATOR else said


def _kept(topic: Topic, words: str, context: Context, *, private: bool) -> str:
    """Say who sees what is asked, how long and where it is kept, or whether with a name."""
    services = context.services
    if topic is Topic.NAME_KEPT:
        return services.privacy.of_names()
    if topic is Topic.WHERE_KEPT:
        elsewhere = services.settings.storage.url.get_secret_value()
        return WHERE.format(where=ELSEWHERE if elsewhere else HERE)
    askers = services.privacy.of_askers()
    if topic is Topic.BOX_OF_QUESTIONS:
        return WHO_SEES_THE_BOX.format(askers=askers)
    if topic is Topic.FEEDBACK:
        return PRESSES.format(askers=askers)
    kept = services.privacy.of_words()
    if topic in {Topic.HOW_LONG, Topic.WORDS_KEPT}:
        return (NO_REPORT_IS_KEPT if topic is Topic.WORDS_KEPT else "") + kept + AT_ONCE
    leaders = LEADERS if _LEADERS.search(words) else ""
    said = NOBODY_ELSE.format(kept=kept, leaders=leaders) if private else IN_A_GROUP
    return I_TELL_NOBODY + said if _TELLS.search(words) else said


def _blacked(context: Context) -> str:
    """Say which stretches have something blacked out, by their places in each speech."""
    library = context.services.answers.library
    found = []
    for slug in library.names.slugs:
        places = [str(one.place) for one in library.own_stretches(slug) if STARS in one.passage.text]
        if places:
            found.append(f"\n{named(slug, library)}：第 {'、'.join(places)} 段")
    return (BLACKED + "在：" + "".join(found)) if found else NOTHING_BLACKED


async def _changed(message: Message, context: Context, role: Role) -> str:
    """Say who may change the pushes here, and how they stand. Of chats nobody notes who did."""
    if role >= Role.OPERATOR:
        return CHANGES_KEPT
    known = await context.services.subscriptions.of(message.chat.id)
    now = NOW.format(when=said_when(known)) if known is not None and known.active else ""
    return (CHANGED_BY_YOU if is_private(message) else CHANGED_HERE).format(now=now)
