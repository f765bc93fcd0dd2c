"""How a vendor is left: the plan that is kept ready for it, and the exit that runs."""
