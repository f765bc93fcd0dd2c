"""The governance knowledge govbot ships: YAML that people may read and edit, and its loader."""

from govbot.playbook.book import Playbook
from govbot.playbook.cadence import Cadence
from govbot.playbook.loader import load

__all__ = ["Cadence", "Playbook", "load"]
