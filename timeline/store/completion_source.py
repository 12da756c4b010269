"""What a collection offers to complete a word: ids and names, from its index or its margins.

Nothing is validated, and no more than a little is read: hints alone, never an answer.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from timeline.errors import TimelineError
from timeline.store.disk import files, locate
from timeline.store.yaml.outline import Outline, outline

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
        return dict(_from_margins(members, section))
    except (TimelineError, OSError):
        return {}


def _from_index(
    path: Path, section: str, beginning: str, environ: Mapping[str, str]
) -> dict[str, str] | None:
    from timeline.store.index import cache

    index = cache.opened(cache.place(path, environ))
    return None if index is None else index.offered(section, beginning, MOST)


def _from_margins(members: tuple[Path, ...], section: str) -> Iterator[tuple[str, str]]:
    left = _LITTLE
    for path in members:
        text = files.read_bytes(path)[:left].decode("utf-8", "replace")
        left -= len(text)
        yield from _named(outline(text), section)
        if left <= 0:
            return


def _named(found: Outline, section: str) -> Iterator[tuple[str, str]]:
    ids = {"topics": found.topics, "sides": found.sides, **found.ids}[section]
    for text in ids:
        yield text, next(iter(found.names.get(text, {}).values()), "")
