"""The frame around a question: what to do with the answer, and phrases that only decorate the question.

请检索表达“核心意识、看齐意识”的语句 asks for 核心意识、看齐意识; 咱就是说，要是有人送卡该咋整啊家人们
asks about 有人送卡. A frame names nothing that a speech could say, yet its words would count as words that no
passage has. Only general words of talk belong here, never words of a subject.
"""

import re
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import READ_AT_ONCE

# What is to be looked up, and what it is called: 请检索表达…的语句, 帮我找出涉及…的段落, 列出关于…的论述.
_LOOK_UP = (
    r"(?:请|麻烦[你您]?|帮忙|帮我|帮|给我|替我|能否|能不能|可否|我想|我要|想|要|需要|再)*+"
    r"(?:检索|查找|查阅|查询|搜索|搜一搜|搜搜|搜|找出|找到|找一找|找找|摘录|摘抄|摘出|抄录"
    r"|列出|列举|列一列|给出|调出|筛选|挑出|选出)"
    r"(?:出来|出|一下|一段|一句|一些|几段|几句|下)?"
)
_WHERE = (
    r"(?:(?:在)?(?:这[次篇份]|那[次篇份]|该|本)?(?:领导)?(?:讲话|报告|文件|材料|原文|文中|全文|文章|稿子|文稿)"
    r"(?:稿)?(?:里面?|中|当中)?(?:的)?)?"
)
_ABOUT = (
    r"(?:所有|全部|相关)?(?:表达|表述|阐述|阐明|论述|论及|涉及|涉及到|关于|有关|提到|提及|包含|含有|体现|强调"
    r"|说明|描述|讲到|谈到|写到|说到|出现)?"
    r"(?:了|过)?"
)
_CALLED = (
    r"(?:的|这[句段个]|那[句段个])*(?:相关|有关|具体|原始|完整)?(?:的)?"
    r"(?:语句|句子|段落|内容|表述|论述|阐述|原文|原话|话语|说法|提法|部分|文字|段子|字句|词句|出处|章节|条目|片段|要求|话)"
)
LOOKED_UP = pattern(
    rf"^\W*+(?:{_LOOK_UP})\W*+{_WHERE}{_ABOUT}(?P<core>.{{2,}}?)(?:{_CALLED})?(?:有哪些|在哪里|在哪|是什么)?\W*$"
)
# The same without a request: 讲话里关于…的表述, 原文怎么写的…那段.
NAMED = pattern(
    rf"^\W*+{_WHERE}(?:关于|有关|涉及|涉及到|提到|提及|表达|表述|体现|阐述|论述|强调)(?:了|过)?"
    rf"(?P<core>.{{2,}}?){_CALLED}(?:有哪些|在哪里|在哪|是什么|有吗|有没有)?\W*$"
)
# How something is put: 其中关于三不腐是如何论述的.
PUT = pattern(
    rf"^\W*+(?:其中|那么?)?{_WHERE}(?:关于|有关|对于|对|就)?(?P<core>.{{2,}}?)(?:的?问题)?(?:是|又|都)?(?:在讲话[里中])?"
    r"(?:如何|怎么|怎样)(?:进行)?(?:论述|阐述|阐释|表述|阐明|描述|表达)(?:的|了)?\W*$"
)
# Where it is said, and whether: 哪里提到了家风, 家风在哪一段讲过, 讲话里有没有提到家风.
_PIECE = r"哪[一1]?(?:段话?|处|句话?|部分|页|节|章)"
_PLACE = rf"(?:在|是)?(?:{_PIECE}|哪(?:里|儿|个地方|[一1]?篇|几[段处句])|什么地方|何处)(?:里面?|中)?"
_TELLS = r"(?:都|还|又|曾|专门|具体)*(?:提|讲|说|谈|写|论述|涉及|出现|强调)[到及过]?(?:了|过)?"
_HAS = (
    r"(?:(?:有没有|有无|是否)(?:专门|具体)?(?:提|讲|说|谈|写|涉及|出现|强调)|提没提|讲没讲|说没说|谈没谈|写没写)"
    r"[到及过]?(?:了|过)?"
)
_LOOKED_FOR = r"[^\W什么谁哪几怎咋]{2,12}?"
WHERE = pattern(
    rf"^\W*+{_WHERE}(?:{_PLACE}{_TELLS}|{_HAS})(?:关于|有关|的是|的)?"
    rf"(?P<core>{_LOOKED_FOR})(?:的(?:事|内容|话))?[呢吗啊呀]?\W*$"
    rf"|^\W*+(?P<behind>{_LOOKED_FOR})(?:的(?:事|内容))?{_WHERE}"
    rf"(?:(?<![先从]){_PLACE}{_TELLS}|(?:出现)?在{_PIECE}(?:里面?|中)?)[的呢啊呀]?\W*$"
)
# What is said on a subject, whatever that is: 讲话对学习怎么说, 作风建设方面有哪些要求, 关于监督讲了什么.
_SAID = (
    r"(?:是|都|又)*(?:怎么|如何|怎样|咋个?)(?:说|讲|谈|提|写|要求|强调|规定|部署|看待|看)(?:的|过|起)?"
    r"|(?:都|又)?(?:说|讲|谈|提)(?:到|过)?了?些?(?:什么|啥|哪些)(?:内容|要求)?"
    r"|(?:都|又)?有(?:些)?(?:什么|啥|哪些)(?:具体)?(?:要求|论述|说法|提法|表述|内容|规定|部署)"
)
_SUBJECT = r"(?![第那这他她它对就在]|关于|讲话)(?P<core>[\u4e00-\u9fff“”\"]{2,10}?)"
_WHO_SAYS = r"(?:请问|那么?|讲话|领导|书记|上面|上级|[两二]?[篇次份]?讲话)*(?:里面?|中)?(?:都|是)?"
_ON = r"(?:关于|有关|对于|对|就|在)"
SUBJECT = pattern(
    rf"\W*+{_WHO_SAYS}{_ON}?{_SUBJECT}(?:的?问题|这?方面|这[一1]?块|上|的)?(?:在?讲话[里中]?)?(?:{_SAID})[呢吗啊呀]?\W*"
    rf"|\W*+{_WHO_SAYS}(?:{_SAID}){_ON}?的?{_SUBJECT.replace('core', 'behind')}[的呢吗啊呀]*\W*"
)
BARE = pattern(r"[\u4e00-\u9fff“”\"]{2,10}")
_NO_SUBJECT = pattern(r"[谁哪几吗呢怎咋]|多[久长少大高]|什么|如何|为何|为啥|是否|有没有")
# Another question begins: 算了，换个话题，请销假怎么规定的.
ANEW = pattern(
    r"^\W*+(?:(?:算了|好[的吧]?|行吧?|那好吧?|嗯|哦|对了|不对|错了|都?不是)\W+)?(?:(?:我们?|咱们?)?(?:换[一1]?个(?:话题|问题|词|说法)|换[一1]?种说法"
    r"|不是(?:这个|这段|这条)|[说聊问]点(?:别的|其[他它]的?)|再问(?:[你您])?[一1]?个(?:问题)?"
    r"|还有[一1]?个问题|下[一1]?个问题|不[说问谈](?:这个|它)了?)\W+)?(?:我(?:的意思|想问的|要问的|要的|问的|说的)是\W*)?(?=\w.{2,})"
)
# A supposed case: 如果有人送卡该怎么办, 要是碰上…咋整, 假如…, 万一…的话.
CASE = pattern(
    r"(?:如果说|如果|要是说|要是|假如说|假如|假设|假若|倘若|若是|万一|一旦|比方说|比如说|比如|譬如|好比)"
)
CASE_ENDS = pattern(
    r"(?:那)?(?:我们?|你|咱们?|大家|单位|个人)?(?:应该|应当|该|得|要|可以)?"
    r"(?:怎么|如何|怎样|咋)(?:办|处理|应对|整|弄|解决|是好|看待|看|对待|着)(?:才(?:好|对|行))?"
)
# Words that only decorate a question.
_DRESS = (
    "咱就是说|就是说|我就想知道|我就想问|我就问问|我就问|我是想问|我想请教|想请教|求问|求解答|求解|求助|求教|求科普|求告知|"
    "在线等挺急的|在线等|急急急|挺急的|很急|着急|救急|跪求|蹲一个|有人知道|谁知道|谁能告诉我|谁来告诉我|谁懂|有谁知道|有没有人知道|"
    "家人们|兄弟们|姐妹们|朋友们|同志们|小伙伴们|各位大佬|大佬们|大佬|老铁们|老铁|亲们|亲爱的|各位|小同志|大兄弟|大妹子|大姐|大哥|师傅|老师|领导好|"
    "劳驾您|劳驾|烦请|有劳|打搅了|打搅|叨扰了|叨扰|冒昧问一句|冒昧|多句嘴|插句嘴|多嘴问一句|随口问一句|弱弱地问|弱弱问|顺便问|顺带问|再问一下|再问下|"
    "我的妈呀|我的天|我去|妈呀|天哪|哎哟|哎呦|唉|嘿|嗨呀|好家伙|绝了|属于是|整不明白|搞不明白|弄不明白|搞不懂|不太明白|不太懂|不懂|没整明白|没搞懂|没太懂|"
    "我记得|我印象里|我印象中|印象里|印象中|依稀记得|隐约记得|好像是|好像|貌似|似乎|听说|据说|听人说|听人讲|有人说|有人讲|有人问|别人问|同事问|领导问|"
    "我寻思|我琢磨|我猜|我觉得|我以为|我看|依我看|说白了|说到底|归根到底|总的来说|总之|反正|其实|究竟|到底|难道|莫非|敢情|合着|"
    "对吧|是吧|没错吧|对不|是不|没说错吧|没记错吧|我没记错吧|有这回事吗|有这回事|有这事吗|有这说法吗|是这么说的吧|是这样吗|是这样吧|真的假的|真假|"
    "行不|成不|中不|可以不|好伐|好吧|得嘞|妥了|谢啦|谢了|谢过|感激不尽|万分感谢|感恩|辛苦|拜谢|蟹蟹|3q|thx|"
    "这么个事儿|这么个事|这个事儿|这个事|这回事|那回事|这档子事|那档子事|这码事|那码事|这事儿|那事儿|"
    "俺们|俺|咱们|咱|人家|大伙儿|大伙|大家伙儿|大家伙|自个儿|自个"
)
DRESS = pattern("|".join(sorted(_DRESS.split("|"), key=len, reverse=True)))
# Another matter than the one before: 那担当作为呢 asks as 担当作为 does.
ANOTHER = pattern(
    r"\W*那么?[,，\s]*(?P<of>(?![这个些样时次里边天年月位种件条段句篇])[^呢吗么?？]{2,12}?)(?:方面|这[一1]?块)?呢\W*"
    r"|\W*(?P<aspect>[^呢吗么?？\W]{2,12}?)(?:方面|这[一1]?块)的?呢\W*"
    r"|\W*(?P<bare>(?![这那第上下前后左右首末再还就])[^\W呢吗么不没谁哪几怎咋多何您你我他它她]{2,6}?)的?呢\W*"
)


def of_another(question: str) -> str:
    """Return what 那担当作为呢 and 作风呢 ask of, as it is written; every other question as it is."""
    match = ANOTHER.fullmatch(question)
    return (match["of"] or match["aspect"] or match["bare"]) if match else question


# Verbs of all headings are no subject.
_OF_ALL = pattern("坚持|加强|强化|落实|推动|推进|抓好|做好|切实|严格|全面|突出|深化|增强|工作|建设|要求")


def subject(folded: str) -> str:
    """Return the subject of a folded question for what is said on it, and of a bare word; empty for another."""
    folded = of_another(folded)
    match = SUBJECT.fullmatch(folded)
    found = (match["core"] or match["behind"]) if match else folded.strip(" ,，.。?？!！")
    bare = BARE.fullmatch(found) and not _OF_ALL.fullmatch(found) and not _NO_SUBJECT.search(found)
    return found.strip('“”"') if bare else ""


@lru_cache(READ_AT_ONCE)
def core(folded: str) -> str:
    """Return a folded question without the frame around it; a question made of nothing else keeps its words."""
    left = ANEW.sub("", folded)
    if SUBJECT.fullmatch(left) and (found := subject(left)):
        return found
    for frame in (LOOKED_UP, NAMED, PUT):
        if match := frame.match(left):
            left = match["core"]
            break
    else:
        if match := WHERE.match(left):
            left = match["core"] or match["behind"]
    left = DRESS.sub(" ", left)
    if CASE.search(left) or CASE_ENDS.search(left):
        left = CASE_ENDS.sub(" ", CASE.sub(" ", left))
    return left.strip() if re.search(r"\w", left) else folded
