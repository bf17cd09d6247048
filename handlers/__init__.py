"""Telegram in and out: one file a feature."""
