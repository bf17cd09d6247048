"""How ways of asking, their batches and what they bring are spoken of, in chat and on the command line."""

from knowledge.ways.sources import Kind
from knowledge.ways.weighing import Gain
from storage.states import BatchState

KINDS = {
    Kind.BOX: "随程序带来",
    Kind.FILE: "本单位的文件",
    Kind.EDITORS: "编辑绑定",
    Kind.BATCH: "成批收下",
}
BATCH_STATES = {
    BatchState.FILLING: "正在写",
    BatchState.PAUSED: "停着",
    BatchState.READY: "等抽查",
    BatchState.TAKEN: "在用",
    BatchState.WITHDRAWN: "已撤回",
}
NOBODY = "量不了：只有一个人出题，也没有别人的相似问可比。"
FEW = 30  # questions with fewer than which a share says little
GAIN = (
    "没有参与出题的 {askers} 个人来问（{questions} 个问题）："
    "第一条就对 {first}；直接答对 {at_once}；答错 {wrong}"
)
FALSE = "讲话里没有的问题，答了的：{false}"
WORSE = "收下反而会变差，建议不收。"
LITTLE = "（问题不多，只作参考）"


def gain_lines(gain: Gain | None) -> list[str]:
    """Return what ways of asking bring, in two lines that an editor understands."""
    if gain is None:
        return [NOBODY]
    before, after = gain.before, gain.after
    lines = [
        GAIN.format(
            askers=gain.askers,
            questions=gain.questions,
            first=_change(before.first, after.first),
            at_once=_change(before.at_once, after.at_once),
            wrong=_change(before.wrong, after.wrong),
        ),
        FALSE.format(false=_change(before.false, after.false)),
    ]
    if gain.questions < FEW:
        lines[-1] += LITTLE
    if after.first < before.first or after.wrong > before.wrong:
        lines.append(WORSE)
    return lines


def _change(before: float, after: float) -> str:
    return f"{before:.0%} → {after:.0%}"
