"""Particles at the end of a clause in the characters that people type for them: 公车能不能私用阿, 出处捏.

Every reader knows 啊, 呢, 吗 and 的 there. What sounds like one of these, or is typed for it, in dialects or in
play, becomes it. Within a clause nothing changes: these characters also stand in words (东阿, 步伐, 点滴).
"""

from core.patterns import pattern

# A particle and what else is said so at the end of a word.
_USUAL = (
    (
        "啊",
        r"(?<!东)阿|(?<!唢)呐|(?<!得)嘞|(?<!哎)哟|(?<![呜呱娃])哇|(?<![高激轩])昂|(?<![哈打])哈|(?<!哈)[喽啰]|[吖嗷喔唷噻咯]",
    ),
    ("呢", r"(?<![拿揉])捏|(?<!好)咧|(?<!公)哩"),
    ("吗", r"(?<![什怎那这多要干甚])[么麽麼]|咩|嚒|(?<!干)嘛(?=[?？])|(?<![步讨討征砍采北杀口])伐"),
    ("的", r"哒|(?<![点點水雨好])滴"),
)
_ANY = frozenset("阿呐嘞哟哇昂哈吖嗷喔唷噻咯喽啰捏咧哩么麽麼咩嚒嘛伐哒滴")
_TAILS = pattern(
    r"(?<=[\w”」』》’])(?:"
    + "|".join(f"(?P<_{at}>{said})" for at, (_, said) in enumerate(_USUAL))
    + r")(?=[啊呢吗呀吧了的嘛哈呵嘞捏]*(?:[^\w”」』》’\"']|$))"
)
_WHAT = pattern("甚[么麽麼]")  # as 什么 was written, and is in Hong Kong
_ALONE = pattern(r"^阿(?=[,，、\s])")


def with_usual_tails(text: str) -> str:
    """Return `text` with 啊, 呢, 吗 and 的 at the end of a clause where what is typed for one stands there."""
    if _ANY.isdisjoint(text):
        return text
    text = _WHAT.sub("什么", text)
    return _ALONE.sub("啊", _TAILS.sub(lambda match: _USUAL[int((match.lastgroup or "_0")[1:])][0], text))
