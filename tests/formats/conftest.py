"""What formats are tried on: the shipped collection, an empty one, and one of an enemy's making."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from timeline.formats import Export
from timeline.query.filter import Filter, select
from timeline.records.model import Collection
from timeline.store.opening import open_collection

ROOT = Path(__file__).parents[2]

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-- help",
    "@SUM(A1:A9)",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script></style>--><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %} ${x} #{y}",
    "[bold]x[/] [/] :warning: \\[x]",
    "| pipe \\ back `tick` *star* _under_ #tag [[wiki]] %% comment",
    "line one\nEND:VEVENT\nATTENDEE:mailto:a@evil.example",
    "TY  - JOUR\nER  - \nT1 - x",
    "}, url = {javascript:alert(1)}, note = {\\input{/etc/passwd}",
    "\u05e9\u05dc\u05d5\u05dd \u6f22\u5b57 \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301",
    "%00 ; rm -rf / && $(id) '; DROP TABLE events;--",
    "a" + "\u0301" * 500,
    "x" * 10_000,
)
"""Texts that a format must carry as text and as nothing else."""

LINKS = (
    "https://example.org/?q=<b>&x=\"'",
    "http://example.org/a)b](c)|d{e}%20",
    "https://ex.org/#`",
)


@pytest.fixture(scope="session")
def shipped() -> Export:
    """Everything of the shipped collection, as seen on 20 January 2026."""
    opened = open_collection(str(ROOT / "tests" / "articles" / "data" / "events.yaml"), {})
    return Export(
        opened.collection,
        select(opened.collection, Filter()),
        day=date(2026, 1, 20),
        version=opened.sha256,
        program="timeline 0.1.0",
        read=opened.stored_texts,
    )


@pytest.fixture(scope="session")
def exported(made: Callable[..., Collection]) -> Callable[..., Export]:
    """Make an export of a small collection that has these events; see `made`."""

    def exported(*events: dict[str, object], **sections: object) -> Export:
        collection = made(*events, **sections)
        rows = select(collection, Filter())
        return Export(collection, rows, day=date(2026, 1, 20), version="0" * 64)

    return exported


@pytest.fixture(scope="session")
def empty(shipped: Export) -> Export:
    """An answer without events."""
    return replace(shipped, rows=())


@pytest.fixture(scope="session")
def hostile(exported: Callable[..., Export]) -> Export:
    """A collection in which every text is one of an enemy's."""
    sources = [
        {
            "id": f"s{n}",
            "file": f"texts/{n}.txt",
            "url": LINKS[n % len(LINKS)],
            "title": text,
            "author": text,
            "outlet": text,
            "published": "2026-01-11",
        }
        for n, text in enumerate(HOSTILE, 1)
    ]
    actors = [
        {"id": f"a{n}", "kind": "person", "side": "AA", "name": text, "aliases": [text]}
        for n, text in enumerate(HOSTILE, 1)
    ]
    events = [
        {
            "title": {"en": text, "es": text},
            "summary": {"en": text, "es": text},
            "place": text,
            "actors": [{"actor": f"a{n}", "role": "participant"}],
            "cites": [{"source": f"s{n}", "quote": text, "note": {"en": text}}],
            "note": {"en": text},
        }
        for n, text in enumerate(HOSTILE, 1)
    ]
    return exported(*events, sources=sources, actors=actors)
