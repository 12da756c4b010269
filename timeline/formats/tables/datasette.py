"""What Datasette is to say of the database: titles, what each table and column is, where it sorts.

It is the file that ``datasette timeline.db --metadata FILE`` takes. The words are in the language
of the export. No licence is named: the collection does not give one.
"""

import json
from collections.abc import Iterator
from typing import Any

from timeline.errors import WrongCall
from timeline.formats.export import Export
from timeline.formats.tables import TABLES
from timeline.formats.tables.sqlite import ABOUT_POSITION, POSITION, SEARCH
from timeline.i18n import sentence

DATABASE = "timeline"
"""How the database is called here: Datasette calls it by its file, timeline.db."""

_SETTINGS: dict[str, dict[str, Any]] = {
    "events": {
        "sort": POSITION,
        "label_column": "id",
        "facets": ["kind", "status", {"array": "sides"}, {"array": "topics"}],
        "fts_table": SEARCH,
        "fts_pk": POSITION,
    },
    "citations": {"facets": ["attribution", "source", "proof"]},
    "sources": {"sort": "number", "facets": ["outlet", "language"]},
    "actors": {"facets": ["side", "kind"]},
    "claims": {"facets": ["field", "rank"]},
    "commitments": {"facets": ["status"]},
}


def render(export: Export) -> Iterator[str]:
    """Yield the metadata as JSON."""
    if export.table:
        raise WrongCall(sentence("datasette is told of every table: leave --table out"))
    whole = {
        "title": export.collection.collection.title.say(export.language),
        "description": _description(export),
        "databases": {DATABASE: {"tables": _tables(export)}},
    }
    yield json.dumps(whole, ensure_ascii=False, indent=2)
    yield "\n"


def _description(export: Export) -> str:
    told = [phrase.say(export.language) for phrase in export.told()]
    if coverage := export.collection.collection.coverage:
        told.insert(0, coverage.say(export.language))
    return "\n".join(told)


def _tables(export: Export) -> dict[str, dict[str, Any]]:
    def said(template: str) -> str:
        return sentence(template).say(export.language)

    tables = {}
    for name, table in TABLES.items():
        columns = {key: said(column.about) for key, column in table.columns.items()}
        if name == "events":
            columns[POSITION] = said(ABOUT_POSITION)
        tables[name] = {
            "description": said(table.about),
            "columns": columns,
            **_SETTINGS.get(name, {}),
        }
    tables[SEARCH] = {"hidden": True}
    return tables
