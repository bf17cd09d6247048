"""What kind of thing a question asks for, and whether a passage holds one.

A passage can share every word with a question and still not answer it: 三公经费一共多少万 asks for an
amount, and a passage without a number has none. Each rule pairs a way of asking with what an answer must
contain; it speaks against a passage, never for one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.numerals import canonical_numerals

NUMERAL = r"[0-9〇零一二三四五六七八九十百千万亿两几]+"
MEASURE = r"(?:元|块|万|亿|人|名|个|次|件|份|天|周|小时|分钟|%|倍|批|场|期|台|辆|平方|公里|岁|例|起|家)"
# A number that counts something, and no part of a set phrase (四个意识, 一岗双责, 一要…).
COUNTED = (
    rf"(?<![第“])(?:[0-9]+(?:\.[0-9]+)?|[二三四五六七八九十百千两][十百千万亿多余几]*){MEASURE}"
    r"(?!意识|自信|维护|确立|全面|如何|更加|百年|方面)"
)
DAY = r"[0-9一二三四五六七八九十]+(?:月|日|号|点|时)(?!前列|代)|年底|月底|季度|每年|每月|每周|定期"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A thing that can be asked for: how people ask, and what a passage with it looks like."""

    name: str
    asking: re.Pattern[str]
    holding: re.Pattern[str]


# What an office does with a paper; with 谁, 哪里, 怎么 before it, it asks for a procedure.
DEED = (
    r"(?:签字|签个字|审批|批准|批|审核|领(?!导|着|干|头)|交(?!代|往|道)|报名|报销|报|办理|办|登记"
    r"|下载|打印|盖章|查询|查|买|取|预约|提交|申领|领取|拿)"
)

RULES = (
    AskedFor(
        "amount",
        re.compile(
            r"多少(?:钱|元|块|万|人|名|个|次|份|家|台|辆|字|分|岁|平|天|年|条|页|亿|米|公里|度|升|张|例|起|套|期|场|篇|%|$)|"
            r"几(?:万|块钱|元|岁|台|辆|楼|倍|成|次|例|起|栏|人|名|家|份|张|场|期|百|千)|百分之几|百分之多少|第几名|排名第|"
            r"几(?:部|章(?!节)|所|间)|(?:分|共|有|涉及|设|抓了|参观了|讲了)几个|几个(?:市|县|区|界别|支部|部门|名额|展厅)|"
            r"(?:人数|金额|价格|费用|比例|总额|数量|限额|编制)(?:是|有|为)?(?:多少|几)|duoshao|多大(?:年纪|岁数)"
        ),
        re.compile(COUNTED),
    ),
    AskedFor(
        "date",
        re.compile(
            r"几(?:号(?!责任)|月份|月几)|(?<!第)几点(?:钟|开|到|上|下|结束|$)|哪(?:一)?(?:天|日)|截止|最晚|最迟|(?:周|星期|礼拜)几|时间表|日程|"
            r"哪(?:一)?年(?:发|印发|出台|修订|发布|成立|制定|用的|开始)|(?:印发|发布|出台|修订|提出)的?(?:时间|日期)|几月|哪月|"
            r"(?:什么时候|啥时候|何时|什么时间|啥时间)(?:出台|出|修订|印发|发布|成立|开(?!始)|交|召开|举行|发|放|到账|来|考|结束|办|报|公布|换届|上班|下班)"
        ),
        re.compile(DAY),
    ),
    AskedFor(
        "period",
        re.compile(
            r"几个月|几(?:天|周)(?:一次|内|能|才)|多久(?:一次|能|才|内|到|之内)|多长时间(?:一次|能|才|内)|每隔|频次|影响期|有效期|"
            r"(?:一年|一个?月|每年|每月|一周|每周|一季度).{0,4}(?:几|多少)(?:次|回|场)"
        ),
        re.compile(rf"{DAY}|[0-9一二三四五六七八九十两]+(?:个)?(?:月|周|星期|天|年|小时)"),
    ),
    AskedFor(
        "contact",
        re.compile(
            r"(?:举报|咨询|联系|办公|监督|值班|投诉|什么|啥)电话|电话(?:号码|是|多少|$)|手机号|邮箱|微信号|传真|联系方式|热线|网址|链接|官网|"
            r"二维码|账号|密码|mima|dianhua|wifi"
        ),
        re.compile(r"[0-9]{5,}|邮箱"),
    ),
    AskedFor(
        "name",
        re.compile(
            r"叫(?:什么|啥)名|姓(?:什么|啥)|全名|姓名|名单|名字(?:是|叫)|"
            rf"(?:谁|哪位|哪个领导|哪位领导){DEED}|哪(?:个|所|家|位)(?:县|市|区|大学|学校|支部|网站|平台|系统|公司|饭店|酒店|医院|银行)|"
            r"出自哪(?:本|部)|哪本书|咋念|怎么念|读音|文号|批复|"
            rf"(?:找|向|跟)(?:谁|哪位|哪个|哪).{{0,6}}{DEED}|哪个(?:科室|科|处|部门|窗口|办公室)(?:负责)?{DEED}"
        ),
        # Speeches name hardly anyone; a redaction stands where a name was.
        re.compile(r"(?!)"),
    ),
    AskedFor(
        "place",
        re.compile(
            rf"地址|(?:在|位于)哪条(?:路|街)|几楼|哪(?:个)?(?:楼|房间|会议室|教室|窗口)|怎么(?:坐车|过去)|坐几路|门牌|导航|(?:在|去|上|到)?哪(?:里|儿|边)?(?:能|可以)?{DEED}|"
            r"办公地点|在哪个位置"
        ),
        re.compile(r"[路街巷]\s*[0-9]+|[0-9]+\s*[楼层室号]"),
    ),
    AskedFor(
        "procedure",
        re.compile(
            r"(?:怎么|如何|咋|怎样)(?:在.{1,6})?(?:申请|申领|报销|报名|登录|登陆|下载|办理|请假|预约|查询|上传|打印|改密码|开证明|缴费|缴纳|领取|安装|注册)|"
            r"(?:申请|报销|审批|办理|报名|请假|换届|选举)(?:的)?(?:流程|手续|材料|程序|步骤|条件|表)|(?:走|办|要)(?:什么|哪些|啥)(?:流程|手续|程序|步骤|材料)|"
            r"(?:什么|啥|哪些)(?:流程|手续|步骤)|流程是|下载|模板|范本|电子版|表格|app|填(?:哪|什么|啥)(?:张|个)?(?:表|单)|盖章|复印|"
            r"(?:怎么|咋)(?:填|预订|预定|订房|入门|列支)(?!空)|从哪列支|经费从哪|附件|门票|清单(?:在|有|$)|逐条列|"
            r"满足(?:什么|哪些|啥)条件|(?:需要|要)(?:带|准备)(?:什么|哪些|啥)|全文(?:在|放|能|哪)|发我|发给我"
        ),
        re.compile(r"(?!)"),
    ),
    AskedFor(
        "year",
        re.compile(r"哪一?年|几几年|什么年份|年份是"),
        re.compile(r"[0-9]{2,4}年|[0-9〇零一二三四五六七八九]{4}年|年来|今年|去年|当年"),
    ),
    AskedFor(
        "origin",
        re.compile(
            r"(?:最早|首次|最先|第一次|先)(?:由谁|是谁|谁)(?:说|提)|谁(?:最早|首次|最先|先)(?:说|提)|(?:哪次|哪届).{0,6}(?:说|提出)"
        ),
        re.compile(r"首次|(?:会|会议|全会|大)上?[^。]{0,12}(?:指出|提出|强调)"),
    ),
    AskedFor(
        "body",
        re.compile(
            r"(?:谁|哪个(?:部门|科室|科|单位|处室|机构|办公室)|哪家)(?:来)?(?:印发|签发|发的|发$|保管|管理的|起草|承办|主办)"
        ),
        re.compile(r"(?:由|请)[^。，]{2,12}(?:负责|牵头|印发|承办|起草|组织)"),
    ),
    AskedFor(
        "venue",
        re.compile(
            r"(?:去|在|上|到)(?:了)?(?:哪|什么地方|啥地方)(?:里|儿|个地方)?(?:搞|办|开|上|学|举行|召开|参观|活动|培训)"
        ),
        re.compile(r"基地|会议室|礼堂|[路街巷楼厅馆]"),
    ),
    AskedFor(
        "comparison",
        re.compile(
            r"(?:有何|有什么|有啥|的|啥|什么)(?:区别|差别|不同(?!看法|意见|声音))|怎么(?:区分|区别)|是一回事吗|是一码事吗|"
            r"哪个(?:级别|权|官|更)(?:大|高|重)?"
        ),
        re.compile(r"区别|不同于|相比"),
    ),
    AskedFor(
        "measure",
        re.compile(
            r"用(?:什么|啥)(?:来)?(?:衡量|考核|评价|测)|怎么(?:衡量|打分|量化|算分|评分)|几分|评分|考核(?:指标|细则|办法|结果|等次)"
        ),
        re.compile(r"指标|分值|得分"),
    ),
    AskedFor(
        "penalty",
        re.compile(r"(?:什么|啥|哪种|几级)处分|判(?:几年|刑|多久|决)|罚(?:多少|几|款)|扣(?:多少|几|工资|钱)"),
        re.compile(r"处分|警告|开除|罚"),
    ),
)
ARTICLE = re.compile(
    r"(?:制度|规则|条例|意见|章程|党章|准则|规定|要点|办法|纲要|通知|细则|》).{0,4}?(第\d{1,2}(?:条|章|款|项))"
)
# N somethings, of which the question wants the list: 六个如何始终分别是哪六个.
LIST = re.compile(
    r"(?P<term>[两二三四五六七八九十](?:个|种|项|大|类)?[\u4e00-\u9fff]{2,5}?)(?:都|里|中|的|，)?.{0,6}?"
    r"(?:分别|哪[两二三四五六七八九十](?:[个种项条]|.{1,2}哪)|逐[条项个]|各是|各指|具体(?:是|指|有)?(?:哪|什么|啥|自))"
)
LISTED = re.compile(r"[（(]?即|：")


def asked(question: str) -> tuple[AskedFor, ...]:
    """Return the rules whose thing the folded question asks for."""
    return tuple(rule for rule in RULES if rule.asking.search(question))


def missing(question: str, passage: str, rules: Sequence[AskedFor] | None = None) -> float:
    """Return 1.0 when the folded question asks for a kind of thing the passage does not hold, else 0.0.

    `rules` are those of `asked(question)`, for who asks about several passages.
    """
    rules = asked(question) if rules is None else rules
    return float(
        any(not rule.holding.search(passage) for rule in rules)
        or _lacks_article(question, passage)
        or _lacks_list(question, passage)
    )


def _lacks_article(question: str, passage: str) -> bool:
    articles = ARTICLE.findall(canonical_numerals(question))
    return bool(articles) and not any(article in canonical_numerals(passage) for article in articles)


def _lacks_list(question: str, passage: str) -> bool:
    """Return whether a list is asked for by name and the passage only names it: no 即, and no member of it."""
    match = LIST.search(question)
    if match is None:
        return False
    head = match["term"][-2:]
    return passage.count(head) < 2 and not LISTED.search(passage)
