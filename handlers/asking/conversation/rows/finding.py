"""Which row of which list is meant: by its place, by its words, in the newest list or in one that is named."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handlers.asking.conversation.any_words import known_elsewhere, says_more
from handlers.asking.conversation.rows.standing import Here, Press, labelled, may_open
from handlers.asking.conversation.said_choice import named_act
from handlers.context import Context
from handlers.sending.asked import NO, YES
from handlers.words.listed import CHOICES, OPENS, rows_of
from handlers.words.replies import View
from knowledge.language.commands.office.inbox_words import Act, said_to_inbox
from knowledge.language.talk.assent import asks_the_speeches
from knowledge.language.talk.rows import list_words, row_words
from knowledge.language.talk.rows.row_words import MUCH_LIKE, WHOLE, RowSaid, likest
from knowledge.language.talk.thread.menu_words import chosen
from services.asking.remembered.lists import Listed, Row

NEAR = 0.1  # shares of two rows that are no further apart are as likely
MOST = 4  # rows to choose from


async def row_meant(said: RowSaid, here: Here) -> Press | None:
    """Return what opens the row that is meant, and does what is said of it; None: none is."""
    more = said_to_inbox(here.words)
    if (said.rest and asks_the_speeches(said.rest)) or (more is not None and more.act is not Act.OPEN):
        return None  # 第二条回复说已经改了 is done by who reads all of it
    lists = [one for one in here.lists if one.rows and _may_be_of(one, said)]
    if said.name and not lists:
        if said.name not in OPENS or not await may_open(said.name, here):
            return None
        return Press(OPENS[said.name], then=partial(_of_view, said))
    found = _by_words(said, lists, here) if said.about else None
    if found is None and said.place and lists:
        at_once = said.name or said.counted or (here.fresh and lists[0] is here.lists[0])
        found = _by_place(said.place, lists[0]) if at_once and not _is_for_words(lists[0], here) else None
    if found is None or found.either:
        return found
    if list_words.leaves_it(said.rest):
        return Press()
    act = said.rest if said.rest and not list_words.only_opens(said.rest) else ""
    return replace(found, then=partial(named_act, act) if act else None)


async def choice_meant(said: RowSaid | None, here: Here) -> Press | None:
    """Return the choice of the item that is practised, where an answer is said in one's own words."""
    guess, listed = row_words.choice_said(here.words), here.lists[:1]
    if (found := await row_meant(said, here) if said else None) or guess is None:
        return found
    return _by_place(guess.place, listed[0]) if guess.place else _by_words(guess, listed, here)


def _may_be_of(listed: Listed, said: RowSaid) -> bool:
    """Return whether a row of that list may be meant, by its name and by how its rows are counted."""
    if said.name:
        return listed.name.endswith(said.name)
    if said.counted is None:
        return True
    unnamed = not listed.name and not said.counted
    return unnamed or (bool(said.counted) and listed.name.endswith(said.counted))


def _is_for_words(listed: Listed, here: Here) -> bool:
    """Return whether words are wanted by something that came after that list."""
    return (
        here.waits is not None
        and here.waits.asked_at > listed.at
        and here.waits.message_id != listed.message_id
    )


def _by_words(said: RowSaid, lists: Sequence[Listed], here: Here) -> Press | None:
    elsewhere = not said.name and (known_elsewhere(here.words, here.context) or says_more(here.words))
    for listed in lists:
        if _is_for_words(listed, here) and not said.name:
            return None
        words = [_with_passage(one, here.context) for one in listed.rows]
        hits = likest(said.about, words) or likest(_in_other_words(said.about, here.context), words)
        # Of passages and headings other readers know more, and 四个意识是什么 is no answer to an item.
        all_of_it = elsewhere or listed.name in {"", CHOICES}
        enough = WHOLE if all_of_it else 0.0 if listed is lists[0] else MUCH_LIKE
        if not hits or hits[0][0] < enough or not (listed.name or here.fresh):
            continue
        best = [listed.rows[at] for share, at in hits if share >= hits[0][0] - NEAR]
        at_place = _row_at(said.place, listed) if said.place else None
        if at_place is not None and at_place in [listed.rows[at] for _, at in hits]:
            return Press(at_place.data, listed)
        if at_place is not None:
            best = [at_place, best[0]]
        if len(best) == 1:
            return Press(best[0].data, listed)
        return Press(of=listed, either=labelled(best[:MOST]))
    return None


def _in_other_words(about: Sequence[str], context: Context) -> list[str]:
    """Return the same with words for the same in it: 开车的 for 司机."""
    known = context.services.answers.library.thesaurus
    return [
        one.replace(word, other)
        for one in about
        for word, others in known.alternatives(one)
        for other in others
    ]


def _with_passage(row: Row, context: Context) -> str:
    """Return a row's words, with those of the passage that it opens: its label has only the first of them."""
    number = row_words.passage_number(f"{row.words} {row.data}")
    passage = context.services.answers.library.passage(number) if number else None
    return f"{row.words} {passage.text}" if passage else row.words


def _by_place(place: int, listed: Listed) -> Press | None:
    if not listed.name and place > 0:  # headings have numbers of their own
        labels = [one for one in listed.presses if one not in {YES, NO}]
        data = listed.presses.get(chosen(f"第{place}个", labels, len(listed.rows)), "")
        return Press(data, listed) if data else None
    row = _row_at(place, listed)
    return Press(row.data, listed) if row else None


def _row_at(place: int, listed: Listed) -> Row | None:
    if place < 0:
        return listed.rows[place] if -place <= len(listed.rows) else None
    return next((one for one in listed.rows if one.number == place), None)


def _of_view(said: RowSaid, page: View) -> str:
    """Return the data of the row of a page that is meant."""
    listed = rows_of(page)
    hits = likest(said.about, [one.words for one in listed])
    if hits and (len(hits) == 1 or hits[1][0] < hits[0][0] - NEAR):
        return listed[hits[0][1]].data
    place = said.place - 1 if said.place > 0 else said.place
    return listed[place].data if said.place and -len(listed) <= place < len(listed) else ""
