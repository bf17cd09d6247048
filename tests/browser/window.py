"""The local chat as somebody at a browser uses it."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, expect

BACK = "返回聊天列表"  # the button that a narrow page has
PATIENCE = 60_000  # milliseconds, for a busy machine

# What the page shows for two or three seconds is still there when a busy machine comes to look at it.
SLOWLY = """(() => {
    const after = window.setTimeout;
    window.setTimeout = (act, wait, ...more) => after(act, wait >= 1500 ? 10 * wait : wait, ...more);
})()"""

expect.set_options(timeout=PATIENCE)


class Window:
    """A browser window with storage of its own. What goes wrong in the page is kept in `faults`."""

    def __init__(
        self, browser: Browser, address: str, *, width: int = 1200, height: int = 760, touch: bool = False
    ) -> None:
        self.address = address
        self.person = 0  # who speaks here, where a test has made somebody
        self.faults: list[str] = []
        self.elsewhere: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            locale="zh-CN",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.add_init_script(SLOWLY)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._note)
        self.page.goto(address)
        expect(self.page.locator(".row").first).to_be_attached()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    def _note(self, asked: Request) -> None:
        if not asked.url.startswith((self.address, "data:")):
            self.elsewhere.append(asked.url)

    def close(self) -> None:
        """Close it; nothing may have gone wrong, and nothing may have been asked of another host."""
        self.context.close()
        assert self.faults == []
        assert self.elsewhere == []

    # Looking ------------------------------------------------------------------------------------------

    @property
    def messages(self) -> Locator:
        return self.page.locator(".talking .message")

    @property
    def answer(self) -> Locator:
        """Return the newest message of somebody else."""
        return self.page.locator(".message:not(.own)").last

    def chat(self, title: str) -> Locator:
        return self.page.locator(".row").filter(has=self.page.get_by_text(title, exact=True))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def key(self, text: str) -> Locator:
        """Return the newest inline button with that text."""
        return self.page.locator(".key", has_text=text).last

    def expect_answer(self, text: str | re.Pattern[str]) -> None:
        expect(self.answer).to_contain_text(text)

    # Doing --------------------------------------------------------------------------------------------

    def open(self, title: str) -> None:
        """Open a chat, from wherever the page is; returns when it is drawn.

        With a finger the click ends before the page has heard of it: what looks at the page then sees the list.
        """
        self.show_list()
        self.chat(title).click()
        expect(self.button(f"{title}，聊天详情").first).to_be_visible()

    def show_list(self) -> None:
        """Go to the list of chats, which a narrow page shows in turn with the open one."""
        row, back = self.page.locator(".row").first, self.button(BACK)
        expect(row.or_(back).filter(visible=True).first).to_be_visible()  # one of the two is being drawn
        if not row.is_visible():
            back.click()
        expect(row).to_be_visible()

    def become(self, name: str) -> None:
        self.page.locator(".person", has_text=name).click()
        expect(self.page.locator(".who strong")).to_have_text(name)

    def say(self, text: str) -> None:
        """Write and send; returns when the chat shows it."""
        box = self.page.get_by_label("写消息")
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_value("")
        expect(self.page.locator(".message.own").last).to_contain_text(text)

    def menu(self, opener: str, item: str) -> None:
        self.button(opener).first.click()
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def message_menu(self, message: Locator, item: str) -> None:
        message.hover()
        message.get_by_role("button", name="消息菜单").click()
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def new_group(self, title: str, *people: str, bot: bool = True) -> None:
        self.menu("新建", "新建群组")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("群名").fill(title)
        for name in people:
            dialog.get_by_role("checkbox", name=name).check()
        dialog.get_by_role("checkbox", name="拉进群").set_checked(bot)
        dialog.get_by_role("button", name="建群").click()
        expect(self.page.locator(".about strong")).to_have_text(title)

    def act(self, verb: str, **body: object) -> dict[str, Any]:
        """Ask the local Telegram directly, as the page does."""
        answer = self.context.request.post(f"{self.address}sim/{verb}", data=body)
        assert answer.ok, answer.text()
        result: dict[str, Any] = answer.json()
        return result
