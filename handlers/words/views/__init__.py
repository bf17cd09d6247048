"""What is shown of duties, places, pushes and speeches."""
