"""What stands behind a command is read whatever the keyboard; what is not understood is said."""

from office import Office

from handlers.commands import COMMANDS, Argument

GAPS = ("", " ", "\n", "\t", "\u3000", ":", "：", "∶", ",", "，", "、", "： ", " ：", "\u200b")
BRACKETS = ("[9:30]", "（9:30）", "【9:30】", "<9:30>", "“9:30”", "「 9:30 」", "《[9:30]》", "`9:30`")
ALIKE = ("/ѕubscribe", "/subsсribe", "/subscrıbe", "/ЅUBSCRIBE")
CALLED = ("/subscribe", "／subscribe", "/subscribe@qingfeng_bot", "/订阅", "订阅")
NINE_THIRTY = (
    "9:30", "９：３０", "9∶30", "9：30", "9.30", "9。30", "9点半", "九點半", "9點30分", "上午九时三十分",
    "玖点叁拾分", "⑨点半", "9️⃣点半", "٩:٣٠", "९:३०", "0930", "9 30", "9；30", "早上9:30", "9:30 a.m.",
    "\u202a9:30\u202c", "9\u200b:30", "差三十分十点", "九点卅分", "9时30", "9:30吧", "9:30，谢谢",
)  # fmt: skip
DAYS = (
    ("周一至周五 9:30", "周一至周五 09:30"),
    ("週一至週五 9:30", "周一至周五 09:30"),
    ("星期一到星期五，9点半", "周一至周五 09:30"),
    ("礼拜一~礼拜五 9:30", "周一至周五 09:30"),
    ("周一—周五 9:30", "周一至周五 09:30"),
    ("周1－5 9:30", "周一至周五 09:30"),
    ("9:30 工作日", "工作日（含调休）09:30"),
    ("工作日（含調休） 9:30", "工作日（含调休）09:30"),
    ("每天九點半", "每天 09:30"),
)
PAUSES = (
    ("3天", "3月4日 周三"),
    ("三天", "3月4日 周三"),
    ("叁天", "3月4日 周三"),
    ("３ 天", "3月4日 周三"),
    ("③天", "3月4日 周三"),
    ("٣天", "3月4日 周三"),
    ("兩週", "3月15日 周日"),
    ("两个礼拜", "3月15日 周日"),
    ("俩星期", "3月15日 周日"),
    ("拾肆天", "3月15日 周日"),
    ("廿天", "3月21日 周六"),
    ("半个月", "3月16日 周一"),
    ("到12月31號", "12月31日 周四"),
    ("到十二月卅一日", "12月31日 周四"),
    ("到12－31", "12月31日 周四"),
    ("到2026。12。31", "12月31日 周四"),
    ("到２０２６年１２月３１日", "12月31日 周四"),
    ("到20261231", "12月31日 周四"),
    ("到週五", "3月6日 周五"),
    ("到禮拜天", "3月8日 周日"),
    ("到15号", "3月15日 周日"),
    ("到下月5號", "4月5日 周日"),
    ("直到月底為止", "3月31日 周二"),
)

PASSAGE_NUMBERS = (
    "/p：2022-2-06", "/p2022－2－06", "/p\n２０２２—２—６", "/p 2022 2 6", "原文：2022·2·06", "/原文、2022.2.6",
    "／p@Qingfeng_bot：二〇二二-二-六", "/p ٢٠٢٢-٢-٦", "/p 2022–2–06", "原文2022-2-06",
)  # fmt: skip
QUESTIONS = (
    "/ask：三重一大", "/ask三重一大", "/ask\n三重一大", "／ask，三重一大", "/问:三重一大", "问：三重一大",
    "/ask@qingfeng_bot三重一大", "/ask叁重壹大",
)  # fmt: skip


async def test_whatever_parts_the_hour_from_the_command_it_is_the_hour(office: Office) -> None:
    for called in CALLED:
        chen = office.colleague(called)  # one person alone would be asking too fast
        for gap in GAPS:
            await chen.says(f"{called}{gap}9:30")
            assert "每天 09:30 推送" in chen.sees(), f"{called}{gap!r}"
            await chen.says("/unsubscribe")


async def test_brackets_around_the_hour_and_letters_of_other_scripts_change_nothing(office: Office) -> None:
    chen = office.colleague("陈")
    for said in (*(f"/subscribe {hour}" for hour in BRACKETS), *(f"{called} 9:30" for called in ALIKE)):
        await chen.says(said)
        assert "每天 09:30 推送" in chen.sees(), said
        await chen.says("/unsubscribe")


async def test_an_hour_is_read_in_every_script(office: Office) -> None:
    chen = office.colleague("陈")
    for hour in NINE_THIRTY:
        for called in ("/subscribe：", "订阅 ", "改到"):
            await chen.says("/unsubscribe")
            await chen.says(f"{called}{hour}")
            assert "每天 09:30 推送" in chen.sees(), f"{called}{hour}"


async def test_days_are_read_in_every_script(office: Office) -> None:
    chen = office.colleague("陈")
    for said, shown in DAYS:
        for called in ("/subscribe：", "订阅 "):
            await chen.says("/unsubscribe")
            await chen.says(f"{called}{said}")
            assert f"，{shown} 推送" in chen.sees(), f"{called}{said}"


async def test_a_pause_is_read_in_every_script(office: Office) -> None:
    for said, last in PAUSES:
        chen = office.colleague(said)
        for called in ("/pause：", "/pause", "/暫停 ", "暂停", "暫停、"):
            await chen.says("/subscribe")
            await chen.says(f"{called}{said}")
            assert chen.sees().startswith(f"已暂停推送，到{last}为止"), f"{called}{said}"


async def test_a_passage_number_is_read_in_every_script(office: Office) -> None:
    chen = office.colleague("陈")
    for said in PASSAGE_NUMBERS:
        await chen.says(said)
        assert "· 2022-2-06 ·" in chen.sees(), said


async def test_a_question_is_read_whatever_stands_before_it(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    for said in QUESTIONS:
        await chen.says(said)
        assert chen.finds("严格执行“三重一大”"), said
        await chen.says(f"@qingfeng_bot {said}", chat)
        assert chen.finds("严格执行“三重一大”", chat), said


async def test_a_command_behind_our_name_is_that_command(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    for said in (
        "@qingfeng_bot /subscribe 9:30",
        "/subscribe @qingfeng_bot 9:30",
        "/subscribe@Qingfeng_Bot：9:30",
    ):
        await chen.says("/subscribe 8:00", chat)
        await chen.says(said.format("qingfeng_bot"), chat)
        assert "每天 09:30 推送" in chen.sees(chat), said


async def test_a_pause_that_is_not_understood_is_not_guessed(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    for said in (
        "三五天",
        "两三天",
        "十一二天",
        "几天",
        "1.5天",
        "3小时",
        "到退休",
        "-3天",
        "三天两夜",
        "100000",
    ):
        await chen.says(f"/pause：{said}")
        assert chen.sees() == f"没看懂“{said}”。请这样写：/pause 3天，或 /pause 到12月31日"


async def test_an_hour_that_is_not_understood_is_not_guessed(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("两三点", "十一二点", "明天", "8:3", "9-30", "八点多", "-9:30", "12345"):
        for called in ("/subscribe：", "/subscribe "):
            await chen.says(f"{called}{said}")
            assert chen.sees() == f"没看懂时间“{said}”。请这样写：/subscribe 08:30"
    assert await office.services.subscriptions.of(chen.person.id) is None


async def test_words_that_a_command_has_no_use_for_are_said(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/pause 3天")
    for command in COMMANDS:
        if command.argument is not Argument.NOTHING or command.judges or command.role > command.role.MEMBER:
            continue
        await chen.says(f"/{command.name}：明天九点")
        assert chen.sees() == f"/{command.name} 后面不用写别的，没看懂“明天九点”。请只发 /{command.name}"
    held = await office.services.subscriptions.of(chen.person.id)
    assert held is not None
    assert held.active
    assert held.resumes_on is not None


async def test_courtesies_behind_a_command_are_no_words_for_it(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("/quote 谢谢", "/quote！", "/quote 吧。", "／今日廉语？"):
        await chen.says(said)
        assert chen.sees().startswith("今日廉语")


async def test_an_unknown_command_is_said_to_be_one_whatever_follows(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("/subscribes：9:30", "/foo：三重一大", "/foo", "／foo 三重一大", "/settings2"):
        await chen.says(said)
        assert chen.sees().startswith("没有这个命令"), said
