"""Hours as people say them: wished, not wanted, put off."""
