"""Updates that Telegram sends to us."""
