"""What a chat is told of its pushes: how they stand, and what was asked of them. Nothing is changed."""
