"""Ways of asking for a speech: drafted, sampled, taken in, withdrawn; where they come from."""
