"""A vendor as people added it, for what crosses features."""

import pytest

from tests.live import Live

ROOM = "#vendor-cedar"


@pytest.fixture
def acme(live: Live) -> Live:
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add Acme Support")
    people = {"owner": "@ivo.novak", "backup": "@dora.lind", "sponsor": "@ana.silva"}
    given = {"function": "customer_support", "tier": "medium", "channel": ROOM, **people}
    assert maya.submits(**given)["errors"] == {}
    live.beat()
    return live
