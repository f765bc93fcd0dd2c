"""What was decided about scores, as sentences of a vendor's history."""

from govbot.slack.telling import Stories, because

STORIES: Stories = {
    "score.decided": lambda d: (
        f"decided to {d['verdict']} on the score {d['score'] or 'none'} of {d['month']}{because(d['why'])}"
    ),
}
