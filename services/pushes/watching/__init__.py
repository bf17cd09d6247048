"""What operators are told of the pushes."""
