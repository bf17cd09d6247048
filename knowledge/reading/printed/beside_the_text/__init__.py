"""What stands on a page and is no part of the text: heads, numbers of pages and lines, contents, notes."""
