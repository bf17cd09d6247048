"""How a passage is found, and how sure that is."""
