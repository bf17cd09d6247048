"""Which button of what was asked is meant: a yes, a no, another; or words that change what was asked."""

from core.patterns import pattern
from handlers.asking.conversation.answers.meant import Among, Meaning, Meant
from handlers.asking.conversation.answers.of_a_draft import OF_A_DRAFT, button_for, towards
from handlers.asking.conversation.any_words import answered_with
from handlers.context import Context
from handlers.pushes.subscribing.in_words.in_question import asked_by
from handlers.pushes.subscribing.in_words.together import adds_to, only_repeats
from handlers.pushes.subscribing.in_words.turning import refines
from handlers.sending.asked import NO, YES
from handlers.words.prompts import WEIGHTY, Asked
from knowledge.language.commands.draft_wanted import Towards
from knowledge.language.commands.office.inbox_words import THIS_PASSAGE, passage_named
from knowledge.language.commands.pushes.state_questions import state_asked
from knowledge.language.commands.quiz_words import NAME
from knowledge.language.schedules.turns import takes_back
from knowledge.language.talk.assent import (
    Assent,
    assent,
    bare_words,
    beyond_a_yes,
    repeats,
)
from knowledge.language.talk.with_a_name import with_a_name
from storage.asking.prompts import Prompt

SAY_YES = "您是说“{label}”吗？回“是”就办，不办发“取消”。"
# To these a guessed yes is enough: settings, which can be put back, and what 确定发给 comes behind.
_TAKES_A_GUESS: frozenset[str] = frozenset({Asked.HOUR, Asked.SEND_NOTICE})
TAKE_BACK = "撤"
# 是 撤, 对 作废, 就收回吧: what is asked about goes.
_VOID = pattern("撤|作废|废掉|收回")
_VOIDS = pattern(
    r"(?:是的?|对的?|[嗯恩]+|好的?|行|可以|确定|没错|那?就|快|赶紧|马上|都|全)*(?:撤[回了掉]?|作废|废掉|收回)(?:它|来|掉|了|吧|啊|呀|快点?)*"
)
NAMED, NAMELESS = "署名", "匿名"
# No guess is a yes that has this in it: “您好”俩字别带上.
_FORBIDS = pattern("别(?![的人处家])|甭")
# What cannot be undone, or reaches everybody, takes no yes that is said in words of one's own.
_WANTS_A_PLAIN_YES = frozenset({Asked.FORGET, Asked.WITHDRAW, Asked.ROLLBACK, Asked.SURE})
SHORTEST_LABEL = 2  # characters of a button's words that stand for all of them: 匿名 for 匿名发出
_OFF_THEN = pattern(
    r"(?:那就?|就)?[那这](?:几|[两三四五六七1一])?[天日周](?:就|都|先|全)*"
    r"(?:别|不|不要|不用|甭)(?:再|给我)*(?:发|推送?|收)[了吧啊呀]*"
    r"|(?:那就?|就)?[那这](?:几|[两三四五六七1一])?[天日周](?:就|都|先|全)*(?:停|免|暂停)(?:掉|推送)?[了吧啊呀]*"
)
# 给廉语的吧, 我说的是题: which of two that were asked about.
_CHOSEN = pattern(
    r"(?:我?[说指要]的?(?:就)?是|就?是|给|那就?|选)?(?:(?P<item>题目?)|(?P<what>[^的那吧啊呀]+))(?:的|那个|时间|[吧啊呀])*"
)


async def read_choice(
    prompt: Prompt, words: str, context: Context, *, replied: bool, newest: bool, among: Among
) -> Meant:
    """Return what `words` mean to what wants a yes, a no, or another of its buttons."""
    of_a_draft = prompt.kind in OF_A_DRAFT and (replied or newest or among.first)
    if of_a_draft and (meant := await _of_a_draft(prompt, words, context, replied=replied)):
        return meant
    if not (replied or newest or (of_a_draft and _button(prompt, words))):
        return Meant(Meaning.ELSE)
    if prompt.kind == Asked.HOUR and _refines(prompt, words):
        return Meant(Meaning.TAKE)
    if prompt.kind == Asked.HOUR and not prompt.passed and only_repeats(prompt, words):  # 嗯静音就好
        return Meant(Meaning.PRESS, prompt.presses[YES])
    chosen = _choice(prompt, words, replied=replied, listed=among.listed)
    if chosen.meaning is not Meaning.ELSE or assent(words) is not None:
        return chosen
    return _in_any_words(prompt, words, context, sure=replied or not (prompt.passed or among.listed))


def _refines(prompt: Prompt, words: str) -> bool:
    """Return whether `words` change what was asked of the pushes, or add to it, rather than answer it."""
    if assent(words) is not None or _button(prompt, words) or _OFF_THEN.fullmatch(bare_words(words)):
        return False  # 这几天都停了吧 is a yes
    adds = not prompt.passed and adds_to(prompt, words)
    return adds or refines(words, asked_by(prompt), passed=prompt.passed)


async def _of_a_draft(prompt: Prompt, words: str, context: Context, *, replied: bool) -> Meant | None:
    """Return what `words` mean to a draft that stands there to be sent; None: a button, or something else."""
    wanted = None if _button(prompt, words) else await towards(prompt, words, context)
    if wanted is None:
        return None
    data = button_for(wanted.what, prompt)
    if wanted.what is Towards.SEND and prompt.kind in WEIGHTY and prompt.passed and not replied:
        return Meant(Meaning.REMIND)
    if not data:  # it changes the words, or nobody can get it now
        return Meant(Meaning.TAKE)
    return Meant(Meaning.LEAVE if wanted.what is Towards.DROP else Meaning.PRESS, data)


def _choice(prompt: Prompt, words: str, *, replied: bool, listed: bool) -> Meant:
    said = assent(words)
    pressed = _button(prompt, words) or _button(prompt, beyond_a_yes(words))
    if said is None and _OFF_THEN.fullmatch(bare_words(words)) and (off := asked_by(prompt)) and off.off:
        said = Assent.YES  # 那几天别发, to whether these days are left out
    if (
        said is None
        and prompt.kind == Asked.BIND
        and not prompt.passed
        and passage_named(words) == THIS_PASSAGE
    ):
        said = Assent.YES  # 就这段
    if pressed:
        return Meant(Meaning.PRESS, pressed)
    if said is None and (takes_back(words) or _VOIDS.fullmatch(bare_words(words))):
        said = Assent.YES if _VOID.search(words) and _asks_to_take_back(prompt) else Assent.NO
    if said is not Assent.YES and _is_what_yes_does(prompt, words):
        said = Assent.YES
    if said is Assent.NO:
        return Meant(Meaning.LEAVE, prompt.presses.get(NO, ""))
    if said is None:
        return Meant(Meaning.ELSE)
    passed = prompt.passed and not replied  # they have spoken of something else since
    if passed and (not bare_words(words) or (said is Assent.NOD and prompt.kind not in WEIGHTY)):
        return Meant(Meaning.ELSE)  # 👍 to what was answered since
    doubtful = passed and (prompt.kind in WEIGHTY or listed)
    yes = prompt.presses.get(YES, "")
    return Meant(Meaning.PRESS, yes) if yes and not doubtful else Meant(Meaning.REMIND)


def _in_any_words(prompt: Prompt, words: str, context: Context, *, sure: bool) -> Meant:
    """Return what words that no list has mean to what was asked; `sure`: nothing else was spoken of since."""
    meant = answered_with(prompt, words, context) if sure else None
    if meant is None or not (meant.sure or meant.asks) or (not meant.sure and state_asked(words)):
        return Meant(Meaning.ELSE)
    if meant.sure == YES and (not prompt.presses.get(YES) or _FORBIDS.search(words)):
        return Meant(Meaning.ELSE)
    if meant.sure == NO:
        return Meant(Meaning.LEAVE, prompt.presses.get(NO, ""))
    if not meant.sure:
        return Meant(Meaning.REMIND)
    agrees = prompt.kind not in _WANTS_A_PLAIN_YES and bool(beyond_a_yes(words))  # 对头，就他，弄吧
    if meant.sure == YES and not agrees and prompt.kind not in _TAKES_A_GUESS:
        yes = prompt.presses[YES]
        label = next((one for one, data in prompt.presses.items() if data == yes and one != YES), "")
        return Meant(Meaning.ASKS, SAY_YES.format(label=label)) if label else Meant(Meaning.REMIND)
    return Meant(Meaning.PRESS, prompt.presses[meant.sure])


def _asks_to_take_back(prompt: Prompt) -> bool:
    """Return whether the button that yes presses takes something back: 就撤 is no refusal there."""
    yes = prompt.presses.get(YES, "")
    return any(TAKE_BACK in label for label, data in prompt.presses.items() if yes and data == yes)


def _is_what_yes_does(prompt: Prompt, words: str) -> bool:
    """Return whether `words` are the verb of the button that yes presses: 停 to 停止发送."""
    yes = prompt.presses.get(YES, "")
    does = (label for label, data in prompt.presses.items() if label != YES and yes and data == yes)
    return any(repeats(words, label) for label in does)


def _button(prompt: Prompt, words: str) -> str:
    """Return the data of the button whose words these are, or begin with; empty if there is none."""
    bare = bare_words(words)
    if not bare:
        return ""
    labels = {bare_words(label): data for label, data in prompt.presses.items() if label not in {YES, NO}}
    if bare in labels:
        return labels[bare]
    if prompt.kind == Asked.SEND_HOW and (named := with_a_name(words)) is not None:  # 别留名
        bare = NAMED if named else NAMELESS
    if prompt.kind == Asked.HOUR and (meant := _CHOSEN.fullmatch(bare)):
        bare = NAME if meant["item"] else meant["what"]
    begun = [data for label, data in labels.items() if label.startswith(bare)]
    return begun[0] if len(bare) >= SHORTEST_LABEL and len(begun) == 1 else ""
