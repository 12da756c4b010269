"""New sources: their ids, the names of their texts, and whether they are there already."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from timeline.curate import dateline, parsing, placement
from timeline.curate.known_sources import KnownSources
from timeline.curate.plan import Plan, Tell
from timeline.curate.typed import TypedSource
from timeline.errors import WrongCall
from timeline.i18n import Sentence, sentence
from timeline.records.labels import option_name
from timeline.records.model import Collection, Source
from timeline.records.plain import drop_empty
from timeline.store.new_text import NewText, folder_of
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Change, Put
from timeline.text import safe

_NAME = re.compile(r"[^/\\]+")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

Item = tuple[NewText | None, TypedSource]
"""One source to be: its text, if there is one, and what is known of it, its link included."""


def plan(opened: Opened, items: Sequence[Item], noted: Iterable[Sentence] = ()) -> Plan:
    """Return what records sources, and gives texts to those that had only a link.

    ``noted`` is said before all else.
    """
    known = KnownSources(opened)
    changes: list[Change] = []
    files: list[tuple[str, NewText]] = []
    ids: list[str] = []
    said = [*noted]
    for text, described in items:
        known.refuse(text, described)
        file = file_of(opened, text, described) if text else None
        new = record(opened.collection, text, file, described)
        linked = known.linked(new)
        if linked is None:
            new = {"id": known.next_id(new), **new}
            ids.append(new["id"])
            said.append(_told(new))
            changes += placement.additions(opened, "sources", [new])
        else:
            number, source = linked
            ids.append(source.id)
            said.append(sentence("{id} had only a link; now it has its text", id=source.id))
            order = placement.order_of(Source)
            changes += (
                Put(("sources", number, field), value, order)
                for field, value in new_fields(source, new)
            )
        if text and file:
            files.append((file, text))
    how = "--find WORDS" if items[0][0] else "--says TEXT"
    then = f"timeline cite EVENT --source {ids[0]} {how}"
    return Plan(changes, files, ids, said, then=then)


def _told(new: dict[str, Any]) -> Sentence:
    if "file" in new:
        return sentence("{id}: the text is {file}", id=new["id"], file=new["file"])
    return sentence("{id}: a link without its text, so its words cannot be checked", id=new["id"])


def is_link(name: str) -> bool:
    """Return whether a name that was typed is a link, and no file."""
    return bool(_LINK.match(name))


def of_link(url: str, described: TypedSource) -> Item:
    """Return the source that a link alone is to be."""
    if described.url or described.name:
        option = "--url" if described.url else "--as"
        raise WrongCall(
            sentence("{option} is for a text, and {url} is a link", option=option, url=url)
        )
    return None, replace(described, url=url)


def refuse_for_several(described: TypedSource) -> None:
    """Raise `WrongCall` for what can be known of one source only."""
    for option, value in (
        ("--id", described.id),
        ("--as", described.name),
        ("--url", described.url),
    ):
        if value:
            raise WrongCall(sentence("{option} is for one source at a time", option=option))


def understood(described: TypedSource, today: date, tell: Tell) -> TypedSource:
    """Return what is known of a source with its dates in EDTF."""
    for field in ("published", "accessed"):
        if text := getattr(described, field):
            meant: dict[str, Any] = {field: parsing.edtf(option_name(field), text, today, tell)}
            described = replace(described, **meant)
    return described


def datelines(items: Iterable[Item], today: date) -> Iterator[Sentence]:
    """Say which texts have a date line that nobody was asked about."""
    for text, known in items:
        found = dateline.offered(text.text, today) if text else None
        if found and text and known.published is None:
            yield sentence(
                "{name} opens with '{words}': --published {date} would record it",
                name=text.name,
                words=found[0],
                date=found[1],
            )


def file_of(opened: Opened, text: NewText, described: TypedSource) -> str:
    """Return the path that a text is stored at, below the root."""
    name = described.name or (PurePath(text.name).name if text.name != "stdin" else "")
    if not name:
        raise WrongCall(sentence("a text from a pipe has no name: give it one with --as NAME"))
    if safe(name) != name or name in (".", "..") or not _NAME.fullmatch(name) or ":" in name:
        raise WrongCall(
            sentence("'{name}' is no name for a file: give a plain one with --as NAME", name=name)
        )
    folder = folder_of(opened.collection.sources)
    return name if folder == "." else f"{folder}/{name}"


def record(
    collection: Collection, text: NewText | None, file: str | None, known: TypedSource
) -> dict[str, Any]:
    """Return a source as plain data, in the order of the model, with the id that was asked for."""
    return drop_empty(
        {
            "id": known.id,
            "file": file,
            "sha256": text.sha256 if text else None,
            "url": known.url,
            "outlet": known.outlet,
            "title": known.title,
            "author": known.author,
            "published": known.published,
            "published_basis": "inferred" if known.inferred else None,
            "published_note": parsing.words(en=known.published_note_en, es=known.published_note_es),
            "accessed": known.accessed,
            "language": known.language,
            "origin": parsing.origin(collection, known.origin) if known.origin else None,
        }
    )


def new_fields(source: Source, record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that a source does not have yet; one that it has may not be another."""
    there = source.model_dump(mode="json", exclude_unset=True)
    for field, value in record.items():
        if field not in there:
            yield field, value
        elif there[field] != value:
            raise WrongCall(
                sentence(
                    "{id} has {field} '{value}' already: change it by hand",
                    id=source.id,
                    field=field,
                    value=str(there[field]),
                )
            )
