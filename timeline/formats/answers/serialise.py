"""Plain data and rows as text: JSON, and CSV."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from timeline.formats.tables.separated import disarmed


def json_text(whole: Any) -> str:
    """Return plain data as JSON."""
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV by RFC 4180, with no cell that a spreadsheet takes for a formula."""
    paper = StringIO()
    writer = csv.writer(paper, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(disarmed, row) for row in rows)
    return paper.getvalue()
