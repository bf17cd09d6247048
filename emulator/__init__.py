"""A Telegram of our own on loopback, for the local chat and the tests."""
