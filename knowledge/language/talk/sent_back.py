"""Who takes back what they have just sent to people: 撤了, 发错了. It is believed right after it."""

from core.patterns import pattern
from knowledge.language.schedules.turns import Back, read_turn
from knowledge.language.talk.about_the_bot.topics import Topic
from knowledge.language.talk.assent import assent
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import run_together, with_plain_signs

LONGEST = 24  # characters
_CLAUSES = pattern(r"[,，;；。!！\s]+")
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


# 发出去的那条也给我撤了, 已经发出去的收回来: it says that it was sent.
_OUT = (
    r"(?:已经?|都|刚才?|刚刚|之前|前面|前头|早先)*(?:发|送|寄|提|转|传)(?:(?:出|过)去?|完|走|掉|到|给[^,.!?]{1,8}?|上去)*了?的"
    r"(?:[那这]?[1一]?[个条份封句]|那些|通知|意见|建议|答复|回复|消息|东西)*"
)
_CALLS_BACK = r"(?:撤[回了掉销]?|收回?|追回|要回|拿回|作废|取消)(?:来|去|掉|了)*"
_IN_BETWEEN = r"(?:[把将就都也给快先想要请]|[我你您]|全|赶紧|马上|帮|得|再|一起|一块儿?|还是)*"
_SENT_ONE = pattern(rf"(?:是|我(?:说|指)的是|[把将])*{_OUT}{_IN_BETWEEN}{_CALLS_BACK}[吧啊呀哈呗]*")
# 前头多带了半句废话，收回来: nothing that waits comes back.
_COMES_BACK = pattern(rf"{_IN_BETWEEN}(?:它|那条)?(?:收|撤|追|要)回(?:来|去|掉|了)*[吧啊呀哈呗]*")
_LONGEST_WITH_WHY = 40
_DROPPED = pattern(
    r"(?:[把将]|[这那]?[1一]?[份条个])*(?:草稿|稿子|没发的(?:[那这][份条个])?)[也就都]?(?:给我)?"
    r"(?:不要|不发|作废|删掉?|扔掉?|丢掉?|算|撤掉?|取消)了?[吧啊呀]*"
)
_OF_THE_DRAFT = pattern("草稿|没发|还没|未发|不发了|别发")


def means_the_sent(text: str) -> bool:
    """Return whether `text` takes back what was sent, whatever waits to be sent, and maybe says why."""
    if len(text) > _LONGEST_WITH_WHY or "?" in with_plain_signs(fold(text)):
        return False
    clauses = [run_together(one) for one in _CLAUSES.split(text) if run_together(one)]
    if not clauses:
        return False
    if any(_SENT_ONE.fullmatch(one) for one in clauses):
        return True
    beside = any(_OF_THE_DRAFT.search(one) or assent(one) for one in clauses)  # 对，撤回 answers
    return len(clauses) > 1 and not beside and _COMES_BACK.fullmatch(clauses[-1]) is not None


def drops_the_draft(text: str) -> bool:
    """Return whether a clause of `text` says that what waits to be sent is not to go: 草稿不要了."""
    clauses = (run_together(one) for one in _CLAUSES.split(text))
    return any(_DROPPED.fullmatch(one) for one in clauses)


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
