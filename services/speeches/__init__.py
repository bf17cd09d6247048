"""From a document to the speeches in use."""
