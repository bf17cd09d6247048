"""Writes down who changed what: roles, speeches, quotes, known ways of asking, notices."""

from collections.abc import Sequence
from datetime import timedelta

from core.clock import Clock
from storage.people.audit import AuditEntry, AuditStore

KEPT = timedelta(days=730)
# What the actions are called where people read the log.
SAID = {
    "access.carry_over": "沿用原有订阅者",
    "access.mode": "改使用范围",
    "access.refuse": "拒绝申请",
    "chat.approve": "批准群或频道",
    "chat.refuse": "不批准群或频道",
    "duty.begin": "设立廉政事项",
    "duty.end": "结束廉政事项",
    "duty.name": "请人办廉政事项",
    "duty.take_off": "从廉政事项去掉",
    "duty.time": "改廉政事项的时间",
    "folder.add": "讲话文件夹收录讲话",
    "folder.replace": "讲话文件夹换讲话的新版",
    "folder.withdraw": "讲话文件夹下架讲话",
    "invitation.make": "发出邀请",
    "invitation.use": "接受邀请",
    "invitation.withdraw": "撤回邀请",
    "ledger.enter": "补记台账",
    "ledger.take_out": "撤回台账补记",
    "notice.send": "群发通知",
    "notice.stop": "停发通知",
    "notice.take_back": "撤回通知",
    "push.hold": "暂停当天推送",
    "push.release": "恢复当天推送",
    "push.resend": "补发",
    "question.absent": "标为讲话里没有",
    "question.answer": "回复提问人",
    "question.bind": "绑定原文",
    "question.ignore": "略过问题",
    "question.undo": "撤销对问题的处理",
    "quote.approve": "通过廉语",
    "quote.change": "换一条廉语",
    "quote.day": "给某天定廉语",
    "quote.hide": "停用廉语",
    "checklist.approve": "审定节前清单",
    "checklist.hide": "撤下节前清单",
    "checklist.quote": "选节前廉语",
    "quiz.approve": "通过题目",
    "quiz.edit": "改写题目",
    "quiz.hide": "停用题目",
    "role.grant": "给予身份",
    "role.revoke": "取消身份",
    "second.ask": "请第二个人确认",
    "second.confirm": "第二个人确认",
    "second.refuse": "第二个人不同意",
    "speech.add": "收录讲话",
    "speech.recognised": "逐行看过扫描件",
    "speech.replace": "换讲话的新版",
    "speech.restore": "恢复讲话",
    "speech.rollback": "撤回对讲话的更改",
    "speech.withdraw": "下架讲话",
    "suggestion.answer": "答复意见",
    "ways.bind": "重新绑定相似问",
    "ways.drop": "丢掉一批相似问",
    "ways.restore": "恢复相似问",
    "ways.take": "收下一批相似问",
    "ways.withdraw": "撤回相似问",
}


def said(action: str) -> str:
    """Return what an action is called where people read the log."""
    return SAID.get(action, action)


class AuditService:
    """The way into the audit log. Code that changes something that others rely on calls `record`.

    A change that must not be in force without its entry takes an `entry` into its own transaction
    (storage.people.audit.write_down).
    """

    def __init__(self, store: AuditStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def record(
        self, user_id: int | None, action: str, subject: str, *, was: str = "", now: str = ""
    ) -> None:
        """Note that `user_id` (None: the command line) did `action` to `subject`; see `entry`."""
        await self._store.add(self.entry(user_id, action, subject, was=was, now=now))

    def entry(
        self, user_id: int | None, action: str, subject: str, *, was: str = "", now: str = ""
    ) -> AuditEntry:
        """Return the entry that `user_id` (None: the command line) did `action` to `subject`.

        `action` is a noun and a verb, such as speech.withdraw; `was` and `now` are what a person reads as
        before and after.
        """
        return AuditEntry(self._clock.now(), user_id, action, subject, was, now)

    async def newest(self, most: int, *, skip: int = 0) -> Sequence[AuditEntry]:
        """Return up to `most` entries, the newest first, after the `skip` newest."""
        return await self._store.newest(most, skip=skip)

    async def sweep(self) -> None:
        """Delete entries that are older than they may be."""
        await self._store.forget_before(self._clock.now() - KEPT)
