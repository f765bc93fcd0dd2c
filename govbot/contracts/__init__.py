"""What was agreed with a vendor, until when, and by which day that has to be decided."""
