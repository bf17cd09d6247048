"""The sheets of the pack: each a source of facts."""
