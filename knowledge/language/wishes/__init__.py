"""Wishes to the bot told from questions to the speeches, by build and by weight."""
