"""People and chats, and what they may."""
