"""Duties, whom they concern, and their turns."""
