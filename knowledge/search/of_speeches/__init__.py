"""Which speeches a question names."""
