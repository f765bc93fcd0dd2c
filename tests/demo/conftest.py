"""A demo of its own process, and the person's side of it over HTTP as any program would use it."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.processes import PATIENCE, Process

Json = dict[str, Any]
ADDRESS = r"Open (http://127\.0\.0\.1:(\d+)/?) in a browser"


@dataclass(frozen=True)
class Endpoints:
    """GET and POST under /sandbox/; JSON in, JSON out."""

    address: str

    def get(self, name: str, **query: str) -> Json:
        return self._answer(urllib.request.Request(f"{self._url(name)}?{urlencode(query)}"))

    def post(self, name: str, wish: Mapping[str, Any]) -> Json:
        body = json.dumps(wish).encode()
        return self._answer(urllib.request.Request(self._url(name), body, {"Content-Type": "application/json"}))

    def _url(self, name: str) -> str:
        return f"{self.address.rstrip('/')}/sandbox/{name}"

    def _answer(self, request: urllib.request.Request) -> Json:
        # No proxy of the machine: the demo is on it.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=PATIENCE) as response:
                answer: Json = json.load(response)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{request.full_url}: {refused.read().decode()}") from refused
        return answer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo puts its database: its temporary folder."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[Process]:
    with Process(folder, "demo", "--port", "0", settings={"TMPDIR": str(folder)}) as process:
        process.says(ADDRESS)
        yield process


@pytest.fixture(scope="module")
def endpoints(demo: Process) -> Endpoints:
    return Endpoints(demo.says(ADDRESS)[1])
