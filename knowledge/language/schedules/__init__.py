"""Sentences that say several things of when to push."""
