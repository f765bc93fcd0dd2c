"""The morning: what is due, who is to hear it, said once."""
