"""Who they are in Slack and what they may decide."""
