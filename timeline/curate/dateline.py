"""The date line that a stored text opens with: to be offered, never to be taken silently."""

import re
from datetime import date

from timeline import dates, phrases
from timeline.errors import NotADate, NotUnderstood

_HEAD = 600
_LABEL = r"(?:date|dated|fecha|published|publicado|publicada|fecha de publicaci[oó]n)"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
_DAY_FIRST = r"[0-9]{1,2}(?:st|nd|rd|th|º)? (?:de )?[^\W\d]+,? (?:del? )?[0-9]{4}\b"
_MONTH_FIRST = r"[^\W\d]+ [0-9]{1,2}, [0-9]{4}\b"
_LINE = re.compile(
    rf"^\W*{_LABEL}(?:\s*:|\s+on|\s+el)?\s+(?P<date>{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST})",
    re.IGNORECASE | re.MULTILINE,
)


def offered(text: str, today: date) -> tuple[str, str] | None:
    """Return the words of the date line at the head of a text, and its date in EDTF."""
    found = _LINE.search(text[:_HEAD])
    if not found:
        return None
    try:
        meant = dates.span_to_edtf(phrases.parse(found["date"], today).span).text
    except (NotADate, NotUnderstood):
        return None
    return " ".join(found[0].split()), meant
