"""How a message goes out."""
