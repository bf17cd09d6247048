"""Speeches: versions, changes, drafts, scans."""
