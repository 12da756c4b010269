"""Changes of a collection, each applied to the file that contains what it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.records.model import SECTIONS
from timeline.store.parts import File, Layout
from timeline.store.yaml import edits
from timeline.store.yaml.edits import Add, Change, Drop


def apply(parts: Sequence[File], layout: Layout, changes: Iterable[Change]) -> tuple[File, ...]:
    """Apply changes, one after the other, to the files that contain what they change.

    The paths of the changes are paths of the collection. Raises `WrongCall` if a text cannot be
    changed so that it is read as intended.
    """
    by_file: dict[int, list[Change]] = {}
    for change in changes:
        number, local, layout = _route(change, layout)
        by_file.setdefault(number, []).append(local)
    texts = {number: edits.apply(parts[number].text, those) for number, those in by_file.items()}
    return tuple(replace(part, text=texts.get(i, part.text)) for i, part in enumerate(parts))


def _route(change: Change, layout: Layout) -> tuple[int, Change, Layout]:
    """Return the number of the file for a change, the change there, and the layout after it."""
    if isinstance(change, Add) and len(change.path) == 1 and change.path[0] in SECTIONS:
        section = str(change.path[0])
        number = layout.file_for_new_record(section) if change.file is None else change.file
        start, end = [*layout.bounds(section)][number]
        at = None if change.at is None or change.at >= end else max(change.at - start, 0)
        return number, replace(change, at=at), layout.with_count(section, number, 1)
    number, path = layout.place(change.path)
    if isinstance(change, Drop) and len(path) == 2 and path[0] in SECTIONS:  # noqa: PLR2004
        layout = layout.with_count(str(path[0]), number, -1)
    return number, replace(change, path=path), layout
