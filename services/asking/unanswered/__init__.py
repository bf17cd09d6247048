"""What was asked in vain, for editors."""
