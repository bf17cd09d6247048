"""What the search made of many questions when it was last meant to change: recorded_answers.jsonl.

Tests elsewhere say what is right. This says what is: a change of a weight or a bound that no test names moves a
figure here. Where that is meant, record anew and look at the difference:

    PYTHONPATH=.:tests .venv/bin/python tests/recorded_answers.py
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from core.models import SpeechText
from knowledge.language.words.thesaurus import Thesaurus
from knowledge.reading.folder import read_folder
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library

FILE = Path(__file__).with_name("recorded_answers.jsonl")
SPEECHES = Path(__file__).resolve().parents[1] / "knowledge" / "speeches"
DIGITS = 4

TRAVEL = SpeechText(
    "travel",
    "travel.txt",
    "在临江市机关作风建设大会上的讲话",
    "2021年3月",
    "",
    "同志们：\n今天讲三点。\n一、严明纪律\n严格执行“三重一大”（即：重大问题决策、重要干部任免、大额资金使用）制度。"
    "对规矩要有敬畏之心。\n二、改进作风\n八项规定第一条就是改进调查研究，不调研就不发言。要坚决防止“四风”问题。\n"
    "公务接待要先审批，不准超标准。每人每天一百元，自二〇二一年五月一日起执行。\n三、强化监督\n"
    "班子成员之间要相互监督。如果哪个人出了问题，就要按规从严问责。坚持制度治党、依规治党。\n",
)
LEARNING = SpeechText(
    "learning",
    "learning.txt",
    "在平湖县学习工作会议上的讲话",
    "2023年",
    "",
    "要做到五个必须：\n必须守住底线；\n必须管好家人；\n必须公私分明。\n要健全干部能上能下的机制。\n"
    "公务用车一律封存钥匙，节假日集中停放。\n差旅报销须附行程单，由办公室主任负责审核。\n"
    "要建立经常性学习工作机制，每月组织一次集体学习，书记带头讲党课。\n党的二十大对此作了部署……要狠抓落实。\n"
    "坚持制度治党、依规治党。\n",
)
ASKED = {
    "公务接待要先审批": ("请人吃饭要打报告吗", "来客人怎么招待", "接待谁批", "招待超标怎么办"),
    "就要按规从严问责": ("犯了事会不会挨收拾", "捅了娄子谁挨板子", "出事了怎么处理"),
    "坚持制度治党": ("按什么管党", "靠啥治党"),
    "不调研就不发言": ("没下去看过能讲话吗", "先跑基层再开口"),
}
KNOWN = [
    *(
        KnownQuestion(said, f"p{n}", text, "travel")
        for text, all_ in ASKED.items()
        for n, said in enumerate(all_)
    ),
    *(
        KnownQuestion(f"{what}怎么申请", "p1", "", about=what)
        for what in ("公车", "食堂夜宵", "停车位", "工会福利")
    ),
]
QUESTIONS = (
    "三重一大是什么",
    "三種一大是啥",
    "sān zhòng yī dà",
    "sanzhongyida",
    "szyd",
    "八项归定第一条",
    "八項規定",
    "不调沿就不发盐",
    "sifeng 问题",
    "四风问题怎么防",
    "相互督监",
    "班子成员监督",
    "班子成员之间怎么互相监督",
    "公务接待",
    "接待标准是多少",
    "每人每天多少钱",
    "什么时候开始执行",
    "谁负责审核报销",
    "差旅报销要附什么",
    "差旅报消",
    "chailv baoxiao",
    "公务用车钥匙放哪里",
    "公车钥匙",
    "节假日车停哪里",
    "五个必须是什么",
    "能上能下",
    "neng shang neng xia",
    "干部机制",
    "制度治党",
    "2021年怎么说制度治党",
    "23年的讲话怎么说治党",
    "临江怎么说依规治党",
    "学习工作会议上说的依规治党",
    "2019年公务用车",
    "第二点是什么",
    "第三点讲了什么",
    "请人吃饭要不要打报告",
    "来了客人咋招待",
    "要是捅了娄子会挨收拾吗",
    "出了问题怎么问责",
    "靠什么管党治党",
    "没有调研过可以发言吗",
    "公车怎么申请",
    "食堂晚上供应夜宵吗",
    "停车位如何申请",
    "工会福利什么时候发",
    "今天天气怎么样",
    "学",
    "责任",
    "要",
    "你好",
    "请问讲话里对集体学习有什么要求呢",
    "书记讲党课 每月",
    "党课由谁来讲",
    "二十大",
    "20大",
    "狠抓落实",
    "敬畏规矩",
    "调查研究",
    "调研 发言 四风 接待 监督 问责",
    "严格执行三重一大制度，对规矩要有敬畏之心",
    "为什么要守住底线",
    "管好家人",
    "家人管理办法",
    "作风纪律监督",
    "坚持",
    "主体责任",
    "落实主体责任",
    "年轻干部",
    "一岗双责",
    "如何加强政治建设",
    "zhuti zeren",
    "ztzr",
    "中央八项规定精神",
    "形式主义官僚主义",
)


NAMES = ("new", "known", "shards", "shipped")


@cache
def library_of(name: str) -> Library:
    """Return a library that is asked: a small one that stands still, or the shipped speeches alone."""
    words = Thesaurus.of([("车辆管理", "用车"), ("吃请", "接待")])
    match name:
        case "new":
            return Library.build([TRAVEL, LEARNING], thesaurus=words)
        case "known":
            return Library.build([TRAVEL, LEARNING], KNOWN, words)
        case "shards":
            previous = Library.build([LEARNING], KNOWN[::2])
            return Library.build([TRAVEL, LEARNING], KNOWN[::2], words, previous=previous)
    return Library.build(read_folder(SPEECHES))


def measured(name: str) -> Iterator[dict[str, Any]]:
    """Ask that library everything; figures are rounded."""
    library = library_of(name)
    for question in QUESTIONS:
        answer = library.answer(question, k=4)
        found = [
            [one.passage.id, round(one.confidence, DIGITS), [list(mark) for mark in one.marks]]
            for one in answer.candidates
        ]
        why = [_features(one) for one in library.judge(question)]
        yield {"library": name, "question": question, "kind": answer.kind, "found": found, "why": why}


def _features(judged: Any) -> list[Any]:  # noqa: ANN401 - see the library
    return [judged.passage.id, *(round(float(value), DIGITS) for value in asdict(judged.features).values())]


def recorded() -> list[dict[str, Any]]:
    """Return what was recorded."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    lines = (json.dumps(one, ensure_ascii=False) for name in NAMES for one in measured(name))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
