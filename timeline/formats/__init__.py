"""The formats that an answer can be written in: `FORMATS` is the one table that lists them."""

from timeline.formats import objects, table
from timeline.formats.export import PLAIN_CSV, CsvStyle, Export, Format
from timeline.language import mark

__all__ = ["FORMATS", "PLAIN_CSV", "CsvStyle", "Export", "Format"]

FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format(
            "csv",
            table.render,
            mark("one row an event, for spreadsheets; claims, history and commitments stay behind"),
        ),
        Format(
            "json",
            objects.render_json,
            mark("everything: collection, sources, actors, and the events with every field"),
        ),
        Format("jsonl", objects.render_jsonl, mark("one event a line, with every field")),
    )
}
"""Every format by its name, which is also the ending of its files."""
