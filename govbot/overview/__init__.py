"""What crosses features: a vendor's whole file, its history, a person's Home."""
