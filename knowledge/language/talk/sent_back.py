"""Who takes back what they have just sent to people: 撤了, 发错了. It is believed right after it."""

from core.patterns import pattern
from knowledge.language.schedules.turns import Back, read_turn
from knowledge.language.talk.about_the_bot.topics import Topic
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.writing.signs import run_together

LONGEST = 24  # characters
_WHAT = (
    r"(?:[把将请快给先啊哎呀,.!]|帮我|麻烦|赶紧|马上|我|刚才|刚刚|方才|上面|前面|最后|发|提|写|送|说|出去|的|[那这]?[1一]?[条个句份]"
    r"|[那这]|它|意见|建议|留言|回复|答复|消息|话|东西)*"
)
_BACK = (
    r"(?:(?:还是|就|都|给我|再)*(?:撤[了回掉销]?|收回|作废|删[了掉除]?|取消|追回|要回)(?:来|去|掉|了)*"
    r"|(?:都|就)?(?:不要|不|别)?(?:算数?|算了|作数|要了|发了|提了|当真)"
    r"|(?:发|提|写|点|按|送|弄|搞|传)(?:错|早|岔|漏)(?:人|地方|字)?|误发|误点|手滑|手抖|(?:就|全)?当我?没(?:发|提|写|说)过?"
    r"|(?:还)?没(?:写|打|想)(?:完|好)就发|不小心(?:发|点|按)(?:出去|了|的|错)*)"
)
_SAID = pattern(rf"{_WHAT}{_BACK}(?:[了吧啊呀哈啦的,.!]|{_WHAT}{_BACK})*{_WHAT}")


_NOW = (
    r"(?:[快先请就都给我是说哎呀啊喂诶了吧啦,.!]|赶紧|马上|立即|立刻|麻烦|现在|等等|等[1一]?下|不对|不是|错了|刚才|[那这][个条]?"
    r"|通知|后面的?|剩下的?|没发的|还)"
)
_STOP = (
    r"(?:(?:停[止掉下住]*|打住|中止|终止|叫停|刹住|暂停)(?:发送?|[1一]下|了|它|来)*"
    r"|(?:别|不要|不|甭|不能)(?:再|继续|往外)*发送?(?:出去)?了?)"
)
_STOPS = pattern(rf"(?=.*{_STOP})(?:{_STOP}|{_NOW})++")
_SAID_SO = pattern(
    r"(?:我|不是|明明|刚才|都|说|[,.!])*(?:收回|撤回?|停|别发)(?:来|了|,|的|啊)*(?:我|又|可|也|谁|并|根本|怎么)*"
    r"(?:没|不是|不)?(?:让|叫|要|说|同意)你?发(?:送|出去|了)*[啊呀呢的吗,.!?]*"
)
_STATE = pattern(
    r"(?:刚才|刚刚|那[个条]|这[个条]|通知|现在|到底|都|全|已经?|还|在|是不是|[,.])*"
    r"(?:(?:撤|停|收|发|删)(?:回|下|住|止|送|完|出去)*来?没(?:撤|停|收|发|删)(?:成|住|掉|下|完|出去|回来|回|好)?"
    r"|(?:撤回?|停[下止住]?|收回|发送?|删)(?:来|完|成|住|掉|成功|好|到|出去|得)*"
    r"了?(?:没有?|吗|么|怎么样|咋样|如何|几个|多少|哪了?|哪儿了?|哪里了?)"
    r"|在发(?:吗|没有?|着)*|还剩(?:几个|多少|什么|哪些)(?:没发|没撤)?)[了啊呢吗?!.]*"
)


def stops_sending(text: str) -> bool:
    """Return whether all of `text` stops what is being sent: 停！别发了, 我说收回，没让你发."""
    said = run_together(text) if len(text) <= LONGEST else ""
    return bool(said) and (_STOPS.fullmatch(said) or _SAID_SO.fullmatch(said)) is not None


def asks_how_far(text: str) -> bool:
    """Return whether all of `text` asks how sending, stopping or taking back goes: 撤没撤成, 停住了吗."""
    return len(text) <= LONGEST and _STATE.fullmatch(run_together(text)) is not None


_NAMED = pattern("意见|建议|留言|回复|答复")


def names_what_was_sent(text: str) -> bool:
    """Return whether `text` names something that is sent to people."""
    return _NAMED.search(run_together(text)) is not None


def takes_sent_back(text: str) -> bool:
    """Return whether all of `text` takes back what was sent; what that was the conversation knows."""
    said = run_together(text) if len(text) <= LONGEST else ""
    if not said:
        return False
    turn = read_turn(text)
    if turn is not None and turn.back in {Back.LAST, Back.HERE}:
        return True
    return _SAID.fullmatch(said) is not None or to_the_bot(text) is Topic.TAKE_BACK
