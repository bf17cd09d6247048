"""What is said around a name, a number or a time that was asked for: 刘师傅啊, 就叫谈心, 就三月份的吧."""

from core.patterns import pattern

LONGEST = 80  # characters
_HEAD = (
    r"(?:(?:[嗯哦呃那]|那个|这个)*[,，、]?(?:名字|名称|名|题目|标题|主题|时间|日期|日子|人|编号|号码|事项)(?:的话|嘛|么|呢|啊|呀|吧|就|,|，|:|：)+"
    r"(?:是|叫做?|叫作|用|写|填|定)?|[嗯哦呃那就]*(?:叫做?|叫作|名叫|取名)(?=[“\"'「『])|(?:[嗯哦呃那,，]|就|还是|都说了?|我说的?)*(?:是|叫)(?=.{2})(?![非否])"
    r"|(?:还有|再加上?|加上|外加|以及)(?=.{1,})|[嗯哦呃][,，]?(?=.{2}))"
)
# 就三月, 就2月: behind it a number, which 就业 has none of.
_ONLY = r"(?:(?:就|只|还是|那就?|是|要)+(?=[\d一二三四五六七八九十两每上下本今去]))"
_TAIL = (
    r"(?:[啊呀嘛吧哟呗咯喽哦噢嘞撒噻啦]|这个人?|那个人?|这位|那位|[这那]一?段|就行|就好|就可以|得了"
    r"|[,，.。!！~\s])+"
)
_LEAD, _END = pattern(rf"(?:{_HEAD}|{_ONLY})"), pattern(rf"{_TAIL}$")
_OF_A_TIME = pattern(r"(?<=[月年季度份日号周天])份?的$")
_A_NUMERAL = pattern(r"[\d一二三四五六七八九十]")
_QUOTES = "“”\"'「」『』"


def bare_answer(text: str) -> str:
    """Return `text` without what is said around the name, number or time that it gives; itself for none."""
    said = text.strip()
    if len(said) > LONGEST:
        return said
    lead = _LEAD.match(said)
    bare = _END.sub("", said[lead.end() :] if lead else said).strip(_QUOTES + " ")
    bare = _OF_A_TIME.sub("", bare)
    return bare if len(bare) > 1 or _A_NUMERAL.fullmatch(bare) else said
