"""What Datasette is told, against the database that it is told of."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from timeline.errors import WrongCall
from timeline.formats import FORMATS, Export

Exported = Callable[..., Export]


def metadata(export: Export) -> dict[str, Any]:
    told: dict[str, Any] = json.loads("".join(FORMATS["datasette"].render(export)))
    return told


def test_every_table_and_column_that_it_names_is_in_the_database(shipped: Export) -> None:
    told = metadata(shipped)
    (tables,) = (it["tables"] for it in told["databases"].values())
    base = sqlite3.connect(":memory:")
    base.deserialize(FORMATS["sqlite"].made(shipped))
    for name, about in tables.items():
        columns = {it[1] for it in base.execute(f"PRAGMA table_info({name})")}
        assert columns
        assert about.get("columns", {}).keys() <= columns
        facets = [it["array"] if isinstance(it, dict) else it for it in about.get("facets", ())]
        named = (*facets, about.get("sort"), about.get("fts_pk"), about.get("label_column"))
        assert {*filter(None, named)} <= columns
    events = tables["events"]
    query = "SELECT count(*) FROM events WHERE {} IN (SELECT rowid FROM {} WHERE {} MATCH ?)"
    asked = query.format(events["fts_pk"], events["fts_table"], events["fts_table"])
    found = base.execute(asked, ("soberania",)).fetchone()
    assert found == (4,)
    base.close()


def test_it_says_what_the_database_is_in_the_language_of_the_export(shipped: Export) -> None:
    told = metadata(replace(shipped, asked="--kind call"))
    assert told["title"] == "Mexico–United States security diplomacy, January 2026"
    assert f"version: sha256:{shipped.version}" in told["description"]
    assert "only the events chosen by --kind call" in told["description"]
    assert told["databases"].keys() == {"timeline"}
    spanish = metadata(replace(shipped, language="es"))
    columns = spanish["databases"]["timeline"]["tables"]["events"]["columns"]
    assert columns["title_en"] == "el título en inglés"


def test_nothing_is_made_up_of_a_licence_and_nothing_is_markup(hostile: Export) -> None:
    told = json.dumps(metadata(hostile))
    assert "license" not in told
    assert "_html" not in told


def test_a_table_alone_is_not_to_be_had(shipped: Export) -> None:
    with pytest.raises(WrongCall, match="leave --table out"):
        metadata(replace(shipped, table="events"))
