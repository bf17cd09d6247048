"""Telegram in and out: one file for each feature."""
