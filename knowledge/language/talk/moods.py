"""How somebody feels, and nothing else: 我心情不好, 提拔没我份. A passage would be no answer to it."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 20  # characters
LONGEST_GRIEVANCE = 40

_MOOD = pattern(
    r"(?:唉|哎|我|俺|人|今天|最近|这几天|现在|真的?|好|很|太|挺|有点儿?|有些|特别|非常|实在|又|都|心里|感觉|觉得|上班|工作|[,，])*"
    r"(?:心情(?:真|很|好|太|特别|有点)?(?:不好|差|糟糕?|低落|烦躁|郁闷)|不开心|不高兴|难过|难受|郁闷|心烦|烦|累|疲惫|无聊|焦虑|想哭|委屈"
    r"|压力(?:真|好|很|太|有点|特别)?大|生气|崩溃|emo|心累)(?:死|坏|透)?(?:我|人)?[了啊呀呢吧的啦。.!！~～…]*"
)


_ABOVE = (
    r"(?:领导|[处科局院队组部所]长|主任|书记|单位|组织|上面|上级|老板|他们|同事们?|大家|别人|人家"
    r"|科里|处里|局里|世道|这社会)"
)
_HONOURS = (
    r"(?:提拔|提干|升职|晋升|评优|评先|评奖|职称|职级|奖金|年终奖|绩效|涨工资|好事|先进|出国|培训|名额|机会)"
)
# What somebody's lot is, in a clause. None of it asks, and none of it tells of a deed.
_LOT = (
    rf"{_ABOVE}(?:都|又|也|就是|总是?|老是?|太|真|从来|根本)*+(?:偏心眼?|不公平?|看不起我们?|瞧不起我们?|不待见我们?|针对我们?|不重视我们?"
    r"|不喜欢我|不理解我们?|不理我|孤立我|排挤我|只看关系|不信任我|[骂训吼凶说怪]我|数落我|批评我|不让我走|不近人情|欺负我们?|给我穿小鞋)"
    rf"|{_HONOURS}(?:又|都|也|从来|永远|总是?|老是?|根本|还是|就)*+(?:没我们?的?(?:份|事|戏)|没有我们?(?:的?份)?|轮不[到上]我们?|没轮到我们?|不给我们?|没评上|没提上|没选上|黄)"
    r"|(?:没评上|没提上|没提拔|没升上去|没选上|落选|被刷)"
    r"|(?:堵|憋屈|憋得慌|难受|不平衡|不是滋味|窝囊|窝火|委屈|寒心|心寒|不痛快|不舒坦|不甘心|不服气?|有气|想不通|没意思|没盼头|没奔头|没劲)(?:得慌|得很)?"
    r"|没(?:有)?人(?:能|会)?(?:理解|懂|关心|管|在乎|心疼|帮|听)我们?(?:说话)?"
    r"|活儿?[都全]?是?我们?(?:一个人)?在?干|白(?:干|忙活?)|干多干少一个样|好人没好报|老实人吃亏"
    r"|(?:不想|想)(?:干|活|辞职|躺平|上班|退休|调走|请假)"
    rf"|请假(?:{_ABOVE}|又|都|也|还|总是?)*+(?:不批|没批|不准|不给)|(?:又|还|天天|每天|一直|昨晚|晚上)*+加班到?(?:\d{{1,2}}点半?|[一二三四五六七八九十]{{1,3}}点半?|半夜|凌晨|很晚|深夜)"
    r"|(?:孩子|老人|老婆|爱人|老公|爸妈?|妈妈?|父母|家人|家里人|身体|又|都|也)*+(?:病|生病|住院|发烧|不舒服|感冒|失眠)"
    r"|(?:只|找|想|要|个)*+人(?:说说?话|说说心里话|倾诉|陪陪我|听我说)"
    r"|(?:家里|[和跟]?(?:老婆|爱人|孩子|老公)|又|刚)*(?:吵架|吵|离婚|失恋|闹矛盾|出事)"
)
_SIGHS = (
    r"(?:唉|哎|啊|我们?|俺|真的?|其实|反正|就|是|这次|今天|今年|现在|又|都|也|算|还"
    r"|心里|心|胸口|肚子里|觉得|感觉|很|好(?!人|事)|太|挺|有点儿?|特别|,)*+"
)
_CLAUSE = rf"{_SIGHS}(?:{_LOT})[了啊呀呢吧的啦嘛]*"
_GRIEVANCE = pattern(rf"{_CLAUSE}(?:[,.!~]+(?:{_CLAUSE}|{_MOOD.pattern}))*[,.!~]*")
_WITH_MOOD = pattern(rf"{_MOOD.pattern}[,.!~]+{_CLAUSE}[,.!~]*")


def tells_mood(text: str) -> bool:
    """Return whether somebody says how they feel, or complains of their lot, and asks nothing."""
    if not 1 < len(text) <= LONGEST_GRIEVANCE:
        return False
    said = "".join(fold(text).split())
    if len(text) <= LONGEST and _MOOD.fullmatch(said):
        return True
    said = with_plain_signs(said)
    return _GRIEVANCE.fullmatch(said) is not None or _WITH_MOOD.fullmatch(said) is not None
