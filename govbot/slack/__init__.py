"""Slack's side of every handler: the router, shared block shapes, limits. Knows no feature."""
