"""Counts of events for programs: JSON with stable keys, or a count a row. Nothing is translated."""

from collections.abc import Iterator, Mapping

from timeline.analysis.stats import Count
from timeline.formats.answers.serialise import csv_text, json_text

SCHEMA = "timeline-stats-1"
COLUMNS = ("by", "value", "events", "possible")

Breakdowns = Mapping[str, tuple[Count, ...]]
"""Counts, by the name of what was counted by."""


def rows(found: Breakdowns) -> Iterator[tuple[str, ...]]:
    """Yield each count as cells of text: by what, the value, the events, those only possible."""
    for by, counts in found.items():
        yield from ((by, count.value, str(count.events), str(count.possible)) for count in counts)


def render_csv(found: Breakdowns) -> Iterator[str]:
    """Yield CSV by RFC 4180; a cell that a spreadsheet would take for a formula is disarmed."""
    yield csv_text(COLUMNS, rows(found))


def render_json(found: Breakdowns, events: int) -> Iterator[str]:
    """Yield one JSON object: the number of events, and the counts by each breakdown."""
    by = {
        name: [
            {"value": count.value, "events": count.events, "possible": count.possible}
            for count in counts
        ]
        for name, counts in found.items()
    }
    whole = {"schema": SCHEMA, "events": events, "by": by}
    yield json_text(whole)
