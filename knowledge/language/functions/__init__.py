"""What the bot can be asked to do, told from words that nobody else knows."""
