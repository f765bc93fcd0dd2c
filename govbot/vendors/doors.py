"""A vendor by its typed name, or by the button that carries its id."""

from govbot.slack.call import Call
from govbot.slack.doors import Door
from govbot.vendors import finding
from govbot.vendors.models import Vendor


def of_button(call: Call) -> Vendor:
    """Of a form too, which carries it in the same way."""
    return finding.by_id(call.session, int(call.value))


VENDOR: Door[Vendor] = Door(lambda call, words: finding.find(call.session, " ".join(words)), of_button)
