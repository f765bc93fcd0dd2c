"""A vendor, a KPI and a period found among typed words: `Ardent first-contact resolution 2026-02`."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from govbot import playbook
from govbot.errors import Ambiguous, Refusal, quoted
from govbot.kpis import periods
from govbot.kpis import service as kpis
from govbot.kpis.models import Kpi
from govbot.kpis.periods import Period
from govbot.playbook.kpis import CataloguedKpi
from govbot.playbook.terms import fold
from govbot.vendors import finding
from govbot.vendors.models import Vendor


def vendor_and_kpi(session: Session, words: Sequence[str]) -> tuple[Vendor, Kpi | None]:
    """A vendor whose whole name it is comes first; else the longest tail that some KPI goes by is the KPI."""
    whole = finding.by_name(session, " ".join(words)) or finding.by_ref(session, " ".join(words))
    if whole:
        return whole, None
    known = _known(session)
    for at in range(1, len(words)):
        if fold("".join(words[at:])) in known:
            vendor = finding.find(session, " ".join(words[:at]))
            return vendor, find(session, vendor, " ".join(words[at:]))
    try:
        return finding.find(session, " ".join(words)), None
    except Ambiguous:
        raise
    except Refusal as refused:
        return _beginning(session, words, refused)


def _beginning(session: Session, words: Sequence[str], refused: Refusal) -> tuple[Vendor, Kpi]:
    """A vendor that only the first words name: what follows is meant to be a KPI, and the answer is about that."""
    for at in range(len(words) - 1, 0, -1):
        try:
            vendor = finding.find(session, " ".join(words[:at]))
        except Refusal:
            continue
        return vendor, find(session, vendor, " ".join(words[at:]))
    raise refused


def vendor_and_new(words: Sequence[str]) -> tuple[str, CataloguedKpi | None]:
    """The vendor's words, and what of the catalogue is named after them."""
    listed = playbook.load().kpis.catalogue.values()
    named = {fold(word): kpi for kpi in listed for word in (kpi.key, kpi.title, *kpi.synonyms)}
    for at in range(1, len(words)):
        if found := named.get(fold("".join(words[at:]))):
            return " ".join(words[:at]), found
    return " ".join(words), None


def vendor_and_period(words: Sequence[str]) -> tuple[str, Period | None]:
    """`Ardent Feb 2026`: one or two words at the end may be a period."""
    for length in (2, 1):
        if len(words) > length:
            try:
                return " ".join(words[:-length]), periods.parse(" ".join(words[-length:]))
            except Refusal:
                continue
    return " ".join(words), None


def find(session: Session, vendor: Vendor, text: str) -> Kpi:
    """One of a vendor's KPIs by its name, by a part of it, or by what else people call it."""
    return one(vendor, kpis.of(session, vendor), text)


def one(vendor: Vendor, mine: Sequence[Kpi], text: str) -> Kpi:
    """As `find`, of KPIs that are known already."""
    wanted = fold(text)
    exact = [kpi for kpi in mine if wanted in _names(kpi)]
    found = exact or [kpi for kpi in mine if any(wanted in name for name in _names(kpi))]
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(
            f"{quoted(text)} could be {' or '.join(quoted(kpi.name) for kpi in found[:5])}. Type the whole name.",
            typed=text,
            choices={kpi.name: kpi.name for kpi in found},
        )
    raise Refusal(f"{quoted(vendor.name)} has no KPI {quoted(text)}. `/vendor kpi list {vendor.ref}` shows them.")


def _names(kpi: Kpi) -> set[str]:
    catalogue = playbook.load().kpis.catalogue
    words = [kpi.name]
    if kpi.key in catalogue:
        words += [catalogue[kpi.key].title, *catalogue[kpi.key].synonyms]
    return {fold(word) for word in words}


def _known(session: Session) -> set[str]:
    """Everything that some KPI in use goes by."""
    return {name for kpi in session.exec(select(Kpi).where(col(Kpi.ended_at).is_(None))) for name in _names(kpi)}
