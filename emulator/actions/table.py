"""The table of actions: what a verb over /sim does."""

from emulator.actions.inline import AskInline, ChooseInline
from emulator.actions.people import (
    Block,
    Migrate,
    NewChannel,
    NewGroup,
    NewPerson,
    SetBot,
    SetMember,
    SetTopic,
    Vanish,
)
from emulator.actions.stage import Action
from emulator.actions.talking import Delete, Edit, Forward, Media, Say, Tap, Vote
from emulator.actions.time_and_faults import MoveClock, SetFaults

ACTIONS: dict[str, type[Action]] = {
    "say": Say,
    "media": Media,
    "forward": Forward,
    "edit": Edit,
    "delete": Delete,
    "tap": Tap,
    "vote": Vote,
    "inline": AskInline,
    "choose": ChooseInline,
    "person": NewPerson,
    "vanish": Vanish,
    "group": NewGroup,
    "channel": NewChannel,
    "member": SetMember,
    "bot": SetBot,
    "topic": SetTopic,
    "block": Block,
    "migrate": Migrate,
    "clock": MoveClock,
    "faults": SetFaults,
}
