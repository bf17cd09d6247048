"""Draws mutants of the product by seed and has the tests try to notice them: `make mutants`."""
