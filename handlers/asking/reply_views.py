"""What a reply to a question looks like: the passage, where it is from, candidates, or words instead."""

from collections.abc import Iterable
from dataclasses import replace

from core.models import Shows
from core.patterns import pattern
from handlers.asking.pages.views import contents_button
from handlers.asking.to_the_bot.start import introduction
from handlers.asking.to_the_bot.wanted import SAID as SAID_TO_WISHES
from handlers.words.buttons import Mode, answer_keyboard, candidates_keyboard, context_keyboard, deck_of
from handlers.words.cards import rows
from handlers.words.replies import (
    Piece,
    Pieces,
    View,
    context_pieces,
    label,
    passage_pieces,
    plain,
    source_of,
)
from handlers.words.views.exact import exact_view
from handlers.words.views.parts import part_view
from handlers.words.views.places import naming
from handlers.words.views.speeches import CLOSEST, named, speech_view
from knowledge.search.exact.mentions import mentions as places_with
from knowledge.speech.cutting import Stretch
from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.reply import Above, Reply, ReplyKind

FARTHER = "没有更贴切的了，这一段可能有关：\n"
LIKELY = 0.5
DID_YOU_MEAN = "也许在别处，点一个看原文："
DID_YOU_MEAN_IN_GROUP = "没有完全对上的原文。也许是这几处，点一个看原文："
SHORTENED = f"问题较长，我按前 {LONGEST_QUESTION} 个字找的。"
NOTHING = "现有的 {speeches} 篇讲话里没有说到这个。\n换成讲话里的词再问一次试试"
NOTHING_IN_GROUP = "现有讲话里没有说到这个，换个说法再试"
SOURCE = "上面那段出自：\n"
SOURCES = "刚才问的两处分别出自："
WHEN = "上面那段出自{title}，讲话的日期是{date}。"
NO_DAY = "上面那段出自{title}，只写到{date}；讲话稿没有写明具体日期。"
NO_DATE = "上面那段出自{title}；讲话稿没有写明日期。"
SPEAKER = "上面那段出自{title}{date}；讲话稿没有写明讲话人。"
WHOLE = "整篇讲话可以一页一页读，点“目录”。上面那段出自：\n"
ABOVE = {
    Above.SAME: "还是刚才那一段：",
    Above.FIRST: "您问的是上面引用的那一条，当时给您看的是这一段：",
    Above.UNSAID: "{where}讲话里没有“{about}”这几个字，意思最近的是：",
    Above.IN_PART: "这一部分（{about}）里：",
    Above.WITHOUT: "别处没有“{about}”这几个字，这一段可能有关：",
}
STILL_CLOSEST = "没有完全对上的原文，最接近的还是刚才那一段："
SAID = {
    ReplyKind.END: "这已经是这篇讲话的结尾了。",
    ReplyKind.BEGINNING: "这已经是这篇讲话的开头了。",
    ReplyKind.NO_MORE: "没有更多相关的段落了。可以换个说法再问，或发“上下文”看前后文。",
    ReplyKind.NO_POINT: "讲话的这一部分没有这一点。可以发“上下文”看前后文，或把问题说完整。",
    ReplyKind.NO_STRETCH: "这篇讲话没有那么多段，一共 {stretches} 段。",
    ReplyKind.NO_SHOWN_BEFORE: "这之前没有给您看过别的段落。看前文发“上一段”，看昨天的廉语发“昨天的廉语”。",
    ReplyKind.SAME_POINT: "上面那段就是这一点的开头。点下面的按钮可以接着读。",
    ReplyKind.CHANGED: "您指的那段原文已经更新，请把问题再发一遍。",
    ReplyKind.ONE_SENTENCE: "上面那段只有一句，没有更短的了。我不缩写，只给讲话原文，一字不改。",
    ReplyKind.NOT_CHOSEN: "上面列的还没有打开：点一个看原文，看了还不好懂，再跟我说。",
    ReplyKind.NO_EARLIER: "我不确定您接着哪一段问。请把问题说完整",
    ReplyKind.TOO_SHORT: "一个字太少，我猜不准。请多写几个字",
    ReplyKind.NO_WORDS: "我只看得懂文字。请打几个字问我",
    ReplyKind.PASTED: (
        "这像是一整篇讲话，我没有逐句去找。要收录它，请负责内容的同事存成 .docx 或 .txt 文件私聊发给我；"
        "想问讲话里怎么说，请只发问题。"
    ),
    ReplyKind.EMPTY: "请把问题一起发给我",
    ReplyKind.GREETING: "您好！想了解讲话里怎么说，直接问我就行",
    ReplyKind.THANKS: "不客气，有问题随时问我。",
    ReplyKind.PRAISE: "谢谢！有问题随时问我。",
    ReplyKind.FAREWELL: "再见，有问题随时来问。",
    ReplyKind.NO_LIST: (
        "我不记谁办了、谁没办，谁看了、谁没看，也不排名。"
        "整体的数，负责内容的同事发“台账”可以看；您自己名下的事，发“廉政事项”。"
    ),
    ReplyKind.NOT_MINE: (
        "这个我答不了，我是找讲话原文的机器人。我会做什么，发 /help 看；有意见，私聊我发 /suggest。"
    ),
    ReplyKind.IDLE: "嗯，听您说，多保重。我只会找讲话里的原文，想了解讲话里怎么说，直接问我就行。",
    ReplyKind.OFFICE: (
        "这像是给运维人员或编辑的话，我没听准，什么也没有做。您能用的命令都在 /help；"
        "有话带给他们，私聊我发 /suggest。"
    ),
    ReplyKind.SHOWN: (
        "我没听准您要上面那段的什么。发“出处”看来源，“上下文”看前后文，“下一条”换一段，“目录”翻全文；"
        "问讲话里的事，请把问题说完整。"
    ),
    ReplyKind.ACKNOWLEDGED: "好的，有问题随时问我。",
    **SAID_TO_WISHES,
}
WITH_EXAMPLES = frozenset(
    {
        ReplyKind.NO_EARLIER,
        ReplyKind.TOO_SHORT,
        ReplyKind.NO_WORDS,
        ReplyKind.EMPTY,
        ReplyKind.LISTENING,
        ReplyKind.GREETING,
    }
)
ABOUT_THE_PASSAGE = frozenset(
    {ReplyKind.SOURCE, ReplyKind.WHOLE, ReplyKind.WHEN, ReplyKind.SPEAKER, ReplyKind.SAME_POINT}
)
UNKNOWN_NUMBER = "没有这个编号的段落。编号写在每段出处的末尾，例如：/p {number}"
WHOLE_DATE = pattern(r"\d[日号]|\d[-./]\d{1,2}[-./]\d")


def view_of(reply: Reply, answers: AnswerService, *, private: bool) -> View | None:
    """Return what `reply` looks like in a private chat or in a group; None is to say nothing."""
    view = _view_of(reply, answers, private=private)
    return replace(view, hangs_on=reply.question) if view and reply.question else view


def _view_of(reply: Reply, answers: AnswerService, *, private: bool) -> View | None:
    match reply.kind:
        case ReplyKind.CONFIDENT | ReplyKind.PASSAGE:
            return _passage(reply, answers)
        case ReplyKind.UNSURE:
            return _unsure(reply, answers) if private else _choices(reply, answers.offered)
        case ReplyKind.CONTEXT:
            return _context(reply, answers)
        case kind if kind in ABOUT_THE_PASSAGE:
            deck = deck_of(Mode.PASSAGE, reply.candidates, reply.around)
            keyboard = answer_keyboard(deck)
            if kind is ReplyKind.WHOLE:
                keyboard = rows([contents_button(deck.shown.passage.slug)], *keyboard.inline_keyboard)
            return View(_about(reply, answers), keyboard, about=_shows(reply))
        case ReplyKind.ACKNOWLEDGED | ReplyKind.PRAISE if not private:
            return None
    of_speeches = part_view(reply, answers.library) or exact_view(reply, answers.library)
    of_speeches = of_speeches or speech_view(reply, answers)
    return of_speeches or plain(_said(reply, answers, private=private))


def _said(reply: Reply, answers: AnswerService, *, private: bool) -> str:
    """Return the words for a reply without a passage."""
    match reply.kind:
        case ReplyKind.NOTHING:
            said = NOTHING.format(speeches=len(answers.library.speeches)) if private else NOTHING_IN_GROUP
            lead = SHORTENED if reply.shortened else ""
            return lead + said + for_example(answers)
        case ReplyKind.UNKNOWN_NUMBER:
            return UNKNOWN_NUMBER.format(number=answers.some_number())
        case ReplyKind.WHO:
            return introduction(answers)
        case ReplyKind.NO_STRETCH:
            return SAID[reply.kind].format(stretches=answers.library.stretches(reply.slugs[0]))
    return SAID[reply.kind] + (for_example(answers) if reply.kind in WITH_EXAMPLES else "")


def for_example(answers: AnswerService) -> str:
    """Return the end of a sentence: an example of a question that will be answered."""
    examples = answers.examples()
    return f"，例如：{examples[0]}" if examples else "。"


def _about(reply: Reply, answers: AnswerService) -> Pieces:
    """Tell where the last passage stands, who said it, or when, as far as the speech and its entry say."""
    passage = reply.candidates[0].passage
    told = {"title": f"《{passage.title}》" if passage.title else "一篇没有写题目的讲话", "date": passage.date}
    match reply.kind:
        case ReplyKind.SOURCE:
            if len(reply.candidates) > 1:
                return _sources(reply, answers)
            stretch = answers.library.stretch(passage.id, reply.around)
            return (Piece(SOURCE), *source_of(passage, stretch, reply.around))
        case ReplyKind.WHOLE:
            stretch = answers.library.stretch(passage.id, reply.around)
            return (Piece(WHOLE), *source_of(passage, stretch, reply.around))
        case ReplyKind.SPEAKER:
            said = SPEAKER.format_map(told | {"date": f"（{passage.date}）" if passage.date else ""})
        case ReplyKind.WHEN:
            dated = WHEN if WHOLE_DATE.search(passage.date) else NO_DAY
            said = (dated if passage.date else NO_DATE).format_map(told)
        case _:
            said = SAID[reply.kind]
    return (Piece(said),)


def _sources(reply: Reply, answers: AnswerService) -> Pieces:
    """Return the sources of what was shown last and before it, each with its first words."""
    pieces: Pieces = (Piece(SOURCES),)
    for number, one in enumerate(reply.candidates, 1):
        source = source_of(one.passage, answers.library.stretch(one.passage.id), "")
        pieces = (*pieces, Piece(f"\n{number}. {label(one.passage.text)}："), *source)
    return pieces


def _passage(reply: Reply, answers: AnswerService) -> View:
    shown = reply.candidates[0]
    above = _above(reply, answers) if reply.above else ""
    before = SHORTENED if reply.shortened else above
    if reply.kind is ReplyKind.CONFIDENT:
        under = below(shown.passage, answers)
        pieces = passage_pieces(shown.passage, shown.marks, below=under, before=before)
        deck = deck_of(Mode.ANSWER, reply.candidates)
    else:
        stretch = answers.library.stretch(shown.passage.id, reply.around)
        pieces = stretch_pieces(shown.passage, shown.marks, stretch, reply.around)
        found = not shown.marks and shown.confidence < LIKELY  # not asked for
        if above or found:
            pieces = (Piece(f"{above}\n" if above else FARTHER), *pieces)
        deck = deck_of(Mode.PASSAGE, reply.candidates, reply.around)
    return View(pieces, answer_keyboard(deck))


def stretch_pieces(
    passage: Passage, marks: Iterable[tuple[int, int]], stretch: Stretch | None, around: str
) -> Pieces:
    """Return `passage` as one reads on: with its place in the speech. `around` as in core.models.Shows."""
    if stretch is None:
        return passage_pieces(passage, marks)
    return passage_pieces(passage, marks, below=stretch.below, stretch=stretch, around=around)


def below(passage: Passage, answers: AnswerService) -> Passage | None:
    """Return the passage to show with `passage` where that is only a heading: what stands under it."""
    stretch = answers.library.stretch(passage.id)
    return stretch.below if stretch else None


def _above(reply: Reply, answers: AnswerService) -> str:
    where = "、".join(named(slug, answers.library) for slug in reply.slugs)
    return ABOVE[reply.above].format(about=reply.about, where=f"{where}的" if where else "")


def _shows(reply: Reply) -> Shows | None:
    passage = reply.passage
    return Shows(passage.id, passage.text, reply.around) if passage else None


def _context(reply: Reply, answers: AnswerService) -> View:
    card = reply.candidates[0]
    around = answers.library.context(card.passage.id, reply.around)
    deck = deck_of(Mode.PASSAGE, reply.candidates, reply.around)
    if around is None:
        return View(passage_pieces(card.passage, card.marks), answer_keyboard(deck))
    return View(context_pieces(around, card.marks, reply.around), context_keyboard(deck))


def _unsure(reply: Reply, answers: AnswerService) -> View:
    closest = STILL_CLOSEST if reply.above is Above.SAME else CLOSEST
    listed = None
    if reply.above is Above.UNSAID:
        closest = _above(reply, answers)
    elif reply.above is Above.MENTIONED:
        names = answers.library.names
        slugs = names.in_order(reply.slugs or names.slugs)
        called = {slug: named(slug, answers.library) for slug in slugs}
        closest, listed = naming(places_with(answers.library, reply.about, slugs), answers.library, called)
    before = f"{SHORTENED}\n{closest}" if reply.shortened else closest
    shown = reply.candidates[0]
    under = below(shown.passage, answers)
    pieces: Pieces = passage_pieces(shown.passage, shown.marks, below=under, before=before)
    if len(reply.candidates) > 1:
        pieces = (*pieces, Piece(f"\n\n{DID_YOU_MEAN}"))
    keyboard = answer_keyboard(deck_of(Mode.UNSURE, reply.candidates))
    keyboard = rows(*keyboard.inline_keyboard, [listed] if listed else [])
    return View(pieces, keyboard, chooses=len(reply.candidates) > 1)


def _choices(reply: Reply, most: int) -> View:
    said = f"{SHORTENED}{DID_YOU_MEAN_IN_GROUP}" if reply.shortened else DID_YOU_MEAN_IN_GROUP
    return replace(
        plain(said, candidates_keyboard(deck_of(Mode.UNSURE, reply.candidates[:most]))), chooses=True
    )
