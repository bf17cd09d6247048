"""What recurs and falls due: how people say when, and on which days that is."""
