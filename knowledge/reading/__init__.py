"""How a document becomes text."""
