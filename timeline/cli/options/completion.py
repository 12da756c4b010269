"""What the shell completes: values from the margins of the collection, without reading it whole."""

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.resources import files

import typer

from timeline.i18n import LANGUAGES
from timeline.text import fold

Completion = list[str | tuple[str, str]]
Complete = Callable[[str], Completion]


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


def kinds_asked(incomplete: str) -> Completion:
    """Complete kinds of event that can be asked for: readouts are one more."""
    return [*kinds(incomplete), *_fitting({"readout": ""}, incomplete)]


def schemas(incomplete: str) -> Completion:
    """Complete the schemas of what the program writes."""
    return _fitting(dict.fromkeys(schema_names(), ""), incomplete)


def schema_names() -> list[str]:
    """Return the names of the schemas of what the program writes, sorted."""
    folder = files("timeline").joinpath("schemas")
    return sorted(file.name.removesuffix(".json") for file in folder.iterdir())


def one_of(names: Iterable[str]) -> Complete:
    """Return what completes one of a few names."""
    return lambda incomplete: _values(names, incomplete)


def named_in(module: str, table: str) -> Complete:
    """Return what completes the names in a table of a module, which is imported only then."""
    return lambda incomplete: _values(getattr(import_module(module), table), incomplete)


kinds = named_in("timeline.records.vocabulary", "Kind")
statuses = named_in("timeline.records.vocabulary", "Status")
correctable = named_in("timeline.curate.correctable_fields", "FIELDS")
sorts = named_in("timeline.query.filter", "SORTS")
breakdowns = named_in("timeline.analysis.stats", "BREAKDOWNS")
styles = named_in("timeline.formats.bibliography.footnote", "STYLES")
exports = named_in("timeline.formats", "FORMATS")
languages = one_of(LANGUAGES)


def formats(incomplete: str) -> Completion:
    """Complete the formats of an answer: on the screen, or as an export."""
    return [*_values(("text",), incomplete), *exports(incomplete)]


def _values(values: Iterable[str], incomplete: str) -> Completion:
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
        completion_source.offered(path, section, fold(incomplete), os.environ), incomplete
    )
