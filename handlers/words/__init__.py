"""What is said, and how what people say is understood."""
