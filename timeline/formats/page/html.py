"""HTML: the whole answer as one page, to be published as it is and read by people.

The file has all text in both languages, its own style and script, and asks nothing of any server.
It is written in its first language; the second, the data and what is hidden at first are packed
(see `packed`). Its Content-Security-Policy names the only style and the only script that may run,
by their hash.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - as in `model`
from datetime import timedelta
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from timeline import dates
from timeline.formats.drawing.marks import lanes
from timeline.formats.export import Export
from timeline.formats.page.known_on import origins
from timeline.formats.page.lists import counted_origins, menus, published, roots, since, sources
from timeline.formats.page.minify import squeezed
from timeline.formats.page.payload import apart, otherwise, packed
from timeline.formats.page.steps import Course, cited, course, on
from timeline.formats.page.text import Said, html, pair, said
from timeline.formats.page.words import words
from timeline.i18n import LANGUAGES, counted, sentence
from timeline.query.filter import Row, threads
from timeline.records.model import Collection
from timeline.records.vocabulary import Status
from timeline.text import safe

_SCRIPT_WORDS = (
    *("actor", "side", "kind", "topic", "status", "sought", "from", "to", "shown", "of", "many"),
    *("whole", "latest", "unread-by", "known", "seen", "copied", "in-bar", "hidden", "maybe"),
    *("event1", "event2", "source1", "source2", "origin1", "origin2"),
)
_LONG = 300
"""So many events are laid out at once; of more, only what is near the screen."""
_LANGUAGES = {"en": "English", "es": "español"}


def render(export: Export) -> Iterator[str]:
    """Yield the page piece by piece."""
    steps = course(export)
    first, second = _in_both(export, steps)
    body, pieces = apart(squeezed(first))
    data = {**_data(export, steps), "pieces": pieces, **otherwise(first, second)}
    style, script = _style(), _script()
    yield from _template("page").generate(
        language=export.language,
        title=said(export.collection.collection.title),
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - our own file, not data
        body=Markup(body),  # noqa: S704 - escaped by its template
        packed=packed(data),
        script=Markup(script),  # noqa: S704 - our own files
    )


def _in_both(export: Export, steps: Course) -> list[str]:
    """Write what the page shows in its language, and in the other."""
    shown = {
        "home": export.language,
        "languages": _LANGUAGES,
        "title": said(export.collection.collection.title),
        "words": words(),
        "head": _head(export),
        "last": steps.last,
        "long": len(export.rows) > _LONG,
        "menus": menus(export),
        "threads": list(_threads(export, steps)),
        "sources": sources(export),
        "origins": counted_origins(steps),
        "always": on([(0, 0)], 0),
        "on": _on,
    }
    order = sorted(LANGUAGES, key=lambda language: language != export.language)
    return [
        _template("body").render(shown, said=partial(html, language=language)) for language in order
    ]


@cache
def _template(name: str) -> Any:
    """Return a template; between the lines of ``body`` nothing stands, not even a space."""
    environment = Environment(
        loader=DictLoader({name: _text(f"{name}.html", "" if name == "body" else "\n")}),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(name)


@cache
def _style() -> str:
    return re.sub(r"(?<=[{};:,])\s| (?=[{}])", "", _text("page.css"))


@cache
def _script() -> str:
    """Return the script, of all its parts: a module, so none of their names is a global one."""
    parts = ("packed", "state", "finding", "drawing", "page")
    return "\n".join(_text(f"{name}.js") for name in parts)


def _text(name: str, between: str = "\n") -> str:
    text = files("timeline.formats.page").joinpath("assets", name).read_text(encoding="utf-8")
    lines = map(str.strip, text.splitlines())
    return between.join(line for line in lines if line and not line.startswith("// "))


def _on(record: dict[str, Any]) -> Markup:
    """Write the steps in which a piece is shown, and hide what is not shown at first."""
    hidden = " hidden" if record.get("hidden") else ""
    return (
        Markup(' data-on="{}"{}').format(record["on"], hidden) if record.get("on") else Markup("")
    )


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy (CSP 3) that lets nothing in but these two texts."""
    rules = {
        "default-src": "'none'",
        "style-src": _hashed(style),
        "script-src": _hashed(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"


def _head(export: Export) -> dict[str, Any]:
    """What the page says of itself: what it was made from, when it is seen, how it was chosen."""
    coverage = export.collection.collection.coverage
    return {
        "events": said(counted("{n} event", "{n} events", len(export.rows))),
        "sources": origins(export.collection, [source.id for source in cited(export)]),
        "coverage": said(coverage) if coverage else None,
        "proofs": [said(phrase) for phrase in export.proofs()],
        "known": said(export.known) if export.known else None,
        "seen": said(sentence("states as seen on {day}", day=dates.of_day(_seen(export)))),
        "asked": safe(export.asked),
        "version": export.version,
        "program": safe(export.program),
    }


def _seen(export: Export) -> Day:
    return export.as_of or export.day


def _data(export: Export, steps: Course) -> dict[str, Any]:
    """Return what the script works on."""
    collection = export.collection
    return {
        "sides": {code: said(words) for code, words in collection.collection.sides.items()},
        "words": _script_words(collection),
        "months": dates.MONTHS,
        "title": said(collection.collection.title),
        "days": [day and day.isoformat() for day in steps.days],
        "published": published(collection),
        "read": len(collection.sources),
        "until": export.as_of and export.as_of.isoformat(),
        "seen": _seen(export).isoformat(),
        "whole": _whole_from(export, steps),
        "sources": since(export, steps),
        "roots": roots(export, steps),
        "events": [_record(row, steps) for row in _in_order(export)],
    }


def _whole_from(export: Export, steps: Course) -> str | None:
    """Return the day from which on the page is as without a day; None if it is so on no day.

    A plan whose last day passes in between is shown with no outcome on one of two days only.
    """
    newest, seen = steps.days[-1], _seen(export)
    if newest is None:
        return None
    events = (row.event for row in export.rows)
    planned = [event for event in events if event.status is Status.SCHEDULED]
    ends = [event.date.latest for event in planned if event.date.latest]
    whole = max([newest, *(end + timedelta(days=1) for end in ends if end < seen)])
    return None if any(seen <= end < whole for end in ends) else whole.isoformat()


def _script_words(collection: Collection) -> dict[str, Said]:
    """Return the words that the script writes; lanes are called as in the drawing."""
    named = {"several": "+", "noside": ""}
    return {name: words()[name] for name in _SCRIPT_WORDS} | {
        name: pair(lambda language, value=lane: dict(lanes(collection, language))[value].name)  # type: ignore[misc]
        for name, lane in named.items()
    }


def _in_order(export: Export) -> Iterator[Row]:
    for thread in threads(export.rows):
        yield from (thread.row, *thread.readouts)


def _record(row: Row, steps: Course) -> dict[str, Any]:
    event = row.event
    return {"id": event.id, "kind": event.kind.value, "states": steps.told[event.id].states}


def _threads(export: Export, steps: Course) -> Iterator[dict[str, Any]]:
    for thread in threads(export.rows):
        first, *readouts = (_article(export, row, steps) for row in (thread.row, *thread.readouts))
        yield {"event": first, "readouts": readouts}


def _article(export: Export, row: Row, steps: Course) -> dict[str, Any]:
    slots = steps.told[row.event.id].slots
    outcome = [_unless_ahead(part, _seen(export)) for part in slots["outcome"]["parts"]]
    return {
        "id": row.event.id,
        "certain": row.certain,
        **slots,
        "outcome": {**slots["outcome"], "parts": outcome},
    }


def _unless_ahead(part: dict[str, Any], seen: Day) -> dict[str, Any]:
    """Hide at first that there is no outcome where the plan was still to come."""
    return {**part, "hidden": part["hidden"] or seen.isoformat() <= part["it"]["after"]}
