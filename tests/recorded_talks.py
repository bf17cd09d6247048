"""What people were told in long conversations when that was last meant to change: recorded_talks.jsonl.

Tests elsewhere say what is right, a detail each. This says what is: every word and button of each reply. A
change that no test names moves something here. Where that is meant, record anew and look at the difference:

    PYTHONPATH=.:tests .venv/bin/python tests/recorded_talks.py
"""

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from office import Office, open_office

from emulator.messages import Message
from storage.database import Database

FILE = Path(__file__).with_name("recorded_talks.jsonl")
BEGINS, ENDS = 40, 20  # characters of a long line that are recorded

# In brackets: a button of the last message.
TALKS = {
    "words are counted, listed and gone through": """
        提到学习的段落有哪些
        下一页
        下一页
        上一页
        第3处
        下一处
        [下一处]
        还剩几处
        下一页
        一共几处
        倒数第二处
        下一处
        下一处
        第99处
        第一处
        上一处
        [全部 8 处]
        下一处
        [全部 8 处]
        [下一页]
        [7]
        上一处
        下一页
        2
        那2022年呢
        2023年那篇里列出来
        三重一大是什么
        下一处
        上一处
        下一页
    """,
    "words that stand nowhere, or nearly": """
        原文有没有“零容忍”三个字
        下一处
        区别在哪
        请核对“把纪律摆在前面”是否原文
        哪里不一样
        核对原文：不论职务高低，每个同志无论在任何时候
        三重一大在2023年的讲话里出现几次
        [全部 1 处]
        那2022年呢
        “一线意识”、“一线、二线”各出现几次
        [“一线、二线”1 处]
        下一处
        “高悬反腐利剑”有几处
        那“戒尺”呢
        怎么理解“把纪律摆在前面”
        政治纪律
        “敬畏”怎么说
        食堂有没有夜宵
        有没有提到巡视
        下一处
        2021年有没有提到巡视
        监督和纪律在哪些地方提到
        全部列出
        反腐败斗争是什么
        一共几处
    """,
    "what else speaks of it": """
        怎么严明纪律
        纪律还在哪些地方提到
        还有哪几段讲纪律
        还有哪几段讲纪律
        下一处
        还有哪几段讲纪律
        还有哪几段讲纪律
        还有别的地方提到吗
        监督
        还有吗
        还有吗
        不懂
        还有哪里提到监督
        还有吗
        不懂
        不懂
        不懂
        还有别的说法没
        怎么严明纪律
        [2023年怎么说]
        还有吗
        食堂几点开门
        不懂
        还有吗
        还有哪里提到食堂
        还有哪里提到敬畏
        还有吗
    """,
    "one reads on and back": """
        2023-4-03的上一段
        下一段
        往下读三段
        往前两段
        往后二十段
        下一段
        再往前五十段
        上一段
        往后十八段
        往前七段
        2023-3-04
        往下读两段
        2022-2-06
        往前一段
        2022-3-01到2022-3-05
        下一段
        上一段
        [上一段]
        [上下文]
        [收起]
        [下一段]
        /p 2022-9-99
        2023-3-04的出处
    """,
    "points, headings and what was shown before": """
        /p 2023-0-01
        第二点是什么
        第三点
        下一点
        下一点
        下一节
        上一节
        第一节
        第九节
        最后一个方面的第一段
        第一部分的最后一段
        第九部分的第一段
        下一段
        回到刚才那段
        再往前那段
        再往前那段
        刚才说三重一大的那段
        怎么落实主体责任
        刚才说戒尺的那段
        出处
        哪年讲的
        谁讲的
        上下文
        不懂
        不懂
        这两段分别是哪年讲的
        回到第一个问题
        我上一个问的是什么
        还有吗
    """,
    "one speech, the other, both": """
        2023年怎么说作风
        2022年呢
        另一次讲话怎么说
        两次讲话都怎么说作风
        [2023年那段]
        还有吗
        两次讲话有什么不同
        两次讲话对纪律的说法有什么不同
        2019年怎么说作风
        [2022年怎么说]
        今年怎么说作风
        今年怎么说天气
        最后一段
        2022年第14段
        2022年第99段
        倒数第二段
        2023年怎么说三重一大
        两次讲话都怎么说天气
        两次讲话都怎么说三重一大
        [2022年那段]
        政协和一线有什么关系
        一岗双责和三重一大有什么区别
        监督、调研分别怎么说
        食堂、停车分别怎么说
    """,
    "a speech as a whole": """
        讲话的要点
        [2022年讲话的要点]
        2023年讲话的要点
        第二个
        另一篇的要点
        去年的讲话讲了什么
        把2023年讲话发给我
        下一页
        换另一篇
        上一页
        从头读2023年那篇
        [下一页]
        读2022年那篇
        总结一下2022年的讲话
        总结一下
        它一共多长
        2025年有没有讲巡视
        有多少段
        全文
    """,
    "what is no question, and what leans on nothing": """
        还有吗
        下一段
        出处
        不懂
        第二点是什么
        你好
        谢谢
        ？？
        嗯
        学
        太长了
        三重一大是什么
        太长了
        八项规定第一条是什么
        对比一下这两段
        它是谁提出的
        它有哪些要求
        换个问题：监督
        回到第一个问题
        三重一大是什么
        三重一大是什么
        什么是三重一大
        心情不好
        你是谁
        2022-2-06的下一段
        3-04
    """,
}


def lines_of(talk: str) -> list[str]:
    """Return what a person says in a talk, one thing after the other."""
    return [line.strip() for line in TALKS[talk].strip().splitlines()]


async def held(office: Office, talk: str) -> list[dict[str, Any]]:
    """Hold a talk; return in its order what was said, each with what the bot replied or now shows."""
    chen = office.colleague("陈")
    turns = []
    for said in lines_of(talk):
        before = len(chen.answers())
        if said.startswith("["):
            answer = await chen.taps(said[1:-1])
            told = [answer.text or ""]
        else:
            await chen.says(said)
            told = []
        for message in chen.answers()[before:] or [chen.last()]:
            told += [
                *map(_abridged, message.text.split("\n")),
                " | ".join(_bold(message)),
                " | ".join(message.buttons),
            ]
        turns.append({"talk": talk, "said": said, "told": list(filter(None, told))})
    return turns


def recorded(talk: str) -> list[dict[str, Any]]:
    """Return what was recorded of a talk."""
    turns = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return [turn for turn in turns if turn["talk"] == talk]


def _bold(message: Message) -> list[str]:
    """Return what is set in bold: the question's words in a passage."""
    found = [(one["offset"], one["length"]) for one in message.entities if one["type"] == "bold"]
    return [message.text[start : start + length] for start, length in found]


def _abridged(line: str) -> str:
    if len(line) <= BEGINS + ENDS:
        return line
    return f"{line[:BEGINS]}…{line[-ENDS:]} ({len(line)})"


async def _record() -> None:
    lines = []
    for talk in TALKS:
        with TemporaryDirectory() as folder:
            database = Database.in_folder(Path(folder))
            await database.migrate()
            await database.close()
            async with open_office(Path(folder)) as office:
                lines += [json.dumps(turn, ensure_ascii=False) for turn in await held(office, talk)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_record())
