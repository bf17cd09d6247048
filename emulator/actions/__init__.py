"""What the page and the tests may ask of the world over /sim: one class for each verb."""
