"""What is looked at with a vendor, how often, who decided what, and the actions that came of it."""
