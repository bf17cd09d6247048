"""What becomes of a question."""
