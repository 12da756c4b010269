"""The parts of a page of prose: what is said, without how it is set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """What the page is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, or of a part of one (``level`` 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value: facts that follow on each other stand as a list."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source under a label, and below them a line for each remark."""

    label: str
    words: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a list of sources: its label, what it is, its link if any, and remarks."""

    label: str
    text: str
    url: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A call that can be copied."""

    text: str


Block = Title | Heading | Fact | Paragraph | Item | Quotation | Reference | Command
