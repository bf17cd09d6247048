"""Documents and workbooks are written here, as knowledge/reading/ reads them."""
