"""How SQLite and PostgreSQL are reached, and how long they are waited for."""
