"""How a source is called in a line of prose."""

import pytest

from timeline.formats.bibliography.citing import called
from timeline.i18n import Language
from timeline.records.model import Source

STORED = {"id": "s1", "file": "texts/s1.txt"}
WHOLE = {
    **STORED,
    "author": "Ana Ruiz",
    "title": "Talks by telephone",
    "outlet": "The Ford",
    "published": "2026-01-11",
    "url": "https://example.org/1",
}
UNDATED_NOTE = {"en": "It tells of the 15th.", "es": "Relata el día 15."}


@pytest.mark.parametrize(
    ("fields", "language", "said"),
    [
        (
            WHOLE,
            "en",
            (
                "Ana Ruiz, “Talks by telephone”, The Ford, 11 January 2026, "
                "stored as texts/s1.txt, https://example.org/1"
            ),
        ),
        (STORED, "en", "[untitled], [outlet unknown], [no date], stored as texts/s1.txt"),
        (
            {"id": "s2", "url": "https://example.org/2", "published": "2026-01"},
            "en",
            "[untitled], [outlet unknown], January 2026, https://example.org/2",
        ),
        (
            {
                **STORED,
                "published": "[2026-01-15,2026-01-16]",
                "published_basis": "inferred",
                "published_note": UNDATED_NOTE,
            },
            "en",
            (
                "[untitled], [outlet unknown], 15 or 16 January 2026 (inferred), "
                "stored as texts/s1.txt"
            ),
        ),
    ],
)
def test_a_source_is_called_by_what_is_known_of_it(
    fields: dict[str, object], language: Language, said: str
) -> None:
    assert called(Source.model_validate(fields), language) == said


def test_what_would_break_a_line_or_hide_in_it_is_shown() -> None:
    source = Source.model_validate(
        {**STORED, "title": "One\n\ttwo \x1b[31m", "outlet": "A\u202eB", "published": "2026"}
    )
    assert called(source, "en") == ("“One two \\x1b[31m”, A\\u202eB, 2026, stored as texts/s1.txt")
