"""第3处给我看, 它前一处, 这段几号 我抄下, 引用要带书名号: a part of what stands there, with a wish to see it.

A part is named by its number, as the one before or after, by where it stands, or by how it differs. Around it
people only ask for it. So the part is put in the words that every reader knows, and the rest is left out.
"""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals

LONGEST = 24  # characters
_AROUND = (
    r"请|烦|麻烦|劳驾|帮忙?|给|我们?|咱|想|要|让|把|将|那|就|先|再|又|也|直接|只|光|单独?|好的?|行|不是|不对|然后|现在|能不能"
    r"|可以"
)
_SHOWS = (
    r"打开|点开|展开|翻开|翻到?|跳到?|转到?|调|拿|拎|找|取|放|看|瞧|瞅|读|念|发|贴|来|出来|过来|示|呈|赐|之|下"
    r"|[一1]下|[一1]遍"
)
_BEFORE = pattern(rf"^(?:{_AROUND}|{_SHOWS}|[,，。:：、\s])+")
_BEHIND = pattern(
    rf"(?:{_AROUND}|{_SHOWS}|的|原文|全文|原话|(?:是|讲|说|写)*(?:什么|啥|怎么[讲说写])(?:内容)?|如何|若何|何[如谓]|记|抄|录|备用|用|听|吧|呢|啊|呀|谢谢|[,，。:：、!！?？~\s])+$"
)
_IT = r"(?:它|其|此|该|这[一1]?|那[一1]?|本|上面|上边|刚才|刚刚|前面|原文|讲话|的|那)*"
_SPOT = r"(?:处|个?地方|号?位置|个?点位|号那?[处条])"
_NTH = pattern(rf"第?(?P<number>\d{{1,3}})(?P<unit>{_SPOT}|条|个|项)")
_END = pattern(
    r"(?:(?P<last>最末|最后|末尾|末)|(?P<first>首|头|最前|最先|打头))(?:尾|面|边)?的?那?[一1]?(?P<unit>处|个?地方|条|个|项)"
)
_BESIDE = pattern(
    rf"(?:{_IT}(?:处|[条个])?的?)?再?[往向]?(?P<way>[上前下后])(?:[面边头]的?)?那?[一1]?(?P<unit>处|个地方|页|条)"
)
_BEGINNING = pattern(
    r"(?P<of>第\d{1,2}(?:个?[大小]?(?:点|标题|部分|节|方面)|条|项))(?:的?(?:开头|起头|首句|头[一1][句段]|第[一1][句段]))"
)
_STEPS = {"上": "上", "前": "上", "下": "下", "后": "下"}
_NUMBER = pattern(
    rf"(?:报个?|告诉)?{_IT}[段条句处则]?(?:话|落)?的?(?:"
    r"(?:段落|原文)?(?:编号|段号|序号|号码|编码)(?:是|为|有)?(?:多少|几号?|什么|几何|何)?"
    r"|(?:是|属|算|为)?第?(?:几号|多少号|何号)[段条]?)"
)
# What is cited with its title and its year, in whatever order that is said.
_CITED = pattern(r"书名|篇名|题名|标题和年份|出处|来源|脚注|注脚|标注|注释")
_CITES = pattern(
    r"书名号?|篇名|题名|标题|出处|来源|脚注|注脚|引用|引文|引注|标注|注释|格式|规范|标准|年份?|[带附加写标注有引]|复制|正文|材料|文件|公文|稿子|里|不|[用要光列及得需]|请|给我|发我|我们?|好|[,，。]|和|与|连|同|怎么|咋|应该?|该|[一1]起|这|那|此|段|句|条|话|的|是|上|全|完整|过"
)
# How what is checked differs from what stands there.
_MORE_OR_LESS = r"(?:多(?!少)|(?<!多)少|[漏缺])"
_DIFFERS = pattern(
    rf"[差错异]|出入|区别|不[1一]样|不同|不[对符]|(?:{_MORE_OR_LESS}|改)(?:了|出|的)|字{_MORE_OR_LESS}|{_MORE_OR_LESS}.{{0,2}}字"
)
_HOW = pattern(r"[哪几何啥]|什么|多少")
_WHERE_IT_DIFFERS = pattern(
    r"[差错异]|出入|区别|不[一1]样|不同|不[对符]|[多少漏缺改]|[哪几何啥]|什么|多少|[字个些里儿处点句]|在|了|出|有|与|于|和|跟|同|比|原|文|话|我|写|的|这|那|具体|到底|究竟|地方|者|呢|[了啊呀吗]|它|是|们"
)


# What is made of a part: 把上一段做成图片, 这页最后一段发张图.
_MADE = pattern(
    rf"(?:{_AROUND}|把|将)*(?P<part>\w{{2,12}}?)的?(?:{_AROUND})*"
    r"(?:(?:发|做|弄|转|存|生成|出|要|来|用)?(?:成|为|[一1]?[个张幅])*(?:图片?|图像|卡片|照片)|复制(?:引文)?|分享|转发)"
    r"(?:[一1]下|给?我|发我|出来|看看|[吧呢啊呀了])*\W*"
)


_OTHER_PART = pattern(
    r"(?:第\d{1,2}|(?:倒数|最[后末前初])第?\d{0,2}|[上下前后末首头]|开头)的?那?[一1]?个?(?:自然段|段|[大小]?点|条|处|句话?|节|部分)话?$"
)


def part_to_make(text: str) -> str:
    """Return the part of which `text` wants a picture or a copy; empty where that stands there already.

    A picture is made of the passage that is shown, so that part is shown first.
    """
    match = _MADE.fullmatch(fold(text).strip())
    part = match["part"] if match else ""
    return part if _OTHER_PART.search(canonical_numerals(part)) else ""


def part_named(text: str) -> str:
    """Return the part that all of `text` names, in known words (第3处, 上一处, 出处); empty for none."""
    if not 1 < len(text) <= LONGEST:
        return ""
    said = canonical_numerals(re.sub(r"\s+", "", fold(text)))
    bare = _asked_for(said)
    for one in dict.fromkeys((bare, said)):
        if found := _in_a_list(one):
            return found
        if _NUMBER.fullmatch(one):
            return "出处"
    if _CITED.search(bare) and not _CITES.sub("", bare):
        return "出处"
    if _DIFFERS.search(bare) and _HOW.search(bare) and not _WHERE_IT_DIFFERS.sub("", bare):
        return "差在哪"
    return ""


def _asked_for(said: str) -> str:
    """Return `said` without the wish to see it."""
    return _BEHIND.sub("", _BEFORE.sub("", said))


def _in_a_list(said: str) -> str:
    """Return one of what is listed, as 第3处, 最后一处 or 下一处; empty for none."""
    if point := _BEGINNING.fullmatch(said):  # 第二小点的开头
        return point["of"]
    if match := _NTH.fullmatch(said):
        spot = match["unit"] not in {"条", "个", "项"}
        counts = spot or said.startswith("第")
        return f"第{match['number']}{'处' if spot else match['unit']}" if counts else ""
    if match := _END.fullmatch(said):
        unit = match["unit"] if match["unit"] in {"条", "个", "项"} else "处"
        return f"第1{unit}" if match["first"] else f"最后1{unit}"
    if match := _BESIDE.fullmatch(said):
        unit = "处" if match["unit"] == "个地方" else match["unit"]
        return f"{_STEPS[match['way']]}一{unit}"
    return ""
