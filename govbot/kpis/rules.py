"""What is raised of KPIs by itself: periods whose values nobody has brought for long. (Red is raised when recorded.)"""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, come, rule
from govbot.kpis import asking
from govbot.workspace import Workspace


def missing(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    asked = rule("kpi_missing")
    if asked is None:
        return
    for gap in asking.gaps(session, workspace, today):
        if asked.holds_for(gap.vendor.tier) and come(asked, workspace, gap.due) <= today:
            names = ", ".join(kpi.name for kpi in gap.missing[:5])
            what = f"The KPI values of {gap.period.label} are missing: {names}. They were due on {gap.due:%-d %B %Y}"
            yield Case(gap.vendor, Severity(asked.severity), what, f"missing:{gap.subject}")


WATCHES: tuple[Watch, ...] = (missing,)
