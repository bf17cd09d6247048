"""Answers what is asked of the words that are wanted, of a suggestion or a reply; the prompt stays open."""

from collections.abc import Mapping

from core.patterns import pattern
from handlers.words.prompts import LEAVE, Asked
from knowledge.language.talk.about_a_prompt import PromptAsk, asks_of_prompt
from knowledge.language.writing.signs import run_together
from services.people.suggestions import LONGEST
from storage.asking.prompts import Prompt

_BEFORE = "发之前随时发“取消”；发出以后半小时内说“撤了”，我把它收回来，在那之前看过的收不回。"
_SUGGESTION: Mapping[PromptAsk, str] = {
    PromptAsk.HOW: "把想说的直接写下来发给我就行（只收文字）；发出以前我再问您匿名还是署名。",
    PromptAsk.NAMELESS: (
        "写好发给我，我会问怎么发，回“匿名”就行，不回我不发。看意见的人不知道是谁写的；"
        "为了把答复转给您，我存 30 天您的会话编号，管服务器的人查得到。"
    ),
    PromptAsk.WHO_SEES: "只发给运维人员，别的同事和领导看不到。选了匿名，看的人也不知道是谁写的。",
    PromptAsk.HOW_MUCH: f"写什么都行，一句话也可以，{LONGEST} 字以内；长了分几次提。",
    PromptAsk.TAKE_BACK: _BEFORE,
    PromptAsk.ANSWERED: "回不回由运维人员定；有了答复我马上转给您，匿名的也转得到（30 天内）。",
    PromptAsk.LEAVE: "发“取消”，就什么也不发、什么也不留。",
}
_REPLY: Mapping[PromptAsk, str] = {
    PromptAsk.HOW: "把要说的话直接写下来发给我，我原样转去；发出以前再给您看一遍。",
    PromptAsk.NAMELESS: "转去时不写您的名字，对方不知道是哪位同事写的。",
    PromptAsk.WHO_SEES: "只转给提问或提意见的人；问题是在群里问的，就回在那个群里。",
    PromptAsk.HOW_MUCH: "一条消息以内都行，写什么我原样转。",
    PromptAsk.TAKE_BACK: _BEFORE,
    PromptAsk.ANSWERED: "对方能不能再回话，看他自己：他可以再问一次，或再提意见。",
    PromptAsk.LEAVE: "发“取消”，就不转了。",
}
_SAID: Mapping[str, Mapping[PromptAsk, str]] = {
    Asked.SUGGESTION: _SUGGESTION,
    Asked.SEND_HOW: _SUGGESTION,
    Asked.REPLY: _REPLY,
    Asked.ANSWER: _REPLY,
    Asked.SEND_REPLY: _REPLY,
    Asked.SEND_ANSWER: _REPLY,
}
LEDGER_FILES = f"台账做好了，表格（.xlsx）和文档（.docx）两份一起发。先说做哪段时间的，如 今年、本季度；{LEAVE}"
_AS_FILE = pattern(
    r"(?:请|帮我|给我|我要|想要?|要|再|把它?|能不能|可以)*(?:导|转|存|做|弄|生成|输出|保存|下载|打印)?(?:出|成|为|个|一?份|来)*"
    r"(?:表格?|excel|xlsx?|电子表|word|docx?|文档|文件)(?:版|格式|形式)?的?(?:吗|吧|了|发我|给我|可以吗)*[?。!]*"
)
STILL_WANTED = f"\n还等着您写，请直接发给我；{LEAVE}"
NOT_SENT_YET = f"\n上面那条还没发出，点它下面的按钮，或把按钮上的字发给我；{LEAVE}"


def told_of_prompt(prompt: Prompt, words: str) -> str:
    """Return what to say to who asks about what a prompt wants; empty where that is not asked."""
    if prompt.kind == Asked.LEDGER and _AS_FILE.fullmatch(run_together(words)):
        return LEDGER_FILES
    said = _SAID.get(prompt.kind)
    ask = asks_of_prompt(words) if said is not None else None
    if said is None or ask is None:
        return ""
    return said[ask] + (NOT_SENT_YET if prompt.presses else STILL_WANTED)
