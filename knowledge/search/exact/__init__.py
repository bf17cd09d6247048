"""Exactly where words and subjects stand."""
