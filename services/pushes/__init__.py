"""Planned once, sent at most once."""
