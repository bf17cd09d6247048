"""Bookish and classical function words as plain ones: 此语出自何年 is 这句话出自哪年, 其二为何 is 第2条是什么.

Every reader of plain words then reads them, too. Plain questions have 如何, 是否, 因此 and 国之大者: only what
nobody says in plain words shows that a message is bookish, and only then anything is put otherwise.
"""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.tails import with_usual_tails

LONGEST = 60  # characters
# Without one of these no message is bookish: plain ones are told by a look at their characters.
_HINTS = frozenset(
    "汝首孰何之乎耶欤歟否者尚欲愿願晨夕暮祈敢其此録錄录引然则則續续下返言論论语語遵示又再复複復观觀览覽阅閱所可试試谨謹窃竊"
)
_QUOTED = pattern(r"([“「『《\"][^”」』》\"]*[”」』》\"])")
_BEGINS, _ENDS = r"(?:^|(?<=[,，。;；!！?？\s]))", r"(?=$|[,，。;；!！?？\s])"
_NUMBER = r"[一二三四五六七八九十]"
_OF_OLD = r"(?<![在热几似合近出关])乎|欤"
_I = "(?:吾|余|予|仆|鄙人|在下|老朽|老夫|愚)"
_MARKS = pattern(
    rf"{_BEGINS}(?:敢问|试问|谨问|窃问|然则|尚祈|伏祈|祈[明赐]|愿闻其)"
    rf"|{_BEGINS}{_I}(?:欲|愿|拟|盼)|{_BEGINS}愿每|{_BEGINS}每日?[晨夕暮]"
    rf"|{_BEGINS}请示(?=[明:：,，下])"
    rf"|{_BEGINS}(?:再|又|复)[下上]{_ENDS}|^返至?(?:首|前|上|末)?页\W*$|{_BEGINS}请?(?:续之|复续){_ENDS}"
    r"|何(?:训示|教导|论述|论断|见教|明训)[?？。]*$"
    rf"|{_BEGINS}可有\w|{_BEGINS}其{_NUMBER}(?:为何|何[也谓]|曰何|若何|云何|何如)"
    rf"|{_BEGINS}(?:语出|出[于诸自]|见[于诸]|载于)何|何年何会|{_BEGINS}此(?:语|言|句|话|论|文)(?=[出乃为系见何自可果确载])"
    rf"|(?:为|系|[,，])何(?:物|也){_ENDS}"
    r"|(?:尚|更|别|另|犹)有(?:他|别|其他)(?:处|篇|文|段)|(?:言|语|述|道)及此?(?:者|否|乎)"
    r"|(?:录|抄|示|观|览|阅)其(?:全|原|前|后|上|下)文|(?:前|上)(?:言|文)所(?:引|述|言|云)"
    rf"|可确|果为原|{_BEGINS}再[示赐录]"
    rf"|\w{{3}}(?:{_OF_OLD}|(?<![是可能与或])否){_ENDS}|\w{{4}}耶{_ENDS}|者(?:否|耶|也){_ENDS}"
    rf"|(?:汝|尔)(?:何|能|可|有)|(?<=[讲话篇年])之(?:讲话|[纲大要]|目)|其(?:[纲大要]\w)(?:若何|为何|何|云何)|{_BEGINS}其{_NUMBER}[,，]?(?:请?详|试详|可详)"
    rf"|\w{{2}}可也{_ENDS}|{_BEGINS}(?:尚|犹)有[否乎耶]|孰更?[多少]|之(?:制|说|义|意|旨){_ENDS}|之(?:义|意|旨)(?:为何|安在|若何)"
)
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (pattern(form), plain)
    for form, plain in (
        (rf"{_BEGINS}(?:敢问|试问|谨问|窃问|请示(?=[明:：,，下]))[明下]?[:：,，\s]*", ""),
        (rf"[,，。;；\s]*(?:尚|伏)?祈(?:请)?[明赐](?:示|教|告|复){_ENDS}", ""),
        (rf"愿闻其详{_ENDS}", "详细说说"),
        (rf"{_BEGINS}(?:{_I}(?:欲|愿|拟|盼)|愿(?=每))", "我想"),
        (r"每日?(?:清)?晨", "每天早上"),
        (r"每(?:日之?)?[夕暮晚]", "每天晚上"),
        (r"(?<=[时刻天晨晚日])(?:得|赐|闻|观|阅|览|获|读)(?=一[则条句语言])", "收"),
        (r"(?<=收)一(?:则|条|句|语|言)", "一条"),
        (r"[,，\s]*可(?:乎|否|欤|也)[?？。!！]*$", "可以吗"),
        (rf"{_BEGINS}(?:再|又|复)下(?:之)?{_ENDS}", "往下"),
        (rf"{_BEGINS}(?:再|又|复)续(?:之)?{_ENDS}", "下一段"),
        (rf"{_BEGINS}(?:再|又|复)上{_ENDS}", "往上"),
        (
            r"[,，\s]*(?:彼|其|公|领导|首长)?(?:于此|对此)?(?:有|作|曾有)?何(?:训示|指示|教导|论述|论断|要求|说法|见教|明训)[?？。]*$",
            "怎么说",
        ),
        (rf"{_BEGINS}请?(?:复续之?|续之){_ENDS}", "接着读"),
        (r"^返至?首页\W*$", "回到首页"),
        (r"^返至?末页\W*$", "翻到末页"),
        (r"^返至?[前上]?页\W*$", "上一页"),
        (rf"{_BEGINS}再[示赐录]一?(?:则|条|段){_ENDS}", "再来一条"),
        (r"(?:敬?请|烦)?(?:抄?录|示|观|览|阅)其(全文|原文)", r"看\1"),
        (r"(?:敬?请|烦)?(?:抄?录|示|观|览|阅)其[前上]文", "看上文"),
        (r"(?:敬?请|烦)?(?:抄?录|示|观|览|阅)其[后下]文", "看下文"),
        (r"(?:前|上)(?:言|文)所(?:引|述|言|云)者?[,，]?", "上面那段"),
        (r"(?:可确|果|确|可|实|诚)(?:为|系|是)(?=原|真)", "是"),
        (r"此(?:语|言|句|话|论)(?=[出乃为系见何自可果确载])", "这句话"),
        (r"此文(?=[出乃为系见何自可果确载])", "这段"),
        (r"这句话(?:乃|为|系)?(?:出[自于诸]|语出|见[于诸]|载于|自)?何年(?:出自?)?何会", "这句话出自哪年哪个会"),
        (r"(?:语出|出[自于诸]|见[于诸]|载于)(?=何|哪)", "出自"),
        (r"(?:尚|更|别|另|犹)有(?:他|别|其他)(?:处|篇|段|文)", "还有别处"),
        (r"他处(?:亦|尚)?(?:可)?有?", "还有别处"),
        (r"(?<=别处)[言论述]?及此", "说到这个"),
        (r"(?:言|语|述|道|论)及之?此?$", "说到这个"),
        (r"(?:言|说|论|述|语)[及到]?此(?=[乎否耶欤者]|$)", "说到这个"),
        (r"(?:言|语|述|道|论)及", "说到"),
        (rf"{_BEGINS}可有", "有没有"),
        (
            rf"{_BEGINS}(?:汝|尔)(?:可?有?何(?:所)?能(?:为|事)?|能(?:何|为何|何为|做何)(?:事|物)?|可为何事)(?:乎|耶|也|哉)?{_ENDS}",
            "你能做什么",
        ),
        (
            r"(?<=年)之(?=讲话)|(?<=[讲话篇])之(?=[纲大要目])|(?<=[讲话篇])[,，]?其(?=(?:纲|大略|要旨|要义|大旨|目))",
            "的",
        ),
        (
            r"(?:纲要|纲目|纲领|大略|要旨|要义|大旨|目次)(?:若何|为何|何如|云何|何在|如何|安在|几何|有何)",
            "要点是什么",
        ),
        (rf"{_BEGINS}(?:尚|犹)有[否乎耶]{_ENDS}", "还有吗"),
        (r"孰(?=更?[多少])", "哪个"),
        (r"目次", "目录"),
        (r"首篇", "第一篇"),
        (rf"{_BEGINS}其({_NUMBER})[,，]?(?:请|试|可|愿)?详(?:之|言之|述之|陈之|说之)?{_ENDS}", r"第\1条"),
        (rf"其({_NUMBER})(?=[为何曰若云])", r"第\1条"),
        (rf"(?<=条)(?:为|曰|云)?何(?:也|谓|如|若)?{_ENDS}|(?<=条)若何{_ENDS}", "是什么"),
        (rf"(?:之制|之制度)?[,，]?所(?:指|谓|言|云|述)者?(?:为|是|系)?何(?:事|物|义|意)?也?{_ENDS}", "是什么"),
        (rf"之(?:义|意|旨)(?:何在|为何|若何|何如|如何|安在){_ENDS}", "是什么意思"),
        (rf"之制(?:何在|为何|若何|何如|如何)?{_ENDS}", "制度"),
        (rf"之说{_ENDS}", ""),
        (rf"(?:者?[,，]?(?:为|系|是|乃)?何(?:物|也|义)|[,，]?何(?:所)?指){_ENDS}", "是什么"),
        ("何年", "哪年"),
        ("何会", "哪个会"),
        ("何篇", "哪篇讲话"),
        ("何([章段])", r"哪一\1"),
        (r"何处", "哪里"),
        (rf"{_BEGINS}然则[,，]?(.+?)[,，]?(?:如何|何如|若何|奈何){_ENDS}", r"那\1呢"),
        (rf"{_BEGINS}然则", "那"),
        (rf"者?(?:{_OF_OLD}|也欤|耶|(?<![是可能与或])否)[?？!！。]*$", "吗"),
        (r"(?<=\w)(?:者也|[矣哉焉也])[?？!！。]*$", ""),
    )
)


def in_plain_words(text: str) -> str:
    """Return `text` with plain function words where it is bookish, folded then, and with the usual particles.

    What stands in quotation marks is never changed.
    """
    text = with_usual_tails(text)
    if len(text) > LONGEST or _HINTS.isdisjoint(text) or "_" in text:
        return text
    parts = _QUOTED.split(text)
    # What is quoted is one word meanwhile, so that what stands around it is read as one sentence.
    said = "".join(f"_{at // 2}_" if at % 2 else fold(part) for at, part in enumerate(parts)).strip()
    if not _MARKS.search(said):
        return text
    plain = said
    for form, words in _PLAIN:
        plain = form.sub(words, plain)
    return text if plain == said else re.sub(r"_(\d+)_", lambda match: parts[2 * int(match[1]) + 1], plain)
