"""How each person is reached: the table, and what a morning then does."""

from datetime import UTC, datetime

import pytest

from govbot.people.models import Reach
from tests.door import shown
from tests.live import Live

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("reach", "ahead", "today", "overdue", "called"),
    [
        (Reach.CHANNEL_AND_DIGEST, True, True, True, True),
        (Reach.DIGEST_ONLY, True, True, True, False),
        (Reach.URGENT_ONLY, False, True, True, False),
    ],
)
def test_what_each_choice_means(reach: Reach, ahead: bool, today: bool, overdue: bool, called: bool) -> None:
    assert (reach.hears(7), reach.hears(0), reach.hears(-3), reach.called) == (ahead, today, overdue, called)


def digests(live: Live) -> list[str]:
    return [text for text in map(shown, live.person("ivo.novak").private()) if "for you today" in text]


def posts(live: Live) -> list[str]:
    return [text for text in live.person("dora.lind").reads("#vendor-cedar") if "due for *Acme Support*" in text]


def test_urgent_only_is_quiet_until_the_day_and_then_hears_it(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    assert "only of what is due that day or overdue. What is overdue in your hands" in ivo.types(
        "/vendor notify urgent-only"
    )
    before = len(digests(acme))
    acme.walk_to(datetime(2026, 3, 4, 20, tzinfo=UTC))
    assert len(digests(acme)) == before
    assert "due tomorrow (Thu 5 Mar 2026) · Ivo Novak" in posts(acme)[-1]
    acme.walk_to(datetime(2026, 3, 12, 20, tzinfo=UTC))
    fresh = "\n".join(digests(acme)[before:])
    assert "due today (Thu 5 Mar 2026)" in fresh
    assert "1 day overdue" in fresh
    assert "🔵" not in fresh  # nothing that is only coming


def test_digest_only_is_written_to_and_not_called_in_the_channel(acme: Live) -> None:
    acme.person("ivo.novak").types("/vendor notify digest only")
    before = len(digests(acme))
    acme.walk_to(datetime(2026, 3, 9, 20, tzinfo=UTC))
    assert len(digests(acme)) > before
    assert f"<@{acme.id_of('ivo.novak')}>" not in posts(acme)[-1]


def test_an_escalation_reaches_whoever_chose_what(acme: Live) -> None:
    acme.person("ivo.novak").types("/vendor notify urgent-only")
    acme.person("maya.lindqvist").types("/escalate acme S4 Invoices are late")
    acme.beat()
    assert any("Escalation #1" in shown(message) for message in acme.person("ivo.novak").private())


def test_the_form_shows_and_keeps_the_choice(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    ivo.types("/vendor notify")
    assert ivo.submits(how="digest-only")["errors"] == {}
    ivo.types("/vendor notify")
    element = ivo.view()["blocks"][0]["element"]
    assert element["initial_option"]["value"] == "digest-only"
    assert "“loudly” is no way to reach you. Choose one of channel-and-digest, digest-only, urgent-only." in ivo.types(
        "/vendor notify loudly"
    )
