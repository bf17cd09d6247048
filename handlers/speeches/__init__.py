"""The speeches and their quotes, as editors look after them."""
