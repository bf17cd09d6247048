"""Backups: made, kept, put back; and what a database that was put back must not do again."""
