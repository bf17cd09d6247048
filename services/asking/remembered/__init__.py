"""What is kept of a conversation: what was shown, asked and answered."""
