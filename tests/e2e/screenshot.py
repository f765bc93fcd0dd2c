"""Makes docs/images anew (`make screenshot`): a vendor's score, and its channel after a morning nobody answered for."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect

from tests.demo.conftest import ADDRESS, Endpoints
from tests.e2e.visitor import Visitor, browser, visiting
from tests.processes import ROOT, Process

IMAGES = ROOT / "docs" / "images"
WHO, CHANNEL = "dora.lind", "vendor-kestrel"
MORNING = "2026-11-26T09:05:00+01:00"  # fourteen days after a review was due


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Process(Path(folder), "demo", "--port", "0") as demo:
        address = demo.says(ADDRESS)[1]
        with browser() as started:
            with visiting(started, address, 1280, 900, "light") as visitor:
                visitor.goes(WHO, CHANNEL)
                visitor.page.get_by_label("Close the welcome").click()
                posts_the_score(visitor)
                shoots(visitor, "score", "Scorecard of")
            Endpoints(address).post("clock", {"to": MORNING})
            with visiting(started, address, 1280, 900, "light") as visitor:
                visitor.goes(WHO, CHANNEL)
                visitor.page.get_by_label("Close the welcome").click()
                shoots(visitor, "demo", "Service review 14 days overdue")


def posts_the_score(visitor: Visitor) -> None:
    expect(visitor.message("Payroll accuracy is red")).to_be_visible()
    visitor.types("/vendor score Kestrel")
    visitor.presses(visitor.message("Scorecard of"), "Post the picture in the channel")


def shoots(visitor: Visitor, name: str, words: str) -> None:
    """With the end of that message at the end of the picture."""
    expect(visitor.page.get_by_role("img", name="Scorecard of")).to_be_visible()
    visitor.message(words).evaluate("message => message.scrollIntoView(false)")
    visitor.page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
