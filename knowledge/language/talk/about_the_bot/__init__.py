"""What is said to the bot about itself, by theme: each a table of topics and how people speak of them."""
