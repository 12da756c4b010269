"""YAML text to parser events, from libyaml or, where that is missing, from PyYAML."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import yaml
from yaml.events import ScalarEvent

from timeline.errors import Fault, Level, Unreadable
from timeline.i18n import sentence
from timeline.store.yaml.characters import fault_at
from timeline.store.yaml.depth import too_deep_before
from timeline.store.yaml.errors import explain, no_character

_HASH_AFTER_SPACE = re.compile(r" #(?=[^\s#])")


def events(text: str, file: str) -> Iterator[Any]:
    """Yield the parser events of a text from `characters.decode`, one by one.

    Raises `Unreadable`, with one fault in our own words, at a syntax error.
    """
    with stream(text, file) as next_event:
        yield from iter(next_event, None)


@contextmanager
def stream(text: str, file: str) -> Iterator[Callable[[], Any]]:
    """Yield a function that returns the next event of a text, None after the last: see `events`."""
    with _loader(text) as loader:
        try:
            yield loader.get_event
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            deep = mark and _too_deep_before(mark.index, text, file)
            raise Unreadable([deep or explain(error, text, file)]) from error
        except (ValueError, OverflowError) as error:  # how PyYAML fails at "\UFFFFFFFF"
            end = loader.get_mark().index
            said, offset = no_character(text, end)
            deep = _too_deep_before(end, text, file)
            raise Unreadable([deep or fault_at(offset, said, text, file)]) from error


def _too_deep_before(end: int, text: str, file: str) -> Fault | None:
    # The library scans ahead only after a bracket.
    if text.find("[", 0, end) < 0 and text.find("{", 0, end) < 0:
        return None
    with _loader(text) as loader:
        return too_deep_before(end, text, file, loader.get_event)


@contextmanager
def _loader(text: str) -> Iterator[Any]:
    loader = (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)(text)
    try:
        yield loader
    finally:
        loader.dispose()


def truncated_texts(text: str, file: str) -> list[Fault]:
    """Return a notice for each unquoted text that YAML cuts short at what it takes for a comment.

    ``Meeting #3 of 4`` is read as ``Meeting``. A ``#`` with a space after it is meant as a comment.
    """
    cuts = {found.start() for found in _HASH_AFTER_SPACE.finditer(text)}
    if not cuts:
        return []
    said = sentence("the text ends before this '#': put it in quotes, or a space after the '#'")
    ends = [event.end_mark.index for event in events(text, file) if _is_plain(event)]
    return [
        replace(fault_at(end + 1, said, text, file), level=Level.NOTICE)
        for end in ends
        if end in cuts
    ]


def _is_plain(event: Any) -> bool:
    return type(event) is ScalarEvent and not event.style
