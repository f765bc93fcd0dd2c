"""The governance knowledge govbot ships, as YAML that people read; its loader, and what a workspace changes in it."""

from govbot.playbook.book import Playbook
from govbot.playbook.cadence import Cadence
from govbot.playbook.in_force import held, load, of_version
from govbot.playbook.loader import shipped

__all__ = ["Cadence", "Playbook", "held", "load", "of_version", "shipped"]
