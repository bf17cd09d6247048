"""What is said of a card that was pushed: which is meant (提醒那事), and what it is about (谁发的)."""

from core.patterns import pattern
from knowledge.language.talk.assent import asks_the_speeches, bare_words
from knowledge.language.writing.normalize import fold

LONGEST = 60  # characters
SHORTEST_NAME = 2
SHORTEST_PART = 3  # characters of a name that stand for all of it: 责任书
_CLAUSES = pattern(r"[,，、。;；!！\n]+")
_NOT_YET = pattern("没(?!问题|事|啥|有问题)|未|冇|还差|唔曾|莫得")
_PLACE = pattern(
    r"^(?:那|就|先|把|[,，])*(?:第[0-9一二三四五六七八九十]{1,2}|头[一1]|最后[一1]?|[前后上下][面头边]?[那这]?[一1]?|剩下?[那这]?[一1]?)"
    r"(?:个|位|件|条|项|名)(?:人|事儿?|群|申请)?[,，]?(?=.)"
)
_THIS = pattern(r"^(?:[那这此][一1]?(?:个|位|条|件|项)?(?:人|事儿?|群|申请)?|他|她|它)[,，]?(?=.)")
_IF_IT_MAY = pattern(
    r"[,，]?(?:行不行|行吗|行么|可不可以|可以吗|好不好|好吗|成不成|成吗|中不中|得唔得|得不得行|要得不)[?？]?$"
)
_DENIES = pattern("[不没别非未无唔冇莫勿甭弗咪嘸]")
_MERE_WORDS = pattern(r"\w+(?:[ \u3000]+\w+)+")
_ONLY_NOT_YET = pattern("(?:还|都|也|仲)*(?:没|未|冇)(?:有|办|弄|做|完|签|谈|开|好|到|呢|啊|嘛|的|咧|哩)*")
_BEFORE = pattern(r"^(?:我|[把给让对跟那就])*$")
_POINTER = pattern(
    r"^(?:的|[那这](?:[一1]?(?:个|件|条|项|位|档子|桩|单|码)(?:事儿?|嘢|事情|人|群)?|事儿?|事情|嘢|人|群)|[,，])+"
)
# What cards of a kind are called, by what the data of their buttons begins with.
_KINDS = {
    "du:": pattern(
        r"提醒的?(?:[那这][一1]?(?:个|件|条|项|档子|桩|单|码)?)(?:事儿?|嘢|事情)?|[那这][一1]?[个件条项]?(?:廉政)?事项|上[次午回]提醒的?(?:[那这]?[个件条]?事?)"
    ),
    "access:admit": pattern(
        r"申请(?:使用)?的?(?:[那这][一1]?(?:个|位|条|件)?)(?:人|事)?|[那这][一1]?[个条份]?申请(?!入党)|(?:想|要)(?:用|使用|进来?)的?[那这][一1]?[个位]人?"
    ),
    "access:approve": pattern(r"申请的?(?:[那这][一1]?个?)群|[那这][一1]?个?群的?申请"),
    "sg:": pattern(r"(?:提|那|这)(?:条|个)?的?意见(?:那条)?"),
    "push:": pattern(r"(?:推送|廉语|预告)的?[那这][一1]?[条个]"),
}
_ABOUT = pattern(
    r"(?:[那这此][一1]?(?:个|条|件|事|东西|消息|通知|事儿|提醒|群|位|人|张卡片?|是)?|刚才?|刚刚|刚发|上面|[呢依迭]个|佢|他|她|它|的|都|又|到底|究竟|请问|问下|是|系|侬|你|您|给我|发来|发|事儿?|[,，])*"
    r"(?:(?:是|系)?(?:谁|哪[个位]|边个|啥人|哪个人|什么人|啥子人|么人)(?:(?:给我?)?发|弄|安排|[让叫喊派要]我[办做弄]?|定|搞|拉|提|申请|写|加|整|布置|交代|推)*(?:进来|进|过来|来)?[的嘅]?"
    r"|(?:是|系)?(?:什么|啥|几|多|哪个|啥子|乜嘢?|么)(?:时候|时间|辰光|日子|日脚|前儿|会儿|早晚)(?:[之以]?前)?(?:[要得该]?(?:办好?|做好?|弄好?|交|到期|截止|提醒我?|完成|收|发))*[的嘅]?(?:事儿?)?"
    r"|(?:是|系)?(?:哪[一1]?[天日]|几[号时日]|何[时日]|边日|几时)(?:[之以]?前)?(?:[要得该]?(?:办好?|做好?|弄好?|交|到期|截止|提醒我?|完成|收|发))*[的嘅]?(?:事儿?)?"
    r"|(?:是|系)?(?:什么|啥|啥子|咩|乜嘢?|乜|么子|甚么?|嘛)(?:东西|意思|事儿?|玩意儿?|情况|来头|嘢|消息|提醒)?"
    r"|(?:是)?(?:干[嘛啥]|做什么|干什么|做啥)(?:用)?的?"
    r"|(?:要我?|我要|我该|让我|叫我)(?:干[嘛啥]|做什么|干什么|做啥|怎么[办做弄]|咋[办整弄])"
    r")(?:[呀啊呢嘛吗哦噢喔㗎啦哟咧嘞的]|来着|[?？])*"
)


def clauses(text: str) -> list[str]:
    """Return the clauses of a sentence that may each be about another card."""
    return [one for one in _CLAUSES.split(text) if one.strip()]


def without_name(text: str, name: str, others: list[str]) -> str | None:
    """Return what `text` says beside the name of a card; None where it does not name it.

    A part of the name is enough where that is no part of the `others`.
    """
    said, whole = fold(text), fold(name)
    part = next((one for one in _parts(whole) if one in said and not any(one in fold(o) for o in others)), "")
    if not part:
        return None
    before, _, behind = said.partition(part)
    return " ".join(filter(None, (_BEFORE.sub("", before), _POINTER.sub("", behind)))).strip(" ,，")


def without_kind(text: str, data: str) -> str | None:
    """Return what `text` says beside what cards with such buttons are called (提醒那事); None: it does not."""
    said = fold(text)
    form = next((form for begins, form in _KINDS.items() if data.startswith(begins)), None)
    match = form.search(said) if form else None
    return None if match is None else f"{said[: match.start()]} {said[match.end() :]}".strip(" ,，")


def without_place(text: str) -> str:
    """Return `text` without which of several it is said of, and without whether it may be.

    让他进来 of 第一个让他进来, 缓到15号 of 缓到15号行不行.
    """
    return _IF_IT_MAY.sub("", _PLACE.sub("", fold(text).strip())) or text


def without_this(text: str) -> str:
    """Return `text` without what points at a card: 批了 of 这个群批了."""
    return _THIS.sub("", fold(text).strip())


def asks_of_a_push(text: str) -> bool:
    """Return whether all of `text` asks what a message of ours is, who wants it or by when: 这是啥, 谁发的."""
    said = bare_words(text)
    return 1 < len(said) <= LONGEST // 3 and _ABOUT.fullmatch(said) is not None


def looks_up(text: str) -> bool:
    """Return whether `text` may be meant for the speeches: a question, or words with blanks between them."""
    return is_a_question(text) or _MERE_WORDS.fullmatch(text.strip()) is not None


def is_a_question(text: str) -> bool:
    """Return whether `text` asks something rather than tells what is to be done."""
    return "?" in fold(text) or asks_the_speeches(text)


def says_not_yet(text: str) -> bool:
    """Return whether `text` has in it that something is not done: 还没弄完."""
    return _NOT_YET.search(fold(text)) is not None


def denies(text: str) -> bool:
    """Return whether `text` has a word that denies: without one nobody says that something is not theirs."""
    return _DENIES.search(fold(text)) is not None


def only_says_not_yet(text: str) -> bool:
    """Return whether `text` says no more than that it is not done, which wants nothing: 还没."""
    return _ONLY_NOT_YET.fullmatch(bare_words(text)) is not None


def _parts(name: str) -> list[str]:
    """Return what stands for a name, the longest first."""
    if len(name) < SHORTEST_NAME:
        return []
    sizes = range(len(name), min(len(name), SHORTEST_PART) - 1, -1)
    return [name[at : at + size] for size in sizes for at in range(len(name) - size + 1)]
