"""The hand of a visitor who uses everything once: it remembers what it used, and takes a picture now and then."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Locator, Request, expect

from tests.demo.conftest import Endpoints
from tests.e2e.visitor import Visitor

ROOMS = ("brightline", "cedar", "halcyon", "meridian", "orchard", "plover", "ridgeway", "sable", "saffron", "zephyr")


class Hand:
    """What a visitor used so far, by the names the router knows; and a picture of the page now and then."""

    def __init__(self, visitor: Visitor, folder: Path) -> None:
        self.visitor, self.page, self.folder = visitor, visitor.page, folder
        self.endpoints = Endpoints(visitor.address)
        self.presses: set[str] = set()
        self.menus: set[str] = set()
        self.forms: set[str] = set()
        self.shortcuts: set[str] = set()
        self.rooms = cycle(f"vendor-{name}" for name in ROOMS)
        self.shots = 0
        self.person = ""
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        name, wish = request.url.rpartition("/")[2], json.loads(request.post_data or "{}")
        if name == "click":
            self.presses.add(wish["action_id"])
            if option := wish.get("selected_option"):
                self._chose(wish["action_id"], str(option["value"]))
        elif name == "shortcut":
            self.shortcuts.add(wish["callback_id"])

    def _chose(self, menu: str, value: str) -> None:
        """What stands in a menu is a button of its own, or one of the menu's ways."""
        if menu == "menu:1":
            self.presses.add(value.split()[0])
        else:
            self.menus.add(value.replace(":", " ").split()[0])

    def goes(self, person: str, place: str) -> None:
        self.person = person
        self.visitor.goes(person, place)

    def settles(self, person: str) -> None:
        """In the next room: the more was said in one, the longer the page takes to draw it anew."""
        self.goes(person, next(self.rooms))

    def shoots(self, name: str) -> None:
        self.shots += 1
        self.page.screenshot(path=self.folder / f"{self.shots:02}-{name}.png")

    def fills(self, **values: str) -> None:
        for name, text in values.items():
            choose = self.visitor.field(name).get_by_role("combobox").count()
            (self.visitor.chooses if choose else self.visitor.writes)(**{name: text})

    def sends(self, **values: str) -> None:
        """The form that is open, filled; it stays open only where it becomes a list again."""
        expect(self.visitor.form.get_by_test_id("modal-submit")).to_be_visible()
        self.forms.add(self.endpoints.get("views", user=f"@{self.person}")["views"][-1]["callback_id"])
        self.fills(**values)
        self.visitor.form.get_by_test_id("modal-submit").click()

    def types(self, text: str) -> None:
        expect(self.page.get_by_test_id("modal")).to_have_count(0)
        self.visitor.types(text)

    def reads(self, before: str | None, seen: str) -> Locator:
        """The answer, which is newer than `before`."""
        newest = self.answers.last
        expect(newest).not_to_have_attribute("data-ts", before or "")
        expect(newest).to_contain_text(seen)
        return self.stays(newest)

    def stays(self, message: Locator) -> Locator:
        """The same message, whatever is said after it."""
        return self.page.locator(f'main [data-testid="message"][data-ts="{message.get_attribute("data-ts")}"]')

    @property
    def answers(self) -> Locator:
        return self.visitor.answers

    @property
    def newest(self) -> str | None:
        return self.answers.last.get_attribute("data-ts") if self.answers.count() else None

    def asks(self, typed: str, seen: str) -> Locator:
        before = self.newest
        self.types(typed)
        return self.reads(before, seen)

    def presses_and_sends(self, holder: Locator, label: str, seen: str, **values: str) -> Locator:
        """A button that opens a form, and the answer to the filled form."""
        before = self.newest
        self.visitor.presses(holder, label)
        self.sends(**values)
        expect(self.page.get_by_test_id("modal")).to_have_count(0)
        return self.reads(before, seen)

    def picks(self, holder: Locator, label: str) -> None:
        """What stands behind the three dots."""
        holder.get_by_label("More actions").last.click()
        self.page.get_by_role("menuitem").filter(has_text=label).click()

    def picks_and_sends(self, holder: Locator, label: str, seen: str, **values: str) -> Locator:
        before = self.newest
        self.picks(holder, label)
        self.sends(**values)
        expect(self.page.get_by_test_id("modal")).to_have_count(0)
        return self.reads(before, seen)

    @contextmanager
    def redrawing(self, card: Locator) -> Iterator[None]:
        """The card is drawn anew because of what is done; pressed before that, a button would be the old one."""
        drawn = card.locator(".blocks").first
        was = drawn.text_content() or ""
        yield
        expect(drawn).not_to_have_text(was)

    def acts(self, card: Locator, label: str, seen: str, **values: str) -> Locator:
        way = self.picks_and_sends if label.endswith("…") else self.presses_and_sends
        with self.redrawing(card):
            return way(card, label, seen, **values)

    def confirms(self) -> None:
        self.page.get_by_test_id("confirm").get_by_role("button").last.click()

    def closes(self) -> None:
        self.visitor.form.get_by_test_id("modal-close").click()
        expect(self.page.get_by_test_id("modal")).to_have_count(0)
