"""A vendor as people added it."""

import pytest

from tests.live import Live

ACME = {"name": "Acme Support", "function": "customer_support", "tier": "critical"}


@pytest.fixture
def acme(live: Live) -> Live:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    given = ACME | {"owner": "@ivo.novak", "backup": "@dora.lind", "sponsor": "@ana.silva", "channel": "#vendor-cedar"}
    assert maya.submits(**given)["errors"] == {}
    live.beat()
    return live
