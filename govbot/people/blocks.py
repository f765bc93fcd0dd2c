"""People, their groups and their absences as Slack shows them."""

from govbot.people.models import UserGroup


def group(shown: UserGroup) -> str:
    """Without notifying everybody in it."""
    return f"`@{shown.handle}`"
