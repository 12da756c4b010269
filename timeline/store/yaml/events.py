"""YAML text to the events that make it up, from libyaml or, where that is missing, from PyYAML."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from timeline.errors import Fault, Level, Unreadable
from timeline.i18n import sentence
from timeline.store.yaml.characters import fault_at
from timeline.store.yaml.errors import explain, no_character

DEEPEST = 32
"""How many levels of lists and mappings a collection may have within each other."""

_CUT = re.compile(r" #(?=[^\s#])")


def events(text: str, file: str) -> Iterator[Any]:
    """Yield the events of a text that `characters.decode` gave, one by one.

    Raises `Unreadable`, with one fault in our own words, at an error of syntax.
    """
    with stream(text, file) as next_event:
        yield from iter(next_event, None)


@contextmanager
def stream(text: str, file: str) -> Iterator[Callable[[], Any]]:
    """Yield a function for the next event of a text, None after the last: see `events`."""
    with _loader(text) as loader:
        try:
            yield loader.get_event
        except yaml.YAMLError as error:
            fault = _too_deep_before(error, text, file) or explain(error, text, file)
            raise Unreadable([fault]) from error
        except (ValueError, OverflowError) as error:  # how PyYAML fails at "\UFFFFFFFF"
            said, offset = no_character(text, loader.get_mark().index)
            raise Unreadable([fault_at(offset, said, text, file)]) from error


def too_deep(offset: int, text: str, file: str) -> Fault:
    """Return the fault of a node that opens one level too many at an offset."""
    said = sentence("more than {most} levels deep", most=DEEPEST)
    return fault_at(offset, said, text, file)


def _too_deep_before(error: yaml.YAMLError, text: str, file: str) -> Fault | None:
    """Return the fault of a text that was too deep before the library gave up; None if it was not.

    Which depth the library refuses, and in which words, depends on its version (libyaml 0.2.6
    stops at 1,000 flow levels, and reads that far ahead before it gives the first of them). What
    stands before the error is read again by itself, so that the place is always that of level 33.
    """
    mark = getattr(error, "problem_mark", None)
    before = text[: mark.index] if mark else ""
    if before.count("[") + before.count("{") <= DEEPEST:
        return None
    depth = 0
    with _loader(before) as loader, suppress(yaml.YAMLError):
        for event in iter(loader.get_event, None):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > DEEPEST:
                return too_deep(event.start_mark.index, text, file)
    return None


@contextmanager
def _loader(text: str) -> Iterator[Any]:
    loader = (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)(text)
    try:
        yield loader
    finally:
        loader.dispose()


def lost(text: str, file: str) -> list[Fault]:
    """Return a notice for each unquoted text that is cut short at what YAML takes for a comment.

    ``Meeting #3 of 4`` is read as ``Meeting``. What has a space after its # is a comment.
    """
    cuts = {found.start() for found in _CUT.finditer(text)}
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
