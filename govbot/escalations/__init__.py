"""The ladder, its clocks, its buttons: somebody always answers."""
