"""The real bot in a process of its own, and Chromium looking at its local chat."""

import shutil
from collections.abc import Iterator

import pytest
from bot_process import BotProcess
from browser import CHROMIUM, launch
from playwright.sync_api import Browser, Playwright, sync_playwright
from window import Window


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    process = BotProcess(tmp_path_factory.mktemp("bot"))
    yield process
    assert process.stop() == 0


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Run Playwright's event loop, which leaves no room for another test's: a module at a time."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if shutil.which(CHROMIUM) is None:
        pytest.skip("needs Debian's chromium")
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def window(browser: Browser, bot: BotProcess) -> Iterator[Window]:
    """Open a desktop's window on the local chat; set the world's clock right afterwards."""
    window = Window(browser, bot.address)
    yield window
    window.act("clock", back=True)
    window.close()


@pytest.fixture
def phone(browser: Browser, bot: BotProcess) -> Iterator[Window]:
    window = Window(browser, bot.address, width=360, height=700, touch=True)
    yield window
    window.close()
