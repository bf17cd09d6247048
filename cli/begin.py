"""Begins the program: what has to be set before anything else is loaded, and then the command line."""

from core.memory import without_looks_for_rings
from core.quick_dataclasses import quicken


def start() -> None:
    """Run the command line."""
    quicken()
    with without_looks_for_rings():
        from cli import main
    main.start()
