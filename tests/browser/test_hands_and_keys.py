"""The local chat with a keyboard, on a phone and on a desktop: nothing is pressed, lost or covered unawares."""

import re
from collections.abc import Iterator

import pytest
from bot_process import BotProcess
from playwright.sync_api import Browser, Locator, Route, expect
from window import Window

pytestmark = pytest.mark.browser

QUESTION = "三重一大是什么"
PHONE, DESKTOP = (390, 844), (1280, 800)
# What can be pressed, and does not lie under something else or out of sight.
COVERED = """(toast) => {
    const one = toast.getBoundingClientRect();
    const seen = { visibilityProperty: true, opacityProperty: true };
    const meets = (other) => one.left < other.right && other.left < one.right && one.top < other.bottom
        && other.top < one.bottom && other.width > 0;
    return [...document.querySelectorAll("button, a, textarea, .key")]
        .filter((node) => !node.closest(".toasts") && node.checkVisibility(seen))
        .filter((node) => meets(node.getBoundingClientRect()))
        .map((node) => node.textContent || node.ariaLabel);
}"""


@pytest.fixture(params=[PHONE, DESKTOP], ids=["390", "1280"])
def either(request: pytest.FixtureRequest, browser: Browser, bot: BotProcess) -> Iterator[Window]:
    """Open a phone's window, then a desktop's, as somebody new who has the chat with the bot open."""
    width, height = request.param
    window = Window(browser, bot.address, width=width, height=height, touch=width < 700)
    as_somebody_new(window)
    yield window
    window.close()


def as_somebody_new(window: Window) -> None:
    name = f"新人{window.act('person', name='新人')['person'] % 1000}"
    person = window.act("person", name=name)["person"]
    window.page.get_by_role("button", name=re.compile("^您现在是")).first.click()
    window.page.get_by_role("menuitem", name=name).click()
    expect(window.page.get_by_role("button", name=f"您现在是{name}，").first).to_be_attached()
    window.open("清风")
    window.person = person


def focused(window: Window) -> str:
    return str(
        window.page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
    )


def ask(window: Window) -> Locator:
    window.say(QUESTION)
    window.expect_answer("三重一大")
    expect(window.key("上下文")).to_be_visible()
    return window.answer


def test_enter_after_a_button_never_presses_another_one(either: Window) -> None:
    answer = ask(either)
    before = answer.locator(".text").inner_text()
    either.key("上下文").focus()
    either.page.keyboard.press("Enter")
    expect(answer.locator(".text")).not_to_have_text(before)
    assert focused(either) not in {"没用", "有用"}
    either.page.keyboard.press("Enter")
    either.page.wait_for_timeout(300)
    assert answer.locator(".key", has_text="✓").count() == 0


def test_what_is_changed_is_read_out(either: Window) -> None:
    ask(either)
    spoken = either.page.locator("[role=status].unseen")
    expect(spoken).to_contain_text("清风：")
    either.key("上下文").click()
    expect(spoken).to_contain_text("清风改了消息：")


def test_what_is_chosen_of_useful_and_not_is_ticked(either: Window) -> None:
    ask(either)
    either.key("没用").click()
    expect(either.key("✓ 没用")).to_be_visible()
    expect(either.page.locator(".toast")).to_contain_text("谢谢")
    either.key("有用").click()
    expect(either.key("✓ 有用")).to_be_visible()
    expect(either.page.locator(".key", has_text="✓ 没用")).to_have_count(0)


def test_there_is_one_toast_and_it_covers_no_button(either: Window) -> None:
    ask(either)
    for text in ("没用", "有用"):
        either.key(text).click()
        expect(either.key(f"✓ {text}")).to_be_visible()
        toast = either.page.locator(".toast")
        expect(toast).to_have_count(1)
        # What lies under it may move a moment later, as the list scrolls: then it makes room.
        either.page.wait_for_function(f"({COVERED})(document.querySelector('.toast')).length === 0")


def test_typing_anywhere_reaches_the_composer(either: Window) -> None:
    ask(either)
    either.key("上下文").focus()
    either.page.keyboard.type("abc")
    expect(either.page.get_by_label("写消息")).to_have_value("abc")


def test_drafts_last_over_a_reload_and_are_named_in_the_list(either: Window) -> None:
    box = either.page.get_by_label("写消息")
    box.fill("还没写完的话")
    either.page.reload()
    expect(box).to_have_value("还没写完的话")
    assert either.act("group", person=either.person, title="草稿群")["chat"]
    either.open("草稿群")
    either.show_list()
    expect(either.chat("清风")).to_contain_text("草稿：还没写完的话")
    either.open("清风")
    expect(box).to_have_value("还没写完的话")
    either.say("写完了")
    either.page.reload()
    expect(box).to_have_value("")


def test_a_short_command_and_enter_is_that_command(either: Window) -> None:
    box = either.page.get_by_label("写消息")
    # What a new person may command comes a moment later; what was typed before offers nothing.
    expect(either.page.locator(".commands-button").first).to_have_js_property("hidden", value=False)
    box.press_sequentially("/p")
    expect(either.page.get_by_role("option", selected=True)).to_contain_text("/p")
    box.press("Enter")
    expect(either.page.locator(".message.own .text").last).to_have_text("/p")
    either.expect_answer("请写上段落编号")


def test_a_message_is_forwarded_and_copied_from_its_menu(either: Window) -> None:
    either.act("group", person=either.person, title="转发群")
    ask(either)
    either.answer.locator(".bubble").click(button="right")
    expect(either.page.get_by_role("menuitem", name="复制", exact=True)).to_be_visible()
    either.page.get_by_role("menuitem", name="转发", exact=True).click()
    dialog = either.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="转发群").check()
    dialog.get_by_role("button", name="转发").click()
    expect(either.page.locator(".about strong")).to_have_text("转发群")
    expect(either.messages.last).to_contain_text("转发自 清风")
    expect(either.messages.last).to_contain_text("三重一大")
    expect(either.messages.last.locator(".key")).to_have_count(0)


def test_words_are_found_in_the_chat(either: Window) -> None:
    for number in range(3):
        either.say(f"查找用的话 {number}")
    either.button("在聊天里查找").first.click()
    search = either.page.get_by_label("查找的词")
    search.fill("查找用的话")
    expect(either.page.locator(".found")).to_have_text("1 / 3")
    search.press("Enter")
    expect(either.page.locator(".found")).to_have_text("2 / 3")
    expect(either.page.locator(".message.shine")).to_contain_text("查找用的话 1")
    search.fill("没有的词")
    expect(either.page.locator(".found")).to_have_text("没有找到")
    search.press("Escape")
    expect(search).not_to_be_visible()


def test_a_group_without_the_bot_says_why_it_does_not_answer(either: Window) -> None:
    either.act("group", person=either.person, title="没有清风的群")
    either.open("没有清风的群")
    expect(either.page.locator(".absent")).to_contain_text("清风不在这个群里")
    either.say("/subscribe")
    expect(either.page.locator(".toast")).to_contain_text("听不到这句话")
    either.page.locator(".absent").get_by_role("button", name="添加清风").click()
    either.expect_answer("清风")
    expect(either.page.locator(".absent")).to_have_count(0)


def test_a_pressed_button_shows_that_something_happens_until_it_has(either: Window) -> None:
    ask(either)
    held: list[Route] = []

    def hold(route: Route) -> None:  # Playwright takes no built-in method
        held.append(route)

    either.page.route("**/sim/tap", hold)
    either.key("上下文").click()
    busy = either.page.locator(".key[aria-busy=true]")
    expect(busy).to_be_visible()
    held[0].continue_()
    expect(busy).to_have_count(0)


def test_back_on_a_phone_leads_to_the_list(browser: Browser, bot: BotProcess) -> None:
    phone = Window(browser, bot.address, width=390, height=844, touch=True)
    phone.open("清风")
    expect(phone.page.get_by_label("写消息")).to_be_visible()
    phone.page.go_back()
    expect(phone.page.locator(".chat-list")).to_be_visible()
    phone.open("清风")
    phone.button("返回聊天列表").click()
    expect(phone.page.locator(".chat-list")).to_be_visible()
    phone.open("清风")
    phone.page.reload()
    expect(phone.page.get_by_label("写消息")).to_be_visible()
    phone.page.go_back()
    expect(phone.page.locator(".chat-list")).to_be_visible()
    phone.close()
