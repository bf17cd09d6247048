"""Changes of the pushes that are said in a sentence: days, hours, dates."""
