"""Retrieval over the speeches: pure and synchronous; reads files, nothing else."""
