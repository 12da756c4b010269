"""The two ends of a comparison: two days of one collection, or two files."""

from dataclasses import dataclass, replace
from datetime import date

from timeline import dates, phrases
from timeline.analysis import asof
from timeline.cli.options.days import Days
from timeline.cli.shell import open_collection
from timeline.cli.shell.terminal import Terminal
from timeline.dates import Edtf
from timeline.errors import WrongCall
from timeline.formats.answers.diff import DiffEnd
from timeline.i18n import Sentence, sentence
from timeline.store.opened import Opened
from timeline.store.opening import STDIN


@dataclass(frozen=True, slots=True)
class Ends:
    """The old and the new version, and the day as of which each is seen, if any."""

    old: Opened
    new: Opened
    start: date | None
    end: date | None
    files: bool

    @property
    def named(self) -> tuple[str | Edtf, str | Edtf]:
        """How people call the two: by their files, or by their days."""
        if self.files or not (self.start and self.end):
            return self.old.name, self.new.name
        return dates.of_day(self.start), dates.of_day(self.end)

    @property
    def versions(self) -> tuple[DiffEnd, DiffEnd]:
        """The file and the version of each, and the day as of which it is seen."""
        old, new = self.old, self.new
        return (
            DiffEnd(old.name, old.sha256, self.start),
            DiffEnd(new.name, new.sha256, self.end),
        )

    @property
    def nothing(self) -> Sentence:
        """Say that nothing differs."""
        old, new = self.named
        if self.files:
            said = sentence("no record differs between {old} and {new}", old=old, new=new)
            if self.start is None:
                return said
            return sentence("{said}, as known on {day}", said=said, day=dates.of_day(self.start))
        return sentence("nothing became known between {old} and {new}", old=old, new=new)


def of_files(terminal: Terminal, old: str | None, new: str | None) -> Ends:
    """Read two versions of the collection; with ``--as-of``, what was known of each on that day.

    Raises `WrongCall` unless two files are named, and as `open_collection` does.
    """
    if not (old and new):
        raise WrongCall(sentence("two files are compared: name the old one, then the new one"))
    if STDIN in (old, new):
        raise WrongCall(sentence("two files are compared, and {name} is none", name=STDIN))
    if terminal.data:
        raise WrongCall(sentence("--data is not needed here: two files are named"))
    first, last = (open_collection.opened(replace(terminal, data=name)) for name in (old, new))
    return Ends(first, last, terminal.as_of, terminal.as_of, files=True)


def of_days(terminal: Terminal, days: Days) -> Ends:
    """Return the collection as known on two days; the later is that of ``--as-of``, or today.

    Raises `WrongCall` if a day is missing, cannot be understood, or they are in the wrong order.
    """
    start, end = days.from_day, days.to_day
    if start is None:
        raise WrongCall(sentence("say what to compare: --from a day, or two files, old and new"))
    first = _day(terminal, "--from", start)
    last = terminal.day if end is None else _day(terminal, "--to", end)
    if terminal.as_of and last > terminal.as_of:
        raise WrongCall(sentence("--to {end} is after --as-of {day}", end=last, day=terminal.as_of))
    if first > last:
        raise WrongCall(sentence("--from {start} is after --to {end}", start=first, end=last))
    whole = open_collection.opened(terminal)
    return Ends(_known(whole, first), _known(whole, last), first, last, files=False)


def _known(opened: Opened, day: date) -> Opened:
    return replace(opened, collection=asof.known_on(opened.collection, day))


def _day(terminal: Terminal, option: str, text: str) -> date:
    """Return the last day of a typed date, and say on stderr which it is unless it was typed so."""
    day = phrases.parse(text, terminal.today).span.latest
    if day is None:
        raise WrongCall(
            sentence("{option} needs a day, and '{text}' has no end", option=option, text=text)
        )
    if day.isoformat() != text.strip():
        meant = dates.of_day(day)
        terminal.note(sentence("{option} '{text}': {meant}", option=option, text=text, meant=meant))
    return day
