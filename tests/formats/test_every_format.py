"""Every format, whatever the texts: a valid file, read by a program that is not ours, and inert.

Cases V42, V46 and V47 of the hostile ones (see tests/hostile); what each format makes of each text
is shown in its own tests.
"""

import csv
import io
import json
import re
import sqlite3
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import bibtexparser
import duckdb
import html5lib
import pytest
import rispy
import vobject
from bibtexparser.bparser import BibTexParser
from openpyxl import load_workbook
from PIL import Image
from rdflib import Graph

from timeline.formats import FORMATS, Export, Format
from timeline.text import find_forbidden


class Markup(HTMLParser):
    """What a parser of HTML finds: elements with their attributes, and the scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.last = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.last = tag

    def handle_endtag(self, tag: str) -> None:
        self.last = "" if tag == self.last else self.last

    def handle_data(self, data: str) -> None:
        if self.last == "script":
            self.scripts.append(data)


def inert(text: str, own_scripts: int = 0) -> Markup:
    """Nothing in markup runs, loads or leads anywhere but to the web or within."""
    found = Markup(text)
    tags = [tag for tag, _ in found.elements]
    assert tags.count("script") == own_scripts
    assert not {"iframe", "object", "embed", "base", "img", "foreignobject"} & {*tags}
    for _, attributes in found.elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src", "xlink:href", "action", "formaction"):
            assert re.match(r"https?://|#|$|\?|data:,$", attributes.get(name, ""))
    return found


def _text(data: bytes) -> str:
    text = data.decode("utf-8")
    assert find_forbidden(text) is None
    return text


def _cells(data: bytes, separator: str = ",") -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8"), newline="")
    rows = list(csv.reader(text, delimiter=separator, strict=True))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    return rows


def _workbook(data: bytes) -> None:
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [it for it in cells if it.data_type == "f" or it.hyperlink]


def _database(data: bytes) -> None:
    with sqlite3.connect(":memory:") as base:
        base.deserialize(data)
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        triggers = base.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        assert triggers.fetchone() == (0,)
    base.close()


def _parquet(data: bytes, path: Path) -> None:
    (path / "x.parquet").write_bytes(data)
    duckdb.read_parquet(str(path / "x.parquet")).fetchall()


def _calendar(data: bytes) -> None:
    calendar = vobject.readOne(data.decode())
    assert not [it for it in getattr(calendar, "vevent_list", ()) if "attendee" in it.contents]


def _bibliography(data: bytes) -> None:
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    entries = bibtexparser.loads(_text(data), parser).entries
    assert not [it for it in entries if not re.match("https?://|$", it.get("url", ""))]


def _page(data: bytes) -> None:
    html5lib.HTMLParser(strict=True).parse(_text(data))


def _fragment(data: bytes) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(_text(data))
    inert(_text(data))


def _drawing(data: bytes) -> None:
    ET.fromstring(_text(data))  # noqa: S314 - it is ours
    inert(_text(data))


READERS: dict[str, Callable[[bytes], object]] = {
    "csv": _cells,
    "tsv": lambda data: [row.split("\t") for row in _text(data).splitlines()],
    "xlsx": _workbook,
    "sqlite": _database,
    "datasette": json.loads,
    "ics": _calendar,
    "csl-json": json.loads,
    "ris": lambda data: rispy.loads(_text(data)),
    "biblatex": _bibliography,
    "timelinejs": json.loads,
    "timelinejs-csv": _cells,
    "markwhen": _text,
    "markdown": _text,
    "html": _page,
    "html-fragment": _fragment,
    "svg": _drawing,
    "png": lambda data: Image.open(io.BytesIO(data)).verify(),
    "json": json.loads,
    "jsonl": lambda data: [json.loads(it) for it in _text(data).split("\n")[:-1]],
    "jsonld": lambda data: Graph().parse(
        data=data, format="json-ld", publicID="https://example.org/"
    ),
}


def read(format_: Format, export: Export, path: Path) -> None:
    """Read a file with a program that is not ours."""
    if format_.folder:
        files = dict(format_.files(export))
        assert files
        for name, said in files.items():
            assert not name.startswith("/")
            assert ".." not in name
            if isinstance(said, str):
                _text(said.encode())
            else:
                _parquet(b"".join(said), path)
    elif format_.name == "parquet":
        _parquet(format_.made(export), path)
    else:
        READERS[format_.name](format_.made(export))


def test_every_format_has_a_reader() -> None:
    assert {*READERS, "parquet", "parquet-by-year", "vault"} == {*FORMATS}


# So rdflib speaks of itself.
QUIET = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


@QUIET
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_v42_the_texts_of_an_enemy_make_a_valid_file_that_does_nothing(
    hostile: Export, tmp_path: Path, name: str, language: str
) -> None:
    read(FORMATS[name], replace(hostile, language=language), tmp_path)  # type: ignore[arg-type]


@QUIET
@pytest.mark.parametrize("name", FORMATS)
def test_v46_no_record_and_one_make_a_valid_file(
    empty: Export, exported: Callable[..., Export], tmp_path: Path, name: str
) -> None:
    read(FORMATS[name], empty, tmp_path)
    read(FORMATS[name], exported({}), tmp_path)


def test_v47_the_page_runs_nothing_but_its_own_under_a_strict_policy(hostile: Export) -> None:
    text = FORMATS["html"].made(hostile).decode()
    blocks = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL)
    found = inert(text, own_scripts=len(blocks))
    (policy,) = (
        it["content"]
        for tag, it in found.elements
        if tag == "meta" and it.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(it.strip().partition(" ")[::2] for it in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    runs = [body for kind, body in blocks if "application/" not in kind]
    hashes = [f"'sha256-{b64encode(sha256(it.encode()).digest()).decode()}'" for it in runs]
    assert rules["script-src"].split() == hashes


def test_v47_every_anchor_is_valid_and_leads_within(hostile: Export) -> None:
    for name in ("html", "html-fragment"):
        found = Markup(FORMATS[name].made(hostile).decode())
        ids = [it["id"] for _, it in found.elements if "id" in it]
        assert len(ids) == len({*ids})
        assert not [it for it in ids if re.search(r"[\s\"'<>]", it) or not it]
        hrefs = {it["href"] for _, it in found.elements if it.get("href", "").startswith("#")}
        assert {it[1:] for it in hrefs if not it.startswith("#?")} <= {*ids}
