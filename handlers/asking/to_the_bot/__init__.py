"""What is said to the bot and asks the speeches nothing."""
