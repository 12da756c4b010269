"""What a person typed, as the records have it: one id, a date in EDTF, words in both languages."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from timeline import dates, phrases
from timeline.curate.plan import Tell
from timeline.errors import NotADate, WrongCall
from timeline.i18n import sentence
from timeline.records.model import SHAPES
from timeline.text import shorten


def edtf(option: str, text: str, today: date, tell: Tell) -> str:
    """Return a typed date in EDTF, and tell how one in words was understood."""
    try:
        return dates.parse(text.strip()).text
    except NotADate:
        meant = dates.spelled(phrases.read(text, today).span)
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
        said = sentence("'{text}' will not do: {shape}", text=shorten(text, 40), shape=shape)
        raise WrongCall(said) from None


def listed(texts: Iterable[str] | None) -> list[str]:
    """Return what was typed with an option that is repeated, or with commas between values."""
    parts = (part.strip() for text in texts or () for part in text.split(","))
    return list(dict.fromkeys(filter(None, parts)))
