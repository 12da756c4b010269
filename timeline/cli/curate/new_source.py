"""A new source as plain data: its id, the name of its text, and whether it is there already."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from timeline.cli.commands.source import Described
from timeline.cli.curate import placement
from timeline.cli.shell import parsing
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText
from timeline.records.model import Collection, Source
from timeline.store.new_text import NewText, folder_of
from timeline.store.opened import Opened
from timeline.text import safe

_NUMBERED = re.compile(r"([a-z]+-?)([0-9]+)")
_NAME = re.compile(r"[^/\\]+")


class KnownSources:
    """The sources that there are, and those that are being added to them."""

    def __init__(self, opened: Opened) -> None:
        sources = opened.collection.sources
        self.sources = sources
        self.ids = [source.id for source in sources]
        self.urls = {source.url: source.id for source in sources if source.url}
        self.pinned = {source.sha256: source.id for source in sources if source.sha256}
        loose = opened.stored_texts(
            source.id for source in sources if source.file and not source.sha256
        )
        for name, stored in loose.items():
            if isinstance(stored, StoredText):
                self.pinned[stored.sha256] = name

    def refuse(self, text: NewText | None, described: Described) -> None:
        """Raise `WrongCall` if a text or link is that of a source already."""
        if text and text.sha256 in self.pinned:
            there = self.pinned[text.sha256]
            raise WrongCall(
                sentence("{name} is already the text of {id}", name=text.name, id=there)
            )
        url = described.url
        if url in self.urls and not (text and self.linked({"url": url})):
            raise WrongCall(
                sentence("{url} is already the link of {id}", url=url, id=self.urls[url])
            )

    def linked(self, record: dict[str, Any]) -> tuple[int, Source] | None:
        """Return the source that has the link of a record and no text yet, with its number."""
        for number, source in enumerate(self.sources):
            if source.url and source.url == record.get("url") and not source.file:
                return number, source
        return None

    def next_id(self, record: dict[str, Any]) -> str:
        """Return the id asked for, or the next of the collection's numbers, or one by the name."""
        name = (
            record.pop("id", None)
            or self.next_number()
            or placement.unique(_by_name(record), self.ids)
        )
        self.ids.append(name)
        if "sha256" in record:
            self.pinned[record["sha256"]] = name
        if "url" in record:
            self.urls[record["url"]] = name
        return str(name)

    def next_number(self) -> str | None:
        """Return ``s005`` after ``s000`` to ``s004``; None if the ids are not such numbers."""
        found = [_NUMBERED.fullmatch(text) for text in self.ids]
        numbers = {match[2] for match in found if match}
        if (
            None in found
            or len({match[1] for match in found if match}) != 1
            or min(map(int, numbers)) > 1
        ):
            return None
        width = max(map(len, numbers)) if any(number[0] == "0" for number in numbers) else 0
        prefix = next(match[1] for match in found if match)
        return f"{prefix}{max(map(int, numbers)) + 1:0{width}}"


def _by_name(record: dict[str, Any]) -> str:
    if file := record.get("file"):
        return placement.slug(PurePath(file).stem, "source")
    parts = urlsplit(record["url"])
    last = _NAME.findall(parts.path)[-1:]
    return placement.slug("-".join(((parts.hostname or "").removeprefix("www."), *last)), "source")


def file_of(opened: Opened, text: NewText, described: Described) -> str:
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
    collection: Collection, text: NewText | None, file: str | None, known: Described
) -> dict[str, Any]:
    """Return a source as plain data, in the order of the model, with the id that was asked for."""
    return parsing.drop_empty(
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
