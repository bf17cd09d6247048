"""清风: starts the command line, nothing else. What it does is in `cli/`."""

from cli.main import start

if __name__ == "__main__":
    start()
