"""What happens to a whole database: its schema, its copies, and what came of restoring one."""
