"""A footnote that cites an event: what and when, the words that carry it and whose, the sources.

Each is one line. In style `chicago` English follows the Chicago Manual; Spanish has the comma after
«quotation marks» and the day before the month. What is unknown is said in brackets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from timeline.analysis.disputes import disputes
from timeline.dates import MONTHS, Edtf, of_day
from timeline.formats.bibliography import citing
from timeline.formats.bibliography.items import legal
from timeline.formats.export import Export
from timeline.formats.report import markdown
from timeline.i18n import Language, Sentence, sentence
from timeline.quotes.prove import Absent, CannotCheck
from timeline.records.model import Cite, Event, Source, Words
from timeline.records.vocabulary import Field, Rank, Role, word
from timeline.wording.event_facts import kind
from timeline.wording.typography import plain, quoted
from timeline.wording.voices import verdict, voice

Style = Literal["plain", "markdown", "chicago"]
STYLES: dict[str, Style] = {style: style for style in get_args(Style)}

_CARRYING = frozenset({Field.DATE, Field.KIND, Field.STATUS})
_DAYS = r"[0-9]{1,2}(?:(?:–|, | or | to )[0-9]{1,2})*"
_DAY_FIRST = re.compile(rf"({_DAYS}) ({'|'.join(MONTHS['en'])})(?: ([0-9]{{4}}))?")
_HASH = 12
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Note:
    """One note to be written; what it gives out is set in its style and in its language."""

    export: Export
    event: Event
    style: Style
    only: Sequence[str] = ()
    quote: bool = True

    @property
    def language(self) -> Language:
        return self.export.language

    @property
    def sources(self) -> list[str]:
        """The sources to cite, those that carry a preferred claim first."""
        cited = self.export.collection.sources_of(self.event)
        ranked = [claim for claim in self.event.claims if claim.rank is Rank.PREFERRED]
        first = {source for claim in ranked for source in claim.sources}
        wanted = (text for text in cited if not self.only or text in self.only)
        return sorted(wanted, key=lambda source: source not in first)

    @property
    def american(self) -> bool:
        """Whether the month stands before the day, and commas within quotation marks."""
        return self.style == "chicago" and self.language == "en"

    def text(self, text: str) -> str:
        return markdown.escaped(plain(text)) if self.style == "markdown" else plain(text)

    def told(self, said: Sentence) -> str:
        return self.text(said.say(self.language))

    def aside(self, said: Sentence | str) -> str:
        return self.text(f"[{said if isinstance(said, str) else said.say(self.language)}]")

    def italic(self, text: str) -> str:
        return self.text(text) if self.style == "plain" else f"*{self.text(text)}*"

    def link(self, url: str | None) -> str:
        found = legal(url)
        return f"<{found}>" if found and self.style == "markdown" else found

    def date(self, date: Edtf) -> str:
        said = date.say(self.language)
        return _DAY_FIRST.sub(_month_first, said) if self.american else said


def footnotes(
    export: Export,
    style: Style,
    only: Sequence[str] = (),
    *,
    short: bool = False,
    quote: bool = True,
) -> Iterator[str]:
    """Yield a note for each event of an export, a line each.

    ``only`` names the sources to cite, if not all; ``short`` gives the form for later notes, and
    without ``quote`` no words are quoted. In Markdown each is the definition of a footnote that
    has the id of the event, and the short one that id with ``-short``.
    """
    between = "\n\n" if style == "markdown" else "\n"
    notes = (_Note(export, row.event, style, only, quote) for row in export.rows)
    yield between.join(_line(note, short=short) for note in notes) + "\n"


def _line(note: _Note, *, short: bool) -> str:
    said = _short(note) if short else _full(note)
    name = f"{note.event.id}-short" if short else note.event.id
    return f"[^{name}]: {said}" if note.style == "markdown" else said


def _short(note: _Note) -> str:
    name = _name(note)
    date = note.text(note.date(note.event.date))
    return f"{name[:1].upper()}{', '.join((name[1:], date, *note.sources))}."


def _name(note: _Note) -> str:
    """Name an event after the two who took part in it, or else by its title."""
    event, actors = note.event, note.export.collection.actor
    pair = [actors[part.actor] for part in event.actors if part.role is Role.PARTICIPANT]
    if len(pair) != _PAIR:
        return note.text(event.title.say(note.language))
    who = "–".join(actor.short(note.language) for actor in pair)
    return note.told(sentence("{who} {kind}", who=who, kind=word(event.kind)))


def _full(note: _Note) -> str:
    what, cited, where = (
        _what(note),
        [_cited(note, source) for source in note.sources],
        _where(note),
    )
    if note.style == "chicago":
        return f"{what}: {'; '.join((*cited, where))}."
    return " ".join(f"{part}." for part in (what, *cited, where))


def _what(note: _Note) -> str:
    event = note.event
    state = [note.told(kind(event)), note.told(word(event.status))]
    if event.lacks_outcome(note.export.day):
        seen = note.date(of_day(note.export.day))
        state.append(note.told(sentence("no outcome recorded by {day}", day=seen)))
    title, date = note.text(event.title.say(note.language)), note.text(note.date(event.date))
    return f"{title} ({', '.join(state)}), {date}{_differing(note)}"


def _differing(note: _Note) -> str:
    """Say in what the sources of the event differ, if in anything."""
    fields = dict.fromkeys(dispute.field for dispute in disputes(note.event) if dispute.differs)
    if not fields:
        return ""
    named = ", ".join(word(field).say(note.language) for field in fields)
    return f" ({note.told(sentence('sources differ on: {field}', field=named))})"


def _cited(note: _Note, source: str) -> str:
    """Return of a source the words that carry the event, whose they are, and what it is."""
    cite = _carrying(note.event, source)
    called = f"{_source(note, note.export.collection.source[source])} {note.aside(source)}"
    remarks = [sentence("note: {text}", text=_noted(note, cite.note))] if cite.note else []
    if not note.quote:
        return " ".join((called, *map(note.aside, remarks)))
    about = (voice(note.export.collection, cite), *remarks)
    between = ", " if note.style == "chicago" else ": "
    return f"{_words(note, cite)} ({'; '.join(map(note.told, about))}){between}{called}"


def _noted(note: _Note, words: Words) -> str:
    return words.say(note.language).rstrip().removesuffix(".")


def _carrying(event: Event, source: str) -> Cite:
    """Return the citation of a source that supports most of date, kind and status.

    The first such.
    """
    cites = [cite for _, cite in event.all_cites() if cite.source == source]
    return max(cites, key=lambda cite: len(_CARRYING.intersection(cite.supports)))


def _words(note: _Note, cite: Cite) -> str:
    """Return the words of a citation, and say so where they are not proved."""
    if not cite.quote:
        said = cite.says.say(note.language) if cite.says else ""
        return f"{note.text(said)} {note.aside(verdict(None))}"
    words, proof = note.text(quoted(cite.quote, note.language)), note.export.proof(cite)
    if note.export.linked(cite):
        return f"{words} {note.aside(verdict(proof, linked=True))}"
    doubt = {Absent: verdict(proof), CannotCheck: sentence("not proved against a stored text")}
    remark = doubt.get(type(proof))
    return f"{words} {note.aside(remark)}" if remark else words


def _source(note: _Note, source: Source) -> str:
    unknown = note.text(citing.outlet(source, note.language))
    parts = (
        note.italic(source.outlet) if source.outlet else unknown,
        note.text(_published(note, source)),
        note.told(sentence("stored as {file}", file=source.file)) if source.file else "",
        note.link(source.url),
    )
    author = f"{note.text(source.author)}, " if source.author else ""
    return f"{author}{_title(note, source)} {', '.join(filter(None, parts))}"


def _title(note: _Note, source: Source) -> str:
    """Return the title with the comma after it, which American use puts within the marks."""
    if source.title and note.american:
        return note.text(quoted(f"{plain(source.title)},", note.language))
    return note.text(citing.title(source, note.language)) + ","


def _published(note: _Note, source: Source) -> str:
    said = citing.published(source, note.language)
    return _DAY_FIRST.sub(_month_first, said) if note.american else said


def _where(note: _Note) -> str:
    """Say where a reader finds the record, in which version, and what was known in it."""
    export = note.export
    bits = [note.italic(export.collection.collection.title.say(note.language))]
    bits.append(note.told(sentence("event {id}", id=note.event.id)))
    if export.version:
        bits.append(note.told(sentence("version sha256:{sha256}", sha256=export.version[:_HASH])))
    if export.as_of:
        day = note.date(of_day(export.as_of))
        bits.append(note.told(sentence("as known on {day}", day=day)))
    return ", ".join(bits)


def _month_first(found: re.Match[str]) -> str:
    days, month, year = found.groups()
    return f"{month} {days}, {year}" if year else f"{month} {days}"
