"""The one id that a text means: what a person typed, or what a cell of a table holds.

Each raises `UnknownValue` with the nearest if nothing is meant, `WrongCall` if several things are.
"""

from collections.abc import Iterable
from enum import StrEnum

from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import REGISTERS, closed_list, event_called, named, sides
from timeline.records.model import Collection
from timeline.records.vocabulary import JOINT, OUTLET


def one(collection: Collection, register: str, text: str) -> str:
    """Return the id in a register: ``actors``, ``kinds`` and so on."""
    if text in REGISTERS[register].names(collection):
        return text
    return _only(text, REGISTERS[register].meant(collection, [text]))


def value(what: Sentence, values: type[StrEnum], text: str) -> str:
    """Return the word of a closed list, by its name in any language."""
    return _only(text, named(what, text, closed_list(values)))


def topic(collection: Collection, text: str) -> str:
    """Return a topic; a collection that declares none takes a new one."""
    try:
        return one(collection, "topics", text)
    except UnknownValue:
        if collection.collection.topics:
            raise
        return text


def voice(collection: Collection, text: str) -> str:
    """Return whose words are meant: a side, the outlet, or both sides jointly."""
    names = {**sides(collection), OUTLET: (OUTLET,), JOINT: (JOINT,)}
    return _only(text, named(sentence("voice"), text, names))


def origin(collection: Collection, text: str) -> str:
    """Return the source, or else the event, that a text is the origin of."""
    try:
        return one(collection, "sources", text)
    except UnknownValue:
        return event_called(collection, text).id


def _only(text: str, found: Iterable[str]) -> str:
    ids = sorted(found)
    if len(ids) > 1:
        raise WrongCall(sentence("'{text}' may be {ids}", text=text, ids=", ".join(ids[:6])))
    return ids[0]
