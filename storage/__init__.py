"""SQL: one store a table family, on SQLite and PostgreSQL."""
