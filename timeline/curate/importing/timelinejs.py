"""TimelineJS 3 JSON to a sheet: a slide a row. Pictures, groups and eras are left."""

from html.parser import HTMLParser
from typing import Any

from timeline.curate.importing import parse_event_lines
from timeline.curate.importing.separated import refused
from timeline.curate.importing.sheet import MOST_ROWS, Content, Contents, Sheet, SheetRow, too_many
from timeline.errors import WrongCall
from timeline.i18n import sentence

_BLOCKS = {"p", "br", "li", "div", "tr", "blockquote", "h1", "h2", "h3", "h4"}


def is_one(tree: Any) -> bool:
    """Return whether plain data are such a timeline."""
    events = tree.get("events") if isinstance(tree, dict) else None
    return isinstance(events, list) and any(
        isinstance(event, dict) and "start_date" in event for event in events
    )


def read(name: str, tree: dict[str, Any]) -> Contents:
    """Return the slides of a timeline as a sheet of which the columns are fields."""
    if len(tree["events"]) > MOST_ROWS:
        raise WrongCall(too_many(name))
    rows = []
    for i, slide in enumerate(tree["events"]):
        if not isinstance(slide, dict):
            raise refused(name, sentence("records are expected: objects with fields"))
        found = _fields(slide)
        cells = tuple(found.get(field, "") for field in parse_event_lines.FIELDS)
        rows.append(SheetRow(i + 1, cells, f"{name}:events[{i}]"))
    return Contents((Sheet(name, parse_event_lines.FIELDS, tuple(rows), fields=True),))


def _fields(slide: dict[str, Any]) -> dict[str, Content]:
    text = slide.get("text") if isinstance(slide.get("text"), dict) else {}
    lines = lines_of(str(text.get("text") or ""))  # type: ignore[union-attr]
    title = " ".join(lines_of(str(text.get("headline") or "")))  # type: ignore[union-attr]
    found: dict[str, Content] = {"date": _date(slide), **parse_event_lines.fields(title, lines)}
    return {**found, "id": str(slide.get("unique_id") or "")}


def _date(slide: dict[str, Any]) -> Content:
    start, end = (_edtf(slide.get(name)) for name in ("start_date", "end_date"))
    return f"{start}/{end}" if end and end != start else start


def _edtf(date: Any) -> str:
    """Return a date of TimelineJS; only what is there is kept."""
    if not isinstance(date, dict):
        return ""
    parts = [str(date.get(text) or "") for text in ("year", "month", "day")]
    widths = (4, 2, 2)
    known = [text.zfill(width) for text, width in zip(parts, widths, strict=True) if text]
    clock = ""
    if all(parts) and str(date.get("hour", "")) != "":
        clock = f"T{str(date['hour']).zfill(2)}:{str(date.get('minute') or 0).zfill(2)}"
    return "-".join(known) + clock


class _Lines(HTMLParser):
    """The text of HTML, a line for each block; quotations between marks."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.quoted = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Begin a line where a block begins."""
        if tag in _BLOCKS and self.lines[-1]:
            self.lines.append("")
        self.quoted = self.quoted or tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        """End the line where a block ends."""
        if tag in _BLOCKS and self.lines[-1]:
            if self.quoted:
                self.lines[-1] = f"“{self.lines[-1]}”"
            self.lines.append("")
        if tag == "blockquote":
            self.quoted = False

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        self.lines[-1] += data


def lines_of(html: str) -> list[str]:
    """Return the lines that a piece of HTML shows."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    return [line for text in parser.lines if (line := " ".join(text.split()))]
