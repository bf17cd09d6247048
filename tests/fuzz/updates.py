"""Updates as hypothesis draws them: any kind, fields by the types of `update_types.json`, people of the house.

They are as Telegram could write them, with fields that nobody knows yet. In wild ones, here and there a value
is of another type, or a field that must be there is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from fuzz import hostile
from fuzz.update_types import REQUIRED, Table, known_types

Draw = Callable[[st.SearchStrategy[Any]], Any]
Json = dict[str, Any]

KINDS = [
    *["message"] * 12, *["edited_message"] * 3, *["callback_query"] * 5, *["inline_query"] * 3, "channel_post",
    "channel_post", "edited_channel_post", *["my_chat_member"] * 2, *["chat_member"] * 2,
]  # fmt: skip
DEEPEST = 5
PERCENT = st.integers(0, 99)
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        2**31,
        2**53 + 1,
        -(2**63),
        2**63,
        1.5,
        "",
        "x",
        [],
        {},
        [None],
        [[]],
        {"id": None},
    ]
)
NUMBERS = st.one_of(st.integers(0, 300), st.sampled_from([-1, 0, 2**31, 2**53, -(2**62), 10**15]))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = hostile.text()
NAMES = st.one_of(TEXTS, st.sampled_from(hostile.PATHS))
STATUSES = st.sampled_from(["creator", "administrator", "member", "restricted", "left", "kicked", "ghost"])
KINDS_OF_TEXT = st.sampled_from(
    [
        *(
            "bot_command",
            "mention",
            "url",
            "bold",
            "text_link",
            "text_mention",
            "emoji",
            "custom_emoji",
            "paid",
        ),
        *("private", "group", "supergroup", "channel", "user", "hidden_user", "chat", "regular", "quiz"),
    ]
)
CHAT_KINDS = st.sampled_from(["private", "group", "supergroup", "channel", "sender", "universe"])


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what there is in the house: people and chats as Telegram writes them, and what people say there.

    `now` is the world's time in whole seconds, `message_ids` the numbers of messages that are there.
    """

    people: tuple[Json, ...]
    chats: tuple[Json, ...]
    said: tuple[str, ...]
    pressed: tuple[str, ...]
    message_ids: tuple[int, ...]
    file_ids: tuple[str, ...]
    now: int


class Drawing:
    """Draws values of the page's types."""

    def __init__(self, cast: Cast, *, wild: bool) -> None:
        self._table: Table = known_types()
        self._wild = wild
        self._people, self._chats = st.sampled_from(cast.people), st.sampled_from(cast.chats)
        said, pressed = st.sampled_from(cast.said), st.sampled_from(cast.pressed)
        now = st.integers(cast.now - 400, cast.now)
        self._now = cast.now
        self._fields: dict[str, st.SearchStrategy[Any]] = {
            "text": said | said | TEXTS,
            "caption": said | TEXTS,
            "query": said | TEXTS,
            "data": pressed | TEXTS,
            "date": now | now | now | st.integers(0, 2**31),
            "message_id": st.sampled_from(cast.message_ids) | NUMBERS,
            "message_thread_id": st.sampled_from(cast.message_ids) | NUMBERS,
            "file_id": st.sampled_from(cast.file_ids) | TEXTS,
            "file_size": st.sampled_from([0, 1, 2000, 20 * 2**20 + 1, 2**40]),
            "file_name": NAMES,
            "title": NAMES,
            "first_name": NAMES,
            "last_name": NAMES,
            "new_chat_title": NAMES,
            "status": STATUSES,
            "type": KINDS_OF_TEXT,
            "chat_type": CHAT_KINDS,
            "migrate_to_chat_id": st.sampled_from([-1004000000999, 5, -5]),
            "language_code": st.sampled_from(["zh-hans", "en", "", "x" * 50]),
        }

    def update(self, draw: Draw) -> Json:
        """Draw an update without its number."""
        fields = self._table["Update"]
        assert isinstance(fields, dict)
        others = [name for name in fields if name not in {*KINDS, "update_id"}]
        luck = draw(PERCENT)
        kind = draw(st.sampled_from(others)) if luck < 12 else draw(st.sampled_from(KINDS))
        if luck == 12:
            return {"kind_of_tomorrow": draw(JUNK)}
        update = {kind: self._value(draw, kind, fields[kind], 0)}
        if luck == 13:
            update["field_of_tomorrow"] = draw(JUNK)
        return update

    def _value(self, draw: Draw, name: str, said: str, depth: int) -> Any:  # noqa: ANN401 - JSON
        if self._wild and draw(PERCENT) < 2 + depth:
            return draw(JUNK)
        kinds = said.removesuffix(REQUIRED).split("|")
        return self._of_type(draw, name, kinds[0] if len(kinds) == 1 else draw(st.sampled_from(kinds)), depth)

    def _of_type(self, draw: Draw, name: str, kind: str, depth: int) -> Any:  # noqa: ANN401 - JSON
        if kind.startswith("["):
            number = draw(st.integers(0, 2)) if depth < DEEPEST else 0
            return [self._of_type(draw, name, kind[1:-1], depth + 1) for _ in range(number)]
        known = self._table.get(kind)
        if known is not None:
            return self._object(draw, name, kind, depth)
        if kind == "True":
            return True
        if kind == "Boolean":
            return draw(st.booleans())
        if kind in {"String", "Integer"}:
            name = "date" if name.endswith("_date") and kind == "Integer" else name
            if (field := self._fields.get(name)) is not None:
                return draw(field)
        if kind == "Float":
            return draw(FLOATS)
        return draw(NUMBERS) if kind == "Integer" else draw(TEXTS)

    def _object(self, draw: Draw, name: str, kind: str, depth: int) -> Any:  # noqa: ANN401 - JSON
        known = self._table[kind]
        if depth > DEEPEST + 2:  # some types hold themselves
            return {}
        if isinstance(known, list):
            return self._of_type(draw, name, draw(st.sampled_from(known)), depth + 1) if known else {}
        luck = draw(PERCENT)
        if kind == "User" and luck < 85:
            return draw(self._people)
        if kind == "Chat" and luck < 85:
            return draw(self._chats)
        made = {
            field: self._value(draw, field, said, depth + 1)
            for field, said in known.items()
            if said.endswith(REQUIRED) and (luck != 99 or not self._wild or draw(st.booleans()))
        }
        if depth < DEEPEST:
            self._add_optional(draw, made, known, depth)
        if kind == "Message" and depth <= 1:
            self._make_likely(draw, made)
        if kind in {"Chat", "ChatFullInfo"}:
            made["type"] = draw(CHAT_KINDS)
        if kind.startswith("ChatMember") and kind not in {"ChatMemberUpdated", "ChatMember"}:
            made["status"] = draw(STATUSES) if luck < 5 else STATUS_OF.get(kind, "member")
        return made

    def _add_optional(self, draw: Draw, made: Json, known: dict[str, str], depth: int) -> None:
        names = [field for field, said in known.items() if not said.endswith(REQUIRED)]
        most = 3 if depth <= 1 else 1
        for _ in range(draw(st.integers(0, most)) if names else 0):
            field = draw(st.sampled_from(names))
            made[field] = self._value(draw, field, known[field], depth + 1)

    def _make_likely(self, draw: Draw, made: Json) -> None:
        """Give a message a sender who can be where it was written, and mostly words."""
        luck = draw(PERCENT)
        if luck < 90:
            person = made["from"] = draw(self._people)
            if luck < 55:
                made["chat"] = {
                    "id": person.get("id"),
                    "type": "private",
                    "first_name": person.get("first_name"),
                }
        if luck % 10 < 7:
            made["text"] = draw(self._fields["text"])
            if made["text"].startswith("/"):
                length = len(made["text"].split(maxsplit=1)[0])
                made["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if luck % 10 == 9:
            document = self._object(draw, "document", "Document", 2)
            made["document"] = document


STATUS_OF = {
    "ChatMemberOwner": "creator",
    "ChatMemberAdministrator": "administrator",
    "ChatMemberMember": "member",
    "ChatMemberRestricted": "restricted",
    "ChatMemberLeft": "left",
    "ChatMemberBanned": "kicked",
}


def scenes(cast: Cast, most: int, *, wild: bool) -> st.SearchStrategy[list[Json]]:
    """Return hypothesis' way to some updates, one after another; `wild`: with values of the wrong types."""
    drawing = Drawing(cast, wild=wild)
    update: st.SearchStrategy[Json] = st.composite(drawing.update)()
    return st.lists(update, min_size=most, max_size=most)
