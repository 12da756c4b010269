"""JSON and JSON Lines: records of our own exports, a stranger's list of objects, or TimelineJS."""

import json
from collections.abc import Iterator
from typing import Any

from timeline.curate.importing import timelinejs
from timeline.curate.importing.separated import decoded, refused
from timeline.curate.importing.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Contents,
    ImportedRecord,
    RecordOrigin,
    Sheet,
    SheetRow,
    too_many,
)
from timeline.errors import FieldPath, WrongCall
from timeline.i18n import sentence
from timeline.records.model import SECTIONS
from timeline.records.plain import minimal

_BESIDE = {"schema", "origin", "collection", "derived", *SECTIONS}


def read_json(name: str, data: bytes) -> Contents:
    """Return what a JSON file holds; raises `WrongCall` for what is none, or none of these."""
    tree = _parsed(name, decoded(name, data))
    if timelinejs.is_one(tree):
        return timelinejs.read(name, tree)
    if isinstance(tree, dict) and not set(SECTIONS).isdisjoint(tree):
        return _sections(name, tree)
    items = tree if isinstance(tree, list) else [tree]
    return _of_items(name, [((i,), value) for i, value in enumerate(items)])


def read_lines(name: str, data: bytes) -> Contents:
    """Return what a file holds that has a JSON object on each line."""
    lines = enumerate(decoded(name, data).split("\n"), 1)
    objects: list[tuple[FieldPath, Any]] = [
        ((n,), _parsed(f"{name}:{n}", line)) for n, line in lines if line.strip()
    ]
    return _of_items(name, objects)


def _parsed(name: str, text: str) -> Any:
    """Return plain data in which every number is the text that stands there."""
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        said = sentence(
            "no JSON: line {line}, column {column}", line=error.lineno, column=error.colno
        )
        raise refused(name, said) from None
    except _TwiceError as error:
        raise refused(name, sentence("the key '{key}' stands twice", key=error.args[0])) from None
    except RecursionError:
        raise refused(name, sentence("nested too deeply")) from None


class _TwiceError(Exception):
    """A key that stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _sections(name: str, tree: dict[str, Any]) -> Contents:
    for section in SECTIONS:
        if not isinstance(tree.get(section, []), list):
            raise refused(name, sentence("{field}: a list of records is expected", field=section))
        for i, value in enumerate(tree.get(section, [])):
            if not isinstance(value, dict):
                field = f"{section}[{i}]"
                raise refused(
                    name, sentence("{field}: an object with fields is expected", field=field)
                )
    if other := [text for text in tree if text not in _BESIDE]:
        raise refused(
            name,
            sentence(
                "there is no field '{key}'; the fields are {fields}",
                key=other[0],
                fields=", ".join(SECTIONS),
            ),
        )
    return Contents(
        records=tuple(
            ImportedRecord(section, minimal(item), RecordOrigin(name, (section, i)))
            for section in SECTIONS
            for i, item in enumerate(tree.get(section, []))
        )
    )


def _of_items(name: str, items: list[tuple[FieldPath, Any]]) -> Contents:
    if len(items) > MOST_ROWS:
        raise WrongCall(too_many(name))
    if any(not isinstance(value, dict) for _, value in items) or not items:
        raise refused(name, sentence("records are expected: objects with fields"))
    if all(_is_record(value) for _, value in items):
        found = (
            ImportedRecord("events", minimal(value), RecordOrigin(name, path))
            for path, value in items
        )
        return Contents(records=tuple(found))
    return Contents(sheets=(_sheet(name, items),))


def _is_record(record: dict[str, Any]) -> bool:
    return isinstance(record.get("title"), dict) and "id" in record


def _sheet(name: str, items: list[tuple[FieldPath, Any]]) -> Sheet:
    """Return a list of objects as a table; what is no text in it cannot be taken."""
    header = tuple(dict.fromkeys(key for _, value in items for key in value))
    if len(header) > MOST_COLUMNS:
        said = sentence("more than {most} different keys", most=MOST_COLUMNS)
        raise refused(name, said)
    return Sheet(name, header, tuple(_rows(name, header, items)))


def _rows(
    name: str, header: tuple[str, ...], items: list[tuple[FieldPath, Any]]
) -> Iterator[SheetRow]:
    for n, (path, value) in enumerate(items, 1):
        yield SheetRow(n, tuple(_cell(value.get(key)) for key in header), f"{name}:[{path[0]}]")


def _cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(other, str) for other in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return sentence("a text is expected here")
    return "" if value is None else str(value)
