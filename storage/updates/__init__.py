"""Updates, and who has them in hand."""
