"""Chats, who is in them with which rights, and the topics of a forum."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.models import ChatKind
from emulator.users import Person, User

# ChatMemberAdministrator's rights, split by the chats in which Telegram mentions them.
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
# What Telegram does not give a freshly promoted administrator.
SELDOM_RIGHTS = frozenset({"can_promote_members", "can_manage_topics"})


class Status(StrEnum):
    """A member's status, in the Bot API's words."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


ADMINISTRATORS = frozenset({Status.CREATOR, Status.ADMINISTRATOR})
PRESENT = ADMINISTRATORS | {Status.MEMBER, Status.RESTRICTED}


@dataclass(slots=True, eq=False)
class Member:
    """Somebody's place in a chat. `rights` counts for an administrator only."""

    user: User
    status: Status
    anonymous: bool = False
    can_send: bool = True
    rights: frozenset[str] = frozenset()

    @property
    def is_administrator(self) -> bool:
        return self.status in ADMINISTRATORS

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT

    def may(self, right: str) -> bool:
        """Return whether this member has an administrator's `right`, such as can_delete_messages."""
        return self.status is Status.CREATOR or (self.status is Status.ADMINISTRATOR and right in self.rights)


@dataclass(slots=True, eq=False)
class Topic:
    """A topic of a forum. Its id is the id of the service message that opened it."""

    id: int
    title: str
    closed: bool = False
    deleted: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A chat of any kind. `migrated_to` is set once a group became a supergroup."""

    id: int
    kind: ChatKind
    title: str = ""
    username: str = ""
    person: Person | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    general_closed: bool = False
    members_may_send: bool = True
    comments_open: bool = False  # people who are not members may write: comments under a channel's posts
    migrated_to: int | None = None
    deleted: bool = False
    started: bool = False

    @property
    def is_private(self) -> bool:
        return self.kind is ChatKind.PRIVATE

    @property
    def is_group(self) -> bool:
        """Return whether people talk here among themselves: a group or a supergroup."""
        return self.kind in {ChatKind.GROUP, ChatKind.SUPERGROUP}

    @property
    def name(self) -> str:
        return self.title or (self.person.name if self.person else "")

    @property
    def instance(self) -> str:
        """Return callback queries' chat_instance: one number for a chat, unlike its id."""
        return str((self.id * 0x9E3779B97F4A7C15) % (1 << 63))

    def member(self, user: User) -> Member:
        """Return a person's status here; a person who was never here counts as left."""
        return self.members.get(user.id) or Member(user, Status.LEFT)

    def default_rights(self) -> frozenset[str]:
        """Return what an administrator of this kind of chat is given unless told otherwise."""
        special = CHANNEL_RIGHTS if self.kind is ChatKind.CHANNEL else GROUP_RIGHTS
        return frozenset({*RIGHTS, *special}) - SELDOM_RIGHTS

    def as_chat(self) -> dict[str, Any]:
        """Return the Bot API's Chat object."""
        chat: dict[str, Any] = {"id": self.id, "type": self.kind.value}
        if self.person is not None:
            user = self.person.as_user()
            chat.update({key: user[key] for key in ("first_name", "username") if key in user})
        else:
            chat["title"] = self.title
            if self.username:
                chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def as_member(self, member: Member) -> dict[str, Any]:
        """Return the Bot API's ChatMember object of the right variety."""
        result: dict[str, Any] = {"user": member.user.as_user(), "status": member.status.value}
        if member.status is Status.CREATOR:
            result["is_anonymous"] = member.anonymous
        elif member.status is Status.ADMINISTRATOR:
            special = CHANNEL_RIGHTS if self.kind is ChatKind.CHANNEL else GROUP_RIGHTS
            result |= {right: right in member.rights for right in (*RIGHTS, *special)}
            result |= {"can_be_edited": False, "is_anonymous": member.anonymous}
        elif member.status is Status.RESTRICTED:
            result |= {"is_member": True, **permissions(member.can_send), "until_date": 0}
        elif member.status is Status.KICKED:
            result["until_date"] = 0
        return result


PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
OFFICE_PERMISSIONS = frozenset({"can_change_info", "can_pin_messages", "can_manage_topics"})


def permissions(may_send: bool) -> dict[str, bool]:
    """Return ChatPermissions for members who may, or may not, send."""
    return {name: may_send and name not in OFFICE_PERMISSIONS for name in PERMISSIONS}
