"""Debian's Chromium, without a head and without talking to anybody."""

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """Start the browser; the caller closes it."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
