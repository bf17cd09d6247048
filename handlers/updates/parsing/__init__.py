"""A raw update becomes an object of Telegram's library."""
