"""Operators see the opinions that wait, and answer one in a sentence; old words bring one, too."""

from office import Colleague, Office

SMALL, DEAR = "字太小看不清", "食堂太贵"
ANSWERS = (  # while both wait and the list stands there
    ("第二条回复说已经改了", SMALL, "已经改了"),
    ("第一條就回：已反映", DEAR, "已反映"),
    ("食堂那条回复他下月降价", DEAR, "下月降价"),
    ("答复那条字太小的意见，下次调大", SMALL, "下次调大"),
    ("告诉提字太小的那位，下周调", SMALL, "下周调"),
)
ALONE = (  # while one waits
    "回他一句，下次调大",
    "答复那条意见：下次调大",
    "答复意见，下次调大",
    "回复提意见的人，下次调大",
    "跟他说下次调大",
    "告訴提意見的同志，下次调大",
    "就回“下次调大”",
)
IN_OLD_WORDS = (
    ("余欲進言", ""),
    ("請容我進一言", ""),
    ("鄙人有一言欲陳", ""),
    ("欲獻一策", ""),
    ("余有一言進於諸君：所引原文宜註明頁碼", "所引原文宜註明頁碼"),
    ("吾有諫言：所引原文宜註明頁碼", "所引原文宜註明頁碼"),
    ("有一事欲稟：所引原文宜註明頁碼", "所引原文宜註明頁碼"),
)


async def with_opinions(office: Office, *words: str) -> Colleague:
    """Let an operator have got opinions."""
    wu = office.colleague("吴")
    await wu.says("你好")
    for name, one in zip(("陈", "刘"), words, strict=False):
        for said in ("我要提意见", one, "别留名"):
            await office.colleague(name).says(said)
        await office.passes(minutes=1)
    return wu


async def test_opinions_are_listed_with_their_answers(run_office: Office) -> None:
    wu = await with_opinions(run_office, SMALL, DEAR)
    for said, opinion, answer in ANSWERS:
        await wu.says("有人提意见没有")
        assert wu.last().buttons == ["答复 1", "答复 2"], said
        await wu.says(said)
        assert f"意见：“{opinion}”\n运维人员答复：\n{answer}\n" in wu.sees(), said
        await wu.says("不发")
        await run_office.passes(minutes=1)
    await wu.says("答复那条意见：已经改了")
    assert wu.last().buttons == ["答复 1", "答复 2"]
    await wu.taps("答复 2")
    await wu.says("下次调大")
    await wu.says("发出")
    assert run_office.colleague("陈").sees().endswith("下次调大")
    await wu.says("有人提意见没有")
    assert wu.last().buttons == ["答复 1"]
    assert SMALL not in wu.sees()


async def test_who_got_an_opinion_answers_it_in_a_sentence(run_office: Office) -> None:
    wu = await with_opinions(run_office, SMALL)
    for said in ALONE:
        await wu.says(said)
        assert f"意见：“{SMALL}”\n运维人员答复：\n下次调大\n" in wu.sees(), said
        await wu.says("不发")
    await wu.says("回他一句，下次调大")
    await wu.says("是")
    assert run_office.colleague("陈").sees().endswith("下次调大")


async def test_opinions_are_for_operators_only(run_office: Office) -> None:
    wu, zhou = await with_opinions(run_office, SMALL), run_office.colleague("周")
    await wu.says(f"/editor {zhou.person.id}")
    await zhou.says("有人提意见没有")
    assert "意见办理" in zhou.sees()
    for said in ("答复那条意见：下次调大", "回他一句，下次调大"):
        await zhou.says(said)
        assert SMALL not in zhou.sees(), said


async def test_old_words_bring_an_opinion(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    for said, words in IN_OLD_WORDS:
        await chen.says(said)
        assert (f"“{words}”" if words else "请写下您的意见") in chen.sees(), said
        await chen.says("取消")
        await run_office.passes(minutes=1)
