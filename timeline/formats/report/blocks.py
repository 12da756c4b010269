"""The parts of a page of prose: what is said, without how it is set.

A text is plain words, or a row of pieces some of which are more than words (`Prose`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A date in words, and as HTML's ``time`` has it; empty where that has no form for it."""

    text: str
    machine: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to the part of the page, or to the page, that has this name."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark that leads to a note, at the place to which the note belongs."""

    number: int


Inline = str | When | Link | NoteMark
Prose = str | tuple[Inline, ...]


def words(prose: Prose) -> str:
    """Return the words of a prose alone."""
    if isinstance(prose, str):
        return prose
    return "".join(_words(text) for text in prose)


def _words(text: Inline) -> str:
    if isinstance(text, NoteMark):
        return ""
    return text if isinstance(text, str) else text.text


@dataclass(frozen=True, slots=True)
class Title:
    """What the page is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, or of a part of one (``level`` 2 and more).

    ``name`` is unique on the page, and what a `Link` leads to.
    """

    text: Prose
    level: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value: facts that follow on each other stand as a list."""

    name: str
    value: Prose


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Prose


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    text: Prose


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: the names of its columns, and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[Prose, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source under a label, if any, and below them a line for each remark.

    ``language`` is the BCP 47 tag of the words, if known.
    """

    label: str
    words: Prose
    remarks: tuple[Prose, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a list of sources: its label, what it is, its link if any, and remarks."""

    label: str
    text: str
    url: str | None
    remarks: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A call that can be copied."""

    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes to which the marks on the page lead, from 1, with their heading."""

    title: str
    texts: tuple[Prose, ...]


Simple = Title | Heading | Fact | Paragraph | ListItem | Quotation | Reference | CommandLine
"""What a terminal can set too."""

Block = Simple | TableBlock | Notes
