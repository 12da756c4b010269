"""What every format is given to write, and what it has to say of itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from functools import cached_property
from importlib import import_module
from typing import Any, Literal

from timeline.dates import of_day
from timeline.errors import MachineFailed
from timeline.evidence import Proof, Quote, StoredText, Unavailable, prove, selector
from timeline.language import Language, Sentence, counted, sentence
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

    @cached_property
    def _proofs(self) -> dict[tuple[str, Quote], Proof]:
        """What became of each quote that was looked for: a report asks for the same one twice."""
        return {}

    def proof(self, cite: Cite) -> Proof | None:
        """Look for the quote of a citation in its stored text; None where nothing is quoted."""
        if not cite.quote:
            return None
        looked_for = (cite.source, selector(cite))
        if looked_for not in self._proofs:
            unread = Unavailable(sentence("the text of {id} was not read", id=cite.source))
            stored = self.texts.get(cite.source, unread)
            self._proofs[looked_for] = prove(looked_for[1], stored)
        return self._proofs[looked_for]

    @property
    def origin(self) -> dict[str, str]:
        """What a file says of itself, untranslated: what it was made from, with, and how chosen."""
        return self._origin("en")

    @property
    def told_origin(self) -> dict[str, str]:
        """The same with the title of the collection in the language of the export."""
        return self._origin(self.language)

    def _origin(self, language: Language) -> dict[str, str]:
        said = {
            "collection": self.collection.collection.title.say(language),
            "version": self.version and f"sha256:{self.version}",
            "program": self.program,
            "filter": self.asked,
            "as-of": self.as_of.isoformat() if self.as_of else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def known(self) -> Sentence | None:
        """Say as of which day everything is told, and how many sources there were by then."""
        if not self.as_of:
            return None
        return counted(
            "as known on {day}: {n} source",
            "as known on {day}: {n} sources",
            len(self.collection.sources),
            day=of_day(self.as_of),
        )

    def told(self) -> Iterator[Sentence]:
        """Give the same for people, a sentence each."""
        yield sentence("collection: {title}", title=self.collection.collection.title)
        if self.version:
            yield sentence("version: sha256:{sha256}", sha256=self.version)
        if self.asked:
            yield sentence("only the events chosen by {filter}", filter=self.asked)
        if self.known:
            yield self.known


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Events of an answer that a format cannot hold: how many, and what is said of them."""

    events: int
    said: Sentence


@dataclass(frozen=True, slots=True)
class Written:
    """How many of what an export has."""

    n: int
    what: Literal["events", "rows", "sources"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format, and how it is written.

    ``endings`` are those of its files, without the first dot. ``keeps`` and ``lacks`` say what it
    keeps and what it cannot hold: templates for sentences. ``maker`` is the module of this package
    and the function in it that write it, imported only then. ``folder`` formats are many files:
    their maker gives pairs of a name and a text, in ``folders`` and beside them, and ``knower`` is
    the function that knows a text of an earlier export. ``extra`` names the optional dependency
    without which it cannot be written. ``leaver`` is the function that says which events it leaves
    out; without one it holds them all. ``counter`` is the function that counts what is written,
    where that is not events. Functions are named as ``maker`` is. ``takes`` has the options of
    `timeline export` that mean something to this format alone.
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
    leaver: str = ""
    folders: tuple[str, ...] = ()
    knower: str = ""
    counter: str = ""
    takes: frozenset[str] = frozenset()

    def render(self, export: Export) -> Iterator[str]:
        """Give the text piece by piece, to be written as UTF-8 with its line ends as they are."""
        yield from self._function(self.maker)(export)

    def made(self, export: Export) -> bytes:
        """Give the file whole, as bytes."""
        if self.binary:
            return bytes(self._function(self.maker)(export))
        return "".join(self.render(export)).encode("utf-8")

    def files(self, export: Export) -> Iterator[tuple[str, str]]:
        """Give the files of a folder format: the name and the text of each."""
        yield from self._function(self.maker)(export)

    def wrote(self, export: Export, text: str) -> bool:
        """Whether a text in the folder of a folder format is of an export of the collection."""
        return bool(self._function(self.knower)(export, text))

    def left_out(self, export: Export) -> LeftOut | None:
        """Give what of the answer the format cannot hold; None if it holds everything."""
        left: LeftOut | None = self._function(self.leaver)(export) if self.leaver else None
        return left

    def written(self, export: Export) -> Written:
        """Count what the format writes."""
        if self.counter:
            counted: Written = self._function(self.counter)(export)
            return counted
        left = self.left_out(export)
        return Written(len(export.rows) - (left.events if left else 0), "events")

    def _function(self, named: str) -> Callable[..., Any]:
        module, _, function = named.partition(":")
        try:
            found = getattr(import_module(f"timeline.formats.{module}"), function or "render")
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
        return found  # type: ignore[no-any-return]
