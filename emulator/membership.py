"""Chats coming and going, and who is in them: what people do outside of talking."""

from typing import Any

from core.errors import UserError
from core.models import ChatKind
from emulator.chats import Chat, Member, Status, Topic
from emulator.messages import Message
from emulator.users import Person, User, group_anonymous_bot
from emulator.world import FIRST_PERSON_ID, World

TOPIC_COLOR = 7322096


class Membership(World):
    """People, groups, channels, topics; adding, promoting, removing and blocking."""

    def add_person(self, name: str, *, language_code: str = "zh-hans", username: str = "") -> Person:
        person = Person(FIRST_PERSON_ID + len(self.people), name, username, language_code=language_code)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, ChatKind.PRIVATE, person=person)
        self.touch()
        return person

    def private_chat(self, person: Person) -> Chat:
        """Return the person's chat with the bot."""
        return self.chats[person.id]

    def add_group(
        self, title: str, owner: Person, *, kind: str = ChatKind.SUPERGROUP, forum: bool = False
    ) -> Chat:
        """Make a group without the bot. A forum is always a supergroup."""
        kind = ChatKind(kind)
        if forum and kind is not ChatKind.SUPERGROUP:
            raise UserError("只有超级群才能开话题")
        return self._add_chat(Chat(self.next_chat_id(kind), kind, title, is_forum=forum), owner)

    def add_channel(self, title: str, owner: Person) -> Chat:
        return self._add_chat(Chat(self.next_chat_id(ChatKind.CHANNEL), ChatKind.CHANNEL, title), owner)

    def _add_chat(self, chat: Chat, owner: Person) -> Chat:
        self.chats[chat.id] = chat
        chat.members[owner.id] = Member(owner, Status.CREATOR)
        self.touch()
        return chat

    # Members ------------------------------------------------------------------------------------------

    def add_member(self, chat: Chat, person: Person) -> None:
        """Let a person join, with Telegram's service message in a group."""
        if chat.member(person).is_present:
            return
        self._set_member(chat, Member(person, Status.MEMBER))
        if chat.is_group:
            self.announce(chat, person, {"new_chat_members": [person.as_user()]})

    def set_status(self, chat: Chat, person: Person, status: str, *, anonymous: bool = False) -> None:
        """Give a person a status; an administrator gets the usual rights. `anonymous` hides their name."""
        old = chat.member(person)
        new = Member(person, Status(status), anonymous=anonymous)
        new.rights = chat.default_rights()
        self._set_member(chat, new)
        if chat.is_group and old.is_present and not new.is_present:
            self.announce(chat, person, {"left_chat_member": person.as_user()})

    def _set_member(self, chat: Chat, new: Member) -> None:
        """Change somebody's place; the bot is told where it is an administrator."""
        old = chat.member(new.user)
        chat.members[new.user.id] = new
        if chat.member(self.bot).is_administrator:
            self.updates.put("chat_member", self.change_of(chat, new.user, old, new))
        self.touch()

    def restrict_bot(self, chat: Chat, by: Person, *, may_send: bool) -> None:
        """Take the bot's right to speak in a group, or give it back."""
        self._set_bot(
            chat, by, Member(self.bot, Status.MEMBER if may_send else Status.RESTRICTED, can_send=may_send)
        )

    def add_bot(self, chat: Chat, by: Person, *, administrator: bool = False) -> None:
        """Put the bot into a group, or into a channel, where bots are administrators."""
        self._require_administrator(chat, by, ordinary_may=chat.is_group)
        if chat.member(self.bot).is_present:
            raise UserError(f"{self.bot.name}已经在“{chat.name}”里了")
        leads = administrator or chat.kind is ChatKind.CHANNEL
        member = Member(self.bot, Status.ADMINISTRATOR if leads else Status.MEMBER)
        member.rights = chat.default_rights() if leads else frozenset()
        self._set_bot(chat, by, member)
        if chat.is_group:
            self.announce(chat, by, {"new_chat_members": [self.bot.as_user()]})

    def promote_bot(self, chat: Chat, by: Person, rights: frozenset[str] | None = None) -> None:
        """Make the bot an administrator with `rights` (those Telegram usually gives, unless told)."""
        self._require_administrator(chat, by)
        rights = chat.default_rights() if rights is None else rights
        self._set_bot(chat, by, Member(self.bot, Status.ADMINISTRATOR, rights=rights))

    def demote_bot(self, chat: Chat, by: Person) -> None:
        self._require_administrator(chat, by)
        self._set_bot(chat, by, Member(self.bot, Status.MEMBER))

    def remove_bot(self, chat: Chat, by: Person) -> None:
        """Kick the bot out."""
        self._require_administrator(chat, by)
        self._set_bot(chat, by, Member(self.bot, Status.KICKED))
        if chat.is_group:
            self.announce(chat, by, {"left_chat_member": self.bot.as_user()})

    def bot_leaves(self, chat: Chat) -> None:
        """Let the bot go of its own accord (leaveChat)."""
        self._set_bot(chat, self.bot, Member(self.bot, Status.LEFT))
        if chat.is_group:
            self.announce(chat, self.bot, {"left_chat_member": self.bot.as_user()})

    def _set_bot(self, chat: Chat, by: User, member: Member) -> None:
        old = chat.member(self.bot)
        chat.members[self.bot.id] = member
        self.tell_status(chat, by, old)

    def _require_administrator(self, chat: Chat, person: Person, *, ordinary_may: bool = False) -> None:
        place = chat.member(person)
        if not (place.is_administrator or (ordinary_may and place.is_present)):
            raise UserError(f"{person.name}不是“{chat.name}”的管理员")

    # Blocking, vanishing, moving ------------------------------------------------------------------------

    def block_bot(self, person: Person) -> None:
        self._set_blocked(person, blocked=True)

    def unblock_bot(self, person: Person) -> None:
        self._set_blocked(person, blocked=False)

    def _set_blocked(self, person: Person, *, blocked: bool) -> None:
        if person.has_blocked_bot == blocked:
            return
        chat = self.private_chat(person)
        old = self.member(chat, self.bot)
        person.has_blocked_bot = blocked
        self.tell_status(chat, person, old)

    def delete_account(self, person: Person) -> None:
        """Let an account go for good; the bot is not told, as on Telegram."""
        person.deleted = True
        self.touch()

    def delete_chat(self, chat: Chat) -> None:
        """Let a group or channel go for good; the bot is not told, as on Telegram."""
        chat.deleted = True
        self.touch()

    def migrate(self, chat: Chat) -> Chat:
        """Turn a group into a supergroup, with Telegram's two service messages; return the new chat."""
        if chat.kind is not ChatKind.GROUP or chat.migrated_to is not None:
            raise UserError("只有普通群才能升级为超级群")
        new = Chat(self.next_chat_id(ChatKind.SUPERGROUP), ChatKind.SUPERGROUP, chat.title)
        new.members = dict(chat.members)
        self.chats[new.id] = new
        self.announce(chat, self.owner(chat), {"migrate_to_chat_id": new.id})
        chat.migrated_to = new.id
        self.announce(new, self.owner(new), {"migrate_from_chat_id": chat.id}, anonymous=True)
        return new

    # Topics -------------------------------------------------------------------------------------------

    def owner(self, chat: Chat) -> User:
        """Return who made a group or channel."""
        return next(member.user for member in chat.members.values() if member.status is Status.CREATOR)

    def add_topic(self, chat: Chat, title: str, by: User | None = None) -> Topic:
        """Open a topic in a forum; its id is the id of the service message that says so."""
        if not chat.is_forum:
            raise UserError("这个群没有开话题功能")
        topic = Topic(self.next_id(), title)
        chat.topics[topic.id] = topic
        service = {"forum_topic_created": {"name": title, "icon_color": TOPIC_COLOR}}
        self.announce(chat, by or self.owner(chat), service, thread_id=topic.id, message_id=topic.id)
        return topic

    def close_topic(self, chat: Chat, topic: Topic | None, by: User | None = None) -> None:
        """Close a topic (None: General) to all but administrators who look after topics."""
        self._set_closed(chat, topic, closed=True)
        thread_id = topic.id if topic else None
        self.announce(chat, by or self.owner(chat), {"forum_topic_closed": {}}, thread_id=thread_id)

    def reopen_topic(self, chat: Chat, topic: Topic | None, by: User | None = None) -> None:
        self._set_closed(chat, topic, closed=False)
        thread_id = topic.id if topic else None
        self.announce(chat, by or self.owner(chat), {"forum_topic_reopened": {}}, thread_id=thread_id)

    def _set_closed(self, chat: Chat, topic: Topic | None, *, closed: bool) -> None:
        if topic is None:
            chat.general_closed = closed
        else:
            topic.closed = closed

    def delete_topic(self, chat: Chat, topic: Topic) -> None:
        """Remove a topic with its messages; the bot is not told, as on Telegram."""
        topic.deleted = True
        for message in self.messages(chat, topic.id):
            self.forget_message(message)
        self.touch()

    def announce(
        self,
        chat: Chat,
        by: User,
        service: dict[str, Any],
        *,
        thread_id: int | None = None,
        message_id: int | None = None,
        anonymous: bool = False,
    ) -> Message:
        """Write a service message and let the bot see it."""
        message = Message(
            message_id or self.next_id(),
            chat,
            self.clock.now(),
            sender=group_anonymous_bot() if anonymous else by,
            person=by,
            sender_chat=chat if anonymous else None,
            service=service,
            thread_id=thread_id,
            root=self.topic_root(chat, thread_id),
        )
        self.add_message(message)
        self.deliver(message)
        return message
