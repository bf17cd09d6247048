"""Fixtures for every test; each family lives in a file of its own."""

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "fixtures_database",
    "fixtures_desk",
    "fixtures_engines",
    "fixtures_fuzz",
    "fixtures_office",
    "fixtures_pushing",
    "fixtures_sockets",
]

# No test may fail because the machine is busy: hypothesis would look at the time that examples take.
# Nor by chance: the examples are the same on every machine and each time (make fuzz looks for others).
settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("busy machine")
