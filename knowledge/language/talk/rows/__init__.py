"""What is said of the rows of lists."""
