"""Before a vendor works for us: is the process ready, which candidate, and what was looked at before it goes live."""
