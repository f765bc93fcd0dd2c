"""A person in front of the demo's page: looks, types, fills in forms, presses, moves the clock."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Request, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds
expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "Chromium is needed here. Install it, or name it: CHROMIUM=/path/to/chromium"
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@dataclass
class Visitor:
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Remember what the browser complains of, and whatever is asked of another host."""

        def heard(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                self.complaints.append(f"{message.type}: {message.text}")

        def failed(error: Error) -> None:
            self.complaints.append(f"page: {error.message}")

        def asked(request: Request) -> None:
            if not request.url.startswith((self.address, "data:", "blob:")):
                self.complaints.append(f"request: {request.url}")

        self.page.on("console", heard)
        self.page.on("pageerror", failed)
        self.page.on("request", asked)

    def goes(self, person: str, place: str) -> None:
        self.page.goto(f"{self.address}/#as={person}&at={place}")
        expect(self.page.get_by_test_id("home" if place == "home" else "messages").first).to_be_visible()

    @property
    def messages(self) -> Locator:
        """Those of the channel, not of a thread beside it."""
        return self.page.get_by_role("main").get_by_test_id("message")

    @property
    def answers(self) -> Locator:
        """What only the visitor sees; what everybody sees may come after it."""
        return self.page.locator('main [data-testid="message"].ephemeral')

    def message(self, text: str) -> Locator:
        """The newest with these words."""
        return self.messages.filter(has_text=text).last

    def types(self, text: str) -> None:
        self.page.get_by_test_id("input").fill(text)
        self.page.get_by_test_id("send").click()

    def moves_the_clock(self, step: str) -> None:
        self.page.get_by_test_id(f"clock-{step}").click()
        expect(self.page.get_by_test_id("clock")).to_have_attribute("data-walking", "false", timeout=3 * PATIENCE)

    @property
    def form(self) -> Locator:
        return self.page.get_by_test_id("modal").get_by_test_id("modal-form")

    def field(self, name: str) -> Locator:
        return self.form.get_by_test_id(f"field-{name}")

    def writes(self, **texts: str) -> None:
        for name, text in texts.items():
            self.field(name).locator("input, textarea").fill(text)

    def chooses(self, **wanted: str) -> None:
        for name, text in wanted.items():
            box = self.field(name).get_by_role("combobox")
            box.click()
            box.fill(text)
            self.field(name).get_by_role("option").filter(has_text=text).first.click()

    def submits(self) -> None:
        self.form.get_by_test_id("modal-submit").click()
        expect(self.page.get_by_test_id("modal")).to_have_count(0)

    def presses(self, message: Locator, label: str) -> None:
        message.get_by_role("button", name=label, exact=True).first.click()

    def opens(self, message: Locator, label: str) -> None:
        """Press for a form: a card that is drawn anew under the finger takes no press, and a person presses again."""
        for _ in range(3):
            self.presses(message, label)
            try:
                expect(self.form).to_be_visible(timeout=10_000)
            except AssertionError:
                continue
            return
        raise AssertionError(f"{label} opened no form")


@contextmanager
def visiting(
    started: Browser, address: str, width: int, height: int, theme: Literal["light", "dark"]
) -> Iterator[Visitor]:
    context = started.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    visitor = Visitor(context.new_page(), address.rstrip("/"))
    visitor.watch()
    yield visitor
    context.close()
