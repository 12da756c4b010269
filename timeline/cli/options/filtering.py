"""From what a person typed to a filter: dates are understood here, and what was understood said."""

import shlex
from collections.abc import Iterator
from typing import Any

from timeline.cli.options.filters import FilterOptions, Ordered
from timeline.cli.shell.choices import one_of
from timeline.cli.shell.terminal import Terminal
from timeline.dates import Span, of_day, spelled
from timeline.errors import WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.filter import ALWAYS, SORTS, Answer, Filter, Row, search
from timeline.query.registers import FILTER_REGISTERS, REGISTERS
from timeline.records.labels import option_name
from timeline.records.model import Collection

# More digits than any number of events has; Python reads no number of very many.
_DIGITS = 9


def answer(
    terminal: Terminal, collection: Collection, asked: FilterOptions, ordered: Ordered | None = None
) -> tuple[Row, ...]:
    """Return the events asked for; where there are none, say on stderr what was asked."""
    return tuple(searched(terminal, collection, asked, ordered))


def searched(
    terminal: Terminal, collection: Collection, asked: FilterOptions, ordered: Ordered | None = None
) -> Answer:
    """Return the same, to be gone through a row at a time: see `query.search`."""
    ordered = ordered or Ordered()
    rows = search(
        collection,
        wanted(terminal, asked),
        sort=one_of(sentence("order"), ordered.sort, SORTS),
        reverse=ordered.reverse,
        limit=_number(ordered.limit),
    )
    if not rows:
        terminal.note(_nothing(terminal, asked))
    _say_whom(terminal, collection, asked)
    return rows


def _say_whom(terminal: Terminal, collection: Collection, asked: FilterOptions) -> None:
    """Say who is meant where a name typed means several."""
    for text in asked.actor or ():
        meant = sorted(REGISTERS["actors"].meant(collection, [text]))
        if len(meant) > 1:
            terminal.note(
                sentence("--actor '{text}': {actors}", text=text, actors=", ".join(meant))
            )


def wanted(terminal: Terminal, asked: FilterOptions) -> Filter:
    """Make the filter of what was typed, and say on stderr how dates in words were understood."""
    since = _span(terminal, "--since", asked.since)
    until = _span(terminal, "--until", asked.until)
    between = Span(since.earliest, until.latest)
    if between.bounds[0] > between.bounds[1]:
        raise WrongCall(
            sentence(
                "--since {since} is after --until {until}", since=asked.since, until=asked.until
            )
        )
    return Filter(
        **{
            name: tuple(getattr(asked, register.option) or ())
            for name, register in FILTER_REGISTERS.items()
        },
        texts=tuple(asked.text or ()),
        on=tuple(_span(terminal, "--on", text) for text in asked.on or ()),
        between=between,
        certain=asked.certain,
        members=asked.members,
    )


def _span(terminal: Terminal, option: str, text: str | None) -> Span:
    if text is None:
        return ALWAYS
    from timeline import phrases

    understood = phrases.read(text, terminal.today)
    meant = spelled(understood.span)
    if meant.text != text.strip():
        terminal.note(sentence("{option} '{text}': {meant}", option=option, text=text, meant=meant))
    return understood.span


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text) > 0):
        raise WrongCall(sentence("--limit takes a number from 1 on, not '{text}'", text=text))
    return int(text)


def typed(asked: FilterOptions, ordered: Ordered | None = None) -> str:
    """Return the options that chose the events, as a shell would take them."""
    limit = ordered.limit if ordered else None
    return shlex.join((*_options(asked), *(("--limit", limit) if limit else ())))


def _options(asked: FilterOptions) -> Iterator[str]:
    for option, value in _given(asked):
        yield from (option,) if value is True else (option, value)


def _nothing(terminal: Terminal, asked: FilterOptions) -> Sentence:
    filters = " ".join(_typed(asked))
    if terminal.as_of:
        day = of_day(terminal.as_of)
        if not filters:
            return sentence("no source was published by {day}", day=day)
        return sentence("nothing known on {day} matches {filters}", day=day, filters=filters)
    if not filters:
        return sentence("the collection has no events")
    return sentence("no event matches {filters}", filters=filters)


def _typed(asked: FilterOptions) -> Iterator[str]:
    for option, value in _given(asked):
        yield option if value is True else f"{option} {value!r}"


def _given(asked: FilterOptions) -> Iterator[tuple[str, Any]]:
    for name in asked.__dataclass_fields__:
        value = getattr(asked, name)
        for one in value if isinstance(value, list) else [value]:
            if one:
                yield option_name(name), one
