"""The process that draws one card: `python -m services.cards.worker`. A card as JSON comes in, a PNG goes out.

Nothing goes out where the words are no card. The process ends with each card: Pillow, the font and the picture
take some 60 MB that the bot then has back.
"""

import json
import sys

from services.cards.drawing import draw
from services.cards.saying import Card


def main() -> None:
    """Read, draw, write."""
    asked = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(Card(**asked | {"source": tuple(asked["source"])})) or b"")


if __name__ == "__main__":
    main()
