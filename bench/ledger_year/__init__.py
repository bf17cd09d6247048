"""A year of an office by the tests' clock, and its ledger against what the local Telegram received."""
