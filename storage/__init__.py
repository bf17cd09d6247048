"""SQL: one store for each family of tables, on SQLite and PostgreSQL."""
