"""What a peer is: a program with the same data in its own format, and its commands for our jobs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import Question
from benchmarks.peerdata import Writer

Commands = Mapping[str, list[str]]
"""A command for each job that a peer has one for; `{n}` in it is a number that no run had yet."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program; ``most`` is the largest collection that its data is written for."""

    name: str
    program: str
    write: Callable[[Path], Writer]
    commands: Callable[[Path, Question], Commands]
    note: str
    most: int = 1_000_000
    set_up: Callable[[Path], list[list[str]]] = lambda _: []
