"""RIS, which reference managers read: a field a line, an item from ``TY`` to ``ER``.

Every text stands on one line after its tag, so that none of it can begin a field. A date is
``YYYY/MM/DD/``, empty where it is not known, with the words of a partial date after the last slash.
"""

from collections.abc import Iterator

from timeline.dates import Edtf
from timeline.formats.bibliography.items import BibliographyItem, Sort, is_plain, items
from timeline.formats.export import Export
from timeline.i18n import Language

_TYPES = {Sort.NEWS: "NEWS", Sort.PAGE: "ELEC", Sort.DOCUMENT: "GEN", Sort.EVENT: "GEN"}


def render(export: Export) -> Iterator[str]:
    """Yield the items; lines end in CR LF."""
    for item in items(export):
        fields = (*_fields(item, export.language), ("ER", ""))
        yield "".join(f"{tag}  - {text}\r\n" for tag, text in fields) + "\r\n"


def _fields(item: BibliographyItem, language: Language) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[item.sort]
    for tag, text in (
        ("ID", item.key),
        ("TI", item.title),
        ("AU", item.author),
        ("T2", item.within),
        ("CY", item.place),
        ("PY", _year(item.date) if item.date else ""),
        ("DA", ris_date(item.date, language) if item.date else ""),
        ("Y2", ris_date(item.accessed, language) if item.accessed else ""),
        ("UR", item.url),
        ("LA", item.language),
        ("DB", item.archive),
        ("AN", item.file),
        *(("KW", word.replace(";", ",")) for word in item.keywords),
        # Zotero takes a note with a tag in it for HTML.
        ("N1", item.note.replace("<", "&lt;")),
    ):
        if text:
            yield tag, text


def ris_date(date: Edtf, language: Language) -> str:
    """Return a date as RIS has it: what all its possible days share, then the rest in words."""
    shared = _shared(date)
    year, month, day = (*shared, "", "", "")[:3]
    words = "" if is_plain(date) else date.say(language).replace("/", "-")
    return f"{year}/{month}/{day}/{words}"


def _year(date: Edtf) -> str:
    return next(iter(_shared(date)), "")


def _shared(date: Edtf) -> list[str]:
    """Return the year, month and day that the first and the last possible day have in common."""
    if date.earliest is None or date.latest is None:
        return []
    first, last = (day.isoformat().split("-") for day in (date.earliest, date.latest))
    shared = 0
    while shared < len(first) and first[shared] == last[shared]:
        shared += 1
    return first[:shared]
