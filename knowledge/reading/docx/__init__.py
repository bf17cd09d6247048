"""How a Word document becomes text."""
