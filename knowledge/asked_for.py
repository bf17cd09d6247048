"""What kind of thing a question asks for, and whether a passage holds one.

A passage can share every word with a question and still not answer it: 三公经费一共多少万 asks for an
amount, and a passage without a number has none. Each rule pairs a way of asking with what an answer must
contain; it speaks against a passage, never for one.
"""

import re
from dataclasses import dataclass

NUMERAL = r"[0-9〇零一二三四五六七八九十百千万亿两几]+"
MEASURE = (
    r"(?:元|块|万|亿|人|名|个|次|件|份|年|月|天|日|周|小时|分钟|％|%|倍|成|批|场|期|项|台|辆|"
    r"平方|公里|岁|级|分)"
)
# A number that counts something, and no part of a set phrase (四个意识, 一岗双责, 一要…).
COUNTED = (
    rf"(?<![第“])(?:[0-9]+(?:\.[0-9]+)?|[二三四五六七八九十百千两][十百千万亿多余几]*){MEASURE}"
    r"(?!意识|自信|维护|确立|全面|如何)"
)
DAY = r"[0-9一二三四五六七八九十]+(?:月|日|号|点|时)(?!前列|代)|年底|月底|季度|每年|每月|每周|定期"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A thing that can be asked for: how people ask, and what a passage with it looks like."""

    name: str
    asking: re.Pattern[str]
    holding: re.Pattern[str]


RULES = (
    AskedFor(
        "amount",
        re.compile(
            r"多少(?:钱|元|块|万|人|名|个|次|份|家|台|辆|字|分|岁|级|平|天|年|条|页|亿|米|公里|度|%|％)?|几(?:万|块|元|分|人|岁|名|台|辆|份|级|楼|倍|成)|"
            r"(?:工资|补贴|补助|标准|限额|预算|编制|人数|金额|价格|费用|比例|电话|号码)(?:是|有|为)?(?:多少|几)|[一总]共(?:有)?(?:多少|几)|duoshao|(?<!不)多大(?:年纪|岁数)"
        ),
        re.compile(COUNTED),
    ),
    AskedFor(
        "date",
        re.compile(
            r"几(?:号|月|点|时)|哪(?:天|日|月|一天|个月|一日)|什么时候|啥时候|何时|什么时间|啥时间|具体时间|截止|最晚|最迟|期限|到期|"
            r"(?:周|星期|礼拜)几|下(?:一)?次.{0,8}(?:会|课|活动)|时间表|日程"
        ),
        re.compile(DAY),
    ),
    AskedFor(
        "period",
        re.compile(r"几(?:个)?(?:月|周|星期|天|年|小时|分钟|季度)|多久|多长时间|每隔|频次|频率|影响期|有效期"),
        re.compile(rf"{DAY}|[0-9一二三四五六七八九十两]+(?:个)?(?:月|周|星期|天|年|小时)|经常|常态"),
    ),
    AskedFor(
        "contact",
        re.compile(
            r"电话|手机号|号码|邮箱|微信(?:号|群)?|qq|传真|联系方式|热线|网址|链接|官网|二维码|账号|密码|mima|dianhua|wifi"
        ),
        re.compile(r"[0-9]{5,}|电话|热线|邮箱"),
    ),
    AskedFor(
        "name",
        re.compile(
            r"叫(?:什么|啥)(?:名字|名)?|姓(?:什么|啥|名)|名字|名单|哪(?:位|几位|些人|个人)(?:领导|同志|老师|主席|书记)?|(?:书记|主任|组长|主席|局长|处长|科长|秘书长|负责人|领导)(?:现在)?是谁|"
            r"谁(?:签字|审批|批|负责审|管|分管|主持)|找(?:谁|哪位|哪个|哪个科|哪个部门)|哪个(?:科室|科|处|部门|窗口|办公室|人)"
        ),
        # Speeches name hardly anyone; a redaction stands where a name was.
        re.compile(r"(?!)"),
    ),
    AskedFor(
        "place",
        re.compile(
            r"地址|哪条(?:路|街)|几楼|哪(?:个)?(?:楼|层|房间|会议室|教室)|怎么(?:走|坐车|去|过去)|坐几路|门牌|位置|导航|停车|在哪(?:里|儿|边)?(?:领|交|办|报|看|下载|查|买|打|开|取|填|盖章|拿)"
        ),
        re.compile(r"[路街巷]\s*[0-9]+|[0-9]+\s*[楼层室号]"),
    ),
    AskedFor(
        "procedure",
        re.compile(
            r"怎么(?:申请|报销|报名|填|登录|下载|办理|办|领|请假|预约|查询|操作|提交|上传|打印|改密码|开证明|缴|交)|如何(?:申请|报销|报名|填写|办理|登录|下载|查询|提交|操作)|"
            r"(?:申请|报销|审批|办理|报名)(?:的)?(?:流程|手续|材料|程序|步骤|条件)|(?:走|办|要)(?:什么|哪些|啥)(?:流程|手续|程序|步骤|材料)|什么流程|啥流程|流程是|哪些手续|"
            r"下载|模板|表格|登录|在线|app|系统里|附件|填(?:哪|什么|啥)|盖章|复印|要满足(?:什么|哪些)条件|什么条件|(?:需要|要)(?:带|交|准备)(?:什么|哪些)?(?:材料|资料)"
        ),
        re.compile(r"(?!)"),
    ),
)


def missing(question: str, passage: str) -> float:
    """Return 1.0 when the folded question asks for a kind of thing the passage does not hold, else 0.0."""
    return float(any(rule.asking.search(question) and not rule.holding.search(passage) for rule in RULES))
