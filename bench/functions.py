"""How well it is told what the bot is asked to do, in any words; see bench/functions/说明.md."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.wish_examples import Example
from knowledge.language.commands.office import desk_views
from knowledge.language.functions import catalogue, deciding, recogniser
from knowledge.language.talk import to_the_bot
from knowledge.language.talk.thread import said_otherwise
from knowledge.language.words.likeness import sentences

FOLDER = Path(__file__).with_name("functions")
NONE = "none"

# The lists of sentences that are compared by likeness: what of them means which function.
RELATED: dict[Path, str] = {
    desk_views.FILE: (
        "roles=roles stats=stats push=push_report last_notice=notice_report inbox=inbox opinions=opinions "
        "health=health ledger=ledger curate=curate items=items invite=invite invitations=invitations "
        "invited=revoke_invitation audit=audit take_back=notice_back"
    ),
    said_otherwise.FILE: (
        "出处=source 下一段=next_stretch 上一段=previous_stretch 再发一遍=again 复制=copy 做成图片=as_card "
        "还有吗=next_answer 上下文=context 一共几页=read_where 下一页=page_forward 目录=speeches "
        "帮助=how_to_ask 今日廉语=quote_today 发我原件=whole_speech 读到哪了=read_where"
    ),
    to_the_bot.FILE: (
        "name_kept=privacy where_kept=privacy how_long=privacy who_sees=who_sees box=suggest my_role=my_role"
    ),
}


def listed() -> list[Example]:
    """Return the sentences of those lists that mean a function, and of lists that are no more, with it."""
    found = [example for file in sorted((FOLDER / "listed").glob("*.tsv")) for example in _read(file)]
    for file, pairs in RELATED.items():
        names = dict(pair.split("=") for pair in pairs.split())
        found += [(said, names[name]) for name, said in sentences(file) if name in names]
    return found


def writers() -> dict[str, list[Example]]:
    """Return what each writer said, with the function that is meant or NONE."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.tsv"))}


def _read(file: Path) -> list[Example]:
    lines = (line.split("\t", 1) for line in file.read_text(encoding="utf-8").splitlines())
    return [(said, name) for name, said in lines]


def figures(said: Sequence[Example], model: recogniser.Recogniser) -> dict[str, float]:
    """Return how much of what one writer wants is understood, and how much of the rest is taken for a wish.

    `first` and `three`: the view that is meant is the likeliest, or among three. `done`: it is sure; `right` of
    these. `offered`: it is among what is offered. Of what asks for nothing: `taken` and `put to choose`.
    """
    known = catalogue.catalogue()
    first, three, done, right, offered = [], [], [], [], []
    nothing = [text for text, name in said if name == NONE]
    for text, name in said:
        if name == NONE:
            continue
        ways = list(dict.fromkeys(one.way for one, _ in deciding.by_view(model.meant(text))))
        first.append(ways[:1] == [known[name].way])
        three.append(known[name].way in ways[:3])
        made = deciding.decision(model.meant(text))
        sure = made.function if made else None
        done.append(sure is not None)
        if sure is not None:
            right.append(sure.way == known[name].way)
        offered.append(made is not None and known[name].way in {one.way for one in made.choices})
    taken, chosen = of_questions(nothing, model)
    return {
        "wishes": len(first),
        "first": _share(first),
        "three": _share(three),
        "done": _share(done),
        "right": _share(right),
        "offered": _share(offered),
        "nothing": len(nothing),
        "taken": taken,
        "put to choose": chosen,
    }


def of_questions(said: Sequence[str], model: recogniser.Recogniser) -> tuple[float, float]:
    """Return which share of these would be taken for a wish, and which be offered a choice."""
    made = [deciding.decision(model.meant(text)) for text in said]
    return (
        _share([one is not None and one.function is not None for one in made]),
        _share([one is not None and one.function is None for one in made]),
    )


def print_left_out() -> None:
    """Print the figures of writers left out, as bench/fit_functions.py last wrote them."""
    found = json.loads((FOLDER / "left_out.json").read_text(encoding="utf-8"))
    for part in ("writers", "questions"):
        for number, (name, row) in enumerate(found[part].items()):
            if not number:
                print(f"{'left out':26}" + "".join(f"{of:>22}" for of in row))
            print(f"{name[:26]:26}" + "".join(f"{value:22}" for value in row.values()))


def _share(found: Sequence[bool]) -> float:
    return round(float(np.mean(found)), 4) if found else 0.0
