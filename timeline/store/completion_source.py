"""Ids and names for shell completion, from a collection's index or its files.

Nothing is validated, and at most a megabyte is read: the results are hints, never an answer.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from timeline.errors import TimelineError
from timeline.store.disk import files, locate

MAX_OFFERED = 200
"""How many ids of an index are offered: nobody reads more."""

_MAX_BYTES = 1_000_000  # a shell waits for its completion


def completions(
    path: Path, section: str, beginning: str, environ: Mapping[str, str]
) -> dict[str, str]:
    """Return the ids of a section, or the collection's topics or sides, each with its name.

    From an index, return only those that begin with ``beginning``; the shell filters the others.
    """
    try:
        members = locate.members(path)
        if sum(member.stat().st_size for member in members) > _MAX_BYTES:
            found = _from_index(path, section, beginning, environ)
            if found is not None:
                return found
        return dict(_from_files(members, section))
    # An error message in the middle of a typed command helps nobody: offer nothing.
    except (TimelineError, OSError):
        return {}


def _from_index(
    path: Path, section: str, beginning: str, environ: Mapping[str, str]
) -> dict[str, str] | None:
    from timeline.store.index import cache

    index = cache.open_index(cache.place(path, environ))
    return None if index is None else index.completions(section, beginning, MAX_OFFERED)


def _from_files(members: tuple[Path, ...], section: str) -> Iterator[tuple[str, str]]:
    from timeline.store.yaml.tree import sections

    left = _MAX_BYTES
    for path in members:
        text = files.read_bytes(path)[:left].decode("utf-8", "replace")
        left -= len(text)
        with suppress(TimelineError):  # offer what precedes a fault
            for key, _, tree in sections(text, ""):
                yield from _ids_with_names(key, tree, section)
        if left <= 0:
            return


def _ids_with_names(key: str, tree: Any, section: str) -> Iterator[tuple[str, str]]:
    if not isinstance(tree, dict):
        return
    if key == section and isinstance(tree.get("id"), str):
        yield tree["id"], _first_language(tree.get("name") or tree.get("title"))
    if key == "collection" and isinstance(tree.get(section), dict):
        yield from ((code, "") for code in tree[section])


def _first_language(words: Any) -> str:
    """Return a text, or its first language if it has several."""
    text = next(iter(words.values()), "") if isinstance(words, dict) else words
    return text if isinstance(text, str) else ""
