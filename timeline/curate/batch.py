"""Records of a file or a pipe: all of them or none; faults say where in that file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from timeline import dates
from timeline.curate import placement
from timeline.curate.plan import Plan, TypedText
from timeline.errors import Fault, FieldPath, NotADate, Unreadable, Unsound, WrongCall
from timeline.i18n import counted, sentence
from timeline.records import validate
from timeline.records.model import SECTIONS, Cite, Collection, Event, Record
from timeline.store.opened import Opened
from timeline.store.yaml import tree as yamltree
from timeline.store.yaml.characters import decode
from timeline.store.yaml.edits import Change
from timeline.store.yaml.places import locate


class RecordBatch:
    """The records of a file, by section; ``paths`` leads to each of them in the file."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self.text = decode(data, name)
            tree = yamltree.build(self.text, name)
        except Unreadable as error:
            raise Unsound(error.faults) from None
        self.paths = {section: list(found) for section, found in _paths(tree).items()}
        self.refuse_other_sections(tree)
        self.records = {
            section: [_at(tree, path) for path in paths] for section, paths in self.paths.items()
        }

    def refuse_other_sections(self, tree: Any) -> None:
        """Raise if the file is not a list of events, one event, or sections with lists."""
        faults: list[Fault] = []
        if isinstance(tree, dict) and not set(SECTIONS).isdisjoint(tree):
            faults = [*_of_sections(tree)]
        if faults:
            raise Unsound(locate(faults, self.text, self.name))
        if not any(self.paths.values()):
            raise WrongCall(sentence("{name} holds no records", name=self.name))

    def plan(self, opened: Opened) -> Plan:
        """Return what adds the records to a collection as it stands."""
        new = {section: list(records) for section, records in self.records.items()}
        new["events"] = named(new["events"], opened.collection)
        self.refuse_malformed(opened, new)
        ids = [value["id"] for section in SECTIONS for value in new[section]]
        events = zip(new["events"], self.paths["events"], strict=True)
        owners = {value["id"]: path for value, path in events}
        return Plan(
            [*changes(opened, new)],
            ids=ids,
            said=[counted("{n} record is new", "{n} records are new", len(ids))],
            then="timeline check",
            typed=TypedText(self.name, self.text, owners),
        )

    def refuse_malformed(self, opened: Opened, new: dict[str, list[Any]]) -> None:
        """Raise `Unsound`, with places in the file, if the collection could not be read after."""
        tree = opened.tree()
        there = {section: tree.get(section) or [] for section in SECTIONS}
        whole = {section: [*there[section], *new[section]] for section in SECTIONS}
        try:
            validate.collection({**tree, **whole}, opened.describe_path)
        except Unreadable as error:
            faults = [self.in_file(fault, there) for fault in error.faults]
            raise Unsound(locate(faults, self.text, self.name)) from None

    def in_file(self, fault: Fault, there: dict[str, list[Any]]) -> Fault:
        """Return a fault of the collection-to-be with its path in the file."""
        match fault.path:
            case (str(section), int(number), *rest) if number >= len(there[section]):
                path = self.paths[section][number - len(there[section])]
                return replace(fault, path=(*path, *rest))
        return fault


def _paths(tree: Any) -> dict[str, Iterator[FieldPath]]:
    """Return where the records of each section stand in a file."""
    found: dict[str, Any] = dict.fromkeys(SECTIONS, ())
    if isinstance(tree, list):
        found["events"] = ((i,) for i in range(len(tree)))
    elif isinstance(tree, dict) and set(SECTIONS).isdisjoint(tree):
        found["events"] = iter([()])
    elif isinstance(tree, dict):
        for section in SECTIONS:
            records = tree.get(section)
            if isinstance(records, list):
                found[section] = tuple((section, i) for i in range(len(records)))
    return found


def _of_sections(tree: dict[str, Any]) -> Iterator[Fault]:
    for name, records in tree.items():
        if name not in SECTIONS:
            known = {"key": name, "fields": ", ".join(SECTIONS)}
            said = sentence("there is no field '{key}'; the fields are {fields}", **known)
            yield Fault((name,), said, at_key=True)
        elif not isinstance(records, list | None):
            yield Fault((name,), sentence("a list of records is expected here"))


def _at(tree: Any, path: FieldPath) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def named(events: list[Any], collection: Collection) -> list[Any]:
    """Return events in the order of the model, each with an id: its own, or one proposed."""
    own = (value.get("id") for value in events if isinstance(value, dict))
    taken = {*collection.event, *(value for value in own if isinstance(value, str))}
    with_ids = []
    for event in events:
        new = _ordered(event, Event)
        if isinstance(new, dict) and "id" not in new and (name := proposed(new, taken)):
            taken.add(name)
            new = {"id": name, **new}
        with_ids.append(new)
    return with_ids


def proposed(event: dict[str, Any], taken: set[str]) -> str | None:
    """Propose an id; None for an event that is not well-formed, of which that will be said."""
    try:
        date = dates.parse(event["date"])
        who = [value["actor"] for value in event.get("actors") or ()]
        return placement.event_id(date, event["kind"], who, taken)
    except (KeyError, TypeError, AttributeError, NotADate):
        return None


def _ordered(value: Any, kind: type[Record]) -> Any:
    """Return the fields of a record in the order of the model, those of its citations too."""
    if not isinstance(value, dict):
        return value
    order = [*placement.order_of(kind), *value]
    record = {name: value[name] for name in dict.fromkeys(order) if name in value}
    if isinstance(cites := record.get("cites"), list):
        record["cites"] = [_ordered(cite, Cite) for cite in cites]
    return record


def changes(opened: Opened, new: Mapping[str, Iterable[Any]]) -> Iterator[Change]:
    """Yield the changes that add records, each by its section, at their places."""
    for section in SECTIONS:
        yield from placement.additions(opened, section, new[section])
