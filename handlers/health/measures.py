"""The program's figures for Prometheus, by its own client library: no person, no chat, no words."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric

from handlers.health.state import State
from storage.states import DeliveryState

NAMED = "qingfeng"


class Measures:
    """Makes the text that Prometheus reads. `handled` and `pushed` count since the program began."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._state: State | None = None

    def exposed(self, state: State) -> bytes:
        """Return the figures of this moment."""
        self._state = state
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Give the figures to the library; it calls this at its start, too."""
        state = self._state
        if state is None:
            return
        yield InfoMetricFamily(NAMED, "The program.", value={"version": state.version})
        yield _gauge("ready", "Whether it hears Telegram, pushes and writes.", float(state.ready))
        problems = GaugeMetricFamily(f"{NAMED}_problem", "What keeps it from being ready.", labels=["problem"])
        for name in ("starting", "telegram", "pushes", "database"):
            problems.add_metric([name], float(name in state.problems))
        yield problems
        for name, said, seconds in (
            ("last_heard_seconds", "Since Telegram last answered getUpdates, or called.", state.heard),
            ("last_tick_seconds", "Since the last look at which pushes are due.", state.ticked),
            ("last_write_seconds", "Since the last write to the database.", state.wrote),
        ):
            if seconds is not None:
                yield _gauge(name, said, seconds)
        yield _gauge("updates_in_hand", "Updates taken and not finished.", state.in_hand)
        yield from self._of_stored(state)

    def _of_stored(self, state: State) -> Iterator[Metric]:
        stored = state.stored
        if stored is None:
            return
        yield _gauge("updates_backlog", "Updates stored and not handled.", stored.backlog)
        yield _gauge("pushes_due", "Pushes that are due and not sent.", stored.due)
        pushes = GaugeMetricFamily(f"{NAMED}_pushes_today", "Today's pushes by state.", labels=["state"])
        for push_state in DeliveryState:
            pushes.add_metric([push_state.value], (stored.today or {}).get(push_state, 0))
        yield pushes
        yield _gauge("warnings", "What operators were warned of and is still so.", len(stored.warnings))
        if stored.next_push is not None:
            yield _gauge(
                "next_push_timestamp_seconds", "When the next quote goes out.", stored.next_push.timestamp()
            )
        if stored.space is not None:
            yield _gauge("database_bytes", "The database's size.", stored.space.database)
            if stored.space.free is not None:
                yield _gauge("disk_free_bytes", "What is free on the disk.", stored.space.free)


def _gauge(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{NAMED}_{name}", said, value=value)
