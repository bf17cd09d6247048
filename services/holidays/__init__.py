"""节前提醒: what it says before each public holiday, as editors approved it."""
