"""Which files are taken from Slack, by their size and ending."""

from pydantic import Field

from govbot.playbook.terms import Knowledge


class Files(Knowledge):
    largest_megabytes: int = Field(gt=0, le=1000)
    endings: tuple[str, ...]
