"""Take pictures of the main views of the local chat for somebody to look at: `make screenshots`.

On a phone and on a desktop, in the light theme and in the dark one, into build/screenshots/. Nothing compares
them, and none is committed.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot_process import CHECKOUT, BotProcess
from browser import launch
from playwright.sync_api import expect, sync_playwright
from window import Window

FOLDER = CHECKOUT / "build" / "screenshots"
SIZES = {"390": (390, 844), "1280": (1280, 800)}
THEMES = ("light", "dark")
GROUP = "纪检学习群"

# What is said in the private chat, what the answer has, and the file's name for that.
TALK = (
    ("三重一大是什么", "三重一大", "answer"),
    ("四种形态跟三重一大啥关系", "三重一大", "compared"),
    ("2025年怎么说作风", "没有 2025 年的讲话", "no-such-year"),
    ("班车几点发车", "没有说到", "not-in-the-speeches"),
    ("2022年讲话的要点有哪些", "讲话里的标题", "headings"),
    ("/speeches", "2 篇讲话", "speeches"),
    ("/quote", "廉语", "quote"),
    ("/subscribe", "08:30", "subscribed"),
    ("周末不要发", "周一至周五", "days-changed"),
    ("/settings", "每日廉语", "settings"),
    ("/help", "/ask", "help"),
)


def main() -> None:
    """Take every view of every size, with a bot of its own."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (width, height) in SIZES.items():
            with tempfile.TemporaryDirectory() as folder:
                bot = BotProcess(Path(folder))
                try:
                    window = Window(browser, bot.address, width=width, height=height, touch=width < 700)
                    _walk(window, partial(_take, window, name))
                    window.context.close()
                finally:
                    bot.stop()
        browser.close()
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures: {FOLDER.relative_to(CHECKOUT)}/\n")


def _walk(window: Window, take: Callable[[str], None]) -> None:
    take("first-look")
    window.open("清风")
    for said, answer, view in TALK:
        window.say(said)
        window.expect_answer(answer)
        take(view)
        if view == "answer":
            window.key("上下文").click()
            window.expect_answer("上文")
            take("context")
    window.say("从头读2023年的讲话")
    window.expect_answer("今天我们召开")
    window.say("发我图片")
    expect(window.answer.locator("img")).to_be_visible()
    take("card")
    window.show_list()
    window.new_group(GROUP, "老周")
    window.say("@qingfeng_bot 三重一大是什么")
    window.expect_answer("2022-2-06")  # its greeting names the question
    take("group")
    window.show_list()
    take("chats")


def _take(window: Window, size: str, view: str) -> None:
    """Take the page as it stands, in each theme, once what moves has come to rest."""
    for theme in THEMES:
        window.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        window.page.wait_for_timeout(400)
        window.page.screenshot(path=FOLDER / f"{view}-{size}-{theme}.png", animations="disabled")


if __name__ == "__main__":
    main()
