"""What a person sends or forwards without words gets one fitting sentence; service messages get none."""

from typing import Any

import pytest
from office import Office
from things_sent import FILE, PHOTO, POLL

QUESTION, FOUND = "三重一大是什么", "严格执行“三重一大”"
CHANNEL = {"id": -1008, "type": "channel", "title": "频道"}
SOMEBODY = {"id": 79, "is_bot": False, "first_name": "李"}
PLACE = {"latitude": 31.2, "longitude": 121.5}
STICKER = FILE | {"width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False}
GIFT = {"gift": {"id": "1", "star_count": 5, "sticker": STICKER}}
PRICE = {"currency": "CNY", "total_amount": 5}
DRAW = {"winners_selection_date": 1900000000, "winner_count": 1}
SENT: dict[str, tuple[dict[str, Any], str]] = {
    "a poll": ({"poll": POLL}, "投票"),
    "a quiz": ({"poll": POLL | {"type": "quiz", "correct_option_ids": [0]}}, "投票"),
    "a checklist": ({"checklist": {"title": "采购", "tasks": [{"id": 1, "text": "纸"}]}}, "清单"),
    "a story": ({"story": {"chat": CHANNEL, "id": 3}}, "动态"),
    "paid pictures": ({"paid_media": {"star_count": 5, "paid_media": [{"type": "preview"}]}}, "付费"),
    "a game": ({"game": {"title": "跳", "description": "跳", "photo": PHOTO}}, "游戏"),
    "an invoice": (
        {"invoice": {"title": "书", "description": "书", "start_parameter": "s"} | PRICE},
        "付款",
    ),
    "a giveaway": ({"giveaway": {"chats": [CHANNEL]} | DRAW}, "抽奖"),
    "its winners": (
        {"giveaway_winners": {"chat": CHANNEL, "giveaway_message_id": 1, "winners": [SOMEBODY]} | DRAW},
        "抽奖",
    ),
    "a contact": ({"contact": {"phone_number": "1", "first_name": "李"}}, "联系人"),
    "a venue": ({"venue": {"location": PLACE, "title": "礼堂", "address": "路"}, "location": PLACE}, "位置"),
    "a live photo": ({"live_photo": FILE | {"duration": 1, "width": 1, "height": 1}, "photo": PHOTO}, "图片"),
    "a round video": ({"video_note": FILE | {"duration": 1, "length": 1}}, "视频"),
    "a kind to come": ({"hologram": {"height": 2}}, "看不懂"),
}
OF_SERVICE: dict[str, dict[str, Any]] = {
    "a boost": {"boost_added": {"boost_count": 1}},
    "a payment": {
        "successful_payment": {"currency": "CNY", "total_amount": 1, "invoice_payload": "p"}
        | {"telegram_payment_charge_id": "1", "provider_payment_charge_id": "1"}
    },
    "a passport": {"passport_data": {"data": [], "credentials": {"data": "", "hash": "", "secret": ""}}},
    "a gift": {"gift": GIFT},
    "a task that is done": {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    "an option more": {"poll_option_added": {"option_persistent_id": "1", "option_text": "下午"}},
    "a background": {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "蓝"}}},
    "leave to write": {"write_access_allowed": {}},
}
FORWARDED = {"forward_origin": {"type": "channel", "chat": CHANNEL, "message_id": 1, "date": 1}}


async def empty_message(office: Office, name: str, place: Any = None) -> dict[str, Any]:  # noqa: ANN401 - a chat or None
    message = (await office.colleague(name).says("谢谢", place)).as_message()
    return {key: part for key, part in message.items() if key not in {"text", "entities"}}


@pytest.mark.parametrize("kind", SENT)
async def test_whatever_has_no_words_gets_one_fitting_sentence(office: Office, kind: str) -> None:
    sent, fitting = SENT[kind]
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    office.world.bot.privacy_mode = False
    private, public = await empty_message(office, "陈"), await empty_message(office, "陈", chat)
    in_private, in_group = len(chen.answers()), len(chen.answers(chat))

    await office.hears("message", private | {"message_id": 901} | sent)
    await office.hears("message", private | {"message_id": 902} | sent | FORWARDED)
    assert [fitting in one.text for one in chen.answers()[in_private:]] == [True, True]

    await office.hears("message", public | {"message_id": 903} | sent)
    assert len(chen.answers(chat)) == in_group


@pytest.mark.parametrize("kind", OF_SERVICE)
async def test_what_telegram_says_of_a_chat_is_not_answered(office: Office, kind: str) -> None:
    chen = office.colleague("陈")
    message = await empty_message(office, "陈")
    before = len(chen.answers())
    await office.hears("message", message | {"message_id": 901} | OF_SERVICE[kind])
    assert len(chen.answers()) == before


def block(text: Any, kind: str = "paragraph", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as Telegram nests it
    return {"type": kind, "text": text} | more


RICH: dict[str, list[dict[str, Any]]] = {
    "plain": [block(QUESTION)],
    "marks": [block(["三重", {"type": "bold", "text": {"type": "italic", "text": "一大"}}, "是什么"])],
    "a list": [{"type": "list", "items": [{"label": "1.", "blocks": [block(QUESTION)]}]}],
    "a table": [{"type": "table", "cells": [[{"text": "三重一大"}, {"text": "是什么"}]]}],
    "a fold": [{"type": "details", "summary": QUESTION, "blocks": [block("")]}],
    "a caption": [{"type": "photo", "photo": PHOTO, "caption": {"text": QUESTION, "credit": ""}}],
}


@pytest.mark.parametrize("kind", RICH)
async def test_the_words_of_a_rich_message_are_a_question(office: Office, kind: str) -> None:
    chen = office.colleague("陈")
    rich = {"message_id": 901, "rich_message": {"blocks": RICH[kind]}}
    message = await empty_message(office, "陈") | rich
    await office.hears("message", message)
    assert chen.finds(FOUND)


async def test_a_rich_message_longer_than_any_other_is_not_cut(office: Office) -> None:
    rich = {"message_id": 901, "rich_message": {"blocks": [block(QUESTION * 1000)]}}
    await office.hears("message", await empty_message(office, "陈") | rich)
    assert "看不懂" in office.colleague("陈").sees()
