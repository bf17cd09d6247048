"""/ledger and /material: documents that the office keeps."""
