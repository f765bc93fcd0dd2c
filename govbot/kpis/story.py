"""What happened to KPIs, as sentences of a vendor's history."""

from govbot.slack.telling import Stories, because, said, somebody
from govbot.slack.text import escape

STORIES: Stories = {
    "kpi.added": lambda d: f"agreed the KPI{said(d['name'])}, {d['frequency']}: {escape(d['lines'])}",
    "kpi.retargeted": lambda d: (
        f"changed the target of{said(d['name'])} from {escape(d['before'])} to {escape(d['after'])}{because(d['why'])}"
    ),
    "kpi.ended": lambda d: f"ended the KPI{said(d['name'])}{because(d['why'])}",
    "kpi.given": lambda d: f"gave the values of{said(d['name'])} to {somebody(d['after'])}{because(d['why'])}",
    "kpi.recorded": lambda d: f"recorded{said(d['name'])} for {d['period']}: {escape(d['value'])}, {d['state']}",
    "kpi.corrected": lambda d: (
        f"corrected{said(d['name'])} for {d['period']} from {escape(d['before'])} to {escape(d['value'])},"
        f" {d['state']}{because(d['why'])}"
    ),
}
