"""What is asked or remarked about the pushes and changes nothing: 怎么订阅, 太吵了, 每两天一次."""

from dataclasses import dataclass
from enum import StrEnum

from core.patterns import any_of, pattern
from knowledge.language.writing.signs import run_together

LONGEST = 40  # characters


class Topic(StrEnum):
    """What somebody wants to hear about: how something is done, or what can be done instead."""

    SUBSCRIBE = "subscribe"
    END = "end"
    HOUR = "hour"
    DAYS = "days"
    PAUSE = "pause"
    RESUME = "resume"
    MUTE = "mute"
    LOUD = "loud"
    SEVERAL_A_DAY = "several_a_day"
    NO_WEEKDAYS = "no_weekdays"
    ONE_DAY = "one_day"
    STOP = "stop"
    ONCE = "once"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class AboutPushes:
    """`own`: the pushes that a person gets in private are meant."""

    topic: Topic
    own: bool = False


_PUSH = r"(?:[每今]日廉语|每[日天][1一]句|廉语|推送)"
_THING = rf"(?:{_PUSH}|订阅|这个|消息|时间|的)"
# A gift is received, or not, as well: 我不收怎么办 is asked of the speeches.
_WHAT_COMES = rf"(?:{_PUSH}|这个|消息)"
_LEAD = (
    r"(?:请问?|你好|您好|那么?|想问问?|想知道|麻烦|帮我|我们?|咱们?|大家|以后|要是|如果|要想|想要?|要|群里"
    rf"|在这里|能|可以|{_PUSH}|,)*+"
)
_OWN = r"(?P<own>自己|个人|本人|单独|私下|1个人|一个人)"
_SELF = rf"{_OWN}?"
_ASK = (
    r"(?:请问)?(?:怎么样?|怎样|如何|咋样?|(?:从|在|去|到|上)?(?:哪[里儿]?|什么地方)|找谁|问谁)"
    r"(?:才能?|可以|能|去|来|样|自己)*+"
)
_DONE_HOW = (
    r"的?(?:要|该|应该|得)?(?:怎么?|怎样|如何|咋)(?:弄|办|操作|办理|搞|整|设置?|做|改|订|开|走|样|收)?"
    r"|的?(?:按钮|入口|地方)?在(?:哪[里儿]?|什么地方)(?:弄|点|设置|改|订|开|办)?"
    r"|(?:找谁|问谁)(?:弄|开|办)?|的?(?:方法|步骤|办法)(?:是什么|有哪些)?"
)
_TAIL = r"(?:呢|啊|呀|吗|吧|了|的|谢谢[你您]?|[,.!?~])*"
_AN_HOUR = (
    r"(?:早上|上午|中午|下午|晚上|早|晚)?的?"
    r"(?:\d{1,2}:\d\d|[\d一二两三四五六七八九十]{1,3}[点时](?:钟|整|半|[\d一二三四五十]{1,3}[分刻]?)?)"
)
_ACTS: tuple[tuple[Topic, str], ...] = (
    (
        Topic.END,
        rf"退订|取消订阅|(?:取消|停止|停掉|停|关闭|关掉|关|退掉?|不收|不再收|不要)(?={_PUSH})",
    ),
    (Topic.END, r"不(?:想|要|再)(?:收到|订)|不订"),
    (Topic.END, rf"不(?:想|要|再)?收到?{_WHAT_COMES}"),
    (Topic.SUBSCRIBE, rf"(?:重新)?(?:订阅|开通|订上?|(?:开启|打开|收到|接收|收|开)(?={_PUSH}))"),
    (Topic.HOUR, r"(?:改|调整?|换|设置?|设定)(?:推送|发送)?(?:的?时间|几?点)"),
    (
        Topic.DAYS,
        r"(?:改|调整?|换|设置?|选)(?:推送|发送)?的?(?:日子|星期几?|周几)|只[在要]?工作日(?:推送|发|收)?"
        r"|周末不(?:推送|发|收)",
    ),
    (Topic.PAUSE, r"暂停"),
    (Topic.RESUME, rf"恢复(?={_PUSH}|$)"),
    (Topic.MUTE, r"静音|不响铃?|(?:关闭?|关掉)(?:声音|铃声)"),
)
_HOW = tuple(
    (topic, pattern(form))
    for topic, act in _ACTS
    for form in (
        rf"{_LEAD}{_SELF}{_ASK}(?:{act}){_THING}*{_TAIL}",
        rf"{_LEAD}{_SELF}(?:想要?|要)?(?:{act}){_THING}*(?:{_DONE_HOW}){_TAIL}",
    )
)
_MAY_I = pattern(rf"(?:请问|贵|机器人|[你您]|这里|我们?|,)*+(?:可否|能否|是否可以)(?:订阅|订){_PUSH}*{_TAIL}")
# 周五那天改到九点 is no wish for Fridays only.
_ONE_DAY = pattern(
    r"(?:把|将|就|请|只|,)*+(?:周|星期|礼拜)[一二三四五六日天1-7](?:那[1一]?天|这[1一]?天|的)?(?:单独|另外)?(?:[改换调挪移][到成为在]?)"
    rf"{_AN_HOUR}(?:再?(?:推送|推|发送|发))?{_TAIL}"
)
# 那我自己想收怎么弄: what is to be received was spoken of before.
_TO_RECEIVE = pattern(
    rf"(?:那么?|就|,)*我们?(?:要是|如果)?"
    rf"(?:{_OWN}(?:想要?|要|也想)?(?:收到?|订|看)(?:[1一]?[条份]|{_WHAT_COMES})*"
    rf"|(?:想要?|要|也想)?(?:(?:收到?|订|看)(?:[1一]?[条份])?{_WHAT_COMES}|订)),?"
    rf"(?:{_DONE_HOW}){_TAIL}"
)
_TOO = r"(?:有点|太|好|很|真|越来越|特别|老是?)"
_WHO = r"(?:群里|这里|大家|好?多?有?人|同事们?|领导|他们|我们?|都|也|有|,)*+"
# Who is loud without a word of the bot's is somebody else: 领导太烦人, 有人吵.
_WHO_SAYS = rf"(?:{_WHO}(?:嫌|觉得|说|感觉|抱怨|反映|反馈|(?={_PUSH}|机器人|消息)))?"
_LOUD = pattern(
    rf"{_WHO_SAYS}(?:[这那]个|你|机器人|{_PUSH}|消息|的)*"
    rf"(?:{_TOO}(?:吵|闹|频繁|扰民|打扰人?|烦人)|吵(?:人|死|到)?|扰民|打扰(?:人|到(?:大家|别人))){_TAIL}"
    rf"|{_WHO_SAYS}{_PUSH}(?:{_TOO}(?:多|频繁|烦)|烦人?){_TAIL}"
)
_SENDS = r"(?:推送|推|发送|发|收|来|送|要)?(?:给我们?)?"
_AT = r"(?:早上|早晨|上午|中午|下午|傍晚|晚上|早|晚|上班前?|下班前?)"
_WISHES = r"(?:请|于|麻烦|能不能|可不可以|可以|能|我们?|想|要|改[成为到]|推送|廉语|给我们?|以后|每天|每日|,)*+"
_TIMES = r"[次条遍回句则]"
_SEVERAL_A_DAY = pattern(
    rf"{_WISHES}(?:{_AT}[,和跟及与]?){{2,4}}(?:各|分别|都|每次|也)*{_SENDS}[1一]{_TIMES}{_TAIL}"
    rf"|{_WISHES}(?:(?<=每[天日])|[1一]天){_SENDS}(?:[两二三四五23几多]|好几){_TIMES}{_PUSH}?(?:行|好|可以)?{_TAIL}"
)
# Every other day, each week or month without naming a day.
_NO_WEEKDAYS = pattern(
    rf"{_WISHES}(?:(?:每?隔[1一两2二三3几]?|每[两2二三3几])[天日]|[两二2三3][天日](?=[才推发收来1一])"
    r"|隔(?:周|[1一]个?(?:周|星期|礼拜))|每个?(?:月|周|星期|礼拜)(?=才|推|发|收|来|[1一两二三23][次条回遍])"
    r"|[1一](?:周|月|个月|个?星期|个?礼拜)(?=[1一两二三23][次条回遍]))"
    rf"(?:才|就|再|只)?{_SENDS}(?:[1一两二三23]{_TIMES})?{_PUSH}?(?:就?行|就?好|可以)?{_TAIL}"
)
# By the month, the quarter or the year: 每月一号再加一次, 每季度最后一天，早上九点.
_BY_PERIOD = pattern(
    rf"(?=.*(?:\d点|[一二两三四五六七八九十]点|:|加|推|发|收|来|送|提醒|[次遍]))"
    rf"{_WISHES}(?:每(?:1|一)?个?(?:月|季度?|年|半年|[2-6两二三四五六]个?月)|(?:每个?)?(?:月|季|季度|年)[底末初]|每?逢?初[1一](?:[,和]?(?:十五|15))?|每?逢(?:十五|15))的?(?:头|最后|第)?"
    r"(?:初[\d一二三四五六七八九十]{1,2}|(?<=,)[\d一二三四五六七八九十]{1,3}|[\d一二三四五六七八九十]{1,3}(?:[号日天]|个工作日|个?(?:周|星期|礼拜)[一二三四五六日天])|工作日|[底末初中]|[\d一二三四五六七八九十]{1,2}月|,|的|在)*+"
    rf"(?:再|又|也|都|各|另外|额外|单独|多|,|的|在|就|{_AN_HOUR}|{_AT})*+(?:加|补|提醒(?:我们?|大家)?|叫我们?|{_SENDS})*?(?:[1一两2]{_TIMES})?{_PUSH}?(?:能?行|好|可以|成|可否|可)?[不否]?{_TAIL}"
)
# 我个人想单独收，能行吗
_ALONE_MAY_I = pattern(
    r"(?:那么?|就|要是|如果|,)*我们?(?:自己|个人|本人|这边|也|,)*(?:能不能|可不可以|可以|能|想要?|要)?(?P<own>自己|个人|单独|私下|1个人|一个人)+"
    rf"(?:也|想要?|要|来|能不能|可不可以|可以|能)*(?:收到?|订阅?)(?:[1一]?[条份]|{_WHAT_COMES})*,?(?:能?行[吗不么]|行不行|可以[吗么]|可不可以|能不能|能[吗么]|成[吗不])?{_TAIL}"
)
# Who is back may want the pushes back: how they stand is shown, with the button.
_IS_BACK = pattern(
    r"\W*我?们?(?:已经)?(?:(?:出差|休假|请假|年假|产假|放假|培训|学习|外出)(?:已经)?(?:回来|结束)(?:上班)?了?|回来(?:上班)?了|销假了?|返岗了?)\W*"
)
# For good, or for some days?
_STOP = pattern(
    rf"(?:请|麻烦[你您]?|帮我|把|给我|先|{_PUSH}|,)*+(?:停止|停掉|停了|停下来|停下|停用|叫停)(?:{_PUSH}|发送?|推送)?{_TAIL}"
)
_ONCE = pattern(
    rf"(?:请|麻烦[你您]?|能不能|可以|帮我|在|就|,)*+(?:今天|明天|后天|大后天|(?:下个?|这个?)?(?:周|星期|礼拜)[一二三四五六日天])(?:的)?{_AN_HOUR}"
    rf"(?:再|来|准时|记得|,)*(?:提醒|叫|喊|告诉)(?:我们?|[一1]下|[一1]声)*(?:看|读|学|开会|一下)*{_TAIL}"
)
_REMARKS = (
    (Topic.STOP, _STOP),
    (Topic.BACK, _IS_BACK),
    (Topic.ONCE, _ONCE),
    (Topic.LOUD, _LOUD),
    (Topic.SEVERAL_A_DAY, _SEVERAL_A_DAY),
    (Topic.NO_WEEKDAYS, _NO_WEEKDAYS),
    (Topic.NO_WEEKDAYS, _BY_PERIOD),
    (Topic.ONE_DAY, _ONE_DAY),
)
_KNOWN = (*_HOW, *_REMARKS)
_ANY = any_of(form.pattern for _, form in _KNOWN)


def about_pushes(text: str) -> AboutPushes | None:
    """Return what all of `text` asks or remarks about the pushes; None where it says something else."""
    said = run_together(text)
    if not said or len(said) > LONGEST:
        return None
    if _MAY_I.fullmatch(said):
        return AboutPushes(Topic.SUBSCRIBE)
    if match := _TO_RECEIVE.fullmatch(said) or _ALONE_MAY_I.fullmatch(said):
        return AboutPushes(Topic.SUBSCRIBE, own=match["own"] is not None)
    for topic, form in _KNOWN if _ANY.fullmatch(said) else ():
        if match := form.fullmatch(said):
            return AboutPushes(topic, own=match.groupdict().get("own") is not None)
    return None
