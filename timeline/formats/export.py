"""What every format is given to write, and what it has to say of itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from functools import cached_property
from importlib import import_module
from typing import Any

from timeline.dates import of_day
from timeline.errors import MachineFailed
from timeline.evidence import Proof, StoredText, Unavailable, prove, selector
from timeline.language import Language, Sentence, sentence
from timeline.model import Cite, Collection
from timeline.query import Row


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How CSV is written: its separator, whether formulas are disarmed, whether a BOM leads."""

    separator: str = ","
    disarm: bool = True
    bom: bool = False


PLAIN_CSV = CsvStyle()


def _no_texts() -> Mapping[str, StoredText | Unavailable]:
    return {}


@dataclass(frozen=True)
class Export:
    """What is to be written: the rows of an answer, and all that a format may say of them.

    ``version`` is the SHA-256 of the collection's file; ``asked`` the options by which the rows
    were chosen, as they would be typed; ``as_of`` the day up to which sources count, if not all
    do; ``day`` the day from which states are seen. ``language`` is for prose alone. ``table``
    names what a row is, for a format that can write more than events. ``read`` gives the stored
    text of each source by its id.
    """

    collection: Collection
    rows: tuple[Row, ...]
    csv: CsvStyle = PLAIN_CSV
    language: Language = "en"
    day: Day = Day.min
    as_of: Day | None = None
    asked: str = ""
    version: str = ""
    program: str = "timeline"
    table: str | None = None
    read: Callable[[], Mapping[str, StoredText | Unavailable]] = _no_texts

    @cached_property
    def texts(self) -> Mapping[str, StoredText | Unavailable]:
        """The stored text of each source by its id, read when first asked for."""
        return self.read()

    def proof(self, cite: Cite) -> Proof | None:
        """Look for the quote of a citation in its stored text; None where nothing is quoted."""
        if not cite.quote:
            return None
        unread = Unavailable(sentence("the text of {id} was not read", id=cite.source))
        return prove(selector(cite), self.texts.get(cite.source, unread))

    @property
    def origin(self) -> dict[str, str]:
        """What a file says of itself, untranslated: what it was made from, with, and how chosen."""
        said = {
            "collection": self.collection.collection.title.say("en"),
            "version": self.version and f"sha256:{self.version}",
            "program": self.program,
            "filter": self.asked,
            "as-of": self.as_of.isoformat() if self.as_of else "",
        }
        return {name: value for name, value in said.items() if value}

    def told(self) -> Iterator[Sentence]:
        """Give the same for people, a sentence each."""
        yield sentence("collection: {title}", title=self.collection.collection.title)
        if self.version:
            yield sentence("version: sha256:{sha256}", sha256=self.version)
        if self.asked:
            yield sentence("only the events chosen by {filter}", filter=self.asked)
        if self.as_of:
            yield sentence("only what was known on {day}", day=of_day(self.as_of))


@dataclass(frozen=True, slots=True)
class Format:
    """One format, and how it is written.

    ``endings`` are those of its files, without the first dot. ``keeps`` and ``lacks`` say what it
    keeps and what it cannot hold: templates for sentences. ``maker`` is the module of this package
    and the function in it that write it, imported only then. ``folder`` formats are many files:
    their maker gives pairs of a name and a text. ``extra`` names the optional dependency without
    which it cannot be written.
    """

    name: str
    endings: tuple[str, ...]
    group: str
    keeps: str
    lacks: str
    maker: str
    binary: bool = False
    folder: bool = False
    extra: str = ""

    def render(self, export: Export) -> Iterator[str]:
        """Give the text piece by piece, to be written as UTF-8 with its line ends as they are."""
        yield from self._maker()(export)

    def made(self, export: Export) -> bytes:
        """Give the file whole, as bytes."""
        if self.binary:
            return bytes(self._maker()(export))
        return "".join(self.render(export)).encode("utf-8")

    def files(self, export: Export) -> Iterator[tuple[str, str]]:
        """Give the files of a folder format: the name and the text of each."""
        yield from self._maker()(export)

    def _maker(self) -> Callable[[Export], Any]:
        module, _, function = self.maker.partition(":")
        try:
            maker = getattr(import_module(f"timeline.formats.{module}"), function or "render")
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise MachineFailed(
                sentence(
                    "{name} needs {package}: install it with  pip install 'timeline[{extra}]'",
                    name=self.name,
                    package=error.name,
                    extra=self.extra,
                )
            ) from error
        return maker  # type: ignore[no-any-return]
