"""What a person typed, or a cell holds, as the records have it: one id, a date, words."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from timeline import dates, phrases
from timeline.curate.plan import Tell
from timeline.errors import NotADate, UnknownValue, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import REGISTERS, closed_list, event_called, find_ids, sides
from timeline.records.model import SHAPES, Collection
from timeline.records.vocabulary import JOINT, OUTLET
from timeline.text import shorten


def one(collection: Collection, register: str, text: str) -> str:
    """Return the one id of a register (``actors``, ``kinds`` …) that is meant by a text.

    Raises `UnknownValue` with the nearest if there is none, `WrongCall` if there are several.
    """
    if text in REGISTERS[register].names(collection):
        return text
    return _only(text, REGISTERS[register].resolve(collection, [text]))


def value(what: Sentence, values: type[StrEnum], text: str) -> str:
    """Return the word of a closed list that is meant, by its name in any language."""
    return _only(text, find_ids(what, text, closed_list(values)))


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
    return _only(text, find_ids(sentence("voice"), text, names))


def origin(collection: Collection, text: str) -> str:
    """Return the source, or else the event, that a text is the origin of."""
    try:
        return one(collection, "sources", text)
    except UnknownValue:
        return event_called(collection, text).id


def edtf(option: str, text: str, today: date, tell: Tell) -> str:
    """Return a typed date in EDTF, and tell how one in words was understood."""
    try:
        return dates.parse(text.strip()).text
    except NotADate:
        meant = dates.span_to_edtf(phrases.parse(text, today).span)
        tell(sentence("{option} '{text}': {meant}", option=option, text=text, meant=meant))
        return meant.text


def words(both: str | None = None, en: str | None = None, es: str | None = None) -> dict[str, str]:
    """Return a text by language; one that is the same in both is given once."""
    said = {"en": en or both, "es": es or both}
    return {language: text for language, text in said.items() if text}


def shaped(kind: Any, text: str) -> str:
    """Return a text that has the shape of a type of the model, or say what the shape is."""
    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError as error:
        pattern = error.errors()[0].get("ctx", {}).get("pattern", r"\w")
        shape = sentence(SHAPES[pattern])
        said = sentence("'{text}' is not accepted: {shape}", text=shorten(text, 40), shape=shape)
        raise WrongCall(said) from None


def listed(texts: Iterable[str] | None) -> list[str]:
    """Return what was typed with an option that is repeated, or with commas between values."""
    parts = (part.strip() for text in texts or () for part in text.split(","))
    return list(dict.fromkeys(filter(None, parts)))


def _only(text: str, found: Iterable[str]) -> str:
    ids = sorted(found)
    if len(ids) > 1:
        raise WrongCall(sentence("'{text}' may be {ids}", text=text, ids=", ".join(ids[:6])))
    return ids[0]
