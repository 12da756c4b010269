"""Dates as sources give them: most of them days, some of every other EDTF form.

Open dates stand at the edges of a collection, where chronologies have them: what came before it
begins, what goes on when it ends. Elsewhere they are rare, as each is a candidate for any month.
"""

from bisect import bisect
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

DAY = timedelta(days=1)
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
        *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_BEFORE, _AFTER = 0.06, 0.02
_ZONES = ("Z", "-05:00", "-06:00")
_NEAR = 3


def likely(rng: Random, share: float) -> bool:
    """Decide, so that a share of the decisions is yes."""
    return rng.random() < share


@dataclass(frozen=True, slots=True)
class When:
    """A date in EDTF, and the days that it covers; None where it is open."""

    text: str
    low: date | None
    high: date | None

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.low is not None and self.low == self.high

    def may_lie_in(self, first: date, last: date) -> bool:
        """Whether any of its days lies between two, these included."""
        return (self.low is None or self.low <= last) and (self.high is None or self.high >= first)


Form = Callable[[Random, date], When]


def day(_: Random, on: date) -> When:
    """2031-04-12."""
    return When(str(on), on, on)


def timed(rng: Random, on: date) -> When:
    """2031-04-12T09:30."""
    return When(f"{on}T{rng.randint(8, 20):02}:{rng.choice(('00', '30'))}", on, on)


def _zoned(rng: Random, on: date) -> When:
    return When(timed(rng, on).text + rng.choice(_ZONES), on, on)


def _doubtful(rng: Random, on: date) -> When:
    return When(f"{on}{rng.choice('?~%')}", on, on)


def _month(_: Random, on: date) -> When:
    return When(f"{on:%Y-%m}", on.replace(day=1), _month_end(on))


def _some_day(rng: Random, on: date) -> When:
    whole = _month(rng, on)
    return When(f"{whole.text}-XX", whole.low, whole.high)


def _doubtful_month(rng: Random, on: date) -> When:
    whole = _month(rng, on)
    return When(whole.text + rng.choice("?~"), whole.low, whole.high)


def _year(rng: Random, on: date) -> When:
    return When(f"{on.year}{rng.choice(('', '', '-XX', '~'))}", *_years(on.year, on.year))


def _decade(_: Random, on: date) -> When:
    first = on.year // 10 * 10
    return When(f"{first // 10}X", *_years(first, first + 9))


def _days(rng: Random, on: date) -> When:
    end = on + rng.randint(1, 4) * DAY
    return When(f"{on}/{end}", on, end)


def _months(_: Random, on: date) -> When:
    end = _month_end(_month_end(on) + DAY)
    return When(f"{on:%Y-%m}/{end:%Y-%m}", on.replace(day=1), end)


def _either(rng: Random, on: date) -> When:
    days = [on + i * DAY for i in range(rng.choice((2, 2, 2, 3, 5)))]
    return When(f"[{','.join(map(str, days))}]", days[0], days[-1])


def _before(_: Random, on: date) -> When:
    return When(f"../{on}", None, on)


def _after(_: Random, on: date) -> When:
    return When(f"{on}/..", on, None)


FORMS: tuple[tuple[float, Form], ...] = (
    (0.755, day),
    (0.030, timed),
    (0.010, _zoned),
    (0.025, _doubtful),
    (0.050, _month),
    (0.010, _some_day),
    (0.010, _doubtful_month),
    (0.014, _year),
    (0.001, _decade),
    (0.045, _days),
    (0.006, _months),
    (0.0438, _either),
    (0.0002, _before),
)
"""How large a share of the dates that need not be days each form has."""

_SHARES = tuple(accumulate(share for share, _ in FORMS))


def some(rng: Random, on: date, *, opens: bool, closes: bool) -> When:
    """Give a date of any form for a day; ``opens`` and ``closes`` say that an edge is near."""
    roll = rng.random()
    if opens and roll < _BEFORE:
        return _before(rng, on)
    if closes and roll < _AFTER:
        return _after(rng, on)
    place = bisect(_SHARES, rng.random() * _SHARES[-1])
    return FORMS[min(place, len(FORMS) - 1)][1](rng, on)


def words(rng: Random, told: When, published: date | None, language: str) -> str | None:
    """Give a source's own words for a date, or None where it would have none.

    ``published`` is the day of the source where it is known: only then may words be relative.
    """
    if told.low is None or not (told.is_day or told.text == f"{told.low:%Y-%m}"):
        return None
    month = MONTHS[language][told.low.month - 1]
    if not told.is_day:
        return f"{month} {told.low.year}" if language == "en" else f"{month} de {told.low.year}"
    near = _near(told.low, published, language) if published and likely(rng, 0.5) else None
    if near:
        return near
    if language == "en":
        return f"on {told.low.day} {month} {told.low.year}"
    return f"el {told.low.day} de {month} de {told.low.year}"


def _near(on: date, published: date, language: str) -> str | None:
    ago = (published - on).days
    if ago in (0, 1):
        return {"en": ("today", "yesterday"), "es": ("hoy", "ayer")}[language][ago]
    if abs(ago) > _NEAR:
        return None
    return f"{'this' if language == 'en' else 'este'} {WEEKDAYS[language][on.weekday()]}"


def _month_end(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])


def _years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)
