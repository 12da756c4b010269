"""The files of a collection: their trees merged into one, and the file of each path.

A path into a collection of several files counts the records of a section through all of them, in
their order; a path into a file counts those of that file alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline.errors import Fault, FieldPath, Unreadable, field_of
from timeline.i18n import sentence
from timeline.records import validate
from timeline.records.model import SECTIONS
from timeline.store.hashing import sha256
from timeline.store.yaml.characters import BOM, decode

HEAD = "collection"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a collection: its path, its name for messages, and its text.

    ``mark`` is its byte order mark, or nothing.
    """

    path: Path
    name: str
    text: str
    mark: bytes = b""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.mark + self.text.encode("utf-8")

    @property
    def sha256(self) -> str:
        """The version of the file: the SHA-256 of its text."""
        return sha256(self.text.encode("utf-8"))

    def tree(self) -> Any:
        """Return the text parsed as YAML. Raises `Unreadable`."""
        from timeline.store.yaml import tree as yamltree

        return yamltree.build(self.text, self.name)

    def truncated_texts(self) -> list[Fault]:
        """Return a notice for each text that YAML cuts short at a ``#``."""
        from timeline.store.yaml import events

        return events.truncated_texts(self.text, self.name)


def make_file(path: Path, name: str, data: bytes) -> File:
    """Return a file from its bytes. Raises `Unreadable` if they are not a readable text."""
    return File(path, name, decode(data, name), BOM if data.startswith(BOM) else b"")


def version(parts: Sequence[File]) -> str:
    """Return the version of a collection: that of its file, or the SHA-256 of a list of them all.

    The list has a line ``version name`` for each file, in the format of ``sha256sum``.
    """
    if len(parts) == 1:
        return parts[0].sha256
    return versions((file.path.name, file.sha256) for file in parts)


def versions(named: Iterable[tuple[str, str]]) -> str:
    """Return the version of a collection of several files from their names and versions."""
    lines = (f"{sha256}  {name}\n" for name, sha256 in named)
    # File names on Unix are bytes: "surrogateescape" restores those that are not UTF-8.
    return sha256("".join(lines).encode("utf-8", "surrogateescape"))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which part of a collection is in which of its files, by the number of the file.

    ``counts`` has, for each section, the number of records in each file; ``keys`` the top-level
    fields of each file.
    """

    counts: Mapping[str, tuple[int, ...]]
    keys: tuple[frozenset[str], ...]

    def place(self, path: FieldPath) -> tuple[int, FieldPath]:
        """Return the number of the file that a path is in, and the path inside that file."""
        match path:
            case (str(section), int(n), *rest) if section in SECTIONS:
                for i, count in enumerate(self.counts[section]):
                    if n < count:
                        return i, (section, n, *rest)
                    n -= count
        return self.file_with_key(str(path[0]) if path else HEAD), path

    def file_with_key(self, key: str) -> int:
        """Return the number of the file with a top-level field, or else with the head."""
        found = (i for name in (key, HEAD) for i, keys in enumerate(self.keys) if name in keys)
        return next(found, 0)

    def bounds(self, section: str) -> Iterator[tuple[int, int]]:
        """Yield, for each file, the numbers of its first record and of the first after it."""
        start = 0
        for count in self.counts[section]:
            yield start, start + count
            start += count

    def file_for_new_record(self, section: str) -> int:
        """Return the number of the file for a new record: the last with records of its section."""
        having = [i for i, count in enumerate(self.counts[section]) if count]
        return having[-1] if having else self.file_with_key(section)

    def with_count(self, section: str, number: int, by: int) -> "Layout":
        """Return the layout after ``by`` records were added to a file, or removed from it."""
        counts = tuple(count + by * (i == number) for i, count in enumerate(self.counts[section]))
        return replace(self, counts={**self.counts, section: counts})


def merge(parts: Sequence[File]) -> tuple[Any, Layout]:
    """Return the files of a collection as one tree, and their layout.

    Raises `Unreadable` with the faults of all files. A single file may contain any tree.
    """
    trees, faults = _trees(parts)
    if not faults and len(parts) > 1:
        faults = [*_unmergeable(parts, trees)]
    if faults:
        raise Unreadable(faults)
    whole = trees[0] if len(parts) == 1 else _join(trees)
    return whole, _layout(trees)


def _trees(parts: Sequence[File]) -> tuple[list[Any], list[Fault]]:
    trees: list[Any] = []
    faults: list[Fault] = []
    for part in parts:
        try:
            trees.append(part.tree())
        except Unreadable as error:
            faults += error.faults
    return trees, faults


def _unmergeable(parts: Sequence[File], trees: Sequence[Any]) -> Iterator[Fault]:
    """Yield the faults of the files that cannot be parts of one collection."""
    heads = [part.name for part, tree in zip(parts, trees, strict=True) if _has_head(tree)]
    for part, tree in zip(parts, trees, strict=True):
        found = [*_wrong_types(tree)]
        if _has_head(tree) and part.name != heads[0]:
            said = sentence("given twice: the first is in {file}", file=heads[0])
            found.append(Fault((HEAD,), said, at_key=True))
        yield from _locate_in_file(found, part)


def _has_head(tree: Any) -> bool:
    return isinstance(tree, dict) and HEAD in tree


def _wrong_types(tree: Any) -> Iterator[Fault]:
    """Yield a fault if a file is no mapping, or a section no list."""
    if not isinstance(tree, dict | None):
        yield Fault((), validate.expected(sentence("mapping"), tree))
    for section in SECTIONS if isinstance(tree, dict) else ():
        if section in tree and not isinstance(tree[section], list):
            said = validate.expected(sentence("list"), tree[section])
            yield Fault((section,), said)


def _join(trees: Sequence[Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for tree in trees:
        for key, value in (tree or {}).items():
            if key in SECTIONS:
                whole[key] = [*whole.get(key, ()), *value]
            else:
                whole.setdefault(key, value)
    return whole


def _layout(trees: Sequence[Any]) -> Layout:
    known = [tree if isinstance(tree, dict) else {} for tree in trees]
    counts = {name: tuple(_length(tree.get(name)) for tree in known) for name in SECTIONS}
    return Layout(counts, tuple(frozenset(map(str, tree)) for tree in known))


def _length(records: Any) -> int:
    return len(records) if isinstance(records, list) else 0


def describe_path(path: FieldPath, parts: Sequence[File], layout: Layout) -> str:
    """Return a path as messages name it: ``events[3]``, with its file if there are several."""
    number, local = layout.place(path)
    return field_of(local) if len(parts) == 1 else f"{parts[number].name}: {field_of(local)}"


def locate(faults: Iterable[Fault], parts: Sequence[File], layout: Layout) -> list[Fault]:
    """Return faults of a collection with the file, line and column of each, and its path there."""
    by_file: dict[int, list[Fault]] = {}
    for fault in faults:
        number, path = (0, fault.path) if fault.line else layout.place(fault.path)
        by_file.setdefault(number, []).append(replace(fault, path=path))
    return [
        found
        for number, those in sorted(by_file.items())
        for found in _locate_in_file(those, parts[number])
    ]


def _locate_in_file(faults: Sequence[Fault], part: File) -> list[Fault]:
    from timeline.store.yaml import places

    return places.locate(faults, part.text, part.name)
