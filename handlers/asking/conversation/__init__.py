"""Where the conversation stands: what was asked, what is pointed at, which button is said."""
