"""Duties (廉政事项): who is reminded of what, when, and what became of it."""
