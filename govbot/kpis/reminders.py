"""What falls due here: the values of periods that are over."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from govbot import playbook
from govbot.kpis import asking
from govbot.kpis.asking import Gap
from govbot.reminders.models import Finish, Kind, Reminder
from govbot.reminders.stages import within
from govbot.workspace import Workspace

RECORD = Finish("kpi.record:1", "Record")


class KpiPeriods:
    """One thing for each period of a vendor that lacks values: nobody is asked for each KPI apart."""

    name = "kpi_period"

    def due(self, session: Session, workspace: Workspace, until: date) -> Iterator[Reminder]:
        return (_reminder(gap) for gap in asking.gaps(session, workspace, until))

    def one(self, session: Session, workspace: Workspace, number: str) -> Reminder | None:
        gap = asking.gap(session, workspace, number)
        return _reminder(gap) if gap else None


def _reminder(gap: Gap) -> Reminder:
    stages = playbook.load().reminders.stages("kpi_period", gap.vendor.tier)
    return Reminder(
        kind="kpi_period",
        subject=gap.subject,
        title=f"KPI values of {gap.period.label}",
        due=gap.due,
        # Nobody is asked for values before their period is over.
        stages=within(stages, (gap.due - gap.period.end).days - 1),
        finish=RECORD,
        value=gap.number,
        vendor_id=gap.vendor.id,
        vendor=gap.vendor.name,
        person_id=gap.person_id,
    )


KINDS: tuple[Kind, ...] = (KpiPeriods(),)
