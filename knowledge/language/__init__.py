"""How Chinese is read: one form, its sounds, its numerals and times."""
