"""A speech, read page by page."""
