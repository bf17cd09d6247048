"""A speech's text and its parts."""
