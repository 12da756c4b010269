"""The sources that a collection has, and those being added: what is there, what is the next id."""

import re
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from timeline.curate import placement
from timeline.curate.typed import TypedSource
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText
from timeline.records.model import Source
from timeline.store.new_text import NewText
from timeline.store.opened import Opened

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

    def refuse(self, text: NewText | None, described: TypedSource) -> None:
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
