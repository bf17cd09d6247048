"""What a message without own words points at: what it answers or quotes, here or in another chat."""

from typing import Any

import pytest
from office import Office
from things_sent import POLL

TERM = "三重一大是什么"
FOUND = "严格执行“三重一大”"
ELSEWHERE = {
    "origin": {"type": "hidden_user", "sender_user_name": "某人", "date": 1},
    "chat": {"id": -1009, "type": "supergroup", "title": "别的群"},
    "message_id": 5,
}
OUR_NAME = {"text": "@qingfeng_bot", "entities": [{"type": "mention", "offset": 0, "length": 13}]}
ASK = {"text": "/ask", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
ASK_IN_CHINESE: dict[str, Any] = {"text": "/问", "entities": []}
PHOTO = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
FROM_CHANNEL = {
    "sender_chat": {"id": -1008, "type": "channel", "title": "频道"},
    "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
    "is_automatic_forward": True,
}
pointing_by = pytest.mark.parametrize("said", [OUR_NAME, ASK, ASK_IN_CHINESE], ids=lambda said: said["text"])


def quote(words: str) -> dict[str, Any]:
    return {"quote": {"text": words, "position": 0, "is_manual": True}}


def without_text(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in {"text", "entities"}}


@pointing_by
async def test_the_words_quoted_from_elsewhere_are_the_question(office: Office, said: dict[str, Any]) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    for place in (chat, chen.private):
        message = await chen.says("大家好", place)
        pointing = message.as_message() | said | {"external_reply": ELSEWHERE} | quote(TERM)
        await office.hears("message", pointing)
        assert chen.finds(FOUND, place)


@pointing_by
async def test_what_is_answered_here_is_the_question(office: Office, said: dict[str, Any]) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    base = (await chen.says("大家好", chat)).as_message()
    earlier = (await li.says("午饭吃什么？另外，" + TERM, chat)).as_message()
    bare = without_text(earlier)
    kinds: dict[str, dict[str, Any]] = {
        "a part of it": {"reply_to_message": earlier} | quote(TERM),
        "a caption": {"reply_to_message": bare | PHOTO | {"caption": TERM}},
        "a forward": {"reply_to_message": earlier | {"text": TERM, "forward_origin": ELSEWHERE["origin"]}},
        "a channel's post": {"reply_to_message": bare | {"text": TERM} | FROM_CHANNEL},
    }
    for kind, pointing in kinds.items():
        before = len(chen.answers(chat))
        await office.hears("message", base | said | pointing)
        assert len(chen.answers(chat)) == before + 1, kind
        assert chen.finds(FOUND, chat), kind


async def test_a_part_of_our_own_answer_can_be_asked_about(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says(f"/ask {TERM}", chat)
    answer = chen.last(chat)
    message = await chen.says("大家好", chat)
    pointing = {"reply_to_message": answer.as_message()} | quote("重大项目投资决策")
    await office.hears("message", message.as_message() | OUR_NAME | pointing)
    assert len(chen.answers(chat)) == 3
    assert "请把问题一起发给我" not in chen.sees(chat)


async def test_pointing_at_nothing_asks_for_the_question(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    message = await chen.says("大家好", chat)
    for pointing in ({}, {"external_reply": ELSEWHERE | PHOTO}):
        await office.hears("message", message.as_message() | OUR_NAME | pointing)
        assert "请把问题一起发给我" in chen.sees(chat)


OPTION = {"text": "四风问题", "voter_count": 0, "persistent_id": "7"}
CHECKLIST = {"title": "要弄懂的", "tasks": [{"id": 1, "text": "午饭"}, {"id": 2, "text": TERM}]}
LISTS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a poll": ({"poll": POLL | {"question": TERM, "options": [OPTION]}}, {}, FOUND),
    "an option": (
        {"poll": POLL | {"question": TERM, "options": [OPTION]}},
        {"reply_to_poll_option_id": "7"},
        "四风",
    ),
    "a checklist": ({"checklist": CHECKLIST | {"title": TERM}}, {}, FOUND),
    "a task": ({"checklist": CHECKLIST}, {"reply_to_checklist_task_id": 2}, FOUND),
    "a rich message": ({"rich_message": {"blocks": [{"type": "paragraph", "text": TERM}]}}, {}, FOUND),
}


@pointing_by
@pytest.mark.parametrize("kind", LISTS)
async def test_what_a_poll_or_a_checklist_asks_is_the_question(
    office: Office, said: dict[str, Any], kind: str
) -> None:
    earlier, entry, found = LISTS[kind]
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    base = (await chen.says("大家好", chat)).as_message()
    answered = {"reply_to_message": without_text((await li.says("午饭", chat)).as_message()) | earlier}
    await office.hears("message", base | said | answered | entry)
    assert chen.finds(found, chat)
    if "rich_message" in earlier:
        return
    elsewhere = {"external_reply": ELSEWHERE | earlier}
    await office.hears("message", base | {"message_id": base["message_id"] + 90} | said | elsewhere | entry)
    assert len(chen.answers(chat)) > 2
    assert chen.finds(found, chat)


@pointing_by
async def test_a_quiz_of_ours_is_not_looked_up_for_anybody(office: Office, said: dict[str, Any]) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    base = (await chen.says("/ask " + TERM, chat)).as_message()
    quiz = without_text(chen.last(chat).as_message()) | {"poll": POLL | {"question": TERM, "type": "quiz"}}
    await office.hears("message", base | {"message_id": 901} | said | {"reply_to_message": quiz})
    assert "请把问题一起发给我" in chen.sees(chat)


async def test_words_that_only_point_ask_what_stands_there(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    base = (await chen.says("大家好", chat)).as_message()
    asked = (await li.says(TERM, chat)).as_message()
    quoted = (await li.says("层层传导压力，把纪律挺在前面", chat)).as_message()
    private = (await chen.says("大家好")).as_message()
    told = {"text": TERM, "forward_origin": ELSEWHERE["origin"]}
    forward = private | told | {"message_id": private["message_id"] + 1}
    rows = [
        *((base, asked, said, FOUND) for said in ("这个呢", "麻烦解答一下", "這個怎麼看", "同问", "？")),
        *((base, asked, said, FOUND) for said in ("讲话里怎么说的", "他问的这个能答吗")),
        *((base, quoted, said, "是原文，一字不差") for said in ("这句是原话吗", "幫忙核對一下")),
        *((base, quoted, said, "2022-1-09") for said in ("出自哪篇讲话", "求出处")),
        *((private, forward, said, FOUND) for said in ("帮查一下", "这是什么意思", "怎么回答他")),
        (base, asked, "作风建设", "作风建设"),
        (base, asked, "在吗", "在。"),
    ]
    for number, (message, earlier, said, found) in enumerate(rows):
        await office.clock.advance(60)
        place = chat if message is base else chen.private
        words = f"@qingfeng_bot {said}" if place is chat else said
        pointing = message | {"text": words, "message_id": message["message_id"] + 1000 + number}
        before = len(chen.answers(place))
        await office.hears("message", pointing | {"entities": [], "reply_to_message": earlier})
        assert len(chen.answers(place)) > before, said
        assert chen.finds(found, place), (said, chen.sees(place))
