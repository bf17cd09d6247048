"""Reports of wrongdoing (我要举报科长收礼, 怎么联系纪委), told from questions to the speeches about reports.

A report that is missed would be stored as a question. So a sentence that may be a report counts as one;
实名举报和匿名举报对待一样吗 asks what the speeches say.
"""

import re
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.talk.gifts import was_given
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.signs import with_plain_signs

_REPORT = r"(?:举报|检举|揭发|告发|揭露|爆料|爆个?料|爆1个料|jubao)"
_OFFICE = r"(?:纪委|监委|纪检|巡视组|巡察组|监察组|纪工委|12388)"
_WHO = r"(?:谁|哪里|哪儿|哪个部门|哪|何处|啥地方|什么地方)"
_HOW = r"(?:怎么|怎样|如何|咋样?|(?:上|去|到|在|往|向|跟|找|给)(?:谁|哪里|哪儿|哪个部门|哪))"
_WRONG = (
    r"(?:行贿|受贿|索贿|贿赂|贪污|腐败|回扣|好处费?|挪用|公车私用|公款|吃拿卡要|以权谋私|让[^,.?!]{1,8}买单|违纪|违规|违法"
    r"|收(?!不到|看|听|藏|集|拾|尾|盘)(?:了|受|过)?[^,.?!]{0,12}(?:礼(?!貌|拜|堂|仪|节)|钱|卡(?!片|通)|烟|酒(?!店|精)|红包|好处|东西|贿)|送(?:了|过)[^,.?!]{0,8}(?:礼|钱|卡|烟|酒|红包))"
)
_BOSS = r"(?:领导|科长|处长|局长|主任|书记|老总|组长|部长|院长|校长|股长|站长|所长|干部|同事|老板)"
# To want to report.
_WANTS = pattern(
    rf"(?:^|[,.!?;:]|我们?|俺|咱|本人|请问|你好|您好)(?:就|也|今天|现在|还)?(?:要|想要?|来|准备|打算|得|需要)"
    rf"(?:向\w{{1,6}}|在这里?|跟\w{{1,6}})?(?:实名|匿名|直接)?"
    rf"(?:{_REPORT}(?!制度|渠道|人|箱|件|信|奖励|办法|工作|线索|条例|电话|是|的)|反映(?:1|一)?(?:个|下|些|件)?(?:问题|情况|线索|事|{_BOSS}|我))"
)
# To begin with nothing else.
_BARE = pattern(
    rf"(?:{_REPORT}|投诉{_BOSS}|反映问题|反映情况)"
    rf"(?:[!,.:;?~]|$|我们?|他|她|某|你们|{_BOSS}|1下|一下|有人|1个|一个)|(?:联系)?{_OFFICE}组?[!.?~]*$"
)
# Where to, and how to reach those who take reports.
_WHERE = pattern(
    rf"{_HOW}(?:才?可以|才?能|去|来|进行|跟|和|向)?(?:实名|匿名)?(?:{_REPORT}(?!制度|工作|人|件|线索|渠道|的)|(?:联系|找|反馈给|告诉)(?:到|上)?{_OFFICE})"
    rf"|{_REPORT}(?:要|该|应该?|得|是)?(?:{_HOW}(?!处理|办理|答复|受理|保护|规定|对待|查|核实|奖励))"
    rf"|(?:{_REPORT}|{_OFFICE})(?:监委|组|部门|的|信访|室)*(?:电话|热线|号码|邮箱|信箱|地址|网址|联系方式|联系人|办公室)"
    rf"|(?:联系|找|打给){_OFFICE}(?:$|[?!.]|{_HOW}|电话|反映)"
    rf"|(?:向|跟|找|给|往|到|去){_WHO}(?:去|来|说|讲)?(?:反映|{_REPORT}|告状?|递材料)"
    rf"|{_WRONG}[^?]{{0,20}}(?:向|跟|找|往|到|去|应当?找){_WHO}(?:去)?(?:说|讲|反映|告|递|投|$|[?!.])"
    rf"|反映[^?]{{0,12}}材料(?:往|向|给|交|递)(?:到|给)?{_WHO}|材料(?:往|向|给|交|递)(?:到|给)?{_WHO}[^?]{{0,12}}反映"
)
# What happened where one works.
_HAPPENED = pattern(
    rf"(?:我|俺|咱|本)们?(?:的|这|那|原)?(?:单位|处室?|科室?|局|部门|支部|公司|所|院|厅|委|学校|村)?(?:里|的)?(?:有个|有位|那个|1个|一个)?"
    rf"(?:{_BOSS}|有人|副?\w{{1,2}}{_BOSS})[^?]{{0,16}}{_WRONG}|(?:有人|有个{_BOSS}|1位{_BOSS}|一位{_BOSS})[^?]{{0,10}}(?:{_WRONG}|吃空饷|虚开|套取|冒领|虚报|假发票|私分|小金库|围标|串标)"
)
_DEED = (
    rf"(?:{_WRONG}|公车|公款|虚开|套取|冒领|虚报|吃空饷|假发票|假票|私分|小金库|吃喝|贪|围标|串标|泄题|乱收费|卡要|私设|捞钱|洗钱|受了?[礼钱贿]|烟酒"
    r"|公家的?[车钱]|私用|私活|包养|赌博|作假|造假|(?:乱|假|多|虚假?|重复)报销?|乱(?:签字|花钱))"
)
# Who found out that somebody did it; what is to be done then is asked of those who take reports.
_FOUND = pattern(
    rf"(?:我|我们|俺|本人|咱们?)[^,.?!]{{0,6}}?(?:发现|看[见到]|知道|听说|得知|撞见|掌握|晓得|亲眼|遇到)[^,?!]{{0,10}}?"
    rf"(?:有人|某|同事|{_BOSS}|[他她]|单位|部门|公司|科里|处里|局里|邻居|亲戚|会计|出纳)[^?]{{0,16}}?{_DEED}"
)
# Somebody by name did it.
_SURNAME = (
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范"
    r"方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文]"
)
_NAMED = pattern(
    rf"(?:^|[^\w]|我们|咱们?|[的是])(?:(?:那个|这个|副)?{_SURNAME}(?:某某?|[\u4e00-\u9fff]{{1,2}})??"
    rf"(?:副?(?:{_BOSS}|镇长|县长|乡长|村长|镇党委书记)|科|处|局|总|经理|会计|出纳|主席|秘书|工)|[老小]{_SURNAME})[^?]{{0,16}}?{_DEED}"
)
# What is said of a colleague by name behind their back, wrongdoing or not: 老王天天迟到, 刘科长骂人.
_CONDUCT = (
    r"(?:迟到|早退|旷工|脱岗|溜号|摸鱼|偷懒|不干活|不上班|不干事|打牌|打麻将|炒股|打游戏|睡大?觉|骂人|打人|欺负|骚扰|刁难"
    r"|穿小鞋|甩锅|推诿|偏心|走后门|搞特殊|小圈子|拉帮结派|作风(?:有|不正|不好)|耍官威|抢功|告黑状)"
)
_OF_CONDUCT = pattern(
    rf"(?:^|[^\w]|我们|咱们?|[的是])(?:(?:那个|这个|副)?{_SURNAME}(?:某某?|[\u4e00-\u9fff]{{1,2}})??"
    rf"(?:副?{_BOSS}|镇长|村长|经理|会计|出纳|主席|秘书)"
    rf"|[老小](?!程序|常识|毛病|方块|[段文白钱康万石龙金]){_SURNAME})[^?]{{0,12}}?{_CONDUCT}"
)
# Whom a report may be about, by office, kinship or name: 镇长, 出纳, 张处, 老王; 段总是 and 小程序 are nobody.
_PERSON = (
    rf"(?:{_BOSS}|[镇县乡村市区州厅队班行社馆]长|支书|会计|出纳|主席|秘书|经理|司机|保安|上司|下属|手下|亲戚|邻居|情[人妇]"
    rf"|有人|某某?(?!个|些|天)|(?<!其)[他她]"
    rf"|{_SURNAME}(?:某某?|[\u4e00-\u9fff]{{1,2}})??(?:科(?!技|学)|处(?!理|于|在|罚)|局(?!面)|总(?![是不在会要算收发推弹有也]))"
    rf"|[老小](?!程序|常识|毛病|方块|[段文白钱康万石龙金]){_SURNAME})"
)
_IS_PERSON = pattern(_PERSON)
_REPORTS_ON = pattern(
    rf"(?:^|[,.!?;:]|我们?|俺|咱|本人)(?:就|也|今天|现在|还)?(?:要|想要?|来|准备|打算|得|需要)"
    rf"(?:向\w{{1,6}}|在这里?|跟\w{{1,6}})?(?:实名|匿名|直接)?(?:反映|投诉|控告|告(?![诉知别急辞示一1]))[^?]{{0,20}}?{_PERSON}"
    rf"|^(?:投诉|控告)(?:[^,.?!]{{0,6}}的|我们?|俺们?|咱们?)?{_PERSON}"
)
# Of the pushes, not of a colleague: 我要反映个问题，推送太吵. A picture may be the proof.
_OF_THE_BOT = pattern(
    r"推送|廉语|机器人|按钮|字体|字太?[小大]|铃声?|静音|消息(?:太|不|没|老|总|重复|打扰)|[收发回]不?(?:到|了)?消息"
    r"|图片(?:太|都|也|老)*(?:打不开|看不[清见了到]|不显示|模糊|糊|小|加载)|订阅(?:不|没|失败|功能)"
    r"|清风(?:不回|没反应|没回|坏|出错|太慢|答)"
)
# Who only finds the pushes too loud, or gets none, did nothing: 领导嫌推送太吵, 同事收不到.
_OF_THEIR_PUSHES = pattern(
    rf"{_PERSON}们?(?:都|也|还|总|老是?)*(?:(?:说|嫌|觉得|反映|反馈|抱怨)(?=[^,.!?]{{0,6}}(?:推送|廉语|机器人|消息|字|吵))"
    r"|(?:收不到|没收到|看不[到清]|想收|要收)(?=(?:了|推送|廉语|消息|图片|每日|[,.!?])|$))"
)
_GRAVE = pattern(rf"{_REPORT}|{_OFFICE}|{_WRONG}|{_DEED}")
# Of what the speeches say even with a name in it.
_OF_SPEECHES = pattern(r"讲话|原文|案例|案件|通报|规定|条例|报告里")
# Asked of the speeches.
_ASKS = pattern(
    r"规定|要求|讲话|领导(?:讲|说|咋说|怎么说|怎样说)|哪一?(?:段|条|篇)|责任|多久|建设|制度|处分|保护|诬告|打击报复|泄露|奖励"
    r"|对待|机制|意义|意思|条例|处理|区别|怎么算|算不算|算[^,.]{0,6}[吗么不]|畅通|讲过|讲了|怎么办|该不该|怎么看|为什么|如何防|监督|职责"
)
_QUESTION = pattern(r"[吗么呢?]|怎|如何|什么|哪|多少|能不能|可不可以|该不该|是不是|算")


def is_of_the_bot(said: str) -> bool:
    """Return whether folded `said` is about the bot and its pushes, and names no wrongdoing and nobody."""
    if _OF_THE_BOT.search(said) is None or _GRAVE.search(said):
        return False
    return _IS_PERSON.search(_OF_THEIR_PUSHES.sub("", said)) is None


@lru_cache(READ_AT_ONCE)
def is_report(text: str) -> bool:
    """Return whether somebody who writes `text` wants to report wrongdoing, or to know where that is done."""
    said = re.sub(r"\s+", ",", with_plain_signs(fold(text)).strip())
    if not said or is_of_the_bot(said):
        return False
    if _REPORTS_ON.search(said) or was_given(text):
        return True
    if _WANTS.search(said) or _BARE.match(said):
        return not (_BARE.match(said) and _ASKS.search(said) and not _WANTS.search(said))
    if (_FOUND.search(said) or _NAMED.search(said) or _OF_CONDUCT.search(said)) and not _OF_SPEECHES.search(
        said
    ):
        return True
    asks = bool(_ASKS.search(said))
    if _WHERE.search(said) and not asks:
        return True
    happened = _HAPPENED.search(said)
    return bool(happened) and not asks and not _QUESTION.search(said.replace("找谁", ""))
