"""What is wanted, said to who has said too little for an answer."""

from handlers.asking.conversation.answers.of_a_draft import OF_A_NOTICE
from handlers.sending.asked import NO, YES
from handlers.words.cards import button, rows
from handlers.words.prompts import LEAVE, WEIGHTY, Asked, wants_yes
from handlers.words.replies import View, plain
from storage.asking.prompts import Prompt

WORDS_WANTED = f"上面问的{{what}}还等您写，请直接发给我；{LEAVE}"
WHAT = {
    Asked.PAUSE: "暂停多久",
    Asked.QUIZ_TIME: "每周一题哪天几点",
    Asked.SUGGESTION: "意见",
    Asked.NOTICE: "通知的内容",
    Asked.TITLE: "题目",
    Asked.DATE: "日期",
    Asked.BINDING: "段落编号",
    Asked.ANSWER: "答复",
    Asked.REPLY: "答复",
}
MEANT = "您是说前面问的“{label}”吗？"
CHOICE_WANTED = "请点那条消息的按钮，或把按钮上的字发给我：{buttons}。" + LEAVE


def reminder(prompt: Prompt) -> View:
    """Return what is wanted, to somebody who said too little for an answer.

    What was asked a while ago is asked anew, unless it is weighty.
    """
    if not prompt.presses:
        return plain(WORDS_WANTED.format(what=WHAT.get(Asked(prompt.kind), "内容")))
    kind, yes = Asked(prompt.kind), prompt.presses.get(YES, "")
    label = next((one for one, data in prompt.presses.items() if data == yes and one != YES), "")
    of_whom = kind == Asked.APPOINT and prompt.words
    if yes and label and (of_whom or kind not in WEIGHTY | OF_A_NOTICE):
        said = MEANT.format(label=f"{label}：{prompt.words}" if of_whom else label)
        view = plain(said, rows([button(label, yes)]))
        return wants_yes(view, kind, prompt.number, yes=yes, no=prompt.presses.get(NO, ""), words=prompt.words)
    return plain(
        CHOICE_WANTED.format(buttons="、".join(label for label in prompt.presses if label not in {YES, NO}))
    )
