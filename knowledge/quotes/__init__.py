"""Quotes for the daily push."""
