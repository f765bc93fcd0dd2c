"""What happened before a vendor worked for us, as sentences of its history."""

from govbot.slack.telling import Stories, said

STORIES: Stories = {
    "process.assessed": lambda d: f"assessed the process{said(d['process'])}: {d['total']}, {d['verdict']}",
}
