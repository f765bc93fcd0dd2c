"""The measured vendor, as in the house below."""

import pytest

from tests.kpis.desk import Desk
from tests.live import Live


@pytest.fixture
def desk(live: Live) -> Desk:
    return Desk(live)
