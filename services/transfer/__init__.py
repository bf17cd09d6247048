"""Subscriptions as files."""
