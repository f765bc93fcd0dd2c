"""What would be said: the real rounds and clocks on a virtual clock, on a copy of the database, into the air."""
