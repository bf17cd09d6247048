"""Whether the program is well: the watchdog, what others may ask it, and whom it tells."""
