"""What the page may ask of the world over /sim in inline mode."""

from pydantic import Field

from core.errors import UserError
from emulator import inline
from emulator.actions.stage import Action, Answer, Stage

NOTHING = "机器人没有回答"
GONE = "这一条已经没有了，请再输入一次"
PATIENCE = 5.0  # seconds


class AskInline(Action):
    """Somebody types @bot and words in a chat; `offset` asks for the next page."""

    person: int
    chat: int
    text: str = Field(default="", max_length=inline.LONGEST_QUERY)
    offset: str = Field(default="", max_length=inline.LONGEST_OFFSET)

    async def perform(self, stage: Stage) -> Answer:
        person, chat = stage.person(self.person), stage.chat(self.chat)
        answer = await inline.ask(stage.world, person, chat, self.text, self.offset, timeout=PATIENCE)
        return {
            "answered": answer.answered,
            "results": [
                {"id": one["id"], "title": one["title"], "description": one.get("description", "")}
                for one in answer.results
            ],
            "next": answer.next_offset,
            "button": answer.button and {key: answer.button.get(key) for key in ("text", "start_parameter")},
        }


class ChooseInline(Action):
    """Somebody sends a result: the same words are asked again, as a page keeps no contents of messages."""

    person: int
    chat: int
    result: str
    text: str = Field(default="", max_length=inline.LONGEST_QUERY)
    offset: str = Field(default="", max_length=inline.LONGEST_OFFSET)
    thread: int | None = None

    async def perform(self, stage: Stage) -> Answer:
        world, person, chat = stage.world, stage.person(self.person), stage.chat(self.chat)
        answer = await inline.ask(world, person, chat, self.text, self.offset, timeout=PATIENCE)
        if not answer.answered:
            raise UserError(NOTHING)
        try:
            sent = inline.choose(
                world, person, chat, answer, self.result, thread_id=self.thread or None, asked=self.text
            )
        except KeyError:
            raise UserError(GONE) from None
        return {"message": sent.id}
