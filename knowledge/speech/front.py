"""Lines around the words of a speech: subtitle, date, occasion, who speaks, who signs; and where it begins.

Everything here looks at one line without its blanks (written_dates.squeezed).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR, DATE, NUMERIC, SMALL, squeezed
from knowledge.speech.headings import OF_RULES, SALUTATION, heading_mark

HAN = "[\u4e00-\u9fff]"
# What recognition of scans makes of the dash: 一二〇二四年一月十日在….
SUBTITLE = pattern(rf"(?:[—–―─－-]{{1,4}}|一一|一(?={ANY_YEAR}年))(?P<words>[^—–―─－-].{{3,80}})")
# What is said at an occasion: 在…会上的讲话（摘要）.
SAID = (
    "(?:的)?(?:重要|总结|工作|动员|部署|主旨|主题|专题|辅导|表态|交流|述职|就职|开幕|闭幕|即席|书面){0,2}"
    "(?:讲话|报告|致辞|致词|祝词|贺词|发言|演讲|总结|动员|党课|讲课|授课|讲座|讲稿|讲义|宣讲|表态|辅导|汇报|述职|"
    "说明|谈话|主持词|开幕词|闭幕词|寄语)?(?:记录|录音)?(?:摘要|提纲|要点|实录|讲稿|讲义|稿|材料|全文)?"
    "(?:[（(](?:摘要|节选|摘登|全文|提纲|讲话稿|讨论稿|根据录音整理)[）)])?"
)
KIND = pattern(rf"^{SAID}(?=.)")  # 专题党课讲稿 周立新 二〇二四年七月一日
# A line that is called a speech, a report or a notice, whatever the speech is called by now.
TITLE = pattern(
    r".{2,80}(?:讲话|报告|致辞|致词|祝词|贺词|发言|演讲|总结|党课|讲课|授课|讲座|讲稿|讲义|宣讲|汇报|述职|谈话|主持词|开幕词|闭幕词"
    r"|寄语|通知|通报|意见|方案|办法|规定|要点)(?:稿|摘要|提纲|实录|全文)?(?:[（(][^（）()]{1,16}[）)])?"
)
HOUR = r"\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[时点])"
CLOCK = rf"(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:[上下]午|晚上?)?(?:{HOUR})?"
WHEN = pattern(rf"(?P<date>{DATE}|{NUMERIC}){CLOCK}[，,、]?(?P<occasion>在(?:[^。！？；]{{2,60}}))?")
# The same the other way round: 在推进会上的讲话，2024年3月5日.
AT_AND_WHEN = pattern(
    rf"(?P<occasion>在[^。！？；，,]{{2,60}}?[上时中]{SAID})[，,、]?[（(]?(?P<date>{DATE}|{NUMERIC}){CLOCK}[）)]?"
)
# A day that was left open to be written in: 2024年3月×日, 2024年 月 日.
ASIDE = "（(【[—–―─－-"
OPEN = "[×xX*＊_＿□…]{0,6}"
OPEN_DAY = pattern(rf"({ANY_YEAR}年(?:{SMALL}月)?)(?:{OPEN}月)?{OPEN}日")
# The usual family names, and those that stand for one in an example.
FAMILIES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    "易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛"
    "管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏"
    "宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木穆党燕郎邸冀"
    "谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应"
    "台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺甲乙丙丁某"
)
TWO_PARTS = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|轩辕|南宫|独孤|万俟|闻人|呼延"
HIDDEN = "[×xX*＊某]"
# A name that stands alone, and one behind its bearer's office.
NAME = rf"(?:(?:{TWO_PARTS}){HAN}{{1,2}}|[{FAMILIES}]{HAN}{{1,2}}|{HAN}{HIDDEN}{{1,2}}|{HIDDEN}{{2,3}})"
ANY_NAME = (
    rf"(?:(?!在|关于|[就对给的们之与及以为从到向把被是要]){HAN}{{2,4}}(?<!讲话|报告|发言|党课|致辞|致词|寄语|献词|谈话|谈心|实录|记录|纪要|"
    "信箱|来信|讲稿|提纲|要点|总结|通知|通报|意见|决定|回复|答复|访谈|专访|公约|倡议|述职|手记|随笔|论坛|课堂|讲堂|"
    "讲课|授课|讲座|会议|大会|会上|办法|制度|规定|职责|承诺|调研|问信|开信|谢信|贺信|方案|情况|工作|问题|体会|心得)|"
    rf"{HAN}{{1,8}}·[\u4e00-\u9fff·]{{1,10}}|{HAN}?[×xX*＊]{{1,3}})"
)
OFFICE = (
    "(?:书记|主任|局长|省长|市长|县长|区长|镇长|乡长|州长|旗长|盟长|总理|主席|部长|院长|厅长|处长|科长|所长|"
    "站长|校长|组长|会长|理事长|秘书长|委员|总经理|董事长|总裁|行长|检察长|台长|社长|司长|署长|关长|馆长|发言人|"
    "队长|司令员|政委|巡视员|调研员|专员|代表|同志(?!们)|教授|主编|负责人)"
)
SPEAKER = pattern(
    rf"(?:(?:讲话人|报告人|发言人|主讲人?|作者|致辞人)[:：])?"
    rf"(?:[\u4e00-\u9fff、（）()·]{{0,40}}{OFFICE}[:：、]?{ANY_NAME}|{NAME})(?:同志)?"
)
ORGAN = pattern(
    r"[\u4e00-\u9fff（）()、·]{2,40}?(?:委员会|人民政府|政府|办公厅|办公室|局|厅|部|院|学校|公司|集团|党组|党委|"
    r"工委|纪委|监委|(?:监察|纪检|巡察|巡视|督导|督查|检查|考核|审计|工作|编写|编辑|编审|课题|专项)组|"
    r"支部|总支|协会|学会|中心|[省市区县州旗镇乡]委|处|科|室|政协|常委会|工会|团委|妇联|联合会|大学|学院|中学|"
    r"小学|医院|银行|管委会|领导小组|指挥部|机关|单位|总队|支队|街道|办事处|合作社|基金会|商会|总社)"
    r"(?:[（(](?:章|盖章|印章|公章)[)）])?"
)
# The place beside a date: 于示例市, 示例市.
PLACE = pattern(
    rf"于{HAN}{{2,10}}|{HAN}{{0,10}}(?:礼堂|会堂|会议室|会议厅|报告厅|大厅|会议中心|[省市县区镇乡村])|"
    rf"(?!印发|通过|公布|发布|修订|修正|施行|实施|批准|起|前|后|[上下]午){HAN}{{2,3}}"
)
# The number of a bulletin before its date: 第15期　2024年4月10日.
NUMBER = pattern(rf"^(?:{ANY_YEAR}年)?[（(]?总?第.{{1,4}}期[）)]?(?:[（(]总第?.{{1,4}}期[）)])?(?=.)")
# Remarks about a text beside its date, and about the publisher before the date.
NOTE = pattern(
    r"[，,、；;]?(?:根据[^。，]{2,12}整理|未经[^。，]{2,10}审[阅定核]|摘[要登]|节选|全文|第[0-9A-Z]{1,3}版|(?<=[日号])[（(](?!.*(?:通过|发布|印发|施行|修[订正]))[^（）()]{1,12}[）)]?)$"
)
IMPRINT = pattern("(?:主办|主编|编印|编辑|编发|整理|供稿|编|印)$")
ADDRESSED = pattern(r"[^。！？；]{2,120}[:：]")
SENTENCE_INSIDE = pattern(r"[。！？!?](?!$)")
STOPS = ("。", "！", "？", "；", "!", "?", ";")
CONTENTS = frozenset({"目录", "目次"})
MOST_AROUND = 12  # lines
LONG = 45  # characters: longer lines with a sentence in them are prose


@dataclass(frozen=True, slots=True)
class When:
    """A date as it is written, and the occasion beside it."""

    date: str
    occasion: str = ""


def when(line: str) -> When | None:
    """Return the date and the occasion that a line says, and nothing else but who speaks; None for other lines.

    ——2024年3月5日在职工大会上, （2024年3月5日）, 2024-03-05 10:20, 主任甲某某（2024年3月5日）.
    """
    bare = _bare(NUMBER.sub("", NOTE.sub("", _bare(OPEN_DAY.sub(r"\1", line))), count=1))
    there = AT_AND_WHEN.fullmatch(bare)
    if there and (line[:1] in ASIDE or there["occasion"][-1] in "上时中"):  # else a title with its date
        return When(there["date"], occasion_of(there["occasion"]))
    match = WHEN.search(bare)
    if match is None or match.start() > LONG:
        return None
    before, after = IMPRINT.sub("", _bare(bare[: match.start()])), _bare(bare[match.end() :])
    before = KIND.sub("", before)
    speaks = all(not part or SPEAKER.fullmatch(part) or ORGAN.fullmatch(part) for part in (before, after))
    speaks = speaks or (not before and not match["occasion"] and PLACE.fullmatch(after) is not None)
    if not speaks or (before and match["occasion"]):
        return None
    return When(match["date"], occasion_of(match["occasion"] or ""))


def occasion_of(words: str) -> str:
    """Return 在职工大会上 of 在职工大会上的讲话; "" when the words name none."""
    bare = _bare(words)
    if match := re.fullmatch(rf"(?P<at>在.{{2,60}}?[上时中]){SAID}", bare):
        return match["at"]
    return bare if bare.startswith("在") and len(bare) <= 40 and bare[-1] not in "的讲" else ""


def subtitle(line: str) -> str:
    """Return the words after the dash of a subtitle, "" for any other line."""
    match = SUBTITLE.fullmatch(line)
    return match["words"] if match and not line.endswith(("。", "；", "，")) else ""


def is_speaker(line: str) -> bool:
    """Return whether a line is a name, with or without its bearer's office."""
    return SPEAKER.fullmatch(_bare(line)) is not None


def is_organ(line: str) -> bool:
    """Return whether a line names a body and says nothing else."""
    return ORGAN.fullmatch(line) is not None


def begins_body(line: str) -> bool:
    """Return whether the words of a speech begin here: a salutation, who is addressed, a heading, prose."""
    if SALUTATION.match(line) or heading_mark(line, 0, len(line), OF_RULES) or line in CONTENTS:
        return True
    if ADDRESSED.fullmatch(line) or line.endswith(STOPS):
        return True
    return len(line) > LONG and SENTENCE_INSIDE.search(line) is not None


def aside(paragraphs: Sequence[str], title: str) -> frozenset[int]:
    """Return which paragraphs of a text stand around its words: title, subtitle, date, names, signatures."""
    lines = [squeezed(paragraph) for paragraph in paragraphs[:MOST_AROUND]]
    found = _above(lines, squeezed(title))
    for place in range(len(paragraphs) - 1, max(len(paragraphs) - 1 - MOST_AROUND, 0), -1):
        line = squeezed(paragraphs[place]) if len(paragraphs[place]) <= LONG else ""
        signs = line and (when(line) or is_speaker(line) or is_organ(line))
        if not signs:
            break
        found.add(place)
    return frozenset(found) if len(found) < len(paragraphs) else frozenset()


def _above(lines: Sequence[str], called: str) -> set[int]:
    """Return which of the first lines stand above the words.

    What is a title by its look is one, though the speech is called otherwise by now.
    """
    found = set[int]()
    for place, line in enumerate(lines):
        if begins_body(line):
            break
        is_title = bool(called) and len(line) > 1 and (line in called or called in line)
        is_title = is_title or TITLE.fullmatch(line) is not None
        if is_title or subtitle(line) or when(line) or is_speaker(line) or is_organ(line):
            found.add(place)
    return found


def _bare(line: str) -> str:
    """Return a line without the brackets around it and the dash before it."""
    while line[:1] in "（([【" and line[-1:] in "）)]】" and line:
        line = line[1:-1]
    return line.strip("—–―─－-（）()，,、:：")
