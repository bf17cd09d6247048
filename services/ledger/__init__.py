"""The ledger (台账): what the office did, month by month, without anybody's name."""
