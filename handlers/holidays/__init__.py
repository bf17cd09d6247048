"""节前提醒: editors look after what it says."""
