"""What every format is given to write, and what it has to say of itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any, Literal, TypeVar

from timeline.dates import of_day
from timeline.errors import PackageMissing
from timeline.i18n import Language, Sentence, counted, sentence
from timeline.query.filter import Row
from timeline.quotes.prove import (
    Proof,
    Quote,
    Standing,
    StandingCounts,
    StoredText,
    Unavailable,
    is_linked,
    prove,
    selector,
    standing,
    tally,
)
from timeline.records.model import Cite, Collection

T = TypeVar("T")

_PROOFS_KEPT = 2000


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
    rows: Sequence[Row]
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
    def _proved(self) -> Callable[[str, Quote], Proof]:
        """Look for a quote in the text of a source: a report asks for the same one twice."""

        def proved(source: str, quote: Quote) -> Proof:
            unread = Unavailable(sentence("the text of {id} was not read", id=source))
            return prove(quote, self.texts.get(source, unread))

        return lru_cache(_PROOFS_KEPT)(proved)

    @cached_property
    def _found(self) -> dict[Callable[["Export"], object], Any]:
        return {}

    def once(self, find: Callable[["Export"], T]) -> T:
        """Return what a function finds in the export: it goes through the rows only once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: T = self._found[find]
        return found

    def proof(self, cite: Cite) -> Proof | None:
        """Look for the quote of a citation in its stored text; None where nothing is quoted."""
        return self._proved(cite.source, selector(cite)) if cite.quote else None

    def linked(self, cite: Cite) -> bool:
        """Return whether a citation has nothing here to be proved, but only leads to its source."""
        return is_linked(cite, self.collection.source[cite.source])

    def standing(self, cite: Cite) -> Standing:
        """Say what a citation is worth; of what is only linked no text is asked for."""
        source = self.collection.source[cite.source]
        return standing(cite, source, None if self.linked(cite) else self.proof(cite))

    @cached_property
    def tally(self) -> StandingCounts:
        """How many citations of the rows are proved, are not, and are links."""
        cites = (cite for row in self.rows for _, cite in row.event.all_cites())
        return tally(map(self.standing, cites))

    def proofs(self) -> Iterator[Sentence]:
        """Say how many citations of the rows are proved, where there are any."""
        if self.tally.all:
            yield self.tally.summary

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
        """Yield the same for people, a sentence each."""
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
class WrittenCount:
    """How many of what an export has."""

    n: int
    what: Literal["events", "rows", "sources"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format, and how it is written.

    ``endings`` are those of its files, without the first dot. ``keeps`` and ``lacks`` say what it
    keeps and what it cannot hold: templates for sentences. ``maker`` is the module of this package
    and the function in it that write it, imported only then. ``folder`` formats are many files:
    their maker gives pairs of a name and a text, or bytes in pieces if ``binary``. They are in
    ``folders`` and beside them, and ``knower`` is the function that knows a text of an earlier
    export. ``extra`` names the optional dependency without which it cannot be written. ``streams``
    says that the rows are gone through one by one, maybe more than once: they need not all be in
    memory. ``leaver`` is the function that says which events it leaves out; without one it holds
    them all. ``counter`` is the function that counts what is written, where that is not events.
    Functions are named as ``maker`` is. ``takes`` has the options of `timeline export` that mean
    something to this format alone.
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
    streams: bool = False
    leaver: str = ""
    folders: tuple[str, ...] = ()
    knower: str = ""
    counter: str = ""
    takes: frozenset[str] = frozenset()

    def render(self, export: Export) -> Iterator[str]:
        """Yield the text piece by piece, to be written as UTF-8 with its line ends as they are."""
        yield from self._function(self.maker)(export)

    def made(self, export: Export) -> bytes:
        """Return the file as bytes."""
        return b"".join(self.pieces(export))

    def pieces(self, export: Export) -> Iterator[bytes]:
        """Yield the file as bytes, piece by piece."""
        if self.binary:
            made = self._function(self.maker)(export)
            yield from (made,) if isinstance(made, bytes) else made
        else:
            yield from (piece.encode("utf-8") for piece in self.render(export))

    def files(self, export: Export) -> Iterator[tuple[str, str | Iterator[bytes]]]:
        """Yield the files of a folder format: the name of each, and its text or pieces of bytes."""
        yield from self._function(self.maker)(export)

    def wrote(self, export: Export, text: str) -> bool:
        """Whether a text in the folder of a folder format is of an export of the collection."""
        return bool(self._function(self.knower)(export, text))

    def left_out(self, export: Export) -> LeftOut | None:
        """Return what of the answer the format cannot hold; None if it holds everything."""
        return export.once(self._function(self.leaver)) if self.leaver else None

    def written(self, export: Export) -> WrittenCount:
        """Count what the format writes."""
        if self.counter:
            counted: WrittenCount = export.once(self._function(self.counter))
            return counted
        left = self.left_out(export)
        return WrittenCount(len(export.rows) - (left.events if left else 0), "events")

    def _function(self, named: str) -> Callable[..., Any]:
        module, _, function = named.partition(":")
        try:
            found = getattr(import_module(f"timeline.formats.{module}"), function or "render")
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            raise PackageMissing(self.name, error.name, self.extra) from error
        return found  # type: ignore[no-any-return]
