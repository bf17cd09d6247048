"""Words that an editor or operator writes to somebody: as a message has them, and as a preview keeps them."""

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

from telegram import Message

from core.models import Link
from handlers.context import Context
from handlers.words.replies import Pieces, linked
from handlers.words.written import links_behind, written
from knowledge.language.commands.draft_leads import without_leads
from storage.asking.links import read_links, written_links

GONE = "您写的回复放得太久，已经不留了。请点“重写”，再写一次。"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What somebody wrote, with the links behind it."""

    said: str
    links: tuple[Link, ...]

    @property
    def mark(self) -> str:
        """Return a short mark of these words."""
        return blake2b(repr((self.said, self.links)).encode(), digest_size=4).hexdigest()

    @property
    def pieces(self) -> Pieces:
        """Return them for a view, links and all."""
        return linked(self.said, self.links)

    def kept(self) -> str:
        """Return the words as a prompt keeps them."""
        return json.dumps([self.said, written_links(self.links)], ensure_ascii=False)

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return the words of a message, without what only leads to them."""
        said = without_leads(written(message))
        return cls(said, links_behind(message, said))

    @classmethod
    def read(cls, kept: str) -> Self:
        """Return the words that `kept` wrote."""
        said, links = json.loads(kept)
        return cls(said, read_links(links))

    @classmethod
    async def behind(cls, preview: Message | None, context: Context) -> Self | None:
        """Return the words kept with a preview, None when they are no more."""
        prompts = context.services.prompts
        prompt = await prompts.of_message(preview.chat.id, preview.message_id) if preview else None
        return cls.read(prompt.words) if prompt and prompt.words else None
