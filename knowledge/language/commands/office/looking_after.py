"""What operators and editors say for the commands they look after the bot with: 谁订阅了, 有没有没答上的.

A person who may not use those hears who may. Also what people say who want to see their own questions.
"""

import re

from core.patterns import any_of, pattern
from knowledge.language.writing.normalize import fold

_ASKING = r"(?:请问|我|想|要|看看|看一?下|查一?下|查查|给我|帮我)*+"
_SOFT = r"(?:一下|看看|[吗呢啊呀了的吧]|没有?)*+\W*"
# 谁订阅了 is told in numbers: nobody is named there.
_STATS = pattern(
    rf"\W*{_ASKING}(?:现在|目前|一共|总共|都有|都|有)*+"
    r"(?:谁|哪些人|多少人|几个人|哪些群|多少群|几个群|多少个群)(?:在|都)?(?:订阅|订|收推送|用机器人"
    r"|用你|用)(?:了|过)?(?:廉语|每日廉语|推送|机器人)?"
    rf"{_SOFT}"
    rf"|\W*{_ASKING}(?:最近|近来|这几天|这周|本周|上周|这个月|本月|今天|昨天)?(?:大家|同事们|别人|"
    rf"他们|职工们?)(?:最近|近来|这几天|这周|本周|今天|昨天)?"
    rf"(?:都|在|最)*+(?:问|爱问|关心)(?:了|过|得最多的?是?|最多的?是?)*+(?:些)?(?:什么|啥|哪些)?(?"
    rf":问题)?{_SOFT}"
    rf"|\W*{_ASKING}(?:使用|用量|运行|提问)?(?:情况统计|使用情况|用量统计|统计数[据字]|使用统计){_SOFT}"
)
_INBOX = pattern(
    rf"\W*{_ASKING}(?:现在|还|最近|今天)*+(?:有没有|有|有哪些|有多少|还有)?(?:什么|哪些|多少)?"
    r"(?:没|未|还没)(?:有)?(?:答上来?|答出来|回答上?|答复|处理|解决|查到|问到|补充)(?:的)?(?:问题|"
    r"提问)?(?:有哪些|有多少|吗|么)?"
    rf"{_SOFT}"
    rf"|\W*{_ASKING}(?:打开|进)?(?:待处理|待补充|待答复|待回答|答不上来?|没答上来?)的?(?:问题|提问){_SOFT}"
)
_NOTICE = pattern(
    rf"\W*{_ASKING}(?:怎么|怎样|如何|咋|能不能|可不可以)(?:群发|发布?|下发|起草)(?:[1一]?[个条份则]"
    rf")?(?:群)?(?:通知|公告)(?:给大家|给所有人|给全体)?{_SOFT}"
)
_ROLES = pattern(
    rf"\W*{_ASKING}(?:现在|目前|都)?(?:有)?(?:谁|哪些人|哪几个人?)(?:是|能当|在当)(?:你的)?(?:编辑"
    rf"|运维人员|运维|管理人员){_SOFT}"
)
_WHOM = r"(?:[^,.?!，。？！是谁]{1,6}?)"
_NEVER_NAMED = r"(?:今天|昨天|这周|本周|上周|这个?月|最近|近来|现在|目前)"
_AN_EDITOR = r"(?:编辑|内容编辑|管内容的)"
_AN_OPERATOR = r"(?:运维(?:人员)?|管理员)"


_MADE = r"(?:当|做|成为|设(?:为|成|置为)|升(?:为|成)|提(?:为|成)|任命为|改(?:为|成)|加(?:为|成))"


def _appointing(role: str) -> str:
    """Return the pattern of 怎么让小陈当编辑, 任命一个编辑 for a role."""
    return (
        rf"\W*{_ASKING}(?:怎么|怎样|如何|咋|能不能|可以)*+(?:让|请|把|将|给|安排|叫)?{_WHOM}(?:也)?"
        rf"{_MADE}(?:一?[个名位])?{role}{_SOFT}"
        rf"|\W*{_ASKING}任命{_WHOM}[当做为](?:一?[个名位])?{role}{_SOFT}"
        rf"|\W*{_ASKING}(?:怎么|怎样|如何|咋|能不能|可以)*+(?:任命|指定|添加|增加|加|设|新增|换)(?"
        rf":一?[个名位])?(?:新的?)?{role}{_SOFT}"
    )


_EDITOR, _OPERATOR = pattern(_appointing(_AN_EDITOR)), pattern(_appointing(_AN_OPERATOR))
# 把陆洁设成编辑, 任命陆洁为编辑, 5000000002 当编辑: who is named, by name or number.
_SOMEBODY = r"(?:编号)?[\w·.、, ]{2,40}?"
_A_ROLE = rf"(?:一?[个名位])?(?:{_AN_EDITOR}|{_AN_OPERATOR})"
_FIRST = r"(?:请|麻烦|帮我|给我|我要|我想|现在|从?今后|以后|那就?|就|让|把|将|给|安排|叫|指定|任命)*+"
_NAMED = pattern(
    rf"{_FIRST}(?:(?P<who>{_SOMEBODY})(?:同志)?(?:也|来|都)?(?:{_MADE}|为){_A_ROLE}"
    rf"|(?P<gets>{_SOMEBODY})(?:加|开|设|授)?(?:{_AN_EDITOR}|{_AN_OPERATOR})的?(?:权限|身份|资格|角色)"
    rf"){_SOFT}"
)
# 以后让小周来帮着管稿子，给他个编辑的身份; 5000000002，就是周编辑，给他编辑权限.
_INTRODUCED = pattern(
    rf"{_FIRST}(?P<whom>[\w·]{{2,16}}?)(?:同志)?"
    r"(?:[,，](?:就)?是[^,，]{1,12}|(?:来|去|也|帮|负责|管|一起|协助|分担|接手|做|弄)[^,，]{0,14})[,，]"
    r"(?:也|就|那就|请|你|先|[,，])*(?:给|让|叫|把|任命|设|加|开)(?:[他她其])?(?:来|去)?"
    r"(?:当|做|成|为|设为|设成|开|加|弄|授)?(?:上|一?个)?"
    rf"(?:{_AN_EDITOR}|{_AN_OPERATOR})(?:的?(?:权限|身份|资格|角色))?{_SOFT}"
)
# 让周编辑当编辑，帮着管稿子.
_WHAT_FOR = pattern(r"[,，](?:来|去|好|让[他她])?(?:帮|负责|管|专门|协助|以后|一起|分担)[^,，给让当]{1,14}$")
_NOBODY = pattern(
    r".*(?:[谁哪几怎吗么?？我你您他她它]|如何|什么|一个|多少|能不能|可不可以|不再|不想|不让|取消|别)"
)
# 取消周编辑的编辑身份, 不让小陈当编辑了, 周编辑不当编辑了.
_OFF = r"(?:取消[掉了]?|撤[掉销了]?|免[去掉了]?|去掉|拿掉|收回|停掉)"
_RIGHTS = r"的?(?:身份|权限|资格|角色)"
_NO_MORE = pattern(
    r"(?:请|麻烦|帮我|把|将|现在|那就?|就)*+(?:"
    rf"{_OFF}(?P<whose>{_SOMEBODY})的?(?:{_AN_EDITOR}|{_AN_OPERATOR})(?:{_RIGHTS})?"
    rf"|(?:不|别|不要|不再)(?:再)?(?:让|叫|给)(?P<who>{_SOMEBODY})(?:再)?{_MADE}{_A_ROLE}"
    rf"|(?P<whom>{_SOMEBODY})(?:不|不再|别)(?:再)?{_MADE}{_A_ROLE}"
    rf"|(?P<off>{_SOMEBODY})的?(?:{_AN_EDITOR}|{_AN_OPERATOR})(?:{_RIGHTS})?(?:给我|都|就)?{_OFF}){_SOFT}"
)
_OF_A_ROLE, _OPERATORS = pattern(f"{_AN_EDITOR}|{_AN_OPERATOR}"), pattern(_AN_OPERATOR)
_NUMBER = pattern(r"^(?:编号|編號)(\d+)$")
_APART = pattern(r"[、,，\s]+|(?<=[^、,，\s]{2})[和跟与及](?=[^、,，\s]{2})")
# 我不当运维了, 不让小陈当编辑了.
_DISMISS = pattern(
    rf"\W*{_ASKING}(?:不想|不|别)(?:再)?(?:让{_WHOM})?(?:当|做)(?:{_AN_EDITOR}|{_AN_OPERATOR}){_SOFT}"
    rf"|\W*{_ASKING}(?:怎么|如何)?(?:把)?(?:取消|撤掉?|撤销|免去?|去掉)(?:{_WHOM}的)?(?:{_AN_EDITOR}"
    rf"|{_AN_OPERATOR})(?:的?(?:身份|权限|资格))?{_SOFT}"
)
# 谁申请了, 批准小王; 把小王删掉.
_ROLES_TOO = pattern(
    rf"\W*{_ASKING}(?:现在|还)*(?:有没有|有)?(?:新的?|谁|人|待批的?)*(?:申请|要加入)(?:加入|使用)?"
    rf"(?:等着?批|要批|没批)?{_SOFT}"
    rf"|\W*{_ASKING}(?:批准|同意|通过)(?:[老小][\u4e00-\u9fff]|[他她]|这个人|申请)(?:的申请|加入|使"
    rf"用|用)*{_SOFT}"
)
_LET_IN = pattern(
    rf"\W*{_ASKING}(?:给|帮)(?:[老小][\u4e00-\u9fff]|[他她]|新人|同事|[\u4e00-\u9fff]{{2,3}}?)(?:开通?|加|设)(?:一?[个下])?(?:使用)?(?:的)?权限{_SOFT}"
    rf"|\W*{_ASKING}(?:现在|都|有)*(?:谁|哪些人)(?:能|可以|有权|有资格)(?:使用|用)(?:你|机器人|清风){_SOFT}"
)
_TAKEN_OFF = pattern(
    rf"\W*{_ASKING}(?:把|将)(?:[老小][\u4e00-\u9fff])(?:删掉?|删除|移除|踢(?:出去|了|掉)?|去掉){_SOFT}"
)
_AUDIT = pattern(
    rf"\W*{_ASKING}(?:打开|查看|看)?{_NEVER_NAMED}?的?(?:变更|操作|改动)(?:的)?记录{_SOFT}"
    rf"|\W*{_ASKING}{_NEVER_NAMED}?(?:都)?(?:有)?(?:谁)?(?:改了|有|做了)(?:些)?(?:什么|啥|哪些)(?:"
    rf"变更|改动|操作){_SOFT}"
    rf"|\W*{_ASKING}{_NEVER_NAMED}?(?:都)?(?:有)?(?:谁|编辑|运维)(?:都)?(?:改|动)(?:过|了)(?:些)?(?"
    rf":什么|啥|哪些){_SOFT}"
)
_STATS_TOO = pattern(
    rf"\W*{_ASKING}{_NEVER_NAMED}*+(?:机器人|大家|同事们?)?(?:用得|用的人|使用(?:情况)?|用量)(?:怎"
    rf"么样|怎样|如何|咋样|多吗|多不多|情况){_SOFT}"
    rf"|\W*{_ASKING}{_NEVER_NAMED}*+(?:一共|总共|都)?(?:有)?(?:多少|几个?)(?:个)?(?:人|次)(?:问过?"
    rf"|提问|用)(?:了|过)*{_SOFT}"
    rf"|\W*{_ASKING}{_NEVER_NAMED}*+(?:一共|总共)?(?:问|推送|发)了(?:多少|几)(?:次|条|个问题){_SOFT}"
)
_INBOX_TOO = pattern(
    rf"\W*{_ASKING}{_NEVER_NAMED}*+(?:都|有)?(?:谁|大家|哪些人|同事们?|有人)?(?:都)?(?:问|提)(?:了"
    rf"|过|的)*(?:什么|哪些|啥)?(?:问题)?(?:是)?(?:没|未|还没)(?:有)?(?:答上来?|答出来|回答|答复){_SOFT}"
    rf"|\W*{_ASKING}(?:未答|没答上(?:来)?|没回答)的?(?:问题)?箱?(?:里|中)?(?:面)?(?:都)?(?:有没有|"
    rf"有|还有)(?:人)?(?:问)?[^,.?!，。？！]{{0,12}}\W*"
    rf"|\W*{_ASKING}(?:看|处理|打开)?(?:一下)?(?:未答|没答上来?)的?(?:问题)?{_SOFT}"
)
_ITEMS_TOO = pattern(
    rf"\W*{_ASKING}(?:每周一题的?)?题目?(?:要|该)?(?:怎么|怎样|如何|咋|在哪[里儿]?|去哪[里儿]?|谁)"
    rf"(?:来)?(?:审|审定|审核|管|改|通过){_SOFT}"
    rf"|\W*{_ASKING}(?:怎么|怎样|如何|咋|在哪[里儿]?|去哪[里儿]?)(?:审|审定|审核|管理|改)题目?{_SOFT}"
    rf"|\W*{_ASKING}(?:还|现在)?(?:有)?(?:多少|几|哪些)道?题目?(?:还)?(?:没审|待审|要审|没审定){_SOFT}"
    rf"|\W*{_ASKING}审(?:几|[一1])道题目?{_SOFT}"
)
_CURATE_TOO = pattern(
    rf"\W*{_ASKING}(?:每日)?廉语(?:要|该)?(?:怎么|怎样|如何|咋|在哪[里儿]?|去哪[里儿]?)(?:来)?(?:审"
    rf"|审定|审核|管|改|换|定|加){_SOFT}"
    rf"|\W*{_ASKING}(?:怎么|怎样|如何|咋|在哪[里儿]?)(?:审|审定|审核|管理|改|换|指定|加)(?:明天的?"
    rf"|某天的?)?(?:每日)?廉语{_SOFT}"
    rf"|\W*{_ASKING}(?:换掉?|改掉?|指定|定)(?:明天|后天|下周[一二三四五六日天])(?:要发)?的?(?:那[一1]?"
    rf"[条句]|廉语){_SOFT}"
)
_PUSH_TOO = pattern(
    rf"\W*{_ASKING}(?:能不能|可以|怎么)*+(?:把)?(?:撤回|撤掉?|撤销|收回|停发|停止|别发)(?:了)?(?:刚"
    rf"才|刚刚|上面|昨天|发出去)*的?(?:那[一1]?条|那个)?(?:通知|公告){_SOFT}"
    rf"|\W*{_ASKING}(?:把)?(?:刚才|刚刚|上面|昨天|发出去)*的?(?:那[一1]?条|那个)?(?:通知|公告)(?:怎"
    rf"么|能不能|可以|给我|要)?(?:撤回|撤掉?|撤销|收回|停发|发错){_SOFT}"
    rf"|\W*{_ASKING}(?:刚才|刚刚|昨天|今天)?的?(?:那[一1]?条)?(?:通知|公告)(?:都)?(?:发出去|发到|发"
    rf"给|送到|发|有)(?:了)?(?:没有?|多少人|几个人|几个群|多少个)?(?:看|收到|阅|已阅)*(?:了)?{_SOFT}"
    rf"|\W*{_ASKING}(?:刚才|刚刚|昨天|今天)?的?(?:那[一1]?条)?(?:通知|公告)(?:有)?(?:多少|几)个?(?:人|群|会话)"
    rf"(?:看|收到|阅|已阅|收)(?:过|了)*{_SOFT}"
)
# 有哪些廉政事项快到期了.
_DUTY_TOO = pattern(
    rf"\W*{_ASKING}(?:现在|最近|这个?月|本月|下个?月|还)*+(?:有没有|有|都有|是)?(?:什么|哪些|几件|多少)?廉政事项(?:都|还|现在)*+(?:有|是)?"
    rf"(?:什么|哪些|几件|多少)?(?:快|要|该)?(?:到期|要办|该办|没办|逾期|过期|办完|待办)?{_SOFT}"
)
_OWN = pattern(
    r"\W*(?:请|能不能|可以|能|帮我|给我|想|我想)*+(?:把|将|列出|找出|翻出|调出|显示|查看)?(?:我|俺"
    r")(?:以前|之前|刚才|今天|最近|都|所有)*+"
    r"(?:问|说|提|发)?(?:过的|的|过|了)(?:所有|全部|那些|哪些|什么|啥|些)*+(?:问题|提问|话|记录|消"
    r"息)?(?:都|全|全部)*+"
    r"(?:列|找|翻|调|查|显示|给)?(?:一下|出来|给我|我|看看|看|来|吗|呢|吧)*+\W*"
)
# 我的问题 alone is none: it may be what somebody begins to say.
_TO_BE_SEEN = pattern("列|找出|翻出|调出|查出|显示|看|问过(?:什么|啥|哪些)")

_ALL = (
    (_STATS, "stats"),
    (_INBOX, "inbox"),
    (_NOTICE, "notice"),
    (_ROLES, "roles"),
    (_ROLES_TOO, "roles"),
    (_LET_IN, "roles"),
    (_TAKEN_OFF, "dismiss"),
    (_AUDIT, "audit"),
    (_DISMISS, "dismiss"),
    (_EDITOR, "editor"),
    (_OPERATOR, "operator"),
    (_STATS_TOO, "stats"),
    (_INBOX_TOO, "inbox"),
    (_ITEMS_TOO, "items"),
    (_CURATE_TOO, "curate"),
    (_PUSH_TOO, "push"),
    (_DUTY_TOO, "duty"),
)
_ANY = any_of(form.pattern for form, _ in _ALL)


def appointed(text: str) -> list[str]:
    """Return whom all of `text` wants made editors or operators, by name or number; empty for nobody named."""
    return _people_in(_INTRODUCED, text) or _people_in(_NAMED, text)


def dismissed(text: str) -> list[str]:
    """Return who all of `text` wants to be an editor or operator no more; empty where it names nobody."""
    return _people_in(_NO_MORE, text)


def _people_in(form: re.Pattern[str], text: str) -> list[str]:
    said = _WHAT_FOR.sub("", " ".join(text.split()).strip("。.!！"))
    match = form.fullmatch(fold(said)) if len(fold(said)) == len(said) else None
    span = next((match.span(name) for name, one in match.groupdict().items() if one), None) if match else None
    named = said[slice(*span)].strip() if span else ""
    if not named or _NOBODY.match(fold(named)):
        return []
    return [_NUMBER.sub(r"\1", one.strip()) for one in _APART.split(named) if one.strip()]


def looked_after(folded: str) -> str | None:
    """Return the command or the kind of `Wanted` that the whole of a folded text is; else None."""
    if _OWN.fullmatch(folded) and _TO_BE_SEEN.search(folded):
        return "own_words"
    if _OF_A_ROLE.search(folded) and (named := _of_the_named(folded)):
        return named
    if not _ANY.fullmatch(folded):
        return None
    return next(command for form, command in _ALL if form.fullmatch(folded))


def _of_the_named(folded: str) -> str | None:
    """Return the command that concerns who is named: 任命 5000000002 当编辑."""
    if dismissed(folded):
        return "dismiss"
    if not appointed(folded):
        return None
    return "operator" if _OPERATORS.search(folded) else "editor"
