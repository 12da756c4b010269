"""A small collection to make others of: two invented governments, Aland (AA) and Bland (BB).

And the programs of others that some tests need: see the end.
"""

import gc
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests.laws import HANGS, LONG, share
from timeline.records import validate
from timeline.records.model import Collection

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Neither the deadline nor the health check of slow data is of any use on a busy machine: both read
# the wall clock.
settings.register_profile(
    "ours",
    deadline=None,
    max_examples=share(100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")


# A suite that is started in the background is told to ignore Ctrl-C, and would hand that on to
# every program that it starts, those that are sent one among them. A handler is not handed on.
for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, lambda *_: None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests that are marked ``long`` to the gate; shuffle them all if a seed says how."""
    if seed := os.environ.get("TIMELINE_SHUFFLE"):
        random.Random(seed).shuffle(items)  # noqa: S311 - chance, not secrets
    left = [] if LONG else [item for item in items if item.get_closest_marker("long")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def pytest_collection_finish() -> None:
    """Leave what collecting made out of every later collection of garbage: it stays to the end."""
    gc.collect()
    gc.freeze()


BASE: dict[str, Any] = {
    "collection": {
        "title": {"en": "Aland and Bland", "es": "Alandia y Blandia"},
        "sides": {"AA": {"en": "Aland", "es": "Alandia"}, "BB": {"en": "Bland", "es": "Blandia"}},
        "topics": {
            "water": {"en": "shared rivers", "es": "ríos comunes"},
            "trade": {"en": "trade", "es": "comercio"},
        },
    },
    "sources": [
        {"id": "s1", "file": "texts/s1.txt", "published": "2026-01-11"},
        {"id": "s2", "url": "https://example.org/2", "outlet": "The Ford", "published": "2026-01"},
    ],
    "actors": [
        {
            "id": "ana-lima",
            "kind": "person",
            "side": "AA",
            "name": "Ana Lima",
            "aliases": ["Lima"],
            "member_of": ["ministry"],
            "offices": [{"title": {"en": "Foreign Minister", "es": "ministra de Exteriores"}}],
        },
        {
            "id": "ministry",
            "kind": "institution",
            "side": "AA",
            "name": {"en": "Ministry of Aland", "es": "Ministerio de Alandia"},
            "member_of": ["aland"],
        },
        {"id": "aland", "kind": "government", "side": "AA", "name": "Aland"},
        {"id": "bo-reyes", "kind": "person", "side": "BB", "name": "Bo Reyés"},
    ],
}
EVENT: dict[str, Any] = {
    "date": "2026-01-11",
    "kind": "call",
    "status": "held",
    "title": {"en": "A call", "es": "Una llamada"},
    "cites": [{"source": "s1", "quote": "They spoke on Sunday of the river."}],
}


def _tree(*events: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """Give a tree with these events, each a call but for what it says, and these sections."""
    numbered = [{"id": f"e{n}", **EVENT, **event} for n, event in enumerate(events, 1)]
    return deepcopy({**BASE, "events": numbered, **sections})


@pytest.fixture(scope="session")
def tree() -> Callable[..., dict[str, Any]]:
    return _tree


@pytest.fixture(scope="session")
def made() -> Callable[..., Collection]:
    return lambda *events, **sections: validate.collection(_tree(*events, **sections))


@pytest.fixture(scope="session", autouse=True)
def nobodys_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test keeps an index in the cache of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


# Programs of others. A test that needs one is skipped on a machine without it, but not in CI.

NPM = Path(__file__).parent / "npm" / "node_modules"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
)


def _lacking(reason: str) -> NoReturn:
    if os.environ.get("TIMELINE_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def npm() -> Path:
    """Give the folder with the packages of tests/npm/package.json, for which Node is there too."""
    if not shutil.which("node"):
        _lacking("Node is not installed")
    if not NPM.is_dir():
        _lacking("the packages from npm are not installed: npm ci --prefix tests/npm")
    return NPM


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """Give a headless Chromium; each test opens a page or a context of its own, and closes it."""
    path = shutil.which("chromium")
    if not path:
        _lacking("Chromium is not installed")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only these need it

    expect.set_options(timeout=HANGS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*QUIET], timeout=HANGS * 1000
        )
        yield browser
        browser.close()
