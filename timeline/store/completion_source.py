"""What a collection offers to complete a word: ids and names, from its index or its files.

Nothing is validated, and no more than a little is read: hints alone, never an answer.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from timeline.errors import TimelineError
from timeline.store.disk import files, locate

MOST = 200
"""How many ids are offered of what an index holds: a person reads no more."""

_LITTLE = 1_000_000  # bytes that are read at the most


def offered(path: Path, section: str, beginning: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the ids of a section, or the collection's topics or sides, each with its name.

    Of what an index holds, those that begin as typed.
    """
    try:
        members = locate.members(path)
        if sum(member.stat().st_size for member in members) > _LITTLE:
            found = _from_index(path, section, beginning, environ)
            if found is not None:
                return found
        return dict(_from_files(members, section))
    except (TimelineError, OSError):
        return {}


def _from_index(
    path: Path, section: str, beginning: str, environ: Mapping[str, str]
) -> dict[str, str] | None:
    from timeline.store.index import cache

    index = cache.opened(cache.place(path, environ))
    return None if index is None else index.offered(section, beginning, MOST)


def _from_files(members: tuple[Path, ...], section: str) -> Iterator[tuple[str, str]]:
    from timeline.store.yaml.tree import sections

    left = _LITTLE
    for path in members:
        text = files.read_bytes(path)[:left].decode("utf-8", "replace")
        left -= len(text)
        with suppress(TimelineError):  # what stands before a fault is offered
            for key, _, tree in sections(text, ""):
                yield from _named(key, tree, section)
        if left <= 0:
            return


def _named(key: str, tree: Any, section: str) -> Iterator[tuple[str, str]]:
    if not isinstance(tree, dict):
        return
    if key == section and isinstance(tree.get("id"), str):
        yield tree["id"], _first(tree.get("name") or tree.get("title"))
    if key == "collection" and isinstance(tree.get(section), dict):
        yield from ((code, "") for code in tree[section])


def _first(words: Any) -> str:
    """Return a text, or the first of one that is written in several languages."""
    text = next(iter(words.values()), "") if isinstance(words, dict) else words
    return text if isinstance(text, str) else ""
