"""Plain data, errors, settings, clock: what every layer may know."""
