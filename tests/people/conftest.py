"""A live workspace with one vendor in it: Ivo owns it, Dora is the backup, Ana the sponsor."""

import pytest

from tests.live import Live

ACME = {"name": "Acme Support", "function": "customer_support", "tier": "critical", "channel": "#vendor-cedar"}
PEOPLE = {"owner": "@ivo.novak", "backup": "@dora.lind", "sponsor": "@ana.silva"}


@pytest.fixture
def acme(live: Live) -> Live:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    assert maya.submits(**ACME, **PEOPLE)["errors"] == {}
    live.beat()
    return live
