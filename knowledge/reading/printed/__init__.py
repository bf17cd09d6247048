"""What stands on printed pages: signs with their places, put back into lines, columns and paragraphs."""
