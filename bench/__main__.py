"""`make bench`: the whole bot against two others, then what else is measured. Each prints its own table."""

from bench import database_speed, planning_speed, search_speed, whole_bot


def main() -> None:
    """Run every measurement that is quick enough to be run by a person who waits."""
    for part in (whole_bot, search_speed, database_speed, planning_speed):
        part.main()


if __name__ == "__main__":
    main()
