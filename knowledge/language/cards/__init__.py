"""Which button of the card that stands there is meant, in any words."""
