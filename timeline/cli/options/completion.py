"""What the shell completes: values from the margins of the collection, without reading it whole."""

import os
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from importlib.resources import files

import typer

from timeline.i18n import LANGUAGES
from timeline.text import fold

Completion = list[str | tuple[str, str]]


def actors(context: typer.Context, incomplete: str) -> Completion:
    """Complete the ids of actors, with their names."""
    return _from_collection("actors", context, incomplete)


def events(context: typer.Context, incomplete: str) -> Completion:
    """Complete the ids of events, with their titles."""
    return _from_collection("events", context, incomplete)


def records(context: typer.Context, incomplete: str) -> Completion:
    """Complete the ids of events, sources and actors."""
    sections = ("events", "sources", "actors")
    return [text for section in sections for text in _from_collection(section, context, incomplete)]


def sources(context: typer.Context, incomplete: str) -> Completion:
    """Complete the ids of sources."""
    return _from_collection("sources", context, incomplete)


def sides(context: typer.Context, incomplete: str) -> Completion:
    """Complete the codes of sides."""
    return _from_collection("sides", context, incomplete)


def topics(context: typer.Context, incomplete: str) -> Completion:
    """Complete the names of topics."""
    return _from_collection("topics", context, incomplete)


def one_of(names: Iterable[str]) -> Callable[[str], Completion]:
    """Make what completes one of a few names."""
    return lambda incomplete: [name for name in names if name.startswith(incomplete)]


def kinds(incomplete: str) -> Completion:
    """Complete kinds of event."""
    from timeline.records.vocabulary import Kind

    return _values(Kind, incomplete)


def kinds_asked(incomplete: str) -> Completion:
    """Complete kinds of event that can be asked for: readouts are one more."""
    return [*kinds(incomplete), *_fitting({"readout": ""}, incomplete)]


def statuses(incomplete: str) -> Completion:
    """Complete the states of an event."""
    from timeline.records.vocabulary import Status

    return _values(Status, incomplete)


def correctable(incomplete: str) -> Completion:
    """Complete the fields that can be corrected."""
    from timeline.curate.correctable_fields import FIELDS

    return _values(FIELDS, incomplete)


def languages(incomplete: str) -> Completion:
    """Complete the languages."""
    return _fitting(dict.fromkeys(LANGUAGES, ""), incomplete)


def colours(incomplete: str) -> Completion:
    """Complete when colour is used."""
    return _fitting(dict.fromkeys(("auto", "always", "never"), ""), incomplete)


def preferences(incomplete: str) -> Completion:
    """Complete whose records are kept in a merge."""
    return _fitting(dict.fromkeys(("mine", "theirs"), ""), incomplete)


def sorts(incomplete: str) -> Completion:
    """Complete by what an answer is sorted."""
    return _fitting(dict.fromkeys(("date", "kind", "status", "id"), ""), incomplete)


def formats(incomplete: str) -> Completion:
    """Complete the formats."""
    return _fitting(
        dict.fromkeys(("text", "tsv", "csv", "json", "jsonl", "markdown"), ""), incomplete
    )


def schemas(incomplete: str) -> Completion:
    """Complete the schemas of what the program writes."""
    return _fitting(dict.fromkeys(schema_names(), ""), incomplete)


def schema_names() -> list[str]:
    """Return the names of the schemas of what the program writes, sorted."""
    folder = files("timeline").joinpath("schemas")
    return sorted(file.name.removesuffix(".json") for file in folder.iterdir())


def styles(incomplete: str) -> Completion:
    """Complete the styles of a footnote."""
    return _fitting(dict.fromkeys(("plain", "markdown", "chicago"), ""), incomplete)


def breakdowns(incomplete: str) -> Completion:
    """Complete by what events are counted."""
    known = ("month", "kind", "side", "actor", "topic", "status", "source", "day")
    return _fitting(dict.fromkeys(known, ""), incomplete)


def _values(values: Iterable[StrEnum], incomplete: str) -> Completion:
    return _fitting({str(value): "" for value in values}, incomplete)


def _fitting(values: Mapping[str, str], incomplete: str) -> Completion:
    wanted = fold(incomplete)
    fit = {value: said for value, said in values.items() if fold(value).startswith(wanted)}
    return [(value, said) if said else value for value, said in fit.items()]


def _from_collection(section: str, context: typer.Context, incomplete: str) -> Completion:
    from timeline.errors import TimelineError
    from timeline.store import completion_source
    from timeline.store.disk import locate

    try:
        path = locate.find_from_here(context.params.get("data"), os.environ)
    except (TimelineError, OSError):
        return []
    return _fitting(
        completion_source.completions(path, section, fold(incomplete), os.environ), incomplete
    )
