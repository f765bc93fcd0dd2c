"""The vocabulary of dated things: reminder, stages, snooze, and the ledger of what was said."""
