"""A newcomer's first minutes, with the real bot and in a real browser."""

import re

import pytest
from bot_process import BotProcess
from playwright.sync_api import Browser, expect
from speech_samples import ANSWERED, NEW
from window import Window

pytestmark = pytest.mark.browser

QUESTION = "三重一大是什么"
SOURCE = re.compile(r"《.+》")
NUMBER = re.compile(r"20\d\d-\d+-\d+")


def test_a_newcomer_asks_looks_around_subscribes_and_gets_the_quote_next_morning(window: Window) -> None:
    expect(window.page.get_by_role("group", name="试试看")).to_contain_text("0 / 4")
    window.say(QUESTION)
    window.expect_answer("三重一大")
    window.expect_answer(SOURCE)
    window.expect_answer(NUMBER)
    expect(window.answer.locator("blockquote")).to_contain_text("三重一大")
    passage = window.answer.locator("blockquote").inner_text()

    window.key("上下文").click()
    expect(window.answer).not_to_have_text(passage)
    expect(window.page.get_by_role("group", name="试试看")).to_contain_text("2 / 4")

    window.say("/subscribe")
    window.expect_answer("08:30")

    window.page.get_by_title("时间", exact=True).click()
    window.page.get_by_role("button", name=re.compile("^明天 08:30")).click()
    expect(window.page.locator(".big-time")).to_contain_text("08:30")
    window.expect_answer("今日廉语")
    expect(window.answer.locator("time")).to_have_text("08:30")
    window.expect_answer(SOURCE)
    expect(window.page.get_by_role("group", name="试试看")).to_contain_text("都试过了")


def test_a_group_is_served_when_spoken_to_and_led_by_its_admin(window: Window) -> None:
    window.new_group("纪检学习群", "老周")
    window.expect_answer("清风")

    window.say("/subscribe")
    window.expect_answer("08:30")

    window.say(f"@qingfeng_bot {QUESTION}")
    window.expect_answer("三重一大")
    expect(window.answer.locator(".reply")).to_contain_text(QUESTION)

    window.say("/ask 怎样抓作风建设")
    window.expect_answer("作风")
    expect(window.answer.locator(".reply")).to_contain_text("怎样抓作风建设")

    window.answer.hover()
    window.answer.get_by_role("button", name="回复", exact=True).click()
    expect(window.page.locator(".context")).to_contain_text("回复 清风")
    window.say("车辆管理有什么要求")
    expect(window.answer.locator(".reply")).to_contain_text("车辆管理有什么要求")

    count = window.messages.count()
    window.become("老周")
    window.say("大家下午好")
    window.say("/subscribe")
    window.expect_answer("管理员")
    expect(window.messages).to_have_count(count + 3)


def test_a_question_that_is_edited_changes_its_answer_and_can_be_taken_back(window: Window) -> None:
    window.become("李主任")
    window.open("清风")
    window.say("车辆管理")
    window.expect_answer("车辆")
    window.message_menu(window.page.locator(".message.own").last, "编辑")
    window.page.get_by_label("写消息").fill(QUESTION)
    window.page.keyboard.press("Enter")
    expect(window.page.locator(".message.own").last.locator(".meta")).to_contain_text("已编辑")
    window.expect_answer("三重一大")
    window.message_menu(window.page.locator(".message.own").last, "删除")
    window.page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(window.page.locator(".message.own", has_text=QUESTION)).to_have_count(0)


def test_what_people_write_and_are_called_is_never_markup(window: Window) -> None:
    nasty = "<img src=x onerror=\"document.title='broken'\"><b>粗</b>"
    person = window.act("person", name=nasty)["person"]
    chat = window.act("group", person=person, title=f"群{nasty}", bot=False)["chat"]
    window.act("say", person=person, chat=chat, text=f"{nasty} javascript:alert(1) [x](javascript:alert(1))")
    window.become(nasty)
    window.open(f"群{nasty}")
    expect(window.messages.last.locator(".text")).to_contain_text(nasty)
    window.page.get_by_role("button", name=re.compile("聊天详情$")).first.click()
    expect(window.page.get_by_role("dialog")).to_contain_text(nasty)
    window.page.keyboard.press("Escape")
    assert window.page.locator("img[src=x], .message b, a[href^='javascript' i]").count() == 0
    assert window.page.title() == "清风 · 本地聊天"


def test_enter_sends_but_not_while_a_word_is_being_composed(window: Window) -> None:
    window.become("老周")
    window.open("机关工作群")
    box = window.page.get_by_label("写消息")
    box.fill("lianzheng")
    before = window.messages.count()
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True, "cancelable": True})
    expect(box).to_have_value("lianzheng")
    box.fill("第一行")
    box.press("Shift+Enter")
    box.press_sequentially("第二行")
    box.press("Enter")
    expect(window.messages).to_have_count(before + 1)
    expect(window.messages.last).to_contain_text("第一行\n第二行")


def test_a_slash_offers_the_bots_commands(window: Window) -> None:
    window.become("老周")
    window.open("清风")
    box = window.page.get_by_label("写消息")
    box.press_sequentially("/sub")
    expect(window.page.get_by_role("option", selected=True)).to_contain_text("/subscribe")
    box.press("Escape")
    expect(window.page.get_by_role("option")).to_have_count(0)
    box.fill("")
    window.button("命令菜单").click()
    window.page.get_by_role("option", name="/help").click()
    expect(window.page.locator(".message.own").last).to_contain_text("/help")
    window.expect_answer("/subscribe")


def test_the_bots_name_and_words_list_passages_and_enter_sends_one(window: Window) -> None:
    window.open("清风")
    box = window.page.get_by_label("写消息")
    box.fill("@qingfeng_bot 三重一大")
    listed = window.page.locator(".suggestions.results button")
    expect(listed.first).to_contain_text("三重一大")
    expect(listed.first).to_contain_text("2022年")
    box.press("Enter")
    sent = window.page.locator(".talking .message.own").last
    expect(sent).to_contain_text("2022-2-06")
    expect(sent).to_contain_text("通过 @qingfeng_bot")
    expect(listed.first).to_be_hidden()
    expect(box).to_have_value("")


def test_a_blocked_bot_is_silent_until_let_in_again(window: Window) -> None:
    window.become("李主任")
    window.open("清风")
    window.menu("更多", "屏蔽机器人 它从此发不进来")
    expect(window.button("解除屏蔽")).to_be_visible()
    window.button("解除屏蔽").click()
    window.say("/start")
    window.expect_answer("清风")


def test_engineers_see_the_calls_and_make_them_fail(window: Window) -> None:
    window.become("老周")
    window.open("清风")
    window.button("接口").click()
    window.page.get_by_role("button", name=re.compile("^制造故障")).click()
    window.page.get_by_role("radio", name=re.compile("^429")).check()
    window.page.get_by_label("429 要等几秒").fill("1")
    window.page.get_by_role("dialog").get_by_role("button", name="开始").click()
    expect(window.page.locator(".fault")).to_contain_text("429")
    window.say(QUESTION)
    failed = window.page.locator(".call.failed").first
    expect(failed).to_contain_text("429")
    failed.locator("summary").click()
    expect(failed).to_contain_text("Too Many Requests")
    expect(failed).to_contain_text('"chat_id"')


def test_two_people_see_their_group_side_by_side(window: Window) -> None:
    window.open("机关工作群")
    window.page.get_by_role("button", name=re.compile("^分屏")).click()
    left, right = window.page.locator(".desk").all()
    left.get_by_label("写消息").fill("左边说的话")
    left.get_by_label("写消息").press("Enter")
    expect(left.locator(".message.own").last).to_contain_text("左边说的话")
    expect(right.locator(".message:not(.own)").last).to_contain_text("左边说的话")


def test_a_phone_shows_one_column_with_a_way_back(phone: Window) -> None:
    expect(phone.page.locator(".talk")).not_to_be_visible()
    phone.open("清风")
    expect(phone.page.locator(".chats")).not_to_be_visible()
    phone.say("今日廉语")
    phone.expect_answer(SOURCE)
    assert phone.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    phone.page.get_by_title("时间", exact=True).click()
    expect(phone.page.locator(".big-time")).to_be_visible()
    assert phone.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    phone.button("关闭面板").click()
    phone.button("返回聊天列表").click()
    expect(phone.page.locator(".chat-list")).to_be_visible()


def test_dark_stays_dark_after_a_reload(window: Window) -> None:
    window.button("深色或浅色").click()
    expect(window.page.locator("html")).to_have_attribute("data-theme", "dark")
    window.page.reload()
    expect(window.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_page_says_when_the_bot_is_gone_and_the_new_address_goes_on(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bot = BotProcess(tmp_path_factory.mktemp("bot"))
    window = Window(browser, bot.address)
    window.say("你好")
    assert bot.stop() == 0
    expect(window.page.get_by_text("连接断开，正在重连…")).to_be_visible()
    window.faults.clear()  # the browser itself logs that the connection was refused
    window.close()
    again = BotProcess(tmp_path_factory.mktemp("bot"), bot.port)
    window = Window(browser, again.address)  # each start has an address of its own
    window.say(QUESTION)
    window.expect_answer("三重一大")
    window.close()
    assert again.stop() == 0


FORMATTED = [
    ("😀粗", [{"type": "bold", "offset": 2, "length": 1}], "😀<strong>粗</strong>"),
    (
        "一二三四",
        [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 1, "length": 2}],
        "<strong>一<em>二三</em>四</strong>",
    ),
    (
        "头\n引\n尾",
        [{"type": "blockquote", "offset": 2, "length": 1}],
        '头<blockquote class="block">引</blockquote>尾',
    ),
    ("a<b>&", [{"type": "code", "offset": 0, "length": 5}], "<code>a&lt;b&gt;&amp;</code>"),
    (
        "点",
        [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}],
        '<span class="entity" title="javascript:alert(1)">点</span>',
    ),
    ("短", [{"type": "bold", "offset": 0, "length": 9}], "<strong>短</strong>"),
    ("短", [{"type": "bold", "offset": 5, "length": 1}], "短"),
]


@pytest.mark.parametrize(("text", "entities", "markup"), FORMATTED)
def test_formatting_is_drawn_from_entities(
    window: Window, text: str, entities: list[dict[str, object]], markup: str
) -> None:
    drawn = window.page.evaluate(
        """async ([text, entities]) => {
            const { formatted } = await import("./page/entities.js");
            const host = document.createElement("div");
            host.append(formatted(text, entities));
            return host.innerHTML;
        }""",
        [text, entities],
    )
    assert drawn == markup


def test_an_editor_sends_a_document_and_it_answers_after_the_confirmation(window: Window) -> None:
    window.become("李主任")
    window.open("清风")
    with window.page.expect_file_chooser() as choosing:
        window.menu("发图片、贴纸、语音或文件", "文件")
    choosing.value.set_files({"name": "2024.txt", "mimeType": "text/plain", "buffer": NEW.encode()})
    window.expect_answer("新讲话，编号 2024")
    window.key("确认收录").click()
    window.expect_answer("已收录")
    window.say(ANSWERED)
    window.expect_answer("一律打包")


def test_a_message_that_forces_a_reply_opens_one_once_and_again_after_a_reload(window: Window) -> None:
    window.say("/suggest")
    window.expect_answer("写下您的意见")
    expect(window.page.locator(".context")).to_contain_text("回复 清风")
    window.page.keyboard.press("Escape")
    expect(window.page.locator(".context")).to_be_hidden()
    window.page.reload()
    expect(window.page.locator(".context")).to_contain_text("回复 清风")
    window.say("公车预约表放到群里更方便")
    window.expect_answer("怎么发给运维人员")
    expect(window.page.locator(".context")).to_be_hidden()
