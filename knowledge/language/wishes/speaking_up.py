"""Who has something to say to those who run the bot, in old words and new: 余欲進言, 余有一言進於諸君：…."""

from core.patterns import pattern
from knowledge.language.writing.signs import letters_with_places

LONGEST_LEAD = 40  # characters before what is said
_I = "(?:吾|余|予|我|仆|鄙人|在下|老朽|老夫|愚|小弟|本人|学生|晚辈|某)"
_WISH = (
    r"(?:尚|还|亦|今|兹|窃|谨|敢|斗胆|冒昧|愿|欲|拟|想|望|请容(?:我|吾|余|许)?|请许(?:我|吾|余)?|容(?:我|吾|余)?"
    r"|敬|恭|复|再|可否|能否|得|以|将|有所)"
)
_A = r"(?:[一1二两2数几][则条句点]?|些许?|片|小小)?"
_WORD = r"(?:谏言|诤言|忠言|直言|嘉言|良策|拙见|愚见|管见|浅见|鄙见|刍议|刍荛之[言议见]|建言|微词|[言策议谏])"
_GIVES = r"(?:进|陈|献|上|呈|禀|奉|谏|贡|建)"
_TO = (
    r"(?:(?:于|与|给|予|诸|之?于|奉|[上呈])*(?:诸?君|诸?公|诸位|各位|列位|执事|左右|同仁|尊处|贵处|管事者?|掌事者?"
    r"|管理(?:员|者)|运维(?:者|人员)?))"
)
_THEM = (
    r"(?:管理员|管理人员|管理的人|管事的(?:人|同事)?|运维(?:人员|的?同[事志])?|后台|负责(?:内容|管理)?的(?:人|同[事志])|管[你您](?:们)?的人"
    r"|管这个的(?:人)?|[你您]们管理员)"
)
_WORDS = r"(?:[一1几两2]?(?:个|句|点|些|番)?(?:心里)?(?:话|事情?|情况))"
_ENDS = r"(?:也|矣|焉|乎|可乎|可否|如何|何如)?\W*"
_LEAD = (
    # 欲進言, 請容我進一言; a mere 建言 is looked up
    rf"(?:{_I}|{_WISH}){_WISH}*{_TO}?{_GIVES}{_A}{_WORD}{_TO}?",
    # 有一言進於諸君
    rf"{_I}?{_WISH}*有{_A}{_WORD}(?:欲|愿|想|要|将|以|敢)*(?:{_GIVES}|告|白|闻|达)*之?{_TO}?",
    # 有一事欲稟
    rf"{_I}?{_WISH}*有(?:一|1)?事(?:欲|愿|想|要|将|敢)+(?:禀|陈|奏|告|白|达)*{_TO}?",
    # 我有话要说给管理员, 想跟运维的同事说两句话
    rf"{_I}?(?:这里|这儿|倒|也|还)*有{_WORDS}(?:想|要|得)*(?:[说讲带捎转留]?给|跟|对|和|同|向){_THEM}[说讲提带捎反映]*",
    rf"{_I}?(?:想|要|得)+(?:跟|对|和|同|给|向){_THEM}(?:[说讲提带捎留]|反映)(?:{_WORDS}|[一1几两2][句下点声])[吧呢啊]?",
)
_NOTHING_YET = tuple(pattern(rf"\W*{lead}{_ENDS}") for lead in _LEAD)
_SAYS = tuple(pattern(rf"\W*{lead}\s*[:,]\s*(?P<rest>.{{2,}})") for lead in _LEAD)


def speaks_up(text: str) -> str | None:
    """Return what somebody suggests, as it was written, behind such words; "" where nothing stands there yet.

    None: it is no such message.
    """
    letters, places = letters_with_places(text, len(text))
    if any(form.fullmatch(letters) for form in _NOTHING_YET):
        return ""
    for form in _SAYS:
        if (match := form.fullmatch(letters)) and match.start("rest") <= LONGEST_LEAD:
            return text[places[match.start("rest")] :].strip()
    return None
