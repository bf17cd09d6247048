"""Take the picture of the local chat for the README anew: `.venv/bin/python tests/browser/picture.py`."""

import re
import struct
import tempfile
import zlib
from base64 import b64decode, b64encode
from pathlib import Path

from bot_process import CHECKOUT, BotProcess
from browser import launch
from playwright.sync_api import sync_playwright
from window import Window

PICTURE = CHECKOUT / "docs" / "pictures" / "local-chat.png"
WIDTH, HEIGHT = 1200, 830


def talk(window: Window) -> None:
    """Ask, subscribe, and let the next morning come."""
    window.button("收起引导").click()
    window.say("三重一大是什么")
    window.expect_answer("三重一大")
    window.say("/subscribe")
    window.expect_answer("08:30")
    window.page.locator(".clock-chip").click()
    window.page.get_by_role("button", name=re.compile("^明天 08:30")).click()
    window.expect_answer("今日廉语")
    window.button("关闭面板").click()


def pack(picture: bytes, window: Window) -> bytes:
    """Return the same picture in a third of the bytes: no alpha, shades four steps apart, best compression."""
    pixels = window.page.evaluate(
        """async (source) => {
            const picture = new Image();
            picture.src = source;
            await picture.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [picture.width, picture.height];
            const context = canvas.getContext("2d");
            context.drawImage(picture, 0, 0);
            const { data } = context.getImageData(0, 0, picture.width, picture.height);
            let text = "";
            for (let at = 0; at < data.length; at += 4)
                text += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
            return btoa(text);
        }""",
        "data:image/png;base64," + b64encode(picture).decode(),
    )
    shades = bytes(min(255, (shade + 2) // 4 * 4) for shade in range(256))
    raw = b64decode(pixels).translate(shades)
    row = WIDTH * 3
    lines = b"".join(b"\0" + raw[start : start + row] for start in range(0, len(raw), row))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def main() -> None:
    """Run the bot, talk with it, and write the picture."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bot = BotProcess(Path(folder))
        window = Window(launch(playwright), bot.address, width=WIDTH, height=HEIGHT)
        talk(window)
        window.page.mouse.move(WIDTH - 5, 300)
        window.page.wait_for_timeout(1500)
        picture = window.page.screenshot()
        window.page.goto("about:blank")
        PICTURE.write_bytes(pack(picture, window))
        window.context.close()
        bot.stop()


if __name__ == "__main__":
    main()
