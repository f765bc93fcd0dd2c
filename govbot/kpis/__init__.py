"""What is measured of a vendor's service, against what was agreed, and what follows when it is missed."""
