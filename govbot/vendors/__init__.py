"""Whom we depend on, for what, and who answers for them."""
