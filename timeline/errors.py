"""What can go wrong. Each class owns its exit code; each error carries its sentence.

TimelineError
├── WrongCall            2   what was asked makes no sense
│   ├── NotADate             a text that is no EDTF date
│   ├── NotUnderstood        a typed date that has no reading, or more than one
│   ├── UnknownValue         an actor, kind, topic … that the collection does not have
│   └── NoAnswer             a question was not answered: the input was ended
├── Unreadable           2   a collection that cannot be read: it carries its faults
├── Unsound              1   a change that would leave a record unsound: it carries its faults
├── Undecided            1   two collections differ, and nobody said which of them is right
└── MachineFailed        3   disk, permission, lock
    ├── IndexDamaged         the index is not what was written
    │   └── AnswerCut            and that was found when a part of the answer was out
    ├── IndexBusy            another program writes the index
    └── PackageMissing       a package of an extra is not installed
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from timeline.i18n import Language, Sentence, counted, sentence

DISTRIBUTION = "bilateral-timeline"
"""What the program is called where packages are installed from: "timeline" is another's there."""

FieldPath = tuple[str | int, ...]


def field_of(path: FieldPath) -> str:
    """Return a path as people write it: ``events[3].date``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


class Level(StrEnum):
    """How bad a fault is: an error makes `timeline check` exit 1, a notice does not."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem found in the data.

    ``path`` leads to the record or field (``("events", 3, "date")``); ``at_key`` says that the
    key itself is meant, not its value. ``line`` and ``column`` count from 1, in Unicode code
    points, and are 0 until the store has found the place.
    """

    path: FieldPath
    sentence: Sentence
    code: str = ""
    level: Level = Level.ERROR
    at_key: bool = False
    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def field(self) -> str:
        """The path as people write it: ``events[3].date``."""
        return field_of(self.path)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which faults are sorted: file, line, column, then field and rule."""
        return (self.file, self.line, self.column, self.field, self.code)

    def say(self, language: Language = "en") -> str:
        """Return the fault as one line: ``file:line:column: field: what is wrong``."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        parts = (place, self.field, f"{self.code} {self.sentence.say(language)}".strip())
        return ": ".join(part for part in parts if part)


class TimelineError(Exception):
    """Anything that ends a command early, with one sentence for the person who ran it."""

    exit_code = 2

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def say(self, language: Language = "en") -> str:
        """Return the error's sentence in one language."""
        return self.sentence.say(language)

    def __str__(self) -> str:
        return self.say()


class WrongCall(TimelineError):
    """What was asked makes no sense, or cannot be had."""


class NotADate(WrongCall):
    """A text that is no EDTF date."""


class NotUnderstood(WrongCall):
    """A typed date that has no reading, or more than one."""


class UnknownValue(WrongCall):
    """A value that the collection, or the program, does not have; with up to three that it has."""

    def __init__(self, what: Sentence, value: str, near: Iterable[str] = ()) -> None:
        self.near = tuple(near)
        super().__init__(unknown(what, value, self.near))


def unknown(what: Sentence, value: str, near: Collection[str]) -> Sentence:
    """Say that nothing is called so, and what is near, if anything is."""
    if not near:
        return sentence("no {what} is called '{value}'", what=what, value=value)
    return sentence(
        "no {what} is called '{value}'; did you mean {near}?",
        what=what,
        value=value,
        near=", ".join(near),
    )


class NoAnswer(WrongCall):
    """The person ended the input (Ctrl-D) instead of answering."""


class Unreadable(TimelineError):
    """A collection that cannot be read: every fault of the file, sorted."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.order))
        super().__init__(
            counted(
                "the collection cannot be read: {n} fault",
                "the collection cannot be read: {n} faults",
                len(self.faults),
            )
        )


class Unsound(TimelineError):
    """A change that would leave a record unsound: nothing is written."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.order))
        super().__init__(
            counted(
                "nothing was written: {n} fault",
                "nothing was written: {n} faults",
                len(self.faults),
            )
        )


class Undecided(TimelineError):
    """Two collections differ where nobody said which of them is right."""

    exit_code = 1


class MachineFailed(TimelineError):
    """The machine did not do its part: disk, permission, lock."""

    exit_code = 3


class PackageMissing(MachineFailed):
    """A package of one of our extras is not installed."""

    def __init__(self, needs: str, package: str | None, extra: str) -> None:
        super().__init__(
            sentence(
                "{name} needs {package}: install it with  pip install '{ours}[{extra}]'",
                name=needs,
                package=package,
                ours=DISTRIBUTION,
                extra=extra,
            )
        )


class IndexBusy(MachineFailed):
    """Another program writes the index, or was stopped while it did."""

    def __init__(self) -> None:
        super().__init__(
            sentence("another program is writing the index: end it, or try again in a moment")
        )


class IndexDamaged(MachineFailed):
    """The index is not what was written: nothing that it says counts."""

    def __init__(self) -> None:
        super().__init__(sentence("the index is damaged: 'timeline index drop' throws it away"))


class AnswerCut(IndexDamaged):
    """The index is not what was written, and a part of the answer is out: no call is run again."""
