"""Fixtures for every test; each family lives in a file of its own."""

pytest_plugins = ["fixtures_database", "fixtures_desk", "fixtures_office", "fixtures_pushing"]
