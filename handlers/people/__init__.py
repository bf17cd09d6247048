"""Who may use the bot, and what is kept of them."""
