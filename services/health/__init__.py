"""Whether the program is well: how it stands, and whether there is room left."""
