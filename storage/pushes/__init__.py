"""What is pushed, to whom, and what became of it."""
