"""An escalation raised from the card of a dated thing."""

from govbot.escalations import forms
from govbot.escalations.reading import Typed
from govbot.reminders.models import Reminder
from govbot.slack.call import Call
from govbot.slack.forms import Form
from govbot.slack.text import until
from govbot.vendors import finding


def about(call: Call, thing: Reminder) -> Form:
    """The form with the vendor and what is wrong already filled in; how bad it is, a person says."""
    vendor = finding.by_id(call.session, thing.vendor_id) if thing.vendor_id else None
    what = f"{thing.title}, {until(thing.due, call.today)}: due on {thing.due:%-d %B %Y}. "
    return forms.opening(call.session, Typed(vendor, what=what))
