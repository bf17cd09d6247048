"""What the ledger counts and keeps."""
