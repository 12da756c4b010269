"""A small collection to make others of: two invented governments, Aland (AA) and Bland (BB)."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from timeline import wellformed
from timeline.model import Collection

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
    return lambda *events, **sections: wellformed.collection(_tree(*events, **sections))
