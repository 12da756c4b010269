"""BibLaTeX, for LaTeX and for Zotero: an entry an item, after comments on where it is from.

Nothing that the data say is a command: special characters are written as LaTeX has them, braces as
their commands, so that those of the file always match. Dates stay EDTF, as far as BibLaTeX reads
it (ISO 8601-2, levels 0 and 1).
"""

import re
from collections.abc import Iterator

from timeline.dates import Edtf
from timeline.dates.span import Part
from timeline.formats.bibliography.items import BibliographyItem, Sort, items
from timeline.formats.export import Export
from timeline.wording.typography import plain

_TYPES = {Sort.NEWS: "article", Sort.PAGE: "online", Sort.DOCUMENT: "misc", Sort.EVENT: "misc"}
_WITHIN = {Sort.NEWS: "journaltitle", Sort.EVENT: "howpublished"}
_BABEL = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
}
_COMMANDS = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "`": "\\textasciigrave{}",
    '"': '{"}',
    **{sign: f"\\{sign}" for sign in "%#$&_"},
}
# The last are those that would join with the next of their kind: -- becomes a dash, << a «.
_SPECIAL = re.compile(r"""[\\{}~^`"%#$&_]|([-'<>,])(?=\1)""")


def render(export: Export) -> Iterator[str]:
    """Yield the comments, then the entries."""
    listed = items(export)  # before anything is written, for it may be refused
    for sentence in export.told():
        # Outside an entry only an @ means something to BibTeX: it begins one, in a comment too.
        yield f"% {plain(sentence.say(export.language)).replace('@', '(at)')}\n"
    for item in listed:
        fields = "".join(f"  {name} = {{{text}}},\n" for name, text in _fields(item) if text)
        yield f"\n@{_TYPES[item.sort]}{{{item.key},\n{fields}}}\n"


def escaped(text: str) -> str:
    """Return a text as LaTeX has to be given it to set it as it stands."""
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0], f"{found[0]}{{}}"), text)


def _fields(item: BibliographyItem) -> Iterator[tuple[str, str]]:
    yield "title", _whole(item.title)
    yield "author", _whole(item.author)
    yield _WITHIN.get(item.sort, "organization"), escaped(item.within)
    if item.sort is Sort.NEWS:
        yield "entrysubtype", "newspaper"
    yield "type", escaped(item.genre)
    yield "date", biblatex_date(item.date) if item.date else ""
    yield "eventdate", biblatex_date(item.date) if item.date and item.sort is Sort.EVENT else ""
    yield "venue", escaped(item.place)
    yield "url", item.url
    yield "urldate", biblatex_date(item.accessed) if item.accessed else ""
    yield "langid", _BABEL.get(item.language.partition("-")[0], "")
    yield "library", escaped(", ".join(filter(None, (item.archive, item.file))))
    yield "keywords", ", ".join(escaped(word.replace(",", ";")) for word in item.keywords)
    yield "annotation", escaped(item.note)


def _whole(text: str) -> str:
    """Put a text into braces of its own: a title keeps its capitals, a name is not taken apart."""
    return f"{{{escaped(text)}}}" if text else ""


def biblatex_date(date: Edtf) -> str:
    """Return a date in the EDTF that BibLaTeX reads.

    A time is left out. One of a set, which it does not read, becomes the interval from the first
    to the last of it, marked as uncertain.
    """
    if date.form == "set":
        return "/".join(f"{_text(part)}?" for part in (date.known[0], date.known[-1]))
    ends = [f"{_text(part)}{part.qualifier}" if part else ".." for part in date.parts]
    return "/".join(ends)


def _text(part: Part) -> str:
    return "-".join(filter(None, (part.year, part.month, part.day)))
