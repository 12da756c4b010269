"""Which column of a stranger's table is which field: as was said, or as its name says.

A guess is made only where one name alone fits, and it is told as a guess.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.curate.importing.sheet import Content, Sheet, a1
from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import sentence
from timeline.records.vocabulary import LINKS
from timeline.text import fold, suggest, tokens

_SAME_IN_BOTH = ("title", "summary", "place", "says", "note", "date_note")
FIELDS: tuple[str, ...] = (
    *("id", "date", "kind", "status", "actors", "topics", "source", "link", "quote"),
    *("supports", "date_words", "attribution", "speaker"),
    *(*LINKS, "asked_by"),
    *(f"{name}{of}" for name in _SAME_IN_BOTH for of in ("", ".en", ".es")),
)
"""What a column can be; without ``.en`` or ``.es`` a text stands for both languages."""

_NAMES = {
    "id": "id",
    "date": "date, fecha, cuándo, when, día",
    "kind": "kind, type, event type, tipo, tipo de evento, clase",
    "status": "status, estado, estatus",
    "title.en": "title, headline, title en, title (english)",
    "title.es": "título, titular, title es, title (spanish), título es",
    "summary.en": "summary, description, summary en",
    "summary.es": "resumen, descripción, summary es",
    "actors": "actors, actor ids, participants, actores, participantes, quién, quiénes, who",
    "place": "place, location, lugar, sede, ubicación",
    "place.en": "place en",
    "place.es": "place es",
    "topics": "topics, topic, tema, temas",
    "source": "source, source id, fuente",
    "link": "link, url, enlace, liga, vínculo",
    "quote": "quote, cita, cita textual",
    "note.en": "note, notes, note en",
    "note.es": "nota, notas, note es",
    "date_note.en": "date note en",
    "date_note.es": "date note es",
    **{link: link for link in LINKS},
    "asked_by": "asked by",
    "speaker": "speaker, orador",
    "attribution": "attribution, atribución",
    "date_words": "date words",
    "supports": "supports",
}
_MEANT = {tokens(name): field for field, names in _NAMES.items() for name in names.split(",")}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column each field is in, those that were guessed, and what all records get."""

    columns: Mapping[str, int]
    guessed: tuple[str, ...]
    left: tuple[str, ...]
    fixed: Mapping[str, str]


def mapped(sheet: Sheet, said: Sequence[str], fixed: Sequence[str]) -> Columns:
    """Return the columns of a sheet; ``said`` are ``field=Header``, ``fixed`` are ``field=text``.

    Raises `WrongCall` for columns and fields that there are not.
    """
    asked = {field: _column(sheet, name) for field, name in _pairs("--map", said)}
    constant = dict(_pairs("--set", fixed))
    guesses = {} if sheet.fields else _guesses(sheet.header)
    columns = {
        **{
            text: n for n, text in enumerate(sheet.header) if sheet.fields and isinstance(text, str)
        },
        **{text: n for text, n in guesses.items() if n not in asked.values() and text not in asked},
        **asked,
    }
    guessed = tuple(column for column in columns if column in guesses and column not in asked)
    named = (str(text) for n, text in enumerate(sheet.header) if n not in columns.values() and text)
    return Columns(columns, guessed, tuple(named), constant)


def _pairs(option: str, texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        field, equals, value = text.partition("=")
        if not (equals and value.strip()):
            raise WrongCall(
                sentence(
                    "{option} '{text}': write FIELD=…, such as date=…", option=option, text=text
                )
            )
        if field.strip() not in FIELDS:
            raise UnknownValue(sentence("field"), field, suggest(field, FIELDS) or FIELDS)
        yield field.strip(), value.strip()


def _column(sheet: Sheet, name: str) -> int:
    titles = [str(text) for text in sheet.header]
    found = [n for n, text in enumerate(titles) if text == name] or [
        n for n, text in enumerate(titles) if fold(text.strip()) == fold(name)
    ]
    if not found:
        raise UnknownValue(sentence("column"), name, suggest(name, titles) or titles[:12])
    if len(found) > 1:
        places = ", ".join(a1(n, 1) for n in found)
        raise WrongCall(
            sentence("the column '{name}' stands twice: {places}", name=name, places=places)
        )
    return found[0]


def _guesses(header: Iterable[Content]) -> dict[str, int]:
    """Return the fields that just one column is called like."""
    found: dict[str, list[int]] = {}
    for n, text in enumerate(header):
        if isinstance(text, str) and (field := _MEANT.get(tokens(text))):
            found.setdefault(field, []).append(n)
    return {field: ns[0] for field, ns in found.items() if len(ns) == 1}
