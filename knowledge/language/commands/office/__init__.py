"""Sentences of operators and editors, and about what the office does."""
