"""Sentences about the pushes of a chat."""
