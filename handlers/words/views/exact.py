"""What can be told of the speeches exactly, as it is said; and what is left to people to judge."""

from core.models import Shows
from handlers.words.buttons import Mode, answer_keyboard, deck_of
from handlers.words.cards import by, rows
from handlers.words.replies import Piece, Pieces, View, passage_pieces, plain
from handlers.words.views.speeches import named, opening
from knowledge.language.talk.thread.exact_words import Exact
from knowledge.language.writing.clipped import clipped
from knowledge.search.library import Library
from services.asking.reply import Reply, ReplyKind

MOST, A_ROW, LONGEST = 10, 5, 60
EXTREMES = {
    Exact.LONGEST: "{where}最长的自然段，连标点 {signs} 个字：",
    Exact.SHORTEST: "{where}最短的自然段（标题、称呼不算），连标点 {signs} 个字：",
    Exact.LONGEST_SENTENCE: "{where}最长的一句，连标点 {signs} 个字：",
    Exact.SHORTEST_SENTENCE: "{where}最短的一句（标题不算），连标点 {signs} 个字：",
}
LISTED = {
    Exact.FIGURES: "{where}写有阿拉伯数字的有 {places} 段",
    Exact.QUOTED: "{where}有引号的有 {places} 段",
    Exact.TITLES: "{where}有书名号的有 {places} 段",
    Exact.SAYINGS: "哪几句是引的原话，讲话稿没有一一标明。{where}提到总书记的有 {places} 段",
}
NONE = {
    Exact.FIGURES: "{where}没有写阿拉伯数字的段落。",
    Exact.QUOTED: "{where}没有引号。",
    Exact.TITLES: "{where}没有书名号。",
    Exact.SAYINGS: "{where}没有提到总书记的段落。",
}
FIRST = "，先列前 {most} 段"
JUDGED = (
    "哪些算{this}，我不作判断，只给原文。能从原文里准确找的，可以发：最长的一段、最短的一句、带数字的段落、"
    "引号里的话、书名号里的文件。"
)
SOME = "好句子、修辞"


def exact_view(reply: Reply, library: Library) -> View | None:
    """Return what a reply looks like that tells something of a text exactly; None: it is another kind."""
    asked = reply.exact
    if reply.kind is not ReplyKind.EXACT or asked is None:
        return None
    where = "、".join(named(slug, library) for slug in reply.slugs) + "的讲话里"
    if len(reply.slugs) == len(library.speeches):
        where = f"现有的 {len(reply.slugs)} 篇讲话里"
    if asked.what is Exact.JUDGED:
        return plain(JUDGED.format(this=asked.said or SOME))
    if not reply.candidates:
        return plain(NONE.get(asked.what, "{where}没有这样的段落。").format(where=where))
    if asked.what in EXTREMES:
        shown = reply.candidates[0].passage
        signs = len("".join(shown.text.split()))
        lead = EXTREMES[asked.what].format(where=where, signs=signs)
        stretch = library.stretch(shown.id, reply.around) if reply.around else None
        pieces = passage_pieces(shown, before=lead, stretch=stretch, around=reply.around)
        return View(pieces, answer_keyboard(deck_of(Mode.PASSAGE, reply.candidates, reply.around)))
    return _list(reply, LISTED[asked.what].format(where=where, places=len(reply.candidates)), library)


def _list(reply: Reply, lead: str, library: Library) -> View:
    there = reply.candidates[:MOST]
    pieces: Pieces = (Piece(lead + (FIRST.format(most=MOST) if len(reply.candidates) > MOST else "") + "："),)
    opened = []
    for number, one in enumerate(there, 1):
        stretch = library.stretch(one.passage.id, library.first(one.passage.slug).id)
        place = f"第 {stretch.place} 段" if stretch else ""
        words = dict.fromkeys(one.passage.text[start:end] for start, end in one.marks)
        line = clipped("、".join(words), LONGEST)
        where = Piece(f"{named(one.passage.slug, library)}{place}", opens=one.passage.id)
        pieces = (*pieces, Piece(f"\n{number}. "), where, Piece(f"：{line}"))
        whole = library.passage(one.passage.id)
        opened.append(opening(str(number), whole) if whole else None)
    first = there[0].passage
    around = library.first(first.slug).id
    shows = Shows(first.id, first.text, "" if around == first.id else around)
    return View(pieces, rows(*by(A_ROW, filter(None, opened))), about=shows, chooses=True)
