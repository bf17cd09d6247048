"""What editors and operators look after: the inbox, suggestions, figures."""
