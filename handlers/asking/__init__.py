"""Asking, and reading on."""
