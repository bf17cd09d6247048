"""How well a wish to the bot is told from a question to the speeches; see bench/wishes/说明.md.

.venv/bin/python -m bench.wishes        what the shipped model and sentences make of everybody, and their speed
"""

import json
import time
from collections import defaultdict

import numpy as np

from bench.wish_examples import FOLDER, QUESTION, Example, persons
from handlers.commands import SAID
from handlers.words.spoken import spoken
from knowledge.language.commands.button_words import said_button
from knowledge.language.talk import reports
from knowledge.language.talk.small_talk import courtesy
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.wishes.talk import weighed_talk
from knowledge.language.wishes.wish_model import TALK, WishModel
from knowledge.language.wishes.wish_sentences import built
from knowledge.language.wishes.wishes import certain_wish, wish
from knowledge.language.writing.normalize import fold
from services.reporting import is_report

KEPT_ASIDE = FOLDER.parent / "kept_aside" / "office_life.jsonl"  # nothing is ever fitted on it


def taken(said: str) -> bool:
    """Return whether the words are taken for a wish, a courtesy or a follow-up, and so are not looked up."""
    meant = (spoken, wish, courtesy, follow_up, said_button, is_report)
    return any(of(said) for of in meant)


def is_taken_by_rule(said: str) -> bool:
    """Return whether words or sentences of a fixed build take it, whatever the model says."""
    return bool(fold(said).strip() in SAID or built(said) or courtesy(said) or follow_up(said))


def figures(said: list[Example], model: WishModel) -> dict[str, float]:
    """Return how many of one person's wishes are taken for one, with the right kind, and how many questions.

    `not denied`: wishes that are understood, or of which the bot says, once the search has found nothing, that
    it did not catch them. `talk known` and `questions for talk`: what is taken for talk then.
    """
    understood, right, mistaken, precise = [], [], 0, 0
    talk, not_denied, talked = [], [], 0
    for text, kind in said:
        found = model.judge(text)
        likely = found.is_wish
        by_rule = bool(is_taken_by_rule(text) or certain_wish(text) or reports.is_report(text))
        if kind in TALK:
            talk.append(by_rule or likely or weighed_talk(found, text) is not None)
            continue
        if kind == QUESTION:
            mistaken += likely or by_rule
            talked += weighed_talk(found, text) is not None
        else:
            understood.append(likely or by_rule)
            not_denied.append(likely or by_rule or weighed_talk(found, text) is not None)
            right.append(by_rule or (likely and found.kind == kind))
        precise += likely or by_rule
    return {
        "wishes": len(understood),
        "questions": len(said) - len(understood) - len(talk),
        "recall": round(float(np.mean(understood)), 4),
        "not denied": round(float(np.mean(not_denied)), 4),
        "right kind": round(float(np.mean(right)), 4),
        "questions taken": mistaken,
        "precision": round(1 - mistaken / max(1, precise), 4),
        "talk": len(talk),
        "talk known": round(float(np.mean(talk)), 4) if talk else 1.0,
        "questions for talk": talked,
    }


def print_left_out() -> None:
    """Print the figures of persons left out, as bench/fit_wishes.py last wrote them."""
    found = json.loads((FOLDER / "left_out.json").read_text(encoding="utf-8"))["persons"]
    print(
        f"{'left out':22}{'wishes':>7}{'recall':>8}{'not denied':>12}{'kind':>7}"
        f"{'questions':>11}{'taken':>7}{'precision':>11}"
        f"{'talk':>6}{'known':>7}{'questions for talk':>20}"
    )
    for name, row in found.items():
        print(
            f"{name:22}{row['wishes']:7}{row['recall']:8.3f}{row['not denied']:12.3f}{row['right kind']:7.3f}"
            f"{row['questions']:11}{row['questions taken']:7}{row['precision']:11.3f}"
            f"{row['talk']:6}{row['talk known']:7.3f}{row['questions for talk']:20}"
        )


def print_kept_aside() -> None:
    """Print what is made of the sentences of an office that nothing was fitted on."""
    said = [json.loads(line) for line in KEPT_ASIDE.read_text(encoding="utf-8").splitlines()]
    found = [(one["said"], bool(one["wish"]), taken(one["said"])) for one in said]
    wishes = [is_taken for _, is_wish, is_taken in found if is_wish]
    questions = [is_taken for _, is_wish, is_taken in found if not is_wish]
    precision = sum(wishes) / max(1, sum(wishes) + sum(questions))
    print(
        f"\nkept aside, of an office's life: {len(wishes)} wishes, recall {sum(wishes) / len(wishes):.3f}; "
        f"{len(questions)} questions, {sum(questions)} taken; precision {precision:.3f}"
    )
    for text, is_wish, is_taken in found:
        if is_wish != is_taken:
            print(f"  {'missed' if is_wish else 'taken'}: {text}")


def main() -> None:
    """Print what is taken for a wish, by kind, every question that is, and how long one message takes."""
    print_left_out()
    kinds: dict[str, list[bool]] = defaultdict(list)
    mistaken: list[str] = []
    texts = [example for said in persons().values() for example in said]
    for said, kind in texts:
        found = taken(said)
        kinds[kind].append(found)
        if found and kind == QUESTION:
            mistaken.append(said)
    for kind in TALK:  # the search has a say in it
        kinds.pop(kind)
    questions = kinds.pop(QUESTION)
    everything = [found for of_kind in kinds.values() for found in of_kind]
    precision = sum(everything) / max(1, sum(everything) + sum(questions))
    print("\nthe shipped weights, which have heard everybody:")
    print(f"{len(everything)} wishes understood as such: {sum(everything) / len(everything):.2f}")
    print(f"{len(questions)} questions taken for a wish: {sum(questions)}; precision {precision:.2f}")
    for kind, all_found in sorted(kinds.items()):
        print(f"  {kind:12}{len(all_found):4}{sum(all_found) / len(all_found):7.2f}")
    for said in mistaken:
        print(f"  taken for a wish: {said}")
    print_kept_aside()
    print(f"{_microseconds([said for said, _ in texts]):.0f} µs a message (median)")


def _microseconds(texts: list[str]) -> float:
    took = []
    for said in texts:
        wish.cache_clear()
        begun = time.perf_counter()
        wish(said)
        took.append(time.perf_counter() - begun)
    return 1e6 * float(np.median(took))


if __name__ == "__main__":
    main()
