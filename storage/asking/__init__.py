"""What was asked, shown and replied."""
