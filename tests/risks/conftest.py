"""A critical vendor of Ivo's, talked about in #vendor-cedar: Dora is his backup, Ana the sponsor."""

import pytest

from tests.live import Live

ACME = {
    "name": "Acme Support",
    "function": "customer_support",
    "tier": "critical",
    "owner": "@ivo.novak",
    "backup": "@dora.lind",
    "sponsor": "@ana.silva",
    "channel": "#vendor-cedar",
}


@pytest.fixture
def acme(live: Live) -> Live:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    assert maya.submits(**ACME)["errors"] == {}
    live.beat()
    return live
