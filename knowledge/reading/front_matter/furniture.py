"""What stands around the words of a document: buttons of a web page, letterhead, numbers, photo credits.

A line is looked at without its blanks (written_dates.squeezed). Each kind is told by a whole line, never by a
part of one: what is left out here is missing from the speech.
"""

import re
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR, DAY, SMALL

LONGEST = 320  # characters; a longer line is none of these
# When a rule was passed, in brackets below its name, however long a list of changes follows.
PASSED = pattern(
    rf"(?:[【\[]题注[】\]])?[（(]?(?P<date>{DAY}|{ANY_YEAR}年{SMALL}月)[^，。！？；:：]{{0,160}}?(?:通过|公布|发布|印发|施行|修订|修正|批准)"
)


class Furniture(StrEnum):
    """Why a line is no part of the speech; the value is said to editors."""

    BUTTONS = "网页上的按钮和导航"
    PAGE = "网页上的来源、时间等"
    HEAD = "红头"
    NUMBER = "发文字号、期号"
    MARK = "密级、签发等标记"
    PICTURE = "图片说明"
    WIRE = "电头"
    COPIES = "抄送和印发"
    ANNEXES = "附件的清单"
    EDITED = "整理、供稿的说明"
    LINKS = "网页上的相关链接"
    LINE = "分隔线"


def _any(words: str) -> str:
    """Return a pattern for any of the words, the longer ones first: a run of them then reads in one way."""
    return "(?:" + "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True)) + ")"


HAN = "[\u4e00-\u9fff]"
SMALL_FIGURES = r"\d一二三四五六七八九十"
NAMES = "[\u4e00-\u9fff·、]{2,16}"
BUTTON = _any(
    "网站首页 返回首页 首页 主页 正文 位置 当前位置 现在位置 您的位置 你的位置 您现在的位置 您当前的位置 "
    "您当前位置 您所在的位置 当前所在位置 所在位置 打印 打印本页 打印此页 打印页面 打印文章 打印正文 "
    "打印预览 关闭 关闭本页 关闭窗口 关闭页面 关闭此页 返回 返回顶部 返回列表 返回上一页 返回上级 "
    "返回上一级 收藏 加入收藏 添加收藏 收藏本页 收藏本文 分享 分享到 分享至 分享文章 分享本页 转发 转发到 "
    "点赞 评论 纠错 我要纠错 举报 下载 下载文字版 下载PDF版 下载全文 下载附件 文字版 图文版 图片版 PDF版 "
    "朗读 语音播报 语音朗读 听全文 收听 点击收听 点击播放 播放 暂停 新浪微博 腾讯微博 新浪 腾讯 微信好友 "
    "微信 微博 QQ空间 QQ好友 QQ 人人网 朋友圈 豆瓣 扫一扫 扫一扫在手机打开当前页 手机看 手机版 手机阅读 "
    "字号 字体 字号大小 字体大小 文字大小 视力保护色 保护视力色 特大 大号 中号 小号 大 中 小 默认 标准 A+ "
    "A- AAA AA A T+ T- T + - 减小字体 增大字体 放大字号 缩小字号 繁体 繁体版 繁体中文 简体 简体版 "
    "简体中文 繁 简 English EN 无障碍 无障碍浏览 无障碍阅读 关怀版 长者版 长者模式 长者助手 适老化 适老版 "
    "点击上方蓝字关注我们 点击蓝字关注我们 点击上方蓝字 点击蓝字 关注我们 阅读原文 喜欢就点个在看吧 "
    "点个在看 在看 预览时标签不可点 微信扫一扫关注该公众号 继续滑动看下一个 轻触阅读原文 END "
    "登录 注册 退出 搜索 站内搜索 检索 设为首页 网站地图 网站导航 网站支持IPv6 移动版 客户端 APP下载 更多 "
    "展开 收起 > ＞ 》 » › → / | ｜ · : ： 、 ， , 【 】 [ ] ( ) （ ） 「 」"
)
BUTTONS = pattern(f"{BUTTON}++")
CRUMB = "[>＞»›→]"
CRUMBS = pattern(
    f"(?:网站)?(?:首页|主页)(?:/[^/。]{{2,20}})+|(?:[^>＞»›→。]{{0,20}}{CRUMB})+[^>＞»›→。]{{0,40}}"
)
# What only a page has: one such line makes sure that it is one. 标准, 1> or 作者：甲 stand in other texts, too.
SURELY_BUTTON = pattern(
    _any(
        "网站首页 返回首页 首页 当前位置 现在位置 您的位置 你的位置 您现在的位置 您当前的位置 "
        "您当前位置 您所在的位置 当前所在位置 打印 打印本页 打印此页 打印页面 打印文章 打印正文 关闭 "
        "关闭本页 关闭窗口 关闭页面 关闭此页 返回顶部 返回列表 返回上一页 加入收藏 收藏本页 收藏本文 "
        "分享 分享到 分享至 分享文章 分享本页 我要纠错 语音播报 语音朗读 点击收听 新浪微博 腾讯微博 "
        "微信好友 微信 微博 QQ空间 QQ好友 朋友圈 扫一扫 扫一扫在手机打开当前页 手机版 字号 字体 "
        "字号大小 字体大小 文字大小 视力保护色 保护视力色 减小字体 增大字体 放大字号 缩小字号 无障碍 "
        "无障碍浏览 无障碍阅读 关怀版 长者版 长者模式 适老化 登录 注册 站内搜索 设为首页 网站地图 "
        "网站导航 网站支持IPv6 APP下载 点击上方蓝字关注我们 点击蓝字关注我们 点击上方蓝字 点击蓝字 "
        "喜欢就点个在看吧 点个在看 预览时标签不可点 微信扫一扫关注该公众号 继续滑动看下一个 轻触阅读原文"
    )
)
SURE_CRUMBS = pattern(rf".{{0,12}}(?:首页|主页)(?:{CRUMB}|/).*|.{{0,8}}位置[:：].*")
SURE_FIELD = pattern(
    r"[【\[（(|｜•·●]?"
    + _any(
        "来源 信息来源 文章来源 稿件来源 本文来源 稿源 责任编辑 责编 发布时间 发布日期 发布人 发布机构 "
        "发布单位 发布者 更新时间 更新日期 录入时间 点击 点击数 点击量 点击率 点击次数 浏览 浏览数 "
        "浏览量 浏览次数 阅读数 阅读量 阅读次数 访问 访问量 访问次数 查看次数 字号 字体 字号大小 "
        "字体大小 分享 分享到 分享至 视力保护色 保护视力色 索引号 信息索引号 信息分类 公开目录 组配分类 "
        "信息名称 所属栏目"
    )
    + r"[】\]]?[:：].*"
)
SURE_LINKS = pattern(
    r"(?:[上下]一[篇条页则]|前一[篇条]|后一[篇条])[:：].*|(?:Copyright|©|版权所有).*|(?:政府)?网站标识码.*|.*ICP备.*|.*公网安备.*"
)
LABEL = _any(
    "来源 信息来源 文章来源 稿件来源 本文来源 出处 稿源 供稿 供稿单位 供稿人 撰稿 撰稿人 作者 文章作者 "
    "编辑 责任编辑 责编 编校 审核 审核人 审核发布 审校 校对 审签 初审 复审 终审 一审 二审 三审 监制 录入 "
    "录入人 录入者 录入时间 发布 发布时间 发布日期 发布人 发布机构 发布单位 发布者 发表时间 发表日期 "
    "更新时间 更新日期 点击 点击数 点击量 点击率 点击次数 浏览 浏览数 浏览量 浏览次数 阅读 阅读数 阅读量 "
    "阅读次数 访问 访问量 访问次数 查看次数 人气 字号 字体 字号大小 字体大小 打印 分享 分享到 分享至 收藏 "
    "视力保护色 保护视力色 关键词 关键字 主题词 主题分类 索引号 信息索引号 发文机关 发文机构 发文单位 "
    "发文字号 发文日期 发文时间 文号 公文种类 成文日期 生成日期 印发日期 公开方式 公开范围 公开类型 "
    "公开日期 公开形式 公开属性 公开时限 公开目录 信息分类 文章分类 组配分类 体裁分类 服务对象分类 有效性 "
    "时效性 有效期 效力 效力状态 效力级别 实施日期 废止日期 信息名称 文件名称 名称 标题 栏目 所属栏目 "
    "频道 版次 内容概述 内容摘要 统一编号 规范性文件编号 登记号 语种 载体类型 记录形式 "
    "当前日期 失效日期 发布文号 颁布日期 颁布单位 通过日期 公布日期 状态 备注 时效"
)
FIELD = pattern(rf"[【\[（(|｜•·●]?(?P<label>{LABEL})[】\]]?[:：](?P<value>[^。！？]{{0,160}})")
CLOCK = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
PAGE = pattern(
    rf"[（(]?《{HAN}{{2,12}}》[（(]?{DAY}[^。]{{0,24}}版[^。]{{0,6}}[）)]?|"
    rf"(?:信息)?索引号.{{5,160}}|{HAN}{{2,16}}(?:网站?|报|台|发布|客户端)(?:发布|更新)?(?:时间|日期)[:：]{DAY}{CLOCK}?|(?:发布|发表|更新)[于在]?{DAY}{CLOCK}?|"
    rf"(?!.{{0,24}}(?:时间|日期)\d)(?:原创)?{HAN}{{2,24}}{DAY}{CLOCK}(?:发表于)?{HAN}{{0,4}}|"
    rf"{DAY}(?:{CLOCK}?[|｜]?(?:来源|作者|浏览|阅读|点击|字[号体]|打印|分享|发布|{HAN}{{2,8}}[网报]).{{0,80}}|{CLOCK})"
)
MEETING = pattern(
    "(?:会议)?(?:地点|主持(?:人)?|参加(?:人员|人)?|出席(?:人员|人)?|列席(?:人员|人)?|记录(?:人)?|缺席(?:人员)?)[:：]"
)
OPEN, CLOSE = r"[〔\[（(【﹝「〈<]", r"[〕\]）)】﹞」〉>]"
FIGURES = r"[\d×xX*一二三四五六七八九十百〇○零]{1,6}"
NUMBER = pattern(
    rf"[（(]?[\u4e00-\u9fffA-Za-z·]{{0,16}}{OPEN}{ANY_YEAR}年?{CLOSE}(?:第|字第)?{FIGURES}[号次期][）)]?(?:签发人?[:：]?.{{0,24}})?|"
    rf"{HAN}{{1,10}}字第?{FIGURES}号|"
    rf"[（(]?(?:总?第|总){FIGURES}[期号次][）)]?(?:[（(]?总第?\d+期[）)]?)?|"
    rf"[（(]?{ANY_YEAR}年?第?{FIGURES}[期次][）)]?(?:[（(]?总第?\d+期[）)]?)?|"
    r"(?:编号|文号|份号|No\.?|NO\.?|№)[:：]?[A-Za-z\d-]{1,20}|\d{5,8}"
)
PERIOD = pattern(r"[（(]?(?:总?第|总).{1,6}期.*|.*\d期[）)]?")
SECRET = _any(
    "绝密 机密 秘密 内部 内部资料 内部文件 内部材料 内部使用 内部刊物 内部参考 内部传阅 工作秘密 注意保存 "
    "注意保密 妥善保管 请勿外传 不得公开 严禁外传 会后收回 会议文件 会议材料 会议资料 特急 加急 平急 急件 "
    "特提 明电 密级 保密期限 紧急程度 缓急程度 主动公开 依申请公开 不予公开"
)
MARK = pattern(
    rf"(?:{SECRET}[:：]?(?:[★☆*]?\d{{1,2}}(?:年|个月)|[★☆](?:长期|\d*))?[·、，]?)++|"
    rf"{HAN}{{2,24}}内部(?:资料|文件|材料|刊物)[·、，]?(?:{SECRET})*+|"
    rf"{HAN}{{0,24}}(?:文件|材料|资料)(?:之?{FIGURES}|[（(]{FIGURES}[）)])|"
    rf"{HAN}{{0,24}}(?:发言|交流|讲话|学习|研讨|讲座|辅导|系列|专题|党课)(?:稿|提纲)?之{FIGURES}|"
    r"仅供[\u4e00-\u9fff]{2,8}|"
    r"(?:签发|会签)人?[:：].{1,40}|[★☆]\d*年?|附件?[\d一二三四五六七八九十]{0,3}[:：]?|[（(][一二三四五六七八九十]{1,3}[）)]"
)
LETTERHEAD = pattern(
    r"(?!.*关于)(?:[\u4e00-\u9fff（）()·、]{2,40}(?:文件|公文)(?:[（(].{1,10}[）)])?|文件|[\u4e00-\u9fff（）()·]{3,40}函"
    r"(?<!提醒函|建议函|邀请函|意见函|感谢函|告知函|问询函|询问函|商请函|答复函|回复函|催办函|通知函))"
)
BULLETIN = pattern(
    r"(?!.*关于)[\u4e00-\u9fff（）()·“”]{0,24}"
    + _any(
        "简报 专报 快报 通讯 动态 参阅 参阅件 参阅资料 内参 要情 信息 通报 纪要 抄告单 简讯 月报 周报 交流 "
        "学习参考 参考资料 材料 文摘 专刊 令 公告 通告 摘报"
    )
)
CAPTION = r"(?:图为|图片说明[:：]|[上下左右]图[:：为]|资料图片?[:：（(]|配图[:：]|图[:：]).{2,160}"
BY = r".{0,240}(?:记者|通讯员|摄影师|新华社|本报|本网|本刊|图片)[:：]?"
SHOT = r"(?:/?摄影?|/图|供图|/文图)"
# A name alone before 摄, without who sent it, is a credit in brackets: words may end in 摄影, too.
TAKEN = rf"{BY}{NAMES}{SHOT}[。）)】]?|(?:.{{0,240}}[。！？])?[（(【]{NAMES}{SHOT}[）)】]|{HAN}{{2,4}}/?摄"
PICTURE = pattern(
    rf"{CAPTION}|{TAKEN}|.{{1,60}}\.(?:jpe?g|png|gif|bmp)|[（(]?(?:摄影(?:记者)?[:：]|摄[:：]|供图[:：]|文/图|图/文|图源[:：]?|图片来源[:：]?|图/|文/)[:：]?{NAMES}[）)]?"
)
WIRE = pattern(
    rf"[（(]?据?(?:新华社|新华网|人民网|人民日报|中新社|中新网|央视网|本报|本网|本刊|本站|{HAN}{{2,8}}[报网])"
    rf"{HAN}{{0,10}}(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日?[电讯](?:[（(].{{1,40}}[）)])?[）)]?"
)
COPIES = pattern(
    rf"(?:抄送|抄报|分送|报送|发送|送|发|报)[:：].{{1,300}}|{HAN}[\u4e00-\u9fff（）()]{{1,40}}?{DAY}印发?|"
    r"印发(?:机关|单位)?[:：].*|[（(]?共?印\d+份[）)]?|印数[:：].*|[（(](?:此件|本文|此文)[\u4e00-\u9fff]{2,14}[）)]|"
    r"(?:信息)?公开(?:选项|方式|属性)[:：].{2,12}|主题词[:：].{1,60}|(?:打字|校对|核稿|拟稿)[:：].{1,40}"
)
# What comes with a document: 附件：1.风险点清单, its next lines 2.轮岗名单; 附件1 with nothing below.
ANNEX = pattern(rf"(?:附件?|附表)(?:[{SMALL_FIGURES}]{{0,3}}|清单|目录)(?:[:：].{{0,60}}(?<![。！？；]))?")
NEXT_ANNEX = pattern(rf"(?:附件)?[（(]?[{SMALL_FIGURES}]{{1,2}}[）).．、:：].{{2,60}}(?<![。！？；])")
# Who wrote down what somebody said: 办公室整理（未经本人审阅）, 说明：本稿根据录音整理。
REVIEWED = "(?:未经|已经?|经).{0,8}审[阅定核]"
EDITED = pattern(
    rf"[（(]?(?:{HAN}{{0,14}}[室办处科股部组心会委局院站党支办位关])?(?:整理|供稿|录入|速记)(?:[（(].{{2,20}}[）)])?[）)]?|[（(]{REVIEWED}[）)]|"
    r"[（(]?(?:(?:说明|注|备注|编者按?)[:：])?(?:本[稿文]|此稿|全文)?(?:系|是)?(?:根据|按照?|据)"
    rf"[^。，]{{0,8}}(?:录音|速记|记录|笔记)整理(?:[，,。；]?{REVIEWED})?[。]?[）)]?"
)
LINK_HEAD = pattern(
    r"[【\[]?"
    + _any(
        "相关链接 相关阅读 相关文章 相关新闻 相关稿件 相关推荐 相关报道 相关文档 相关解读 相关信息 相关文件 "
        "延伸阅读 推荐阅读 热点新闻 热点推荐 热点排行 猜你喜欢 友情链接 更多新闻 最新文章 最新信息 网友评论"
    )
    + r"[】\]]?[:：]?"
)
LINKS = pattern(
    r"(?:[上下]一?[篇条页则]|前一[篇条]|后一[篇条])[:：]?.{0,60}|(?:Copyright|©|版权所有|版权声明).{0,160}|"
    r"(?:主办|承办|协办|主管|技术支持|网站管理|运维)(?:单位)?[:：].{1,160}|(?:政府)?网站标识码.{0,100}|.{0,60}ICP备.{0,100}|.{0,60}公网安备.{0,60}|"
    r"(?:关于我们|联系我们).{0,60}|(?:扫一扫|扫码|扫描).{0,30}|长按.{0,20}二维码.{0,20}|(?:本文|文章)(?:转自|来自).{1,40}|声明[:：].{1,200}|"
    r"(?:欢迎|敬请)关注.{1,40}|阅读原文"
)
LINE = pattern(r"[—─━_=*·•~～-]{3,}")
SITE_NAME = pattern(
    r"(?P<title>.{4,60}?)[-_—|｜]{1,2}[^-_—|｜]{2,24}(?:网|门户|网站|政府|局|委|厅|平台|频道|中心)(?:[-_—|｜].{2,20})?"
)
KINDS = (
    (Furniture.LINE, LINE),
    (Furniture.PICTURE, PICTURE),
    (Furniture.WIRE, WIRE),
    (Furniture.MARK, MARK),
    (Furniture.NUMBER, NUMBER),
    (Furniture.COPIES, COPIES),
    (Furniture.EDITED, EDITED),
    (Furniture.BUTTONS, BUTTONS),
    (Furniture.PAGE, FIELD),
    (Furniture.PAGE, PAGE),
    (Furniture.LINKS, LINKS),
    (Furniture.LINKS, LINK_HEAD),
    (Furniture.BUTTONS, CRUMBS),
)
WEB = frozenset({Furniture.BUTTONS, Furniture.PAGE, Furniture.LINKS})


def around(line: str) -> Furniture | None:
    """Return what a line in a document's head or tail is, if it is furniture wherever it stands there."""
    if not line or len(line) > LONGEST:
        return None
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(line)), None)


def is_surely_of_page(line: str) -> bool:
    """Return whether only a web page has such a line."""
    kind = around(line)
    if kind is Furniture.BUTTONS:
        found = re.finditer(BUTTON, line) if BUTTONS.fullmatch(line) else ()
        return bool(SURE_CRUMBS.fullmatch(line)) or any(SURELY_BUTTON.fullmatch(word[0]) for word in found)
    if kind is Furniture.PAGE:
        labelled = FIELD.fullmatch(line) is not None
        return bool(SURE_FIELD.fullmatch(line)) or not (labelled or re.fullmatch(rf"{DAY}{CLOCK}", line))
    return kind is Furniture.LINKS and bool(SURE_LINKS.fullmatch(line) or LINK_HEAD.fullmatch(line))


def anywhere(line: str) -> Furniture | None:
    """Return what a line is that is no part of the speech even among its paragraphs: a picture's caption."""
    if len(line) > LONGEST:
        return None
    if PICTURE.fullmatch(line):
        return Furniture.PICTURE
    return Furniture.PAGE if re.fullmatch(r"[（(【]?(?:责任编辑|责编)[:：].{1,20}[）)】]?", line) else None


def passed(line: str) -> str:
    """Return the day of a line like （2005年11月25日第十届…会议通过）, "" for any other."""
    match = PASSED.match(line) if line[-1:] not in "。；，:：" else None
    return match["date"] if match else ""


def field(line: str) -> tuple[str, str]:
    """Return (label, value) of a line like 成文日期：2024年3月5日; ("", "") for any other."""
    match = FIELD.fullmatch(line) if len(line) <= LONGEST else None
    return (match["label"], match["value"]) if match else ("", "")


def is_label(line: str, *, bare: bool = False) -> bool:
    """Return whether a line is a label whose value stands on the next one: 来源：; with `bare`, 来源."""
    if bare and re.fullmatch(LABEL, line):
        return True
    return re.fullmatch(rf"[【\[（(|｜•·●]?{LABEL}[】\]]?[:：]", line) is not None
