"""Ways of asking for a new speech: what is to be written, and what of it can be used."""
