"""Wishes in sentences of a fixed build: 把时间改成9点, 每天八点发给我, 我想订阅, 不想收了, 有几篇讲话.

The table of commands knows their own words; this module knows the sentences people put them into. A sentence
counts only as a whole, down to its last word: 订阅的意义是什么, 八点规定 and 取消资格的规定 are questions.
"""

from core.patterns import any_of, pattern
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

_THING = r"(?:今日|每日|每天|每日的|每天的)?(?:廉语|一句|推送|提醒|订阅|消息)"
_HEAD = (
    r"(?:你好|您好|请问|麻烦[你您]?|请|帮忙|[帮给替为]我们?|我们?|想要|想|要|可以|能不能|可不可以|能否|能"
    r"|那就|那|就|还是|以后|[,、])*+"
)
_TAIL = (
    r"(?:谢谢[你您啦了]?|多谢|一下|好不好|行不行|可不可以|(?:可以|行|好)[吗么不]|[吧啦了呀哦噢啊哈吗么呢]"
    r"|[,.。!?~…;、])*+"
)
_GAP = r"[,、:]*"
_AT = r"(?P<time>[^,]{1,16}?)"
_TO_ME = r"(?:[给帮跟向]我们?|[往在]?(?:这里|群里|本群))?"
_SEND = r"(?:推送|推|发送|发|提醒|叫|通知|送)"
_SENT = rf"(?:给?我们?|一[条次下]|到?群里|过来|{_THING})*"
_CHANGE = r"(?:改时间|改|调整|调|换|设置|设定|设|定|提前|推迟|延后|挪|移|变更|变)"
_NO_MORE = r"(?:不需要|不要|不想|不用|不必|不再|不|别)(?:再|想|要|继续)*(?:[给向]我们?)?"

# In this order; the first that fits a whole sentence. What stands in `time` must read as one.
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("unsubscribe", r"退订|退掉订阅|退(?:了|掉)|unsubscribe|stop|td"),
    ("unsubscribe", rf"(?:退订|退掉|取消|终止|停止|停掉|停了|停|关闭|关掉|关了|关)(?:{_THING})+(?:功能)?"),
    ("unsubscribe", rf"(?:把|将)?(?:{_THING})+(?:功能)?(?:退订|退掉|取消|停掉|停了|停|关闭|关掉|关了)"),
    ("unsubscribe", rf"(?:退订|取消|停止|停掉|停|关闭|关掉){_AT}(?:的?{_THING})+"),
    ("unsubscribe", rf"{_NO_MORE}(?:订阅|推送)(?:给?我们?)?(?:{_THING})*"),
    ("unsubscribe", rf"{_NO_MORE}{_SEND}(?:给?我们?)?(?:了|{_THING})+"),
    ("unsubscribe", rf"{_NO_MORE}(?:接收|收到|收看|收|订)(?:了|{_THING})+"),
    ("unsubscribe", r"(?:不想|不要|不再)(?:再)?(?:接收|收到|收|订)"),
    (
        "settings",
        r"(?:怎么|怎样|如何|在哪[里儿]?)(?:订阅|退订|取消订阅|改时间|改推送时间|设置时间|设置推送|静音)",
    ),
    ("settings", r"推送(?:时间|状态|情况)?|设置推送"),
    (
        "settings",
        rf"(?:[有太]点?[早晚][了啦,]*)?(?:把|将)?(?:{_THING})?的?(?:时间)?{_CHANGE}?[早晚](?:一?点儿?|一些|些)",
    ),
    ("settings", r"(?:不响铃|不要响铃|别响铃|别响|关闭声音|关声音|取消静音|关闭静音|恢复响铃)"),
    (
        "subscribe",
        rf"(?:重新|再)?(?:订阅|订|开通|开启|打开)(?:上|回来|一下|一个|一份)?(?:{_THING})*{_GAP}{_AT}(?:的?{_THING})?",
    ),
    ("subscribe", rf"(?:订阅(?:一下|一个|一份)?|(?:订|开通|开启|打开|恢复)(?={_THING}))(?:{_THING})*(?:功能)?"),
    (
        "subscribe",
        rf"[把将]?(?:{_THING})?的?(?:(?:推送)?(?:时间|钟点))?{_CHANGE}(?:一下)?(?:[到成为在至]|(?<![早前迟后]))"
        rf"{_GAP}{_AT}(?:再?{_SEND})?",
    ),
    ("subscribe", rf"[把将]?(?:(?:{_THING})?的?(?:推送)?时间|{_THING}){_GAP}[是为]?{_AT}"),
    ("subscribe", rf"{_AT}(?:的时候|准时|再)*{_TO_ME}{_SEND}{_SENT}"),
    (
        "speeches",
        r"(?:清风|你|现在|目前|一共|总共|共|里面?)*(?:有|收录|收|包括|包含|存)了?(?:哪些|哪几篇|几篇|多少篇?|什么)"
        r"(?:领导)?(?:的)?(?:讲话稿?|原文)",
    ),
    ("speeches", r"(?:领导)?(?:的)?讲话稿?(?:现在|一共|总共)*(?:都?有|收录了?)?(?:哪些|哪几篇|几篇|多少篇)"),
    (
        "speeches",
        r"(?:那|它们?|这)?(?:[几两]篇)?(?:讲话)?(?:分别|都|各|又)+是?(?:哪|什么)(?:[几两些])?篇?(?:讲话)?"
        r"(?:,?(?:都|分别|各)?是?(?:什么时候|哪一?年|何时|什么时间)(?:讲|说)?的)?",
    ),
    (
        "preview",
        r"(?:明[天日早儿]|后天|下一?[条句次回])(?:的|要|会|将|推送?|发|是)*(?:廉语|每日一句|那[条句]|一?[条句]|内容)"
        r"(?:的?内容)?(?:要|会)?(?:是|发|推|推送|讲|说)?(?:什么|啥|哪[一]?[条句]|什么内容|什么样)",
    ),
    (
        "preview",
        r"(?:我?想|我?要|给我|先)*(?:看(?:一下|看|下|到)?|瞧瞧?|查一?下)?(?:明[天日早儿]|后天|下一?次|下回)"
        r"(?:会|要|将|的|已经)*(?:推送?|发|定|排|选)(?:的|了)?(?:是|会是)?(?:什么|啥|哪[一1]?[条句]|什么内容)了?",
    ),
    (
        "preview",
        r"(?:我?想|我?要|给我|先|提前)*(?:(?:看|预览|瞧)(?:一下|看|到)?)?(?:明[天日早儿]|大?后天|下周[一二三四五六日天])(?:早上)?的?(?:廉语|每日一句)"
        r"(?:会?是(?:什么|啥|哪[一1]?[条句]))?",
    ),
    (
        "preview",
        r"(?:先|提前)*(?:看|预览|瞧)(?:一下|看|到)?(?:明[天日早儿]|后天|下一?[条句次回])的?(?:要推送?的|要发的)?(?:廉语|推送|每日一句|那[条句])",
    ),
    ("help", r"菜单|使用方法|使用说明|怎么用你|怎么使用|如何使用|使用手册"),
)
_ANY = any_of((said for _, said in _SENTENCES), _HEAD, _TAIL)
_PATTERNS = tuple((name, pattern(f"{_HEAD}(?:{said}){_TAIL}")) for name, said in _SENTENCES)
# A time on its own says what o'clock it means: 8 and 2022 may be anything.
_CLOCK = pattern(r"\d[:点时]|[零一二两三四五六七八九十][点时]|\d[ap]m")
_NOT = pattern(r"不|别|莫|甭|勿")  # 周末不要发 is no 周末不要 to push at
_LONGEST = 40  # characters; who says more asks for more than an hour


def built(text: str) -> tuple[str, str] | None:
    """Return the command that `text` means by its build, and its argument in the person's own words.

    A mere time (早上七点半) is `settings` with that time: what it is for is only a guess.
    """
    said = with_plain_signs(fold(text))
    own = text if len(said) == len(text) else said
    kept = [place for place, letter in enumerate(said) if not letter.isspace()]
    bare = "".join(said[place] for place in kept)
    if not bare or len(bare) > _LONGEST:
        return None
    for name, form in _PATTERNS if _ANY.fullmatch(bare) else ():
        match = form.fullmatch(bare)
        if match is None:
            continue
        if "time" not in form.groupindex:
            return name, ""
        if names_an_hour(match["time"]) and not _NOT.search(match["time"]):
            first, last = match.span("time")
            return name, own[kept[first] : kept[last - 1] + 1]
    if _CLOCK.search(bare) and names_an_hour(bare):
        return "settings", own.strip()
    return None
