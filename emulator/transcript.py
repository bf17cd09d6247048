"""A chat as text a person can read: in tests, in documents, beside a failure."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from emulator.messages import Message

SERVICE = {
    "new_chat_members": "加入了群",
    "left_chat_member": "离开了群",
    "migrate_to_chat_id": "群升级为超级群",
    "migrate_from_chat_id": "由普通群升级而来",
    "forum_topic_created": "新建话题",
    "forum_topic_closed": "关闭话题",
    "forum_topic_reopened": "重开话题",
}
MEDIA = {
    "photo": "图片",
    "document": "文件",
    "sticker": "贴纸",
    "voice": "语音",
    "video": "视频",
    "audio": "音频",
    "animation": "动图",
    "video_note": "视频留言",
    "location": "位置",
    "contact": "名片",
    "poll": "投票",
    "dice": "骰子",
}


def transcript(messages: Iterable[Message], zone: tzinfo) -> str:
    """Return the messages as text: who and when, the words, the buttons as [上下文] [下一条]."""
    return "\n\n".join(_one(message, zone) for message in messages)


def _one(message: Message, zone: tzinfo) -> str:
    when = message.date.astimezone(zone).strftime("%H:%M")
    topic = message.chat.topics.get(message.thread_id or 0)
    place = f" #{topic.title}" if topic else ""
    notes = "".join(note for note, holds in (("（改）", message.edited), ("（静音）", message.silent)) if holds)
    lines = [f"{sender_name(message)}{place} {when}{notes}"]
    if message.reply_to is not None:
        lines.append(f"↩ {_short(message.reply_to)}")
    lines += _contents(message)
    lines += [" ".join(f"[{button['text']}]" for button in row) for row in message.keyboard]
    return "\n".join(lines)


def _contents(message: Message) -> list[str]:
    lines = [f"（{label}）" for key, label in MEDIA.items() if key in message.media]
    lines += [f"（{service_text(message.service)}）"] if message.service else []
    if poll := message.media.get("poll"):
        lines += [poll["question"], *(f"○ {option['text']}" for option in poll["options"])]
    return lines + ([message.text] if message.text else [])


def sender_name(message: Message) -> str:
    """Return the name the chat shows over a message."""
    if message.sender_chat is not None:
        return message.sender_chat.name
    return message.sender.name if message.sender else message.chat.name


def service_text(service: dict[str, Any]) -> str:
    """Return a service message in a few words."""
    key = next(iter(service), "")
    names = service.get(key)
    if key == "new_chat_members" and isinstance(names, list):
        return f"{'、'.join(user['first_name'] for user in names)}{SERVICE[key]}"
    if key == "left_chat_member" and isinstance(names, dict):
        return f"{names['first_name']}{SERVICE[key]}"
    if key == "forum_topic_created" and isinstance(names, dict):
        return f"{SERVICE[key]}“{names['name']}”"
    return SERVICE.get(key, key)


def _short(message: Message) -> str:
    text = message.text.replace("\n", " ") or "".join(_contents(message))
    return text if len(text) <= 20 else f"{text[:20]}…"
