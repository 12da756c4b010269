"""What a collection holds, seen from its margins: quick, and for hints alone, never an answer.

Reads lines as people indent them, without parsing YAML, for shell completion and `--version`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.i18n import LANGUAGES

_SECTIONS = ("sources", "actors", "events")

_SECTION = re.compile(r"([\w-]+):(?: +#.*)?$")
_ITEM = re.compile(r"( *)- +(?=[^\s-])")
_FIELD = re.compile(r" *([\w-]+):(?: +(.*))?$")
_COMMENT = re.compile(r"(?:^| )#.*$")
_PAIR = re.compile(r"""([\w-]+): *("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,{}]*)""")
_NESTED = re.compile(r"\{[^{}]*\}")
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')""")
_TOP = re.compile(r"^(\w+):[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_EVENTS = re.compile(r"^events:", re.MULTILINE)
_RECORDS = re.compile(r"^(?:sources|actors|events):", re.MULTILINE)
_PUBLISHED = re.compile(
    r"""^ +(?:- +)?(?:\{(?:[^}\n]*, *)?)?published: *("[^"\n]*"|'[^'\n]*'|[^,}\r\n]*)""",
    re.MULTILINE,
)
_NO_TEXT = ("{", "[", "|", ">", "&", "*", "!")
_TEXT_FOLLOWS = re.compile(r"[:-] +[|>][-+\d]*(?: +#.*)?$")
_MARGIN = re.compile(r""" *(?:- +(?=[\w"']))*""")
_OPEN_QUOTE = re.compile(r"""(?:^ *|[:,{\[-] +|[{\[])(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")


@dataclass(frozen=True, slots=True)
class Outline:
    """Ids by section; the collection's topics, sides and title; names that help to choose an id.

    ``title`` and each of ``names`` are by language; ``published`` are the sources' dates as
    written. ``exact`` is False for a file styled in a way that this reading cannot vouch for:
    nothing may be counted from it.
    """

    ids: dict[str, tuple[str, ...]]
    topics: tuple[str, ...]
    sides: tuple[str, ...]
    title: dict[str, str]
    published: tuple[str, ...]
    names: dict[str, dict[str, str]]
    exact: bool


@dataclass(slots=True)
class _OutlineRecord:
    """The collection's own fields or those of one item, as written, and the fields below them."""

    section: str
    fields: dict[str, str] = field(default_factory=dict)
    below: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.text("id")

    def text(self, name: str) -> str:
        return _unquoted(self.fields.get(name, ""))

    def keys(self, name: str) -> tuple[str, ...]:
        return tuple(self.below.get(name, ())) or tuple(_pairs(self.fields.get(name, "")))

    def words(self, name: str) -> dict[str, str]:
        """Return a text by language, whether it is written once or in each."""
        value = self.fields.get(name, "")
        by_language = _pairs(value) or self.below.get(name, {})
        said = by_language or dict.fromkeys(LANGUAGES, value)
        return {key: text for key, code in said.items() if (text := _unquoted(code))}


def outline(text: str) -> Outline:
    """Return the outline of a collection's text, good or not; nothing is raised."""
    margins = _Margins()
    for line in _lines(text):
        margins.take(line)
    about = next(
        (record for record in margins.records if record.section == "collection"), _OutlineRecord("")
    )
    items = [record for record in margins.records if record.section in _SECTIONS]
    named = [item for item in items if item.id]
    sources = [record for record in named if record.section == "sources"]
    return Outline(
        ids={
            name: tuple(record.id for record in named if record.section == name)
            for name in _SECTIONS
        },
        topics=about.keys("topics"),
        sides=about.keys("sides"),
        title=about.words("title"),
        published=tuple(date for source in sources if (date := source.text("published"))),
        names={
            record.id: words
            for record in named
            if (words := record.words("name") or record.words("title"))
        },
        exact=len(named) == len(items) and not margins.doubt,
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that are neither empty, nor comments, nor part of a text in block style."""
    margin: int | None = None
    for line in map(str.rstrip, text.split("\n")):
        content = line.lstrip(" ")
        if not content or (margin is not None and len(line) - len(content) > margin):
            continue
        margin = None
        if not content.startswith("#"):
            if ("|" in line or ">" in line) and _TEXT_FOLLOWS.search(line):
                margin = _margin(line)
            yield line


def _margin(line: str) -> int:
    """Return the column that a text in block style, which starts after this line, is right of."""
    found = _MARGIN.match(line)
    return found.end() if found else 0


class _Margins:
    """A reading of lines by their indentation: which section, which record, which field."""

    def __init__(self) -> None:
        self.records: list[_OutlineRecord] = []
        self.doubt = False
        self.section = ""
        self.record: _OutlineRecord | None = None
        self.dashes_at: int | None = None
        self.fields_at: int | None = None
        self.below: dict[str, str] = {}
        self.below_at: int | None = None

    def take(self, line: str) -> None:
        if ('"' in line or "'" in line) and _OPEN_QUOTE.search(line):
            self.doubt = True
        item = _ITEM.match(line) if self.section in _SECTIONS else None
        if item and self.dashes_at in (None, len(item[1])):
            self.dashes_at = len(item[1])
            self.start_record(item.end())
            self.take_field(" " * item.end() + line[item.end() :])
        elif line.startswith((" ", "- ")):
            self.take_field(line)
        elif line != "---":
            self.start_section(line)

    def start_section(self, line: str) -> None:
        found = _SECTION.match(line)
        self.doubt |= not found
        self.section = found[1] if found else ""
        self.record = self.dashes_at = None
        if self.section == "collection":
            self.start_record(None)

    def start_record(self, fields_at: int | None) -> None:
        self.record = _OutlineRecord(self.section)
        self.records.append(self.record)
        self.fields_at = fields_at

    def take_field(self, line: str) -> None:
        column = len(line) - len(line.lstrip(" "))
        if self.fields_at is None:
            self.fields_at = column
        if self.record is None or column < self.fields_at:
            self.doubt = True
        elif column == self.fields_at:
            self.take_own_field(line, self.record)
        else:
            self.take_field_below(line, column, self.record)

    def take_field_below(self, line: str, column: int, record: _OutlineRecord) -> None:
        self.doubt |= next(reversed(record.fields), "") == "id"
        if self.below_at in (None, column):
            self.below_at = column
            self.below |= _fields(line)

    def take_own_field(self, line: str, record: _OutlineRecord) -> None:
        content = line.strip()
        fields = _pairs(content) or _fields(line)
        self.doubt |= not fields and not content.startswith("- ")
        self.doubt |= not fields.keys().isdisjoint(record.fields)
        record.fields |= fields
        self.below, self.below_at = {}, None
        record.below |= dict.fromkeys(fields, self.below)


def _fields(line: str) -> dict[str, str]:
    found = _FIELD.match(line)
    return {found[1]: found[2] or ""} if found else {}


def _pairs(value: str) -> dict[str, str]:
    """Return the fields of a mapping in flow style, as written; {} for anything else."""
    return dict(_PAIR.findall(_NESTED.sub("", value[1:]))) if value.startswith("{") else {}


def _unquoted(value: str) -> str:
    """Return a text as it is meant, or nothing when it is more than a text on one line."""
    quoted = _QUOTED.match(value)
    if quoted:
        return quoted[1] or (quoted[2] or "").replace("''", "'")
    plain = _COMMENT.sub("", value).strip()
    return "" if plain.startswith(_NO_TEXT) else plain


@dataclass(frozen=True, slots=True)
class OutlineTally:
    """How many events a text holds, and the dates of its sources as written.

    ``events`` is None where the events are not a list in block style.
    """

    events: int | None
    published: tuple[str, ...]


def tallied(text: str) -> OutlineTally:
    """Count the events of a collection's text by the dashes at their margin; nothing is raised."""
    parts = _TOP.split(text)
    bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
    events = bodies.get("events")
    dated = _PUBLISHED.findall(bodies.get("sources", ""))
    elsewhere = None if _EVENTS.search(text) else 0
    counted = elsewhere if events is None else _dashes(events)
    return OutlineTally(counted, tuple(map(_unquoted, dated)))


def _dashes(body: str) -> int | None:
    first = _ITEM.match(body.lstrip("\r\n")) or re.search(r"^( *)- ", body, re.MULTILINE)
    if first is None:
        return None
    return len(re.findall(rf"^{first[1]}- ", body, re.MULTILINE))


def beginning(text: str) -> str:
    """Return the text up to its records: what is said of the collection mostly stands there."""
    found = _RECORDS.search(text)
    return text[: found.start()] if found else text
