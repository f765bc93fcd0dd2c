"""What may go wrong, what did, what is allowed all the same and what was decided, each with a person and a date."""
