"""What a table is: a kind of row, and columns that each say how a cell is made and what it means.

A cell is text, a number, a day, or several texts; None where there is nothing to say. A column that
carries a field of a record says how its cells are read back; the others are derived.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from enum import Enum
from itertools import zip_longest
from operator import attrgetter
from typing import Any, Generic, TypeVar

from timeline.formats.export import Export
from timeline.i18n import LANGUAGES, Language
from timeline.records.model import Record

R = TypeVar("R")

Value = str | int | Day | tuple[str, ...] | None
Making = Callable[[Export, R], Value]

_BETWEEN = " | "


class Type(Enum):
    """What the cells of a column are, for formats that tell types apart."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: how a cell is made of a row, what it means (a template), and its type.

    ``field`` is the field of a record that it carries, if any, and ``read`` gives the value of this
    field, or its share of it, from the text of a cell. With ``once``, a text that is the same in
    both languages is read as one.
    """

    make: Making[R]
    about: str
    type: Type = Type.TEXT
    field: str = ""
    read: Callable[[str], Any] = str
    once: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One table: what a row is (a template), the rows of an export, and the columns by name.

    ``record`` is the type of the record that a row is read back as: `Record` itself if it is not.
    """

    name: str
    about: str
    rows: Callable[[Export], Iterable[R]]
    columns: Mapping[str, Column[R]]
    record: type[Record] = Record

    def cells(self, export: Export) -> Iterator[tuple[Value, ...]]:
        """Yield the cells of each row, in the order of the columns."""
        makings = [column.make for column in self.columns.values()]
        for row in self.rows(export):
            yield tuple([make(export, row) for make in makings])

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a record that the columns carry."""
        return frozenset(column.field for column in self.columns.values()) - {""}

    def read(self, cells: Mapping[str, str], **more: Any) -> dict[str, Any]:
        """Return the record that the cells of a row hold, as plain data in the model's order.

        ``more`` are fields that stand in other tables. What says nothing is not left out.
        """
        found: dict[str, Any] = {}
        for name, column in self.columns.items():
            if field := column.field:
                value = column.read(cells[name])
                value = _together(found[field], value) if field in found else value
                same = column.once and value and value.get("en") == value.get("es")
                found[field] = value["en"] if same else value
        found |= more
        return {name: found[name] for name in self.record.model_fields if name in found}


def _together(one: Any, other: Any) -> Any:
    """Return a value of which two columns hold a share each."""
    if isinstance(one, list):
        nothing: dict[str, Any] = {}
        return [_together(a, b) for a, b in zip_longest(one, other, fillvalue=nothing)]
    if isinstance(one, dict):
        shared = {key: _together(one[key], other[key]) for key in one.keys() & other.keys()}
        return {**one, **other, **shared}
    return other


def text(value: Value) -> str:
    """Return a cell as text: empty for nothing, days in ISO 8601, several as `several` says."""
    if isinstance(value, Day):
        return value.isoformat()
    if isinstance(value, tuple):
        return several(value)
    return "" if value is None else str(value)


def several(values: Iterable[str]) -> str:
    r"""Put several texts into one cell, with " | " between them; a "|" of their own is ``\|``."""
    return _BETWEEN.join([value.replace("|", "\\|") for value in values])


def apart(cell: str) -> list[str]:
    """Take apart what `several` put together."""
    return [value.replace("\\|", "|") for value in cell.split(_BETWEEN)] if cell else []


def number(make: Making[R], about: str) -> Column[R]:
    """Make a column of whole numbers."""
    return Column(make, about, Type.NUMBER)


def lists(make: Making[R], about: str) -> Column[R]:
    """Make a column whose cells hold several texts."""
    return Column(make, about, Type.SEVERAL)


class Fields:
    """Columns that carry fields of the record of a row as they stand.

    The record is the attribute of a row that is named.
    """

    def __init__(self, record: str) -> None:
        self._record = record

    def text(self, field: str, about: str) -> Column[Any]:
        """Make a column of a text, a date as written, or a word of a closed list."""
        get = self._get(field)
        return Column(lambda _, row: _text_or_none(get(row)), about, field=field)

    def several(self, field: str, about: str) -> Column[Any]:
        """Make a column whose cells hold several texts."""
        get = self._get(field)
        return Column(
            lambda _, row: tuple(map(str, get(row))), about, Type.SEVERAL, field, read=apart
        )

    def day(self, of: str, about: str) -> Column[Any]:
        """Make a column of a day derived of a date: ``due.latest``, nothing where none is due."""
        field, _, end = of.partition(".")
        get, day = self._get(field), attrgetter(end)
        return Column(lambda _, row: day(date) if (date := get(row)) else None, about, Type.DAY)

    def both(
        self, field: str, english: str, spanish: str, *, once: bool = False
    ) -> dict[str, Column[Any]]:
        """Make two columns of a text in two languages, each empty where its language is missing."""
        abouts = zip(LANGUAGES, (english, spanish), strict=True)
        return {
            f"{field}_{language}": self._in(field, language, about, once=once)
            for language, about in abouts
        }

    def _in(self, field: str, language: Language, about: str, *, once: bool) -> Column[Any]:
        get, say = self._get(field), attrgetter(language)
        return Column(
            lambda _, row: say(words) if (words := get(row)) else None,
            about,
            field=field,
            read=lambda cell: {language: cell} if cell else {},
            once=once,
        )

    def _get(self, field: str) -> Callable[[Any], Any]:
        return attrgetter(f"{self._record}.{field}")


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)
