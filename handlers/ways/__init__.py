"""/ways: editors look after the ways of asking for each speech."""
