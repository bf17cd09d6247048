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
