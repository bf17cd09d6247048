"""Who asks what they asked themselves: 我刚才问的什么, 忘了刚问啥了, 上一个问题是啥来着.

Such a sentence has nothing but small words, in whatever order; any other word makes it another question.
"""

from core.patterns import pattern

_BEFORE = (  # when it was asked, that it is forgotten, that the bot may know
    r"刚刚?才?|方才|先前|之前|前面|早先|适才|那会儿?|开头|最后(?:一?次|一?句|一?个)?|[上前][1一]?(?:回|次|句|个|条)"
    r"|忘记?|记不(?:得|清|起来?)了?|想不起来?|不记得|没记住|记得|知道|来着"
)
_ASKED = r"问题|提问|问|打听|请教|查|搜"
_WHAT = r"什么|啥子?|甚么?|哪个|哪一个|哪[条句儿里]?|何事?|怎么"
_SMALL = (
    r"我|自己|你|您|跟|向|还|都|又|就|给|能|帮|可以|看看|想想|告诉|说|一下|是|到底|那个?|这个?|个"
    r"|的|得|了|过|到|呀|啊|呢|吗|么|嘞|哈"
)
_ALL_SMALL = pattern(f"(?:{_BEFORE}|{_ASKED}|{_WHAT}|{_SMALL})++")
_IS_BEFORE, _IS_ASKED, _IS_WHAT = pattern(_BEFORE), pattern(_ASKED), pattern(_WHAT)
_DONE = pattern(r"我(?:都|自己|刚刚?才?)*问(?:你|您)?(?:的是|了|过|到)|问题呢$")  # 我问的是什么, 我问到哪了
_ALL_OF_THEM = pattern(r"都.*(?:哪些|什么|啥)|哪些|几个|所有")
LONGEST = 20  # characters


def asks_own_question(bare: str) -> bool:
    """Return whether somebody asks which question they asked last. `bare`: as `words_of` returns it."""
    return (
        len(bare) <= LONGEST
        and _ALL_SMALL.fullmatch(bare) is not None
        and _IS_ASKED.search(bare) is not None
        and (_IS_WHAT.search(bare) is not None or bare.endswith("问题呢"))
        and (_IS_BEFORE.search(bare) is not None or _DONE.search(bare) is not None)
        and _ALL_OF_THEM.search(bare) is None
    )
