"""Words of a question: frames around it, synonyms, and where one question of a message ends."""
