"""What stands around the body of a document: title, date, occasion, furniture."""
