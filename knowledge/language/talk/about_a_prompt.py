"""What somebody asks of the words that are wanted of them, instead of writing these: 匿名提意见咋弄, 谁能看见.

Only whole messages count, and only while such words are waited for: 能不能匿名 says nothing elsewhere.
"""

from enum import StrEnum

from core.patterns import pattern
from knowledge.language.writing.signs import run_together

LONGEST = 30  # characters


class PromptAsk(StrEnum):
    """What of the words that are wanted somebody asks about."""

    HOW = "how"
    NAMELESS = "nameless"
    WHO_SEES = "who_sees"
    HOW_MUCH = "how_much"
    TAKE_BACK = "take_back"
    ANSWERED = "answered"
    LEAVE = "leave"


_HOW = r"(?:怎么|怎样|怎麽|咋个?|如何|哪里|在哪里?|要怎么|该怎么)(?:样|才能?|去|来)?"
_DO = r"(?:弄|办|整|搞|提|写|发|做|操作|用|填|提交|交|说|设置|选|弄法)*"
_IT = r"(?:[这那此]?[1一]?[个条份]?(?:意见箱?|建议|东西|留言|话|答复|回复|意思)?|它)?"
_NAMELESS = r"(?:匿名|不记名|无记名|不留名字?|不署名|不写名字?|不留姓名|不具名|不实名)"
_NAMED = r"(?:署名|实名|记名|留名字?|写名字?|留姓名|写上?我?的?名字|名字)"
_SENT = r"(?:发|提|写|交|说|送)(?:出去|上去|完|过去|了|出|过)*(?:的|以?后|之后|的话)?"
_LEAD = r"(?:请问|问一?下|想问一?下?|那么?|我|先|等等|等一下|哎|欸|嗯|哦|不过|要是|如果|万一|但是?|[,.!])*"
_END = r"(?:[呢啊呀吗吧嘛么哦噢啦了的,.?!~]|不|没有?|谢谢[你您]?)*"
_SAID: tuple[tuple[PromptAsk, str], ...] = (
    (
        PromptAsk.NAMELESS,
        rf"(?:我?(?:想|要|可以|能不能|能|可不可以|可否|是不是|是|会不会|要不要|用不用|必须|一定要?|非得|需要|需不需要)*"
        rf"(?:{_NAMELESS}|{_NAMED})(?:着|地|来|发)?(?:{_DO})(?:{_IT})(?:{_HOW}{_DO})?(?:可以|行|行不行|可不可以)?"
        rf"|{_HOW}(?:才能?|能|可以)?(?:{_NAMELESS}|{_NAMED}){_DO}{_IT}"
        rf"|(?:{_NAMELESS}|{_NAMED})(?:是)?(?:什么意思|啥意思|真的假的?|真的|可靠|安全|保险|算数)"
        rf"|(?:是|算)?(?:{_NAMELESS}|{_NAMED})还是(?:{_NAMELESS}|{_NAMED})(?:{_IT})"
        rf"|(?:是|算)(?:{_NAMELESS}|{_NAMED})(?:还是(?:{_NAMELESS}|{_NAMED}))?(?:{_IT})"
        rf"|(?:会不会|会|能不能|能|是不是|别人?)*(?:被|让|给)?(?:人家?|别人|大家|领导|他们?|上面|你们|运维)*(?:会|能|会不会|能不能)*"
        rf"(?:知道|看出来?|查到|晓得|认出来?|查出来?)(?:是)?(?:我|谁)(?:写|提|发|说)?的?)",
    ),
    (
        PromptAsk.WHO_SEES,
        rf"(?:{_IT}|{_SENT})(?:都|会|要|是|能)*(?:给)?(?:谁|哪些人|什么人|哪个|哪位|领导|科长|主任|书记|别人|同事|大家|他们)(?:们)?(?:都|会|能|能不能|会不会|可以)*"
        rf"(?:看得?[见到]?|看|收到?|知道|处理|管|来看|看不看得到)(?:{_IT})"
        rf"|(?:{_IT})(?:会|要|是|到底|都)*(?:发|转|送|交|提)(?:到|给|去)(?:谁|哪里?|哪儿|什么地方|哪个)(?:那里?|那儿|手里|手上)?(?:看|去)?",
    ),
    (
        PromptAsk.HOW_MUCH,
        rf"(?:{_IT})(?:要|得|能|可以|最多|最少|至少|一般|大概|需要|限|有)*(?:写|发|说|提)?(?:多长|多少个?字|几个?字|几行|几句|多少|字数)(?:够|合适|算|行|以内|限制|要求)?"
        r"|(?:有没有|有|限不限|限制?)(?:字数)(?:限制|要求)?|(?:写|说|提)(?:点)?(?:啥|什么|哪些)(?:都|内容|方面)*(?:行|可以|好|合适|能写)?"
        r"|(?:长|短|太长|太短)(?:点|一点|些)?(?:行|可以|要紧|有关系)(?:不行)?|能?(?:写|发)(?:几|多少)[条次]",
    ),
    (
        PromptAsk.TAKE_BACK,
        rf"(?:{_SENT})?(?:{_IT})(?:还|以?后|之后|要是|写错|发错|后悔|想|可以|能不能|能|还能|可不可以|怎么|如何|咋|再)*(?:撤回?|收回|撤销|改|删掉?|修改|反悔|拿回来|收得?回来?)"
        rf"(?:{_IT})(?:来|掉|得了)*(?:可以|行)?"
        rf"|(?:写|发|提)错了?(?:怎么办|咋办|咋整|能改|可以改|能撤)",
    ),
    (
        PromptAsk.ANSWERED,
        rf"(?:{_SENT})?(?:{_IT})(?:会不会|会|有没有|能|能不能|什么时候|多久|几天|啥时候|要多久|会有|有)+(?:人|领导|你们|他们)?(?:给我)?(?:有)?(?:才)?(?:回复?|答复|回音|回应|处理|反馈|结果|理)(?:我)?(?:人)?",
    ),
    (
        PromptAsk.LEAVE,
        rf"{_HOW}(?:才能?|能|可以)?(?:取消|退出|不写|不提|不发|离开|关掉|放弃|停){_IT}"
        rf"|(?:不想?|先不)(?:写|提|发)了?(?:怎么办|咋办|咋弄|怎么弄|怎么取消|可以|行)",
    ),
    (
        PromptAsk.HOW,
        rf"(?:{_IT}{_HOW}{_DO}{_IT}|{_HOW}{_DO}{_IT}|(?:直接|就|在这里?|是)*(?:写|发|打字?)(?:在)?(?:这里?|这儿|给你|哪里?|哪儿)(?:就?行|可以|就?好)?"
        r"|(?:什么|啥)(?:意思|东西|操作|格式)|(?:有|要|用)(?:什么|啥|没有|固定的?)*格式(?:要求)?|(?:能不能|可不可以|可以|能)?发(?:图|图片|照片|语音|文件)(?:可以|行)?)",
    ),
)
_FORMS = tuple((ask, pattern(f"{_LEAD}(?:{form}){_END}")) for ask, form in _SAID)
# 匿名 and 署名 alone are answers, and so is what is no question at all.
_ASKS = pattern(
    r"[?？吗么呢]|怎|咋|如何|谁|哪|几|多[少长久]|什么|啥|会不会|能不能|可不可以|是不是|要不要|有没有|行不行|真的|还是|限不限|会|能|可以"
)


def asks_of_prompt(text: str) -> PromptAsk | None:
    """Return what all of `text` asks about the words that are wanted; None for what may be these words."""
    said = run_together(text) if len(text) <= LONGEST else ""
    if not said or not _ASKS.search(said):
        return None
    return next((ask for ask, form in _FORMS if form.fullmatch(said)), None)
