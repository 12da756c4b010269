"""From a plain tree (mappings, lists, texts) to a collection, or to every fault of the tree.

Faults are in our own words and know no file: the store adds their places.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from timeline.errors import Fault, FieldPath, Unreadable, field_of
from timeline.i18n import Sentence, sentence
from timeline.records.model import SECTIONS, SHAPES, Collection, Names, Participation, Words
from timeline.records.vocabulary import LINKS
from timeline.text import shorten, suggest

ACYCLIC_FIELDS = (
    *(("events", link) for link in LINKS),
    ("sources", "origin"),
)
"""The fields that refer to a record of the same section, and must not form a cycle."""


def collection(tree: Any, where: Callable[[FieldPath], str] = field_of) -> Collection:
    """Validate a plain tree in which every scalar is text, and return the collection.

    ``where`` names a path for messages. Raises `Unreadable` with all faults of the tree, in its
    order and without places.
    """
    # pydantic validates one record at a time; duplicates and cycles need all of them.
    faults = [*_duplicate_ids(tree, where), *_cycles(tree)]
    try:
        made = Collection.model_validate({} if tree is None else tree, context=_names(tree))
    except ValidationError as error:
        faults += [
            _fault(details)
            for details in error.errors(include_url=False)
            if not _is_consequence(details)
        ]
    if faults:
        raise Unreadable(faults)
    return made


def _records(tree: Any, section: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    found = tree.get(section) if isinstance(tree, Mapping) else None
    for i, record in enumerate(found if isinstance(found, list) else ()):
        if isinstance(record, Mapping) and isinstance(record.get("id"), str):
            yield i, record


def _names(tree: Any) -> Names:
    ids = {
        section: frozenset(record["id"] for _, record in _records(tree, section))
        for section in SECTIONS
    }
    about = tree.get("collection") if isinstance(tree, Mapping) else None
    sides = about.get("sides") if isinstance(about, Mapping) else None
    return Names(**ids, sides=frozenset(sides if isinstance(sides, Mapping) else ()))


def _duplicate_ids(tree: Any, where: Callable[[FieldPath], str]) -> Iterator[Fault]:
    for section in SECTIONS:
        first: dict[str, int] = {}
        for i, record in _records(tree, section):
            name = record["id"]
            if name in first:
                there = where((section, first[name]))
                reason = sentence("the id '{id}' is taken by {where}", id=name, where=there)
                yield Fault((section, i, "id"), reason)
            first.setdefault(name, i)


def _cycles(tree: Any) -> Iterator[Fault]:
    """Yield a fault for each record that refers back to itself, at once or through others."""
    for section, key in ACYCLIC_FIELDS:
        records = list(_records(tree, section))
        leads = {record["id"]: record.get(key) for _, record in records}
        for i, record in records:
            if _leads_back(record["id"], leads):
                yield Fault(
                    (section, i, key),
                    sentence("'{id}' leads back to itself through {key}", id=record["id"], key=key),
                )


def _leads_back(start: str, leads: Mapping[str, Any]) -> bool:
    seen: set[str] = set()
    at = leads.get(start)
    while isinstance(at, str) and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = leads.get(at)
    return False


def _is_consequence(details: ErrorDetails) -> bool:
    """Return whether a list is reported as empty only because all its members were refused."""
    return details["type"] == "too_short" and bool(details["input"])


def _fault(details: ErrorDetails) -> Fault:
    # pydantic appends "[key]" to the location when a mapping's key is refused, not its value.
    path: FieldPath = tuple(part for part in details["loc"] if part != "[key]")
    at_key = details["type"] == "extra_forbidden" or path != details["loc"]
    return Fault(path, _reason(details), at_key=at_key)


def _reason(details: ErrorDetails) -> Sentence:
    return _REASONS.get(details["type"], _no_mapping)(details)


def _no_mapping(details: ErrorDetails) -> Sentence:
    wanted = _type_at(details["loc"])
    # A text in place of a pair of languages or of a participation is the usual slip: show the form.
    if wanted is Words:
        return _too_short_form(sentence("{{en: …, es: …}}"), details["input"])
    if wanted is Participation:
        return _too_short_form(sentence("{{actor: …, role: …}}"), details["input"])
    return expected(sentence("mapping"), details["input"])


def _too_short_form(form: Sentence, found: Any) -> Sentence:
    text = shorten(found, 40) if isinstance(found, str) else "…"
    return sentence("'{text}' is not enough: write {form}", text=text, form=form)


def expected(what: Sentence, found: Any) -> Sentence:
    """Return the sentence that one kind of value is expected where another was found."""
    if found is None:
        return sentence("{what} expected, nothing found", what=what)
    if isinstance(found, str):
        return sentence("{what} expected, '{text}' found", what=what, text=shorten(found, 40))
    kind = sentence("mapping") if isinstance(found, Mapping) else sentence("list")
    return sentence("{what} expected, {kind} found", what=what, kind=kind)


def _pattern_mismatch(details: ErrorDetails) -> Sentence:
    pattern = details["ctx"]["pattern"]
    return sentence(
        "'{text}' is not accepted: {shape}",
        text=shorten(details["input"], 40),
        shape=sentence(SHAPES[pattern]),
    )


def _not_in_list(details: ErrorDetails) -> Sentence:
    found, accepted = details["input"], [str(value) for value in _enum_at(details["loc"])]
    if not isinstance(found, str):
        return expected(sentence("text"), found)
    near = suggest(found, accepted)
    if near:
        return sentence(
            "'{text}' is not in the list; did you mean {near}?",
            text=shorten(found, 40),
            near=", ".join(near),
        )
    return sentence(
        "'{text}' is not in the list: {accepted}",
        text=shorten(found, 40),
        accepted=", ".join(accepted),
    )


def _unknown_field(details: ErrorDetails) -> Sentence:
    *owner, last = details["loc"]
    key, fields = str(last), _fields(_type_at(tuple(owner)))
    near = suggest(key, list(fields))
    if near:
        return sentence(
            "there is no field '{key}'; did you mean {near}?",
            key=shorten(key, 40),
            near=", ".join(near),
        )
    return sentence(
        "there is no field '{key}'; the fields are {fields}",
        key=shorten(key, 40),
        fields=", ".join(fields),
    )


def _fields(record: Any) -> dict[str, Any]:
    """Return the fields of a record type as people write them, with their types."""
    if not (isinstance(record, type) and issubclass(record, BaseModel)):
        return {}
    return {field.alias or name: field.annotation for name, field in record.model_fields.items()}


def _type_at(path: FieldPath) -> Any:
    """Return the record type, or other type, at a path of the collection."""
    at: Any = Collection
    for part in path:
        inner = get_args(at)
        at = inner[0 if isinstance(part, int) else -1] if inner else _fields(at).get(str(part))
        at = _unwrap(at)
    return at


def _enum_at(path: FieldPath) -> type[StrEnum]:
    found: type[StrEnum] = _type_at(path)
    return found


def _unwrap(annotation: Any) -> Any:
    """Return a type without the `Annotated` and `| None` around it."""
    if get_origin(annotation) is Annotated:
        return _unwrap(get_args(annotation)[0])
    if get_origin(annotation) in (UnionType, Union):
        return _unwrap(next(arg for arg in get_args(annotation) if arg is not NoneType))
    return annotation


# The keys are pydantic's error types; a type not listed here can only be a value that is no
# mapping.
_REASONS: dict[str, Callable[[ErrorDetails], Sentence]] = {
    "refused": lambda details: details["ctx"]["sentence"],
    "missing": lambda _: sentence("missing"),
    "extra_forbidden": _unknown_field,
    "enum": _not_in_list,
    "string_pattern_mismatch": _pattern_mismatch,
    "string_too_long": lambda details: sentence(
        "at most {n} characters expected", n=details["ctx"]["max_length"]
    ),
    "string_too_short": lambda _: sentence("empty: give a value, or leave the line out"),
    "too_short": lambda _: sentence("empty: give a value, or leave the line out"),
    "string_type": lambda details: expected(sentence("text"), details["input"]),
    "tuple_type": lambda details: expected(sentence("list"), details["input"]),
}
