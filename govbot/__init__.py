"""govbot keeps every outsourced relationship governed from inside Slack."""

__version__ = "0.1.0"
