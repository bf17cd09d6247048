"""What is said for a document on a subject: its subject, however it is asked for, and the years it is to have.

给我一份关于三重一大的主题材料 names 三重一大; 再加一篇2023年的 and 存成word name none.
"""

from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.words.bare_answers import bare_answer
from knowledge.language.words.subjects import names_a_subject
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals

LONGEST = 40  # characters
_A = r"(?:[一1]?(?:个|份|篇|些|点|套))"
_ASKS = (
    r"(?:请|麻烦|帮我|给我|为我|替我|给大家|我要|我想要?|想要?|需要|要|来|做|出|弄|搞|找|整理|准备|汇总|生成|那|就|再|先|也|把|将"
    r"|还|另外?|换成|换个|换|改成|改做|[,，])"
)
_OF = r"(?:关于|有关|围绕|讲|说到?|谈|提到|涉及)"
_DOCUMENT = r"(?:(?:主题|学习|党课|宣讲|讲话)*(?:材料|资料|文档|文件|汇编|摘编|内容|主题|的))"
_WHOLE = pattern(
    rf"(?:{_ASKS}|{_A}|{_OF})*+(?P<subject>.{{2,20}}?)(?:为主题|方面|这[一1]?(?:块|方面|个主题))?的?{_DOCUMENT}*"
    rf"(?:(?:也|都|给我|再)*(?:做|出|来|弄|整理|准备|要)?{_A}?)[吧了呗啊。.!！]*"
)
_ASKED_FOR = pattern(
    rf"(?=.*(?:材料|资料|汇编|摘编))(?!.*(?:[吗呢么?？]$|怎么|什么|哪|多少))(?:{_ASKS}|{_A})++(?:{_OF})?(?P<subject>[^的,，]{{2,20}}?)(?:方面|这[一1]?块)?的?"
    r"(?:主题|学习|党课|宣讲)(?:材料|资料|汇编|摘编)[吧了。.!！]*"
    rf"|[把将](?P<of>[^,，]{{2,20}}?)的(?:主题|学习|党课|宣讲)?(?:材料|资料)(?:也|都|给我|再)*(?:做|出|来|弄|整理|准备)(?:一?下|{_A})?[吧了。.!！]*"
)
# What is done with a document, or with what stands in it, is no subject.
_ACTS = pattern(
    r"(?:存成?|保存|导出?|生成|输出|下载|打印|转|做|变|发)(?:成|为|出|下|到|给|来|我)*(?:一?[个份])?(?:word|pdf|docx?|文档|文件|表格|材料|它|来|我|$)"
    r"|全不?选|全部?(?:勾|选|要)|打勾|下一?页|上一?页|^(?:再|还|也|只|就|仅)*(?:加|要|留|去掉|不要)?[一1]?[篇份个]?\d{2,4}年|取消"
)
_INSTEAD = pattern(
    r"(?:那|就|再|给我|帮我|请|主题)*(?:换成|改成|改做|换个主题[,，:：]?|再做[1一][个份]|另做[1一][个份])(?!.{0,4}\d)(?P<subject>.+)"
)
_YEARS = pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)年")
_OF_YEARS = pattern(
    r"(?:请|那|就|再|还|也|只|光|仅|单|要|加|加上|加进|添|留|留下|勾|勾上|选|收|去掉|不要|别要|不收|拿掉|删掉|不|别|把|一|1|[篇份个条段处]"
    r"|(?:(?:19|20)\d\d|\d\d)年(?:度)?|的|那|这|讲话|里|和|跟|与|、|,|，|都|全|进来|进去|上|掉|了|吧|就行|就好|可以|部分|内容)+"
)
_ONLY, _OFF = pattern("只|光|仅|单|就要|就行|就好"), pattern("不要|别要|不收|去掉|拿掉|删掉|不用")


@dataclass(frozen=True, slots=True)
class OfYears:
    """Which years' passages are ticked (`on`) or cleared; `only`: and no others."""

    years: frozenset[int]
    on: bool = True
    only: bool = False


def subject_named(text: str) -> str:
    """Return the subject that all of `text` names where one was asked for; empty where it names none."""
    said = bare_answer(text)
    if len(said) > LONGEST or _ACTS.search(fold(canonical_numerals(said))):
        return ""
    match = _WHOLE.fullmatch(fold(said)) if len(fold(said)) == len(said) else None
    subject = said[slice(*match.span("subject"))] if match else said
    return subject.strip("“”\"'「」 ") if names_a_subject(subject) else ""


def material_wanted(text: str) -> str:
    """Return the subject of the document that all of `text` asks for by itself; empty for other words."""
    said = fold(text).strip()
    match = _ASKED_FOR.fullmatch(said) if len(said) <= LONGEST else None
    subject = (match["subject"] or match["of"]) if match else ""
    return subject if subject and names_a_subject(subject) and not _ACTS.search(subject) else ""


def another_subject(text: str) -> str:
    """Return the subject that all of `text` wants instead of what stands there: 换成责任书; empty for none."""
    said = fold(text).strip()
    match = _INSTEAD.fullmatch(said) if len(said) <= LONGEST else None
    return subject_named(match["subject"]) if match else ""


def years_wanted(text: str) -> OfYears | None:
    """Return which years all of `text` wants in the document: 只要2023年的; None for other words."""
    said = "".join(canonical_numerals(fold(text)).split())
    years = [int(match["year"]) for match in _YEARS.finditer(said)]
    if not years or len(said) > LONGEST or not _OF_YEARS.fullmatch(said):
        return None
    off = _OFF.search(said) is not None
    only = not off and _ONLY.search(said) is not None
    return OfYears(frozenset(one + 2000 if one < 100 else one for one in years), not off, only)
