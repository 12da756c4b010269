"""What one rule finds in a small collection."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from timeline import checks
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Collection

TEXT = "They spoke on Sunday of the river. No minister said a word of it. They spoke on Sunday."
STORED = StoredText(TEXT, "0" * 64)


@pytest.fixture(scope="session")
def offences(made: Callable[..., Collection]) -> Callable[..., list[str]]:
    """Give what a rule finds, as ``field: sentence``, in a collection made of the events given."""

    def offences(
        code: str,
        *events: dict[str, Any],
        texts: Mapping[str, StoredText | Unavailable] | None = None,
        today: date = date(2026, 1, 20),
        **sections: Any,
    ) -> list[str]:
        collection = made(*events, **sections)
        nothing = Unavailable(sentence("there is no text"))
        stored = {it.id: nothing for it in collection.sources} | {"s1": STORED} | dict(texts or {})
        rule = next(rule for rule in checks.RULES if rule.code == code)
        found = rule.faults(checks.Case(collection, stored, today))
        return [f"{fault.field}: {fault.sentence}" for fault in found]

    return offences
