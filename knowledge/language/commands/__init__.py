"""Commands in people's own words: of pushes, the weekly question, duties, operators."""
