"""是, 好的, 不用了, 取消: how people answer a question that wants a yes or a no.

Only whole messages count: 是不是这样 and 取消资格的规定 are no answers.
"""

import unicodedata
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.talk.small_talk import courtesy
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.keeping_on import goes_on
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

_LONGEST_WITH_MORE = 100  # characters
_LONGEST = 18  # characters; who says more says something else


class Assent(StrEnum):
    """What an answer means. A nod may also answer what was said before: 好的 thanks for a passage too."""

    YES = "yes"
    NOD = "nod"
    NO = "no"


# Beside the words themselves: how they are mistyped, in characters and in pinyin. 办了 tells of what is done.
_YES = (
    r"(?:是|对)(?:的|滴|地|得|哒|呀|啊|也)?|然也|确(?:定|认|订|丁|实)|肯定|当然|同意|没错(?:,?就是(?:夜里|半夜|凌晨|晚上|早上|中午|下午|这样))?|照此办理?(?!了)|正确|要|需要|想要?"
    r"|就?(?:这么|这样)(?:改|办|发|删|停|定|写|弄|来|做|用|订|换|推|设|调|转|提|交)(?:吧|把)?|就?(?:改|发|删|办(?!了))(?:吧|把)?|yes|yep|yeah|shi(?:de)?|queding|qd"
)
_NOD = (
    r"好(?:的|滴|得|地|底|哒|嘞|勒|咧|呀|啊|哇)?|[然允诺准善]|照准|可行|[要使]得|得行|(?:可以|可已|可一|阔以)(?:的|滴)?|行(?:的|滴)?|可|中|成|妥|没问题|没有?意见"
    r"|妥妥(?:的|滴|地)?|ok(?:ay)?|okk+|[嗯恩]++(?:哪|呐)?|就?(?:这样|这么办)|y|hao(?:de)?|keyi|xing|en"
)
# Behind a yes only: 没错，上; 中，弄吧; 妥了，走你; 对，就这个. By themselves they are a guess.
_GO = (
    r"就?(?:上|走(?:你|起|着)?|来|整|弄|搞|干|冲|动手|开[干整搞弄]|[搞整弄干动]起来|安排(?:上)?|给(?:我|他|她)?(?:弄|办|整|安排)(?:上)?"
    r"|麻溜(?:的|地|儿)?|赶紧(?:的|地)?|抓紧|快点?儿?)(?:它)?|就?(?:是|按|照)?(?:这个|[他她它]|这样|这[条份句件样]|你说的)(?:来|办|弄|做|整)?"
)
_WHAT = (
    r"(?:改|写|删|删除|删去|发|发送|发出|做|弄|提|下架|撤回|绑定?|收录|订|补发|办|搞|回|答|答复|回复|填|换|动|说|问|调|设"
    r"|清除|清空|转|提交|交|继续|弄|整|下架|下|撤|退订|退|停|恢复|加)"
)
_CANCEL = r"(?:取|娶|曲|去)(?:消|销|肖|削|宵)(?:掉|吧|把)?|撤销|撤消|退出|放弃|作罢|quxiao|qx|cancel|quit|exit"
_NO = (
    rf"[不否]|(?:不|布|步|别|先不|暂不|暂时不|还是不|不再)(?:想|要|用|必|需要?|行|好|对|是|可以|同意|永|佣)*(?:再)?{_WHAT}{{0,2}}"
    rf"|(?:先|暂时)?别(?:急|忙|慌)?(?:着)?{_WHAT}?|(?:补用|卟用)|[算蒜](?:了|啦|勒|乐|嘞|咯)|免了|罢了|停(?:止|下)?|没事|没有|no+|nope|n|{_CANCEL}"
    r"|suanle|bu(?:yao|yong|le)?|(?:再|重新)?(?:想想|考虑)(?:一下|下)?(?:再说)?|再说|(?:下次|以后|回头|改天)(?:吧|再说)?"
)
_HEAD = (
    r"(?:等等|等[1一]?下|等会儿?|慢着|且慢|那就|那么|那|还是|就|请|麻烦[你您]?|帮我|我|哦|噢|额|呃|诶|哎|唉"
    r"|[嗯恩]++)*?"
)
_TAIL = (
    r"(?:谢谢[你您啦了]?|多谢|谢了|感谢|辛苦[你您]?[了啦]?|麻烦[你您]?了|拜托了?"
    r"|[了啦吧把啊呀哦噢喔哈呢嘛咯的罢先]|3q|thx|thanks)*+"
)
_PATTERNS = (
    (Assent.NO, pattern(rf"(?:{_HEAD}(?:{_NO}){_TAIL}){{1,3}}")),
    (
        Assent.YES,
        pattern(
            rf"(?:{_HEAD}(?:{_NOD}|{_YES}){_TAIL}){{0,2}}?{_HEAD}(?:{_YES}){_TAIL}(?:(?:{_NOD}|{_GO}){_TAIL}){{0,2}}"
        ),
    ),
    (Assent.NOD, pattern(rf"(?:{_HEAD}(?:{_NOD}){_TAIL}){{1,4}}(?:{_HEAD}(?:{_GO}){_TAIL}){{0,2}}")),
)
# 对头，还有…; 好不过…: a yes in front of something that changes what was asked.
_CHANGES_IT = r"(?:不过|但是?|可是|只是|只不过|就是(?!了))"
_ADDS = r"(?:还有|再加|另外|外加|顺便|同时|加上|连|而且)"
_AGREED = pattern(
    rf"(?:{_HEAD}(?:{_NOD}|{_YES}|对头|得嘞|没毛病|巴适|甚好|也好|得劲){_TAIL}(?:[,.!~;]+|(?={_CHANGES_IT}|{_ADDS})))+"
)
_CHANGING = pattern(rf"(?:{_CHANGES_IT},*)+")
_DENIES = "不别没算免罢"
_HURRY = pattern(r"[,，、\s]*(?:[吧了啊呀嘛呗啦]|赶紧|赶快|快点?|马上|立刻|立马|麻溜)?[的地]?[!！。~]*$")
_ONLY_CANCEL = pattern(rf"{_HEAD}(?:{_CANCEL}){_TAIL}")
_SIGNS = {Assent.NOD: "👍👌🆗✅✔👏🙆", Assent.NO: "👎❌✖🚫🙅⛔"}
_ASKS = pattern(
    "[?]$|什么|怎么|怎样|咋|啥|哪|谁|几[个种项条点年月次]|多少|多久|多长|为何|如何|[吗呢么]$|是否|有没有|能不能|可不可以|是不是|对不对"
    r"|([\u4e00-\u9fff])[没不]\1"  # 讲没讲, 算不算
)
_WHETHER_DONE = pattern("(?<![算罢免])[了过]没有?$")
# Words of somebody who proposes or reports something, however it ends.
_PROPOSES = pattern(
    "建议|希望|意见|反映|举报|投诉|反馈|能不能|可不可以|可否|能否|是否可以|应该|最好|改进|增加|减少|太|我们|咱们|大家|食堂|科长"
)


def assent(text: str) -> Assent | None:
    """Return whether `text` as a whole means yes or no; None: it means something else."""
    folded = fold(text)
    bare = bare_words(text)
    if not bare:
        signs = [kind for kind, known in _SIGNS.items() if any(sign in known for sign in text)]
        return signs[0] if len(signs) == 1 else None
    # 算了别停 is no 算了, and 停了没有 asks.
    if len(bare) > _LONGEST or "?" in folded or goes_on(bare) or _WHETHER_DONE.search(bare):
        return None
    return next((kind for kind, form in _PATTERNS if form.fullmatch(bare)), None)


def beyond_a_yes(text: str) -> str:
    """Return what `text` says behind the yes with which it begins: 好，不过改成十点; else empty."""
    said = ",".join(with_plain_signs(fold(text)).split())
    agreed = _AGREED.match(said)
    if agreed is None:
        return ""
    rest = said[agreed.end() :]
    changing = _CHANGING.match(rest)
    return rest[changing.end() :] if changing else rest


def repeats(text: str, label: str) -> bool:
    """Return whether `text` is no more than the verb that a label begins with: 停, 是，绑, 撤，赶紧的."""
    verb = bare_words(_HURRY.sub("", beyond_a_yes(text) or text))
    is_no = not verb or verb[0] in _DENIES or is_cancel(text)
    return not is_no and bare_words(label).removeprefix("确定").startswith(verb)


def written_beyond_a_yes(text: str) -> str:
    """Return the same as it was written."""
    rest = beyond_a_yes(text) if len(text) <= _LONGEST_WITH_MORE else ""
    tails = (text[at:] for at in range(1, len(text))) if rest else ()
    return next((tail for tail in tails if ",".join(with_plain_signs(fold(tail)).split()) == rest), "")


def is_cancel(text: str) -> bool:
    """Return whether `text` is no more than 取消 and politeness."""
    bare = bare_words(text)
    return len(bare) <= _LONGEST and "?" not in fold(text) and bool(_ONLY_CANCEL.fullmatch(bare))


def asks_the_speeches(text: str) -> bool:
    """Return whether `text` looks like a question rather than words that were asked for.

    Whether the speeches answer it is for the search to say; a proposal in the form of a question is none.
    """
    folded = fold(text).strip()
    return bool(_ASKS.search(folded)) and not _PROPOSES.search(folded)


def is_chat(text: str) -> bool:
    """Return whether `text` is a courtesy, or leans on the last answer: nothing that was asked for."""
    return courtesy(text) is not None or follow_up(text) is not None


def bare_words(text: str) -> str:
    """Return the letters, characters and digits of `text`, folded."""
    return "".join(letter for letter in fold(text) if unicodedata.category(letter)[0] in "LN")
