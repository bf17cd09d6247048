"""Ways of asking that were taken in, or withdrawn."""
