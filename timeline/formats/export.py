"""What every format is given to write, and what it has to say of itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.model import Collection
from timeline.query import Row


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How CSV is written: its separator, whether formulas are disarmed, whether a BOM leads."""

    separator: str = ","
    disarm: bool = True
    bom: bool = False


PLAIN_CSV = CsvStyle()


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written: the rows of an answer, and the collection they belong to."""

    collection: Collection
    rows: tuple[Row, ...]
    csv: CsvStyle = PLAIN_CSV


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, which is also the ending of its files, and how it is written.

    ``render`` gives text piece by piece, to be written as UTF-8 with its line ends as they are.
    ``about`` says what the format keeps and what it cannot hold: a template for a sentence.
    """

    name: str
    render: Callable[[Export], Iterator[str]]
    about: str
