"""What kind of thing a question asks for, and whether a passage holds one.

A passage can share every word with a question and still not answer it: 三公经费一共多少万 asks for an
amount, and a passage without a number has none. Each rule pairs a way of asking with what an answer must
contain; it speaks against a passage, never for one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.normalize import fold_passage
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.search.units import digits, in_other_units

# Numerals, 一 only at the head of a larger number: the speeches' 一岗双责, 四个意识 count nothing.
DIGIT = "[0-9〇零一二三四五六七八九十百千两半几]"
HAN_NUMBER = r"(?:[二三四五六七八九十百千万亿两]|一(?=[十百千万亿]))[一二三四五六七八九十百千万亿多余几]*"
MEASURE = (
    r"(?:元|块|万|亿|人|名|个(?!意识|自信|维护|确立|全面|如何|更加|百年|方面|必须|坚持|不|严)|次|件|份|天|日|周|小时|分钟|倍"
    r"|批|场|期|台|辆|平方|公里|岁|例|起|家|成|吨|斤|亩|户|所|座|条|项|位|级|度|米|年|月|页|桌|瓶|间|省|市|县|艘|架|张|套|处|圈"
    r"|票|趟|遍|人次|学时|课时|分)"
)
SHARE = (
    r"[0-9.]+ ?[%％]|[0-9.一二三四五六七八九十几]+(?:成|倍|个百分点|个点|折)|分之|全部|一半|对半"
    r"|翻番|翻一番|十个里"
)
NUMBER = (
    r"(?<![第0-9.])[0-9][0-9,.]*(?![0-9]*(?:年(?!内|以|之|来|的|间)|月(?!内)|日(?!内)|号))"
    rf"|(?<![第“一二三四五六七八九十百千万亿]){HAN_NUMBER}{MEASURE}|{SHARE}|分文|一分钱|都不|全免|免费"
)
DAY = (
    rf"{DIGIT}+(?:月|日|号|点|时)(?!前列|代)|[上下本这每][周月旬]|(?:周|星期|礼拜)[一二三四五六日天末]|月[底初中末]|年[底初中末]|[上中下]旬"
    r"|季度|学期|每[年月周日天]|定期|节前|会前|次日|当[天日]|即日|[前后]一天|今年|明年|上午|下午|早上|晚上|开学"
)
SPAN = rf"{DIGIT}+个?(?:工作日|日|天|周|星期|月|季度|学期|年|小时|分钟|分)|{DAY}|当场|立即|随时|长期|终身|任期"
YEARS = r"[0-9]{2,4}年|[0-9〇零一二三四五六七八九]{4}年|年来|今年|去年|前年|当年|明年"
ROLE = (
    r"(?:[省市县区镇乡村局厅处科司部组队行院校所站馆厂]长|总督|主任|书记|支书|主席|秘书长|长官|经理|老板"
    r"|航天员|教练|会计|供应商|承包商|负责人|驾驶员|司机)"
)
SURNAME = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪干解应宗丁宣邓郁单杭洪"
    "包诸左石崔吉龚程嵇邢裴陆荣翁荀羊甄曲封储靳段富焦巴弓牧车侯班秋仲伊宫宁仇栾甘厉祖武符刘景詹龙叶幸司黎薄印白蒲邰赖卓蔺屠池"
    "乔阳闻党翟谭贡姬申冉桑桂牛寿边燕尚农温庄晏柴阎连习艾容向古易廖庾终居衡步都耿满文东欧利师"
)
# A person is named: after what they are, before 同志, or with the rest of the name left out.
PERSON = (
    rf"(?:{ROLE}|董事长|叫|人员|村民|医生|主管|民警|干部|同志|教师|教授|院士)[{SURNAME}][\u4e00-\u9fff]{{1,2}}|[{SURNAME}][\u4e00-\u9fff]{{1,2}}同志"
    rf"|[{SURNAME}]某"
)
NAMED = r"[《“\"（(]|名为|叫做|叫作|称为|称作|简称"
BODY_WORD = (
    r"(?:室|科|处|部|局|委|办|组|中心|支部|党组|党委|书记|主任|局长|院长|秘书长|领导|会计|专人|人员"
    r"|窗口|单位|小组)"
)
# By whom or through what something is done: 由科教科审批, 报机关纪委登记, 凭公函和清单报销.
THROUGH = (
    rf"(?:由|经|向|报|交到?|交给|找|请|给|送)[\u4e00-\u9fff]{{0,12}}{BODY_WORD}"
    rf"|{BODY_WORD}(?:审批|批|审核|签|负责|牵头|同意|登记|结)"
)
PAPERS = (
    rf"{THROUGH}|凭|填[写报]?|提交|提供|携带|登录|网上|窗口|系统|平台|(?:oa|app)|[表单证函章]|手续|流程"
    r"|先[^。]{1,20}再|审批|批准|备案"
)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A thing that can be asked for: how people ask, and what a passage with it looks like."""

    name: str
    asking: re.Pattern[str]
    holding: re.Pattern[str]


def _rule(name: str, holding: str, *asking: str) -> AskedFor:
    return AskedFor(name, pattern("|".join(asking)), pattern(holding))


# What an office does with a paper; with 谁, 哪里, 怎么 before it, it asks for a procedure.
DEED = (
    r"(?:签字|签个字|审批|批准|批|审核|领(?!导|着|干|头)|交(?!代|往|道)|报名|报销|报备|报|办理|办|登记"
    r"|下载|打印|盖章|查询|查|买|取|预约|提交|申领|领取|拿)"
)
# 几 that counts nothing in particular: 前几天, 好几个月, 这几家, 就几块钱.
FEW = "(?<![哪第好前近这那后过往头就看没有十])几"

RULES = (
    _rule(
        "amount",
        NUMBER,
        r"多少(?!年|有些|有点|遍|个?(?:工作日|天|日|周|星期|月|小时|分钟))|duoshao|排名第|多大(?:年纪|岁数|面积|金额)|(?:面积|差额|逆差|顺差|缺口)有?多大",
        rf"{FEW}个?(?:万|亿|百|千|十|块|元|岁|台|辆|楼|倍|次|例|起|栏|人|名|家|份|张|场|期|部|所|间|圈|吨|斤|公里|米|度|桌|瓶|毛"
        r"|趟|部委|省|市|县|支部|部门|名额|展厅|城市|国家)",
        r"(?:分|共|涉及|设|[\u4e00-\u9fff]了)几(?:个|条|项|起|件|次|批|处|位)|几个(?:区|界别)|(?:人数|金额|价格|费用|总额|数量|限额|编制)(?:是|有|为)?(?:多少|几)",
    ),
    _rule(
        "years",
        rf"{DIGIT}+(?:周|个)?年|任期|届|终身|长期",
        r"(?:要|能|最多|最少|最长|至少|连续|干|交|满|管|判|服务)[^,。几]{0,3}几年|几年(?:一次|一届|内)|多少年(?!来|前)",
    ),
    _rule("rank", r"第[0-9一二三四五六七八九十百]+|首|倒数", r"第几(?:名|位|届|次|批|期)"),
    _rule(
        "share",
        SHARE,
        r"[百千]分之(?:几|多少)|(?<!哪)几(?:个百分点|成|个点|折)|(?:比例|税率|利率|比重|占比)(?:是|有|为)?(?:多少|几)",
        r"多少(?:比例|个百分点|个点)|(?:划|占|提|交)多少比例",
    ),
    _rule(
        "money",
        rf"元|块钱|毛钱|{DIGIT}多?[万亿]|分钱|分文|{SHARE}|免费|免收|全免|个月工资|多少都",
        rf"多少(?:钱|块|元|补贴|补助|奖金|工资|津贴|经费|费用|罚款|学费|利息|租金|押金)|{FEW}(?:百|千|万|十)?(?:块|元|毛)",
        r"(?:补|罚|发|涨|花|领|赔|投)多少(?:$|[^\w人次年天个])|(?:什么|啥)价(?:$|[^值位])",
    ),
    _rule(
        "members",
        r"[、;]|[一二三]是|分别|\([一1]\)|以及|包括|”[和与]?“|[\u4e00-\u9fff]{2,}[和与及][\u4e00-\u9fff]{2,}",
        r"哪几(?:个|座|家|位|名|所|国|省|市|类|种|项|样|部|条)",
        r"(?:是|在|有|设在|选了?|批了?|给了?|签了?)(?:哪些|哪几)(?:个|座|家)?(?:省市|省|市|城市|县|国家|协定|公司|企业|银行|单位的|项目)",
        r"(?:哪些|哪几)(?:个|座)?(?:城市|省份|省市|国家|国)(?:的|$|[^\w])",
    ),
    _rule(
        "person",
        PERSON,
        rf"{ROLE}(?:是|叫|姓|由)(?:谁|什么|啥)(?!的)|谁(?:是|当|任|来当|在当|接任|接替)[^,。]{{0,8}}{ROLE}(?:$|[^\w])",
        rf"{ROLE}(?:分别)?由谁(?:担任|当|来当)|哪(?:位|个)领导(?:叫|姓)|叫什么名字|姓(?:什么|啥)|姓名|全名叫",
        r"(?:律师|老板|同志|主任|干部|医生|司机|老师|领导|书记|[个位]|那人)(?:到底|究竟|都|分别)?叫(?:什么|啥)(?![做停好])",
    ),
    _rule("title", rf"{NAMED}|{PERSON}", r"叫(?:什么|啥)(?:名|字号|牌子|来着|$|[^\w])|字号|全名|名字是"),
    _rule("maker", r"公司|集团|厂|店|“", r"哪(?:个|家)(?:厂家|厂子|牌子|品牌|供应商|店|公司|饭店|酒店|网站)"),
    _rule(
        "date",
        DAY,
        r"几(?:号(?!责任)|月份|月(?:几|$|[^\w内前])|月[开发举召])|(?<!第)几点(?:钟|开|到|上|下|结束|$)|哪(?:一)?(?:天|日)|截止|最晚|最迟",
        r"(?:周|星期|礼拜)几|时间表|日程|几月|哪月",
        r"哪(?:一)?年(?:发|印发|出台|修订|发布|成立|制定|用的|开始)|(?:印发|发布|出台|修订|提出)的?(?:时间|日期)",
        r"(?:什么时候|啥时候|何时|什么时间|啥时间)(?:能|可以|才|会|要|正式)?(?:出台|出|修订|印发|发布|成立|开(?!始)|交|召开|举行"
        r"|发|放|到账|来|考(?!虑)|结束|办|报|公布|换届|评(?!价|论)|申报|招|启动|实施|施行|执行|生效|推出|选举|表彰|颁奖|签|揭牌|开放|交付|入住|搬|上班|下班|上线|启用|投用|投入|[完竣开动]工|建成|通车|验收|挂牌|进驻|改制|清退|兑现)",
    ),
    _rule(
        "period",
        SPAN,
        rf"{FEW}个月|{FEW}(?:天|周|日|个工作日|小时|分钟)(?:一次|内|之内|能|才|前)?|多久|多长时间|多少个?(?:工作日|天|日|周|星期|月|小时|分钟)|每隔|频次|影响期|有效期",
        r"(?:一年|一个?月|每年|每月|一周|每周|一季度).{0,4}(?:几|多少)(?:次|回|场)|提前几|期限",
    ),
    _rule(
        "contact",
        r"(?<![0-9])[0-9]{4,}(?!年|元|人|名)|邮箱|信箱|公示栏|热线[0-9]|扫码|微信",
        r"(?:举报|咨询|联系|办公|监督|值班|投诉|什么|啥)电话|电话(?:号码|是|多少|$)|手机号|邮箱|微信号|传真|联系方式|网址|链接|官网",
        r"二维码|密码|mima|dianhua|wifi",
    ),
    _rule(
        "by whom",
        THROUGH,
        rf"(?:谁|哪位|哪个领导|哪位领导){DEED}|(?:找|向|跟)(?:谁|哪位|哪个|哪).{{0,6}}{DEED}",
        rf"哪个(?:科室|科|处|部门|窗口|办公室)(?:负责)?{DEED}",
        r"(?:谁|哪个(?:部门|科室|科|单位|处室|机构|办公室)|哪家)(?:来)?(?:印发|签发|发的|发$|保管|管理的|起草|承办|主办)",
    ),
    _rule(
        "name",
        r"(?!)",
        r"名单(?:有吗|在哪|是谁|发一|给我|公布)|哪(?:个|所|位)(?:县|大学|支部|平台|系统|医院|银行)(?:的|$|[^\w])",
        r"出自哪(?:本|部)|哪本书|咋念|怎么念|读音|文号|批复",
    ),
    _rule(
        "place",
        r"[路街巷]\s*[0-9]+|[0-9一二三四五六七八九十]+\s*[楼层室号]|[左右东西南北]侧|[左右]手边|旁边|大厅|门口|楼下",
        rf"地址|(?:在|位于)哪条(?:路|街)|几楼|哪(?:个)?(?:楼|房间|会议室|教室|窗口)|怎么(?:坐车|过去)|坐几路|门牌|导航|(?:在|去|上|到)?哪(?:里|儿|边)?(?:能|可以)?{DEED}",
        r"办公地点|在哪个位置",
    ),
    _rule(
        "procedure",
        PAPERS,
        r"(?:怎么|如何|咋|怎样)(?:在.{1,6})?(?:申请|申领|报销|报名|登录|登陆|下载|办理|请假|预约|查询|上传|打印|改密码|开证明|缴费|缴纳|领取|安装|注册)",
        r"(?:申请|报销|审批|办理|报名|请假|换届|选举)(?:的)?(?:流程|手续|材料|程序|步骤|条件|表)|(?:走|办|要)(?:什么|哪些|啥)(?:流程|手续|程序|步骤|材料)",
        r"(?:什么|啥|哪些)(?:流程|手续|步骤)|流程是|填(?:哪|什么|啥)(?:张|个)?(?:表|单)|(?:需要|要)(?:带|准备)(?:什么|哪些|啥)|(?:怎么|咋)(?:填|预订|预定|订房)(?!空)",
    ),
    _rule(
        "paper",
        r"(?!)",
        r"下载|模板|范本|电子版|表格|app|盖章|复印|入门|从哪列支|经费从哪|附件|门票|清单(?:在|有|$)|逐条列|满足(?:什么|哪些|啥)条件",
        r"全文(?:在|放|能|哪)|发我|发给我|(?:怎么|咋)列支",
    ),
    _rule(
        "superlative",
        r"最|首|冠|榜|居|第[一1]|倒数|垫底",
        r"最(?:高|低|多|少|大|小|好|差|快|慢|强|弱|严重|突出|典型)的?[\u4e00-\u9fff]{0,4}?(?:是|在)?(?:谁|哪)",
    ),
    _rule(
        "aftermath",
        r"后来|随后|此后|之后|以后|过后|最终|最后|如今|现在|目前|已经?|结果|至今",
        r"(?:后来|(?:处分|处理|查处|处置|调走|走|下台|免职|停职|整改|验收)(?:了|完)?(?:以后|之后))[^,。]{0,12}(?:吗|了没有?|谁|哪)",
    ),
    _rule("year", YEARS, r"哪一?年|几几年|什么年份|年份是"),
    _rule(
        "origin",
        r"首次|(?:会|会议|全会|大)上?[^。]{0,12}(?:指出|提出|强调)",
        r"(?:最早|首次|最先|第一次|先)(?:由谁|是谁|谁)(?:说|提)|谁(?:最早|首次|最先|先)(?:说|提)|(?:哪次|哪届).{0,6}(?:说|提出)",
    ),
    _rule(
        "venue",
        r"基地|会议室|礼堂|[路街巷楼厅馆]|[省市县区镇乡村]",
        r"(?:去|在|上|到)(?:了)?(?:哪|什么地方|啥地方)(?:里|儿|个地方|座城市|个城市)?(?:搞|办|开|上|学|举行|召开|参观|活动|培训)",
    ),
    _rule(
        "comparison",
        r"区别|不同于|相比",
        r"(?:有何|有什么|有啥|的|啥|什么)(?:区别|差别|不同(?!看法|意见|声音))|怎么(?:区分|区别)|是一回事吗|是一码事吗|哪个(?:级别|权|官|更)(?:大|高|重)?",
    ),
    _rule(
        "measure",
        r"指标|分值|得分|满意率|%",
        r"用(?:什么|啥)(?:来)?(?:衡量|考核|评价|测)|怎么(?:衡量|打分|量化|算分|评分)|几分(?!钟|之)|评分|考核(?:指标|细则|结果|等次)",
    ),
    _rule(
        "penalty",
        r"处分|警告|开除|罚|判|扣|撤职|撤销|记过|免职|徒刑|移送|降级|辞退|解除|问责|取消",
        r"(?:什么|啥|哪种|几级)处分|判(?:几年|刑|多久|决)|罚(?:多少|几|款)|扣(?:多少|几|工资|钱)",
    ),
)
# Asks for one particular of something: how many, who, which, where, when.
DETAIL = pattern(r"多少|几|谁|哪|多[大久高长远重]|(?:什么|啥)时候|(?:什么|啥)时间|何[时人地处]")
# A sentence that shares so much of what the closest one shares is near as well.
NEAR = 0.6
SENTENCE = pattern(r"[^。!?;]+[。!?;]*")
# From so many things on, a list of so large a share of them is the list.
MANY, ENOUGH = 3, 0.7
NO_WORD = pattern(r"[\W_]+")
LEVELS = "省市县区乡镇村州"
BODY = pattern(rf"([{LEVELS}])(政协|纪委|监委|人大|政府|委(?!员|托|屈|派|室|会)|法院|检察院)")
WHOLE = pattern(rf"全([{LEVELS}国])")
ARTICLE = pattern(
    r"(?:制度|规则|条例|意见|章程|党章|准则|规定|要点|办法|纲要|通知|细则|》).{0,4}?(第\d{1,2}(?:条|章|款|项))"
)
# N somethings, of which the question wants the list: 六个如何始终分别是哪六个.
LIST = pattern(
    r"(?P<term>[两二三四五六七八九十](?:个|种|项|大|类)?[\u4e00-\u9fff]{2,5}?)(?:都|里|中|的|，)?.{0,6}?"
    r"(?:分别|哪[两二三四五六七八九十](?:[个种项条]|.{1,2}哪)|逐[条项个]|各是|各指|具体(?:是|指|有)?(?:哪|什么|啥|自))"
)
LISTED = pattern(r"[（(]?即|：")
# So many things, of which the question wants each by name: 列的9种情形分别是哪些, 还剩的5条是哪几条.
EACH = pattern(
    r"(?<![第0-9])(?!.*第[0-9])(?P<count>[0-9]{1,2})(?P<what>(?:个(?!字)|[种项条位家人名类款句点件批座所处])[\u4e00-\u9fff]{0,8}?)[^。?第]{0,12}?"
    r"(?:分别|各是|都是|具体|是)?[^。?]{0,6}?(?:哪些|哪几|哪[0-9]|什么|啥|谁)"
)
# The same two characters open one clause after the other: 坚持…，坚持….
CLAUSE = pattern(r"(?<=[,;。])[\u4e00-\u9fff]{2}")
ITEM = pattern(r"[、;]|[一二三四五六七八九十]是|\([一二三四五六七八九十0-9]+\)|[0-9]+\.")


def asked(question: str) -> tuple[AskedFor, ...]:
    """Return the rules whose thing the folded question asks for."""
    return tuple(rule for rule in RULES if rule.asking.search(question))


def detail(question: str) -> float:
    """Return 1.0 when the folded question asks for a particular that a passage on its subject may leave out."""
    return float(DETAIL.search(question) is not None)


def missing(question: str, passage: str, rules: Sequence[AskedFor] | None = None) -> float:
    """Return 1.0 when the folded question asks for a kind of thing the passage does not hold, else 0.0.

    What is asked for must stand in the sentence that is about the question, and not in the question itself: a
    sentence after next with some other number answers no 多少. `rules` are those of `asked(question)`, for who
    asks about several passages.
    """
    rules = asked(question) if rules is None else rules
    passage = fold_passage(passage)
    if rules:
        near, given = _near(question, passage), digits(question)
        if any(not _holds(rule, near, question, given) for rule in rules) or in_other_units(
            question, near, given
        ):
            return 1.0
    return float(
        any(lacks(question, passage) for lacks in (_lacks_article, _lacks_list, _lacks_each, _lacks_body))
    )


def _holds(rule: AskedFor, text: str, question: str, given: set[str]) -> bool:
    return any(
        not digits(found[0]) & given and not (rule.name == "person" and found[0] in question)
        for found in rule.holding.finditer(text)
    )


def _near(question: str, passage: str) -> str:
    """Return the sentences of a passage that share most pairs of characters with the question."""
    bare = NO_WORD.sub("", question)
    pairs = {bare[place : place + 2] for place in range(len(bare) - 1)}
    sentences = SENTENCE.findall(passage)
    shared = [sum(pair in sentence for pair in pairs) for sentence in sentences]
    most = max(shared, default=0)
    if most < 2:
        return passage
    least = NEAR * most
    return "".join(
        sentence for sentence, count in zip(sentences, shared, strict=True) if count and count >= least
    )


def _lacks_each(question: str, passage: str) -> bool:
    """Return whether so many things are to be named, and the passage names far fewer."""
    match = EACH.search(canonical_numerals(question))
    if match is None or int(match["count"]) < MANY:
        return False
    openings = Counter(CLAUSE.findall(passage)).values()
    return max(len(ITEM.findall(passage)), *openings, 0) < ENOUGH * (int(match["count"]) - 1)


def _lacks_body(question: str, passage: str) -> bool:
    """Return whether a body of one level is asked about (省政协, 全市), and the passage has another's only."""
    for level, body in BODY.findall(question):
        levels = set(re.findall(rf"([{LEVELS}]){body}", passage))
        if levels and level not in levels:
            return True
    asked_of, said_of = set(WHOLE.findall(question)), set(WHOLE.findall(passage))
    return bool(said_of) and bool(asked_of) and not asked_of & said_of


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
