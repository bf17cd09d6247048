"""Words of a question: what frames it, what else they are called, where one question ends."""
