"""The formats that an answer can be written in: `FORMATS` is the one table that lists them."""

from timeline.formats.export import PLAIN_CSV, CsvStyle, Export, Format
from timeline.language import mark

__all__ = ["FORMATS", "GROUPS", "PLAIN_CSV", "CsvStyle", "Export", "Format"]

TABLES = mark("Spreadsheets and databases")
DATA = mark("Data")
GROUPS = (TABLES, DATA)
"""What kinds of format there are, in the order in which they are listed."""

FORMATS: dict[str, Format] = {
    it.name: it
    for it in (
        Format(
            "csv",
            ("csv",),
            TABLES,
            mark("one row an event, for spreadsheets"),
            mark("claims, history and commitments"),
            "table",
        ),
        Format(
            "json",
            ("json",),
            DATA,
            mark("everything: collection, sources, actors, and the events with every field"),
            "",
            "objects:render_json",
        ),
        Format(
            "jsonl",
            ("jsonl",),
            DATA,
            mark("one event a line, with every field"),
            mark("the collection, its sources and its actors"),
            "objects:render_jsonl",
        ),
    )
}
"""Every format by its name."""
