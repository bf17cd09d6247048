"""sendMessage, edits, deletion, answers to taps."""

from typing import Any

from emulator import entities as found
from emulator.access import open_thread, own_message, readable_chat, require, writable_chat
from emulator.chats import Chat
from emulator.errors import BadRequest
from emulator.keyboards import forced_reply, inline_keyboard
from emulator.markup import formatted
from emulator.messages import CallbackAnswer, Message
from emulator.parameters import chat_id, json_objects, string
from emulator.telegram import LONGEST_CAPTION, LONGEST_TEXT, Telegram, reply_thread

LONGEST_ANSWER = 200
ANSWER_CUT = "MESSAGE_TOO_LONG"
DELETABLE_HOURS = 48
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)
REPLY_FIELDS = {
    "message_id", "chat_id", "allow_sending_without_reply",
    "quote", "quote_parse_mode", "quote_entities", "quote_position",
}  # fmt: skip
PREVIEW_FIELDS = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}


def send_message(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Send a text."""
    text, entities = message_text(values)
    chat = writable_chat(world, values["chat_id"])
    message = new_message(world, chat, values)
    message.text, message.entities = text, entities
    message.link_preview_options = _preview(values)
    return post(world, message).as_message()


def message_text(values: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and entities to send, those Telegram finds by itself included."""
    text, entities = formatted(values["text"], values.get("parse_mode"), values.get("entities"))
    if not text.strip():
        raise BadRequest("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise BadRequest("message is too long")
    return text, found.in_order(entities + found.find(text, without=entities))


def caption(values: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """Return a caption and its entities."""
    text, entities = formatted(
        values.get("caption", ""), values.get("parse_mode"), values.get("caption_entities")
    )
    if len(text) > LONGEST_CAPTION:
        raise BadRequest("message caption is too long")
    return text, found.in_order(entities + found.find(text, without=entities))


def new_message(world: Telegram, chat: Chat, values: dict[str, Any]) -> Message:
    """Return an empty message of the bot at the place `values` name, keyboard and reply included."""
    keyboard = inline_keyboard(values.get("reply_markup"), chat)
    reply_to, quote = _reply(world, chat, values.get("reply_parameters"))
    thread_id = values.get("message_thread_id")
    if thread_id is None and reply_to is not None and reply_to.thread_id in chat.topics:
        thread_id = reply_to.thread_id
    thread_id = open_thread(world, chat, thread_id) or reply_thread(chat, reply_to)
    if world.limits is not None:
        world.limits.take(world.clock, chat.id, is_private=chat.is_private)
    is_channel = chat.kind == "channel"
    return Message(
        world.next_id(),
        chat,
        world.clock.now(),
        sender=None if is_channel else world.bot,
        sender_chat=chat if is_channel else None,
        person=world.bot,
        thread_id=thread_id,
        root=world.topic_root(chat, thread_id),
        reply_to=reply_to,
        quote=quote,
        keyboard=keyboard,
        forces_reply=forced_reply(values.get("reply_markup")),
        silent=values.get("disable_notification", False),
        protected=values.get("protect_content", False),
    )


def post(world: Telegram, message: Message) -> Message:
    """Put the message into its chat."""
    return world.add_message(message)


def _preview(values: dict[str, Any]) -> dict[str, Any] | None:
    options: dict[str, Any] | None = values.get("link_preview_options")
    if options is not None and (unknown := options.keys() - PREVIEW_FIELDS):
        raise BadRequest(f'can\'t parse LinkPreviewOptions: field "{min(unknown)}" is not known')
    return options


def _reply(
    world: Telegram, chat: Chat, parameters: dict[str, Any] | None
) -> tuple[Message | None, dict[str, Any] | None]:
    if parameters is None:
        return None, None
    if unknown := parameters.keys() - REPLY_FIELDS:
        raise BadRequest(f'can\'t parse ReplyParameters: field "{min(unknown)}" is not known')
    message_id = parameters.get("message_id")
    if not isinstance(message_id, int) or isinstance(message_id, bool):
        raise BadRequest('can\'t parse ReplyParameters: Field "message_id" must be of type Integer')
    target_chat = chat
    if parameters.get("chat_id") is not None:
        target_chat = readable_chat(world, chat_id("chat_id", parameters["chat_id"]))
    target = world.message(target_chat, message_id)
    if target is None:
        if parameters.get("allow_sending_without_reply"):
            return None, None
        raise BadRequest("message to be replied not found")
    return target, _quote(target, parameters)


def _quote(target: Message, parameters: dict[str, Any]) -> dict[str, Any] | None:
    quote = parameters.get("quote")
    if not quote:
        return None
    mode, marked = parameters.get("quote_parse_mode"), parameters.get("quote_entities")
    text, entities = formatted(
        string("quote", quote),
        None if mode is None else string("quote_parse_mode", mode),
        None if marked is None else json_objects("quote_entities", marked),
    )
    if text not in target.text or len(text) > LONGEST_CAPTION:
        raise BadRequest("QUOTE_TEXT_INVALID")
    position = found.utf16(target.text[: target.text.index(text)])
    result: dict[str, Any] = {"text": text, "position": position, "is_manual": True}
    return {**result, "entities": entities} if entities else result


def edit_message_text(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Change a text of the bot's; without reply_markup its buttons go."""
    require(values, "chat_id", "message_id")
    text, entities = message_text(values)
    message = own_message(world, values["chat_id"], values["message_id"])
    if message.media:
        raise BadRequest("there is no text in the message to edit")
    keyboard = inline_keyboard(values.get("reply_markup"), message.chat, inline_only=True)
    options = _preview(values)
    if (message.text, message.entities, message.keyboard) == (text, entities, keyboard):
        raise BadRequest(NOT_MODIFIED)
    if (message.text, message.entities) != (text, entities):
        message.edited = world.clock.now()
    message.text, message.entities, message.keyboard = text, entities, keyboard
    message.link_preview_options = options
    world.touch()
    return message.as_message()


def edit_message_reply_markup(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Change the buttons only."""
    require(values, "chat_id", "message_id")
    message = own_message(world, values["chat_id"], values["message_id"])
    keyboard = inline_keyboard(values.get("reply_markup"), message.chat, inline_only=True)
    if message.keyboard == keyboard:
        raise BadRequest(NOT_MODIFIED)
    message.keyboard = keyboard
    world.touch()
    return message.as_message()


def delete_message(world: Telegram, values: dict[str, Any]) -> bool:
    """Delete a message, within the rules of who may and until when."""
    chat = readable_chat(world, values["chat_id"])
    message = world.message(chat, values["message_id"])
    if message is None:
        raise BadRequest("message to delete not found")
    hours = (world.clock.now() - message.date).total_seconds() / 3600
    may_all = chat.person is None and chat.member(world.bot).may("can_delete_messages")
    own = message.is_from_bot or chat.is_private
    if not may_all and not own:
        raise BadRequest("message can't be deleted")
    if hours > DELETABLE_HOURS and (own or not may_all):
        raise BadRequest("message can't be deleted for everyone")
    world.forget_message(message)
    return True


def answer_callback_query(world: Telegram, values: dict[str, Any]) -> bool:
    """Answer a tap, once and in time."""
    if len(values.get("text", "")) > LONGEST_ANSWER:
        raise BadRequest(ANSWER_CUT)
    query = world.queries.pop(values["callback_query_id"], None)
    if query is None or world.clock.monotonic() - query.asked > world.query_lifetime:
        raise BadRequest(TOO_OLD)
    if not query.answer.done():
        query.answer.set_result(
            CallbackAnswer(
                answered=True,
                text=values.get("text", ""),
                show_alert=values.get("show_alert", False),
                url=values.get("url", ""),
            )
        )
    world.touch()
    return True


def send_chat_action(world: Telegram, values: dict[str, Any]) -> bool:
    """Show that the bot is at work."""
    chat = writable_chat(world, values["chat_id"])
    if values["action"] not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    if chat.is_forum and values.get("message_thread_id"):
        open_thread(world, chat, values["message_thread_id"])
    return True
