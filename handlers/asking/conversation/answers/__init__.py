"""What was asked, what of it waits, and whether a message answers it."""
