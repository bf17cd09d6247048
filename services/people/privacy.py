"""Tells people what is kept of them, and deletes it when they wish."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from core.clock import Clock
from core.settings import QuestionSettings
from storage.people.forgetting import ForgettingStore

KEPT_WORDS = {
    "none": "您的提问：只记次数，不记原话；您点了“问同事”的那一问，留到同事处理后一天。",
    "unanswered": "您的提问：没答上的留下原话，供负责内容的同事补充，{kept}后删；答上的原话一天后删。",
    "all": "您的提问和得到的回答：{kept}后删。",
}
ASIDE = {
    True: "我读不懂或处理出错的消息：原样存 7 天，供运维人员查错。",
    False: "我读不懂或处理出错的消息：只记时间和原因，7 天。",
}
ASKERS = {
    True: "编辑看得到谁问的。",
    False: "编辑看不到谁问的；您的编号只用来转给您答复、应您要求删除。",
}
NAMES = "记了您在 Telegram 上的名称和编号，到您退出并要求删除（/forget_me）为止；手机号我看不到。"
NO_WORDS = "您问的话不留。"
OTHERWISE = (
    "您得到了哪段原文：30 天，好接着问；讲话读到哪一页：一年，好接着读。\n"
    "我问过您什么、答没答，最近给您列过哪些按钮（不记您的话）：半小时；答过的两天，免得把改过的话当成提问。\n"
    "编辑写好、等着点“发出”的回复，群里想改推送、等管理员点头的那句话：办了或放弃就删，最多半小时。\n"
    "用过我的会话（编号、名称）和推送设置（含谁替群订阅的）：到您退出并要求删除为止；推送记录 400 天。\n"
    "最近跟我说过话的人叫什么：只在内存里，重启就忘，好按名字认人。\n"
    "谁可以使用（编号、名称、身份）：到取消为止；没获准的人、谁在获准的群里（只记编号）：30 天。\n"
    "您的意见：一年；匿名的 30 天后连会话编号也删。\n"
    "每周一题：匿名，不记谁答了什么；十人以上作答的群只记人次和答对的人次。练一练的结果：只有您看得到，一年没练就删。\n"
    "通知的“已阅”：只记人数，不记是谁；防重复的暗记里没有编号和姓名，随通知删（最多 400 天）。\n"
    "归您办的廉政事项：到期和办结的日期 400 天，不记谈了什么；别人只看得到件数，看不到是谁。\n"
    "编辑从提问里学来的问法：不带名字，一直留着；只有您一个人用过的，您要求删除时一并删去。\n"
    "台账（给检查看的）：每月结束时存下各项的数，不带名字和编号；不排名、不打分、不记谁没有做。\n"
    "每天的备份里有的，随旧备份一起删（留几份由单位定）。\n"
    "谁改了什么（只有编辑和运维人员的操作）：两年。"
)


class PrivacyService:
    """Explains what the settings mean for people, and removes what is kept of one person."""

    def __init__(
        self,
        store: ForgettingStore,
        clock: Clock,
        settings: QuestionSettings,
        memories: Sequence[Callable[[int], None]],
    ) -> None:
        """`memories` forget what this process has in mind of a person, by their number."""
        self._store = store
        self._memories = memories
        self._clock = clock
        self._settings = settings

    def account(self) -> str:
        """Return what is kept, for how long and who sees it, a line each."""
        return f"{self.of_words()}\n{ASIDE[self._settings.keep != 'none']}\n{OTHERWISE}"

    def of_words(self) -> str:
        """Return what is kept of people's questions, for how long, and who sees who asked, in a line."""
        words = KEPT_WORDS[self._settings.keep].format(kept=_said(self._settings.kept_for))
        return words + (ASKERS[self._settings.names] if self._settings.keep != "none" else "")

    def of_askers(self) -> str:
        """Return who sees who has asked what, in a line; nothing where no words are kept."""
        return ASKERS[self._settings.names] if self._settings.keep != "none" else NO_WORDS

    def of_names(self) -> str:
        """Return whether a person's name is kept, and who sees it beside what they asked, in a line."""
        kept = self._settings.keep != "none"
        return NAMES + (ASKERS[self._settings.names] if kept else NO_WORDS) + "详细的，发 /privacy。"

    async def forget(self, user_id: int) -> None:
        """Remove everything that is kept of a person, except their role and the log of changes."""
        await self._store.forget(user_id, self._clock.now())
        for forget in self._memories:
            forget(user_id)


def _said(span: timedelta) -> str:
    return f"{span.days} 天" if span >= timedelta(days=1) else f"{round(span.total_seconds() / 3600)} 小时"
