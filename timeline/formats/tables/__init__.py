"""The tables that an answer falls into: `TABLES` is the one truth of every format of rows."""

from typing import Any

from timeline.errors import UnknownValue
from timeline.formats.export import Export, WrittenCount
from timeline.formats.tables.citations import CITATIONS
from timeline.formats.tables.column import Column, Table, Type, Value, several, text
from timeline.formats.tables.events import EVENTS
from timeline.formats.tables.parts import CLAIMS, COMMITMENTS, CORRECTIONS, HISTORY
from timeline.formats.tables.registers import ACTORS, SOURCES, TOPICS
from timeline.i18n import sentence
from timeline.text import suggest

__all__ = ["TABLES", "Column", "Table", "Type", "Value", "chosen", "several", "text", "written"]

_NEAR = 0.75  # how much a table that is meant is like what was typed

TABLES: dict[str, Table[Any]] = {
    table.name: table
    for table in (
        EVENTS,
        CITATIONS,
        SOURCES,
        ACTORS,
        TOPICS,
        CLAIMS,
        HISTORY,
        COMMITMENTS,
        CORRECTIONS,
    )
}
"""Every table by its name, in the order in which they are listed."""


def chosen(name: str | None) -> Table[Any]:
    """Return the table that is asked for: events if none is; raises `UnknownValue`."""
    if name is None:
        return EVENTS
    if name not in TABLES:
        raise UnknownValue(sentence("table"), name, suggest(name, TABLES, least=_NEAR) or TABLES)
    return TABLES[name]


def written(export: Export) -> WrittenCount:
    """Count the rows of the table asked for; those of events are events."""
    table = chosen(export.table)
    if table is EVENTS:
        return WrittenCount(len(export.rows), "events")
    return WrittenCount(sum(1 for _ in table.rows(export)), "rows")
