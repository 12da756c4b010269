"""What a table is: a kind of row, and columns that each say how a cell is made and what it means.

A cell is text, a number, a day, or several texts; None where there is nothing to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from enum import Enum
from typing import Generic, TypeVar

from timeline.dates import Edtf
from timeline.formats.export import Export
from timeline.records.model import Words

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
    """One column: how a cell is made of a row, what it means (a template), and its type."""

    make: Making[R]
    about: str
    type: Type = Type.TEXT


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One table: what a row is (a template), the rows of an export, and the columns by name."""

    name: str
    about: str
    rows: Callable[[Export], Iterable[R]]
    columns: Mapping[str, Column[R]]

    def cells(self, export: Export) -> Iterator[tuple[Value, ...]]:
        """Yield the cells of each row, in the order of the columns."""
        makings = [column.make for column in self.columns.values()]
        for row in self.rows(export):
            yield tuple([make(export, row) for make in makings])

    @property
    def types(self) -> tuple[Type, ...]:
        """The type of each column."""
        return tuple(column.type for column in self.columns.values())


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


def number(make: Making[R], about: str) -> Column[R]:
    """Make a column of whole numbers."""
    return Column(make, about, Type.NUMBER)


def day(make: Making[R], about: str) -> Column[R]:
    """Make a column of days."""
    return Column(make, about, Type.DAY)


def lists(make: Making[R], about: str) -> Column[R]:
    """Make a column whose cells hold several texts."""
    return Column(make, about, Type.SEVERAL)


def in_both(
    name: str, words: Callable[[R], Words | None], english: str, spanish: str
) -> dict[str, Column[R]]:
    """Make two columns of a text in two languages, each empty where its language is missing."""
    return {
        f"{name}_en": Column(lambda _, row: both.en if (both := words(row)) else None, english),
        f"{name}_es": Column(lambda _, row: both.es if (both := words(row)) else None, spanish),
    }


def edtf(date: Edtf | None) -> str | None:
    """Return a date as written."""
    return date.text if date else None
