"""Questions with choices, drafted from the speeches by rule, for an editor to approve."""
