"""Markwhen text to a sheet: an event a row.

What is read: ``date: title #tags`` with a date or a range (``a/b`` or ``a - b``), properties
(``id: …``, ``edtf: …``) and lines of text below it. Header, sections and comments are left.
"""

import json
import re
from collections.abc import Iterable, Iterator

from timeline import dates
from timeline.curate.importing import parse_event_lines
from timeline.curate.importing.separated import decoded
from timeline.curate.importing.sheet import MOST_ROWS, Contents, Sheet, SheetRow, too_many
from timeline.errors import NotADate, WrongCall
from timeline.i18n import LANGUAGES
from timeline.records.vocabulary import Kind

_SLOT = r"[0-9/.-]*[0-9](?:[ T][0-9]{1,2}:[0-9]{2})?"
_EVENT = re.compile(
    rf"(?P<date>{_SLOT}(?: - {_SLOT})?|now|[A-Za-z]+ [0-9 ,]*[0-9]{{4}}):\s+(?P<title>.+)"
)
_PROPERTY = re.compile(r"(?P<name>[a-z_]+): (?P<value>.+)")
_LEFT = re.compile(r"#{1,6} |//|section\b|group\b|endSection\b|endGroup\b|---")
_TAG = re.compile(r"(?<!\S)#([\w-]+)")
_ESCAPED = re.compile(r"([#!@\]0-9/.\[])\\")
_MOMENT = re.compile(r"(?<=[0-9]) (?=[0-9]{1,2}:)")


def read(name: str, data: bytes) -> Contents:
    """Return the events of a text as a sheet of which the columns are fields."""
    rows: list[SheetRow] = []
    for number, head, lines in _events(decoded(name, data).splitlines()):
        if len(rows) >= MOST_ROWS:
            raise WrongCall(too_many(name))
        found = _fields(head, lines)
        cells = tuple(found.get(field, "") for field in parse_event_lines.FIELDS)
        rows.append(SheetRow(number, cells, f"{name}:{number}"))
    return Contents((Sheet(name, parse_event_lines.FIELDS, tuple(rows), fields=True),))


def _events(lines: Iterable[str]) -> Iterator[tuple[int, re.Match[str], list[str]]]:
    """Yield each event with the number of its line, and the lines below it."""
    head, at, below = None, 0, list[str]()
    for number, line in enumerate(lines, 1):
        if found := _EVENT.fullmatch(line.strip()):
            if head:
                yield at, head, below
            head, at, below = found, number, []
        elif line.strip() and not _LEFT.match(line.strip()):
            below.append(line.strip())
    if head:
        yield at, head, below


def _fields(head: re.Match[str], lines: list[str]) -> dict[str, str]:
    properties, text = _properties(lines)
    tags = _TAG.findall(head["title"])
    date = properties.get("edtf") or _MOMENT.sub("T", head["date"]).replace(" - ", "/")
    title = _without_words(" ".join(_TAG.sub("", head["title"]).split()), date)
    kinds = [value for tag in tags if (value := tag.replace("_", "-").lower()) in [*Kind]]
    found = {
        "kind": kinds[0] if kinds else "",
        "topics": "; ".join(tag for tag in tags if _is_topic(tag)),
        **parse_event_lines.fields(_ESCAPED.sub(r"\1", title), text),
    }
    return {**found, "id": properties.get("id", ""), "date": date}


def _is_topic(tag: str) -> bool:
    """Return whether a tag is no kind, and no side, which have capitals alone."""
    return tag.replace("_", "-").lower() not in [*Kind] and not tag.isupper()


def _properties(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the properties that stand first, and the lines of text after them."""
    found: dict[str, str] = {}
    for i, line in enumerate(lines):
        match = _PROPERTY.fullmatch(line)
        if not match:
            return found, [_ESCAPED.sub(r"\1", text.removeprefix("· ")) for text in lines[i:]]
        found[match["name"]] = _unquoted(match["value"])
    return found, []


def _unquoted(value: str) -> str:
    try:
        return str(json.loads(value)) if value.startswith('"') else value
    except ValueError:
        return value


def _without_words(title: str, date: str) -> str:
    """Take away the words of a date that stand before a title because it is not certain."""
    try:
        known = dates.parse(date)
    except NotADate:
        return title
    for language in LANGUAGES:
        title = title.removeprefix(f"{known.say(language)} · ")
    return title
