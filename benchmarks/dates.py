"""Dates as sources give them: most of them days, some in other forms of EDTF."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from benchmarks.chance import Chance

DAY = timedelta(days=1)
_MONTHS = {language: get_month_names("wide", locale=language) for language in ("en", "es")}
_WEEKDAYS = {language: get_day_names("wide", locale=language) for language in ("en", "es")}
_NEAR = {"en": ("today", "yesterday", "this"), "es": ("hoy", "ayer", "este")}


class Dated(NamedTuple):
    """A date in EDTF, and the first and last day that it covers; None where it is open."""

    text: str
    first: date | None
    last: date | None

    @property
    def is_day(self) -> bool:
        """Whether it covers one day."""
        return self.first is not None and self.first == self.last


def day(chance: Chance, on: date) -> Dated:
    """Return a day, now and then with a time."""
    time = f"T{chance.randint(8, 20):02}:30{chance.choice(('', '', '', 'Z', '-05:00'))}"
    return Dated(f"{on}{time if chance.likely(0.04) else ''}", on, on)


def any_form(chance: Chance, on: date) -> Dated:
    """Return a date of any form."""
    return chance.choices(list(_FORMS), cum_weights=_SHARES)[0](chance, on)


def words(chance: Chance, dated: Dated, published: date | None, language: str) -> str | None:
    """Return a source's own words for a date, or None where it would have none.

    ``published`` is the day of the source where it is known: only then may words be relative.
    """
    first, of = dated.first, " " if language == "en" else " de "
    if first is None or not (dated.is_day or dated.text == f"{first:%Y-%m}"):
        return None
    month = f"{_MONTHS[language][first.month]}{of}{first.year}"
    if not dated.is_day:
        return month
    ago = (published - first).days if published and chance.likely(0.5) else None
    if ago in (0, 1):
        return _NEAR[language][ago]
    if ago is not None and abs(ago) <= 3:
        return f"{_NEAR[language][2]} {_WEEKDAYS[language][first.weekday()]}"
    return f"{'on' if language == 'en' else 'el'} {first.day}{of}{month}"


def _doubtful(chance: Chance, on: date) -> Dated:
    return Dated(f"{on}{chance.choice('?~%')}", on, on)


def _month(chance: Chance, on: date) -> Dated:
    suffix = chance.choice(("", "", "", "", "-XX", "?"))
    last = on.replace(day=monthrange(on.year, on.month)[1])
    return Dated(f"{on:%Y-%m}{suffix}", on.replace(day=1), last)


def _year(chance: Chance, on: date) -> Dated:
    suffix = chance.choice(("", "-XX", "~"))
    return Dated(f"{on.year}{suffix}", date(on.year, 1, 1), date(on.year, 12, 31))


def _decade(_: Chance, on: date) -> Dated:
    decade = on.year // 10
    return Dated(f"{decade}X", date(10 * decade, 1, 1), date(10 * decade + 9, 12, 31))


def _days(chance: Chance, on: date) -> Dated:
    last = on + chance.choice((1, 2, 3, 4, 30)) * DAY
    return Dated(f"{on}/{last}", on, last)


def _one_of(chance: Chance, on: date) -> Dated:
    days = [on + i * DAY for i in range(chance.choice((2, 2, 2, 3, 5)))]
    return Dated(f"[{','.join(map(str, days))}]", on, days[-1])


_FORMS: dict[Callable[[Chance, date], Dated], float] = {
    day: 79,
    _doubtful: 3,
    _month: 7,
    _year: 1.4,
    _decade: 0.1,
    _days: 5,
    _one_of: 4.4,
    # Open dates are rare, because each is a candidate for any month that a search asks for.
    lambda _, on: Dated(f"../{on}", None, on): 0.02,
    lambda _, on: Dated(f"{on}/..", on, None): 0.02,
}
"""How large a share of the dates that need not be days each form has."""

_SHARES = list(accumulate(_FORMS.values()))
