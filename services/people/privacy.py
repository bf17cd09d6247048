"""What is kept of people, in words, and forgetting somebody at their wish."""

from datetime import timedelta

from core.clock import Clock
from core.settings import QuestionSettings
from storage.forgetting import ForgettingStore

KEPT_WORDS = {
    "none": "您的提问：只记次数，不记原话。",
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
OTHERWISE = (
    "您得到了哪段原文：30 天，好接着问。\n"
    "用过我的会话（编号、名称）和推送设置（含谁替群订阅的）：到您退出并要求删除为止；推送记录 400 天。\n"
    "谁可以使用（编号、名称、身份）：到取消为止；没获准的人、谁在获准的群里（只记编号）：30 天。\n"
    "您的意见：一年；匿名的 30 天后连会话编号也删。\n"
    "编辑从提问里学来的问法：不带名字，一直留着；只有您一个人用过的，您要求删除时一并删去。\n"
    "谁改了什么（只有编辑和运维人员的操作）：两年。"
)


class PrivacyService:
    """Says what the settings mean for people; removes what is kept of one."""

    def __init__(self, store: ForgettingStore, clock: Clock, settings: QuestionSettings) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def account(self) -> str:
        """Return what is kept, for how long and who sees it, a line each."""
        words = KEPT_WORDS[self._settings.keep].format(kept=_said(self._settings.kept_for))
        if self._settings.keep != "none":
            words += ASKERS[self._settings.names]
        return f"{words}\n{ASIDE[self._settings.keep != 'none']}\n{OTHERWISE}"

    async def forget(self, user_id: int) -> None:
        """Remove everything that is kept of a person, but for their role and the log of changes."""
        await self._store.forget(user_id, self._clock.now())


def _said(span: timedelta) -> str:
    return f"{span.days} 天" if span >= timedelta(days=1) else f"{round(span.total_seconds() / 3600)} 小时"
