"""Who may do what, how much, and what is kept of them."""
