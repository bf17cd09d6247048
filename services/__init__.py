"""Use cases shared by the edges or spanning index and database; no Telegram here."""
