"""How an update comes in."""
