"""Measurements: ratios against a named baseline in the same run. Nothing here is a test."""
