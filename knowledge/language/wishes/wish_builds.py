"""Sentences that are a wish to the bot and nothing else by their build, whatever the learnt ones say."""

import re

from core.patterns import any_of, pattern
from knowledge.language.commands.looking_after import looked_after
from knowledge.language.commands.withdrawals import withdrawal
from knowledge.language.writing.normalize import fold

HOW_MANY = "一共多少条"  # the argument of `quote` for their number
_HOW_MANY = pattern(
    r"\W*(?:请问|现在|目前|你(?:这(?!里))?|你里|这里)*(?:每日)?廉语(?:库)?(?:里)?(?:现在|一共|总共|共)*有?(?:多少|几)[条句个](?:廉语|了|呀|啊|呢)?\W*"
    r"|\W*(?:请问|现在|目前|你(?:这(?!里))?|你里|这里)*(?:现在|一共|总共|共)*有(?:多少|几)[条句个](?:每日)?廉语(?:了|呀|啊|呢)?\W*"
)
# 换一条 is another quote; another passage is 下一条.
_ANOTHER_ONE = pattern(r"\W*(?:再)?(?:换|来|给我来|发|推)[一1](?:条|句)(?:廉语)?(?:吧|呗|看看)?\W*")
_WEEKDAY = "(?:周|星期|礼拜)?[一二三四五六日天]"
_WEEKLY = pattern(rf"\W*(?:每个?|逢)(?:周|星期|礼拜)[一二三四五六日天](?:[,、和跟]?{_WEEKDAY})*\W*")
# No pushes, for how long is not said.
_FOR_A_WHILE = pattern(
    r"\W*(?:(?:请|麻烦|帮我|先|想|要|我|就|可以|能不能)*(?:把|将)?(?:推送|廉语)?"
    r"(?:暂停|停推|停发|停|别推|别发|不推|不发|不要推|不要发)(?:推送|廉语|一下|了)*)"
    r"(?:一阵子?|[一1]段时间|段时间|些日子|几天|些天|好几天|[一1]会儿?|好?一?些时候)(?:再说|吧|了|呗|看看|可以吗|行吗)*\W*"
)
# Who says so reports wrongdoing, whatever else stands there: those words must surely be kept nowhere.
_REPORTS = pattern(
    r"\W*(?:你好|您好|请问|同志)*\W*(?:"
    r"(?:[我俺]们?|本人)?(?:要|想|想要|准备|打算|来)(?:实名|匿名)?(?:举报|检举|揭发|控告)(?!人|信|箱|制度|奖励)\w.*"
    r"|(?:[我俺]们?|本人)?(?:要|想|想要|准备|打算)(?:实名|匿名)?(?:举报|检举|揭发|控告|告状|投诉)\W*"
    r"|(?:怎么|怎样|如何|咋|去?哪里?能?)?(?:去|来)?(?:实名|匿名)?(?:举报|检举|投诉)(?:吧|啊|呢)?\W*"
    r"|(?:怎么|怎样|如何|咋|去?哪里?能?)(?:才能|能)?(?:联系|找)(?:到|上)?(?:纪委|监委|纪检\w{0,5}|监察\w{0,3}|巡[视察]组)\W*"
    r"|(?:都?有)?(?:哪些|什么|啥)?(?:举报|检举|投诉举报)的?(?:渠道|方式|途径|平台|入口|方法|办法)"
    r"(?:都?有)?(?:哪些|哪几种|什么|是什么|在哪里?|几种|吗)?\W*"
    r"|(?:纪委|监委|纪检\w{0,5}|举报)的?(?:电话|热线|邮箱|信箱|网站|地址|联系方式)(?:是多少|多少|是什么|是啥|在哪里?|有吗)?\W*"
    r")",
    re.DOTALL,
)
_HAS_SOME = pattern(r"[我俺想要给].*[有提说]|[有提说].*[想要给]")
# 总结一下2023年的讲话: whichever speech is named, none is summed up.
_SUMS_UP = pattern(
    r"\W*(?:请|麻烦|帮忙?|给我|替我|能不能|可以|能|[你您]|把|将|用几句话|简单|我想?要?)*(?:总结|概括|归纳|提炼|浓缩|缩写)(?:一下|1下|下|出来)?"
    r"(?:(?:19|20)\d\d年?|[去今前]年|最近|[这那上]|[1一]?[次篇场个]|的|领导|书记|全部|所有|整篇)*(?:讲话稿?|会议|报告|发言"
    r"|第[一二三四五六七八九十\d]+(?:部分|大?点|条|段|章|节|个方面)|[这那][一1]?[段点句条]话?|上面那?[一1]?[段些]?|全文|原文)"
    r"(?:的|主要|核心|内容|要点|精神|重点|大意)*(?:给我|看看|吗|吧|可以|行|好|谢谢[你您]?|\W)*"
)
# Who has something to suggest, and has not said what.
_NOTHING_SUGGESTED = pattern(
    r"\W*(?:[你您]好|请问|我们?|这里|这儿|这边?|还|倒|也|就|想|要|来|能不能|可以|能|给[你您]们?|跟[你您]们?|对[你您]们?|有|提|说|反映|写|匿名|、|，|,)*"
    r"(?:[一1]?[个条点些下]|几[个条点])?(?:小)?(?:想法|建议|意见|主意|点子|提议)\W*"
    r"(?:想|要|匿名的?|给|跟|和|对|[你您]们?|[提说讲聊]|[一1]下|可以|行|怎么|在哪|往哪|哪[里儿]|吗|吧|不知道?|能不能|当不当|该不该|[了啊呢])*\W*"
)
# 短点行不, 太长了; 这俩有什么区别. One sentence can be had, and both places.
_SHORTER = pattern(
    r"\W*(?:能不能|可以|能|请|给我|帮我|有没有|还有|有|更|再|就|只|这|段|话|也|写得?|得|来|内容|篇|说|讲|看不太?懂|看不明白|太难懂|\s|,|，|、)*+"
    r"(?:短(?:[一1]?点儿?|些|的)|简短(?:[一1]?[点些])?|精简(?:[一1]?[点些])?|简单(?:[一1]?点儿?)?[说讲]|长话短说|[太好有点]{0,2}长了?"
    r"|[太好有点]{0,2}啰[嗦唆]了?|挑?重点[说讲]?|看不过来|看不完|[一1]句话就行|(?<=[说讲来])[一1]句话?)(?:[说讲吧呗了啊呢的没吗]|行[不吗]?|好[不吗]|可以吗)*+\W*"
)
_COMPARES_THESE = pattern(
    r"\W*(?:请问|那么?|我问的是|我想知道)?(?:[这那]?[俩两二2](?:个|者|篇|段|条|句)?|它们|他们|[这那]些|两者)?(?:之间)?"
    r"(?:有|的|是|到底|究竟|什么|啥|何|哪[里些]?|个|篇|段)*+(?:区别|不同|差别|差异|异同|更[严好新重]\w?)(?:是?(?:在哪[里儿]?|什么|啥|哪[里些]?))?[呢吗啊]?\W*"
)
_PRACTISES = pattern(
    r"\W*(?:能不能|可以|能|请|帮我|给我|你|再|我?想|要)*+(?:[出来做练刷给考](?:我)?(?:[1一几两]|[1一]?些)?(?:道|个)?(?:测验|练习)?题目?"
    r"(?:目?(?:考考?我|给我做|练练|做做|试试|看看))?|考考我)(?:[吧呗吗啊]|行吗|好吗|可以吗)*+\W*"
)
_AS_BEFORE = pattern(
    r"\W*(?:请|还是|帮我|给我)*(?:改|调|换|变)回(?:去|来|原来的?|之前的?|以前的?)(?:时间)?(?:吧|了)?\W*"
)
_OTHER_HOUR = pattern(
    r"\W*(?:我|想|要|能不能|能|可以|请|帮我)*(?:换|改|调)(?:[1一]?个|[1一]?下|整)?(?:推送|发送|收)?的?时间[点段]?"
    r"(?:吧|呗|吗|行吗|可以吗)?\W*"
)
_REWRITES = pattern(
    r"\W*(?:你?能|可以|请|帮我|给我|把)*(?:这[段句条篇]话?|它|上面那?[段句]|刚才那?[段句])?(?:给我)?"
    r"(?:翻译|译|改写|润色|扩写|缩写)(?:成|为|[1一]下|下)?(?:英[文语]|日[文语]|俄[文语]|外文|大?白话|粤语|文言文)?"
    r"(?:吗|吧|呗|给我|发我)?\W*"
)
_HELP = pattern(
    r"\W*(?:谁?(?:来|能)?帮帮?(?:我|忙)|救命|求助|怎么[弄用搞玩]|我?不会用)(?:吧|呀|啊|啦|一下)?\W*"
)
_NEWEST_ONE = pattern(
    r"\W*(?:请问|我想知道)?(?:最新|最近|最后)的?(?:[那这]?[一1]?[次篇场份])?的?(?:领导)?讲话稿?是(?:哪[一1]?[篇次个]|什么|啥|几几年的?|哪年的?)\W*"
)
# 前天的是什么, where quotes are spoken of by their day.
_OF_A_DAY = pattern(
    r"\W*(?:那|还有|再看看?)?(?P<day>大?前天|昨天|昨日|上个?(?:周|星期|礼拜)[一二三四五六日天])"
    r"的(?:那?[1一]?[条句])?(?:是(?:什么|啥|哪[1一]?[条句])|[推发]的?(?:是)?(?:什么|啥))\W*"
)
# 今天有什么廉语, 今天那句是啥: the day's quote.
_TODAY_S = pattern(
    r"\W*(?:请问|那|我?想?看|给我看|[来发]一?下|能不能|可以)*(?:今天|今日|今儿个?|今早|当天)(?:的|有|是|推送?|发送?)*(?:"
    r"(?:什么|啥|哪[1一]?[条句])(?:样的)?(?:每日)?廉语|(?:每日)?廉语(?:的内容)?(?:是|讲|说|写)*(?:什么|啥|哪[1一]?[条句]|呢|在哪里?|有吗|来一下)"
    r"|[这那]?[1一]?[条句]?(?:每日)?廉语的?是?(?:出自|来自|引自|选自|摘自|出处是?|从|在)(?:哪[里儿]?|哪[1一]?[篇年段]|何处|什么地方|什么)?(?:讲话)?里?[来摘]?的?"
    r"|(?:每日)?廉语(?:吗|没有?|么)?|那?[条句](?:每日)?廉语(?:是(?:什么|啥)|呢)?|[那这]?[1一]?[条句](?:是(?:什么|啥)|[讲说]的?(?:了|是)?(?:什么|啥))?)(?:啊|呀|呢)?\W*"
)
# What editors and operators say for their own commands; who may not use those is told so.
_LOOK = r"(?:我|要|想|来|去|给我|帮我|打开|看|查看|进入?)*"
_CURATES = pattern(
    rf"\W*{_LOOK}(?:审核|审定|审批|审|管理|过一遍)(?:一?下|[1一]审)?(?:待审的?|新的|今天的)?(?:的)?(?:每日)?廉语\W*"
    rf"|\W*{_LOOK}(?:待审的?|没审的)(?:每日)?廉语\W*|\W*{_LOOK}廉语的?(?:审核|审定|审批|待审)\W*"
)
_ITEMS = pattern(
    rf"\W*{_LOOK}(?:审核|审定|审批|审|管理)(?:一?下|[1一]审)?(?:待审的?)?(?:测验|练习)?题目?\W*"
    rf"|\W*{_LOOK}(?:待审的?)?题目的?(?:审核|审定|审批)\W*"
)
_NOTICE = pattern(
    rf"\W*{_LOOK}(?:群发|发布?|写|起草|拟|下发)(?:[1一]?[个条份则])?(?:群)?(?:通知|公告)(?:给大家)?\W*"
)
_SPEECHES = pattern(
    rf"\W*(?:[^,，。]{{0,8}}[,，。\s]+)?{_LOOK}(?:回到?|返回|退回)?(?:讲话)?目录(?:页)?(?:吧)?\W*"
    rf"|\W*{_LOOK}(?:讲话(?:稿)?管理|管理讲话(?:稿)?)\W*"
)
# 这是原文一字不差吗, 你会不会编, ***是什么意思
_IT_IS = (
    r"(?:请问|那么?|[你您]|给我?的?|引的?|发的?|[这那]|此|上面|刚才|[段句条篇些]|话|都|里面?|讲话|稿|答案|回答|内容|的|是"
    r"|算)*+"
)
_VERBATIM = pattern(
    rf"\W*{_IT_IS}(?:是不是|是否|算不算)?(?:讲话)?(?:的)?原(?:文|话)(?:(?:[1一]字不[差改落漏]|照录|照搬|原样)*的?(?:吗|么|吧|没错吧|对吧)|[,\s]*(?:有没有|没有?)(?:被|做过)?(?:改动|改过|删减|加工|修改)\w{{0,2}})[,\s]*(?:有没有(?:被)?(?:改动|改过|删减|加工|修改)\w{{0,2}})?\W*"
    rf"|\W*{_IT_IS}(?:有没有|没有?|是不是|会不会|可能)(?:自己|被|做过|你|给)*(?:改动过?|改过|改写过?|删减过?|加工过?|编造?|瞎编|乱编|胡编|编的|造假|作假)(?:内容|答案|话)?(?:的|吗|吧|啊|呢)*\W*"
    rf"|\W*{_IT_IS}(?:[1一]字不[差改落漏]|AI|ai)?(?:编|生成|瞎编)的(?:吗|么|吧)\W*"
    rf"|\W*{_IT_IS}(?:[1一]字不[差改落漏]的?(?:吗|么|吧))\W*"
    rf"|{_IT_IS}[^\w]{{0,3}}(?:\*{{1,6}}|星号|(?:这|那)?(?:几|一)?个?星)[^\w]{{0,3}}(?:号|符号|的地方)?(?:是|代表|表示|指|都|又)*(?:什么|啥|谁|哪[1一]?[个位])(?:意思|人|内容|字)?(?:呀|啊|呢)?\W*"
)
_SHOWN_ONE = r"(?:[这那此该][1一]?[段句条篇个]?|上面|刚才|话|原文|它|内容|的|那|段)*+"
_HAND_ON = pattern(
    rf"\W*(?:[^,，]{{0,6}}[,，]\s*)?(?:请|帮我|我?想|我?要|能不能|可以|能|把|将|怎么|如何|可否|怎样)*+{_SHOWN_ONE}(?:怎么|如何|可否|能否|能不能|可以)*(?:转发?|分享|收藏|保存)(?:[1一]下|起来|给(?:别人|同事|大家|我?领导|[老小][\u4e00-\u9fff])|到群里?|出去)*(?:怎么弄|怎么办|怎么操作|吗|吧|行吗|可以吗|好吗)*\W*"
    rf"|\W*(?:请|帮我|能不能|把|将)*+{_SHOWN_ONE}(?:发|转|推|放)(?:到|给|进)(?:工作|我们|大|办公)?群里?(?:去|吧|行吗|吗)*\W*"
    rf"|\W*(?:请|能不能|能否|可以|把|将)*+{_SHOWN_ONE}页?(?:可否|能否|能不能|可以)?(?:以|做成|制成|生成|弄成|转成|用)(?:[1一]?张)?图片?(?:的?形式|示|展示|发|给|以示|同僚|我|吗|吧)*\W*"
    rf"|\W*(?:我|要|想)*+(?:引用|摘录|引述)(?:它|这[段句]话?|原文|时|的话|的)*(?:[,\s])?(?:要|该|应该?|需要)?(?:的?格式|怎么写|如何写|注明什么|怎么注明|标注|注明|怎么标|是什么|有什么要求|怎么引)+\W*"
    rf"|\W*(?:出处|引文|来源)(?:该|要|应该?)?(?:怎么|如何)(?:写|标|注明?)\W*"
)
# The command, or the kind of `Wanted`, that each is.
_WHOLE = (
    (_VERBATIM, "verbatim"),
    (_HAND_ON, "hand_on"),
    (_REPORTS, "report"),
    (_FOR_A_WHILE, "pause"),
    (_OTHER_HOUR, "settings"),
    (_REWRITES, "summary"),
    (_SUMS_UP, "summary"),
    (_SHORTER, "shorter"),
    (_COMPARES_THESE, "compare"),
    (_PRACTISES, "practice"),
    (_AS_BEFORE, "settings"),
    (_HELP, "help"),
    (_NEWEST_ONE, "speeches"),
    (_TODAY_S, "quote"),
    (_CURATES, "curate"),
    (_ITEMS, "items"),
    (_NOTICE, "notice"),
    (_SPEECHES, "speeches"),
)
_ANY = any_of(form.pattern for form, _ in _WHOLE)


# 今天的再发一遍
_TODAY_AGAIN = pattern(
    r"\W*(?:请|麻烦|帮我|把)*今[天日]的?(?:那?[1一]?[条句]|廉语)?(?:再|重新|又)(?:推送|推|发|来|看)(?:[1一][遍次下])?(?:给我们?|吧|可以吗|行吗)*\W*"
)


def by_build(text: str) -> tuple[str, str] | None:
    """Return the command or the kind of `Wanted` that `text` is by its build, and its argument; else None."""
    folded = fold(text)
    if _HOW_MANY.fullmatch(folded):
        return "quote", HOW_MANY
    if of_a_day := _OF_A_DAY.fullmatch(folded):
        return "quote", of_a_day["day"]
    if (again := _TODAY_AGAIN.fullmatch(folded)) or _ANOTHER_ONE.fullmatch(folded):
        return "quote", "" if again else "换一条"
    if command := _whole(folded):
        return command, ""
    if suggests_nothing_yet(text) and _HAS_SOME.search(folded):
        return "suggest", ""
    return ("settings", text.strip()) if _WEEKLY.fullmatch(folded) else None


def _whole(folded: str) -> str | None:
    if withdrawal(folded):
        return "speeches"
    if not _ANY.fullmatch(folded):
        return looked_after(folded)
    return next(command for form, command in _WHOLE if form.fullmatch(folded))


def suggests_nothing_yet(text: str) -> bool:
    """Return whether somebody says no more than that there is something to suggest: 我有个想法."""
    return _NOTHING_SUGGESTED.fullmatch(fold(text)) is not None
