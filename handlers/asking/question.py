"""Asking: /ask, and every message to the bot that is not a command."""

from collections.abc import Iterable
from dataclasses import replace

from telegram import Message, Update

from core.models import Shows
from core.patterns import pattern
from handlers.asking import functions
from handlers.asking.conversation.pointing import pointed_at
from handlers.asking.feedback import with_feedback
from handlers.asking.giving import give
from handlers.asking.in_vain import with_question_before, with_ways_on
from handlers.asking.parts import MOST, not_twice, numbered, on_comparing, withdraw_parts
from handlers.asking.reader import contents_button
from handlers.asking.to_the_bot.about_itself import told
from handlers.asking.to_the_bot.start import introduction
from handlers.asking.to_the_bot.wanted import HANDS_ON, UNNOTED, away_view, wanted_view
from handlers.asking.to_the_bot.wanted import SAID as SAID_TO_WISHES
from handlers.asking.views_found import ViewsFound
from handlers.context import Context
from handlers.pushes.subscribing.pausing import paused_view
from handlers.pushes.subscribing.telling.unheard import unheard
from handlers.words.addressed import asker, is_private, mentions, replies_to, words_pointed_at
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
from handlers.words.views.places import naming
from handlers.words.views.speeches import CLOSEST, named, speech_view, with_others, with_years
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.small_talk import follow_up
from knowledge.language.talk.thread.said_otherwise import in_known_words
from knowledge.language.talk.to_the_bot import likely_topic, to_the_bot
from knowledge.language.wishes.whole_wishes import is_unclear
from knowledge.search.exact.mentions import mentions as places_with
from knowledge.speech.cutting import Stretch
from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.reply import Above, Reply, ReplyKind
from services.reporting import is_report

FARTHER = "没有更贴切的了，这一段可能有关：\n"
LIKELY = 0.5
DID_YOU_MEAN = "也许在别处，点一个看原文："
DID_YOU_MEAN_IN_GROUP = "没有完全对上的原文。也许是这几处，点一个看原文："
SHORTENED = f"问题较长，我按前 {LONGEST_QUESTION} 个字找的。"
NOTHING = "现有的 {speeches} 篇讲话里没有说到这个。\n换成讲话里的词再问一次试试"
_DENIED = pattern(r"(?:\S+\n)?现有的?(?: ?\d+ ?篇)?讲话里没有说到这个")
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
    Above.FIRST: "问过的话我不留。那一次给您看的是这一段：",
    Above.UNSAID: "{where}讲话里没有“{about}”这几个字，意思最近的是：",
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
# What 继续 may be answered with where the pushes are paused.
GOES_ON = frozenset({ReplyKind.ABOUT_PUSHES, ReplyKind.NO_EARLIER})
_ONLY_GOES_ON = pattern(r"(?:那就)?(?:继续|繼續|接着)(?:吧|了)?\W*")
_VIEWS = ViewsFound()
_topic = once_if_nothing(is_report)(to_the_bot)
WHOLE_DATE = pattern(r"\d[日号]|\d[-./]\d{1,2}[-./]\d")


async def ask(update: Update, context: Context) -> None:
    """Answer /ask …; /ask alone, in reply to a message, asks about that message."""
    message = update.effective_message
    if message is None:
        return
    words = context.argument or words_pointed_at(message, context.bot, ours=True)
    await answer(update, context, words)


async def answer(update: Update, context: Context, words: str, *, wishes: bool = False) -> None:
    """Reply to `words`, to each question in them; to an edited question by editing the reply it had.

    `wishes`: they may also ask the bot to do something, in any words; that is done where nobody knew them.
    """
    message = update.effective_message
    if message is None:
        return
    said, words = words, in_known_words(words)
    of_the_bot = _topic(words) is not None  # 今天几号，周几 is one matter
    asked = (words,) if of_the_bot else await context.services.questions.parts(words)
    before = on_comparing(words, context)
    shown: set[str] = set()
    for part, one in enumerate(asked[:MOST]):
        so_far = context.services.questions.so_far(asker(message))
        view, reply = await _reply_to(one, part, message, update, context)
        if view is None:
            continue
        if wishes and len(asked) == 1 and (found := await functions.meant(one, reply, update, context)):
            so_far.put_back()
            await functions.carry_out(found, part, update, context)
            return
        noted = None if reply.kind in UNNOTED else reply
        view = numbered(not_twice(view, reply, shown), one, part, len(asked), before=before)
        await give(message, context, view, noted, part)
        noted_as = said if said != words and len(asked) == 1 else one
        await context.services.inbox.note(reply, noted_as, asker(message), message.message_id, part)
    if message.edit_date:
        await withdraw_parts(message, context, first=min(len(asked), MOST))


async def _reply_to(
    words: str, part: int, message: Message, update: Update, context: Context
) -> tuple[View | None, Reply]:
    """Return the reply to one question and what it looks like; None is to say nothing."""
    if at_once := await _at_once(words, message, update, context):
        return at_once
    services, private = context.services, is_private(message)
    pointing = await pointed_at(message, context.bot, services.answers)
    reply = await services.questions.ask(words, asker(message), pointing)
    if reply.above is Above.SAME and (part or message.edit_date):  # what stands above is another
        reply = replace(reply, above=Above.NOTHING)
    # Below what the bot has said people also talk to each other.
    aside = reply.kind is ReplyKind.IDLE and not private and not mentions(message, context.bot)
    if aside or reply.kind is ReplyKind.AWAY:
        return None if aside else await away_view(words, message, context), reply
    if of_the_bot := await _of_the_bot(reply, words, message, update, context):
        return of_the_bot
    library, takes_feedback = services.answers.library, services.inbox.takes_feedback
    circumstances = (private, takes_feedback, services.answers.offered)
    if view := _VIEWS.get(library, words, reply, *circumstances):
        return view, reply
    view = wanted_view(reply, words, services.settings, private=private)
    view = view or view_of(reply, services.answers, private=private)
    if view is None:
        return None, reply
    view = with_years(view, reply, library)
    view = await with_ways_on(view, reply, words, context, part, private=private)
    if reply.kind in HANDS_ON:
        view = await with_question_before(view, message, context)
    if private or reply.kind is not ReplyKind.UNSURE:  # in a group there are the choices, and no more
        view = with_others(view, reply, library)
    shown = reply.kind is ReplyKind.CONFIDENT or (reply.kind is ReplyKind.UNSURE and private)
    view = with_feedback(view) if shown and takes_feedback else view
    return _VIEWS.keep(library, words, reply, view, *circumstances), reply


async def _at_once(
    words: str, message: Message, update: Update, context: Context
) -> tuple[View | None, Reply] | None:
    """Return what to say to words on the bot, and to 啥意思 below an answer in vain; None to other words."""
    if is_report(words):
        return None
    if (topic := _topic(words)) is not None:
        return await told(topic, words, message, update, context), Reply(ReplyKind.TO_THE_BOT)
    below = message.reply_to_message if replies_to(message, context.bot) else None
    in_vain = below is not None and _DENIED.match(below.text or "")
    if not in_vain or (follow_up(words) is None and not is_unclear(words)):
        return None
    return plain(SAID[ReplyKind.NOT_SAID]), Reply(ReplyKind.NOT_SAID)


async def _of_the_bot(
    reply: Reply, words: str, message: Message, update: Update, context: Context
) -> tuple[View | None, Reply] | None:
    """Return what to say, and what it replies with, to words on the bot or its pushes; else None.

    Who says 继续 where nothing else can go on is asked whether paused pushes shall.
    """
    if reply.kind is ReplyKind.NOT_MINE and (topic := likely_topic(words)) is not None:
        return await told(topic, words, message, update, context), Reply(ReplyKind.TO_THE_BOT)
    goes_on = reply.kind is ReplyKind.ABOUT_PUSHES or _ONLY_GOES_ON.fullmatch(words.strip())
    if (
        reply.kind in GOES_ON
        and goes_on
        and is_private(message)
        and (view := await paused_view(message, context))
    ):
        return view, reply
    view = await unheard(words, reply.kind, message, update, context)
    return (view, Reply(ReplyKind.ABOUT_PUSHES)) if view else None


def view_of(reply: Reply, answers: AnswerService, *, private: bool) -> View | None:
    """Return what `reply` looks like in a private chat or in a group; None is to say nothing."""
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
    return speech_view(reply, answers) or plain(_said(reply, answers, private=private))


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
