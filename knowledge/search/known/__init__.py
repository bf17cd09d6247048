"""Known ways of asking, and what editors settled."""
