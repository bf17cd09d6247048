"""What a draft of a speech would change, for an editor; long lists are folded."""

from collections.abc import Sequence

from handlers.context import Context
from handlers.words.cards import button, rows
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import Piece, Pieces, View, plain
from knowledge.language.writing.clipped import clipped
from services.speeches.drafts import Review
from storage.speeches.drafts import SpeechDraft

LONGEST_SENTENCE = 100
MOST_SHOWN = 10  # sentences of a comparison
MOST_LEFT_OUT = 12
MOST_QUOTES = 5
NOTHING_YET = "点“确认收录”之前，什么都不会变。"
SAME = "和现在用的一字不差，不用再收录。"
SURELY = "不收录这份文件吗？文件会删去；题目、日期不对，点“留着”再改。"
NEAR = "\n已有同年的讲话 {slug}；要是它的新版，请点“是旧讲话的新版”。"
LOST_WAYS = "\n相似问 {kept} 个照用；{lost} 个问的原文新版里没有，收录后请在 /ways 里重新绑定"
WITHDRAWN = "这一篇已经下架，确认后按这一版恢复使用。"
IS_IT_RIGHT = {
    ("title",): "题目《{title}》是我猜的，对吗？不对请点“改题目”。",
    ("date",): "日期{date}是我猜的，对吗？不对请点“改日期”。",
    ("title", "date"): "题目《{title}》和日期{date}是我猜的，对吗？不对请点“改题目”“改日期”。",
}


async def card_of(draft: SpeechDraft, context: Context, *, changed: bool = False) -> View:
    """Return what a draft comes to, with what can be done about it; `changed`: by the person, just now."""
    review = await context.services.speech_drafts.review(draft)
    entry = await context.services.speech_changes.of(draft.speech.slug)
    withdrawn = entry is not None and entry.withdrawn_at is not None
    others = await context.services.speech_changes.listed()
    if review.before:
        kind = [button("作为新讲话", f"dr:new:{draft.id}")]
        if len(others) > 1:
            kind.append(button("是别篇的新版", f"dr:which:{draft.id}"))
    else:
        kind = [button("是旧讲话的新版", f"dr:which:{draft.id}")] if others else []
    keyboard = rows(
        [] if review.same and not withdrawn else [button("确认收录", f"dr:ok:{draft.id}")],
        [button("改题目", f"dr:title:{draft.id}"), button("改日期", f"dr:date:{draft.id}")],
        kind,
        [button("不要了", f"dr:drop:{draft.id}")],
    )
    lost = [
        quote.text
        for quote in context.services.quotes.quotes
        if quote.slug == draft.speech.slug and quote.text not in draft.speech.text
    ]
    kept, loose = await context.services.way_sources.standing(draft.speech)
    lost_ways = LOST_WAYS.format(kept=kept, lost=sum(len(one.questions) for one in loose)) if loose else ""
    same_year = draft.speech.slug.partition("_")[0] if not review.before else ""
    near = same_year if any(one.slug == same_year for one in others) else ""
    pieces = review_pieces(review, lost, near=near, withdrawn=withdrawn, lost_ways=lost_ways)
    view, drop = View(pieces, keyboard), f"dr:drop:{draft.id}"
    adopt = "" if review.same and not withdrawn else f"dr:ok:{draft.id}"
    no = f"dr:surely:{draft.id}" if changed else drop  # 算了 may mean the new title only
    return wants_yes(view, Asked.DRAFT, draft.id, yes=adopt, no=no, how="")


def surely_view(number: int) -> View:
    """Return the question whether a document is thrown away."""
    drop, card = f"dr:drop:{number}", f"dr:card:{number}"
    view = plain(SURELY, rows([button("不要了", drop), button("留着", card)]))
    return wants_yes(view, Asked.DRAFT, number, yes=drop, no=card, how="")


def review_pieces(
    review: Review,
    lost: Sequence[str] = (),
    *,
    near: str = "",
    withdrawn: bool = False,
    lost_ways: str = "",
) -> Pieces:
    """Return what a draft comes to, for an editor: long lists folded.

    `lost` are quotes in use that it no longer says, `lost_ways` says so of ways of asking; `near` is a speech
    of the same year, it being a new one.
    """
    draft, speech = review.draft, review.draft.speech
    kind = f"现有讲话 {speech.slug} 的新版" if review.before else f"新讲话，编号 {speech.slug}"
    lines = [
        f"\n日期：{speech.date or '没有写明'}",
        f"\n{kind}",
        f"\n读出 {review.sections} 个部分，{review.passages} 个可回答的段落，{review.characters} 字",
        *(f"\n注意：{note}" for note in draft.notes),
    ]
    pieces = [Piece(f"《{speech.title}》", bold=True), Piece("".join(lines))]
    if draft.left_out:
        left_out = [f"{what}：{why}" for what, why in draft.left_out]
        pieces += _folded(f"没有收进来的 {len(left_out)} 处：", left_out, MOST_LEFT_OUT)
    pieces += _compared(review)
    if lost:
        pieces += _folded(f"在用的廉语有 {len(lost)} 条新版里没有，将停用：", lost, MOST_QUOTES)
    if lost_ways:
        pieces.append(Piece(lost_ways))
    if review.quotes:
        pieces += _folded(
            f"可作廉语的 {len(review.quotes)} 句，收录后在 /curate 里逐条审定：", review.quotes, MOST_QUOTES
        )
    if near:
        pieces.append(Piece(NEAR.format(slug=near)))
    if withdrawn:
        pieces.append(Piece(f"\n{WITHDRAWN}"))
    if asked := IS_IT_RIGHT.get(draft.unsure):
        pieces.append(Piece("\n" + asked.format(title=speech.title, date=speech.date), bold=True))
    pieces.append(Piece(f"\n{SAME if review.same and not withdrawn else NOTHING_YET}"))
    return tuple(pieces)


def _compared(review: Review) -> list[Piece]:
    if review.before is None:
        return []
    difference = review.difference
    renamed = [Piece(f"\n{sentence}") for sentence in review.renamed]
    if not difference:
        return [Piece("\n文字和现在的版本一样"), *renamed]
    lines = [f"改前：{_line(was)}\n改后：{_line(now)}" for was, now in difference.changed]
    lines += [f"新增：{_line(sentence)}" for sentence in difference.added]
    lines += [f"删去：{_line(sentence)}" for sentence in difference.removed]
    counts = (
        ("改了", len(difference.changed)),
        ("新增", len(difference.added)),
        ("删去", len(difference.removed)),
    )
    said = "，".join(f"{what} {number} 句" for what, number in counts if number)
    return [*renamed, *_folded(f"和现在的版本比，{said}：", lines, MOST_SHOWN)]


def _line(sentence: str) -> str:
    return clipped(sentence, LONGEST_SENTENCE)


def _folded(head: str, lines: Sequence[str], most: int) -> list[Piece]:
    more = [f"……另有 {len(lines) - most} 条"] if len(lines) > most else []
    return [Piece(f"\n{head}\n"), Piece("\n".join([*lines[:most], *more]), folded=True)]
