"""One form for what is written alike: characters, numerals, signs, and how they sound."""
