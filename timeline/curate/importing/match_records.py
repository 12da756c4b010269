"""Records of a file against a collection: which are new, which are there already, which differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.curate.importing.sheet import ImportedRecord, ImportIssue
from timeline.errors import Fault, FieldPath, Unreadable
from timeline.i18n import sentence
from timeline.records import validate
from timeline.records.model import SECTIONS, Collection
from timeline.text import code_point as name_of
from timeline.text import find_forbidden

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """What a file adds to a collection, how many of its records are there already, and doubts.

    ``whole`` is the collection with all of them, if it could be read.
    """

    new: tuple[ImportedRecord, ...]
    same: int
    doubts: tuple[ImportIssue, ...]
    whole: Collection | None = None


def joined(tree: Tree, collection: Collection, records: Sequence[ImportedRecord]) -> Joined:
    """Compare records with a collection, whose plain tree is ``tree``; each has an id.

    A record with a doubt is neither new nor the same.
    """
    doubts = [doubt for record in records for doubt in _characters(record)]
    if doubts:
        return Joined((), 0, tuple(doubts))
    tree_then, owners = _together(tree, records)
    try:
        whole = validate.collection(tree_then)
    except Unreadable as error:
        return Joined((), 0, tuple(_placed(fault, owners) for fault in error.faults))
    new, same, conflicts = [], 0, []
    for record in records:
        id_ = record.record["id"]
        there = _by_id(collection, record.section).get(id_)
        if there is None:
            new.append(record)
        elif others := _different(there, _by_id(whole, record.section)[id_]):
            said = sentence(
                "'{id}' is there already, with another {fields}: 'timeline merge' shows both",
                id=id_,
                fields=", ".join(others),
            )
            conflicts.append(record.origin.doubt(("id",), said))
        else:
            same += 1
    return Joined(tuple(new), same, tuple(conflicts), whole)


def _by_id(collection: Collection, section: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(collection, section.removesuffix("s"))
    return found


def _different(one: Any, other: Any) -> list[str]:
    return [name for name in type(one).model_fields if getattr(one, name) != getattr(other, name)]


def _characters(record: ImportedRecord) -> Iterator[ImportIssue]:
    """Doubt every text with a character that no collection may hold."""
    for path, text in _texts(record.record, ()):
        at = find_forbidden(text)
        if at is not None:
            said = sentence("{char} is not allowed: remove it", char=name_of(text[at]))
            yield record.origin.doubt(path, said)


def _texts(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, other in inner:
        if isinstance(name, str):
            yield path, name
        yield from _texts(other, (*path, name))


def _together(
    tree: Tree, records: Iterable[ImportedRecord]
) -> tuple[dict[str, Any], dict[tuple[Any, ...], ImportedRecord]]:
    """Return the tree with every record in it, and the record that stands at each place.

    A record goes in the place of that with its id, or at the end.
    """
    whole = {**tree, **{section: list(tree.get(section) or ()) for section in SECTIONS}}
    places = _places(tree)
    owners: dict[tuple[Any, ...], ImportedRecord] = {}
    for incoming in records:
        section, record = incoming.section, incoming.record
        at = places.pop((section, _id(record)), None)
        if at is None:
            at = len(whole[section])
            whole[section].append(record)
        else:
            whole[section][at] = _completed(record, whole[section][at], incoming.carried)
        owners[section, at] = incoming
    return whole, owners


def _places(tree: Tree) -> dict[tuple[str, str], int]:
    return {
        (section, _id(value)): n
        for section in SECTIONS
        for n, value in enumerate(tree.get(section) or ())
    }


def _id(record: Any) -> str:
    found = record.get("id") if isinstance(record, dict) else None
    return found if isinstance(found, str) else ""


def _completed(record: Any, there: Any, carried: frozenset[str] | None) -> Any:
    """Return a record with the fields that its file cannot hold, as they are in the collection."""
    if carried is None:
        return record
    kept = {name: value for name, value in there.items() if name not in carried}
    return {name: value for name, value in record.items() if name in carried} | kept


def _placed(fault: Fault, owners: Mapping[tuple[Any, ...], ImportedRecord]) -> ImportIssue:
    """Return a fault of the whole as a doubt of the record that brings it."""
    if owner := owners.get(fault.path[:2]):
        return owner.origin.doubt(fault.path[2:], fault.sentence)
    return ImportIssue(fault.path, fault.sentence)


def told(faults: Iterable[Fault], records: Iterable[ImportedRecord]) -> list[Fault]:
    """Return faults whose paths begin with the id of a record at the places of these records."""
    owners = {record.record["id"]: record for record in records}
    return [
        owners[str(fault.path[0])].origin.doubt(fault.path[1:], fault.sentence, fault.code)
        if fault.path and fault.path[0] in owners and not fault.line
        else fault
        for fault in faults
    ]


def without(records: Iterable[ImportedRecord], doubts: Iterable[Fault]) -> list[ImportedRecord]:
    """Return the records of which nothing is doubtful."""
    doubtful = {fault.of for fault in doubts if isinstance(fault, ImportIssue)}
    return [record for record in records if record.origin.key not in doubtful]


def renamed(record: ImportedRecord, id_: str) -> ImportedRecord:
    """Return a record with an id, which stands first."""
    return replace(record, record={"id": id_, **record.record})
