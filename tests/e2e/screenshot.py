"""Makes docs/images/demo.png (`make screenshot`): a vendor's channel after a morning that nobody answered for long."""

import tempfile
from pathlib import Path

from tests.demo.conftest import ADDRESS, Endpoints
from tests.e2e.visitor import browser, visiting
from tests.processes import ROOT, Process

IMAGE = ROOT / "docs" / "images" / "demo.png"
CHANNEL = "vendor-kestrel"
MORNING = "2026-11-26T09:05:00+01:00"  # fourteen days after a review was due


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Process(Path(folder), "demo", "--port", "0") as demo:
        address = demo.says(ADDRESS)[1]
        Endpoints(address).post("clock", {"to": MORNING})
        with browser() as started, visiting(started, address, 1280, 800, "light") as visitor:
            visitor.goes("dora.lind", CHANNEL)
            visitor.page.get_by_label("Close the welcome").click()
            visitor.page.screenshot(path=IMAGE)


if __name__ == "__main__":
    main()
