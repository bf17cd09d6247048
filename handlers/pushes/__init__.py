"""The daily quote and notices: subscribing, and what operators see of them."""
