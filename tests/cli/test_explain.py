"""`timeline explain`: one sheet that defends one event."""

import copy
import hashlib
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from timeline import __version__

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "explain.json"
TEXT = "Ana Lima called Bo Reyés yesterday. She “asked for”  water. It is [not] *over*."
SMALL: dict[str, Any] = {
    "collection": {
        "title": {"en": "Aland and Bland", "es": "Alandia y Blandia"},
        "sides": {"AA": {"en": "Aland", "es": "Alandia"}, "BB": {"en": "Bland", "es": "Blandia"}},
        "topics": {"water": {"en": "shared rivers", "es": "ríos comunes"}},
    },
    "sources": [
        {"id": "wire", "file": "texts/wire.txt", "published": "2026-01-16", "language": "en"},
        {
            "id": "later",
            "url": "https://example.org/later?a=b",
            "title": "A # later | look",
            "outlet": "The Ford",
            "published": "[2026-01-17,2026-01-18]",
            "published_basis": "inferred",
            "published_note": {"en": "It tells of the 16th.", "es": "Relata el día 16."},
        },
    ],
    "actors": [
        {"id": "ana", "kind": "person", "side": "AA", "name": "Ana Lima"},
        {"id": "bo", "kind": "person", "side": "BB", "name": "Bo Reyés"},
    ],
    "events": [
        {
            "id": "2026-01-15-call",
            "date": "2026-01-15",
            "date_note": {"en": "The text says when.", "es": "El texto dice cuándo."},
            "kind": "call",
            "status": "held",
            "title": {"en": "A *call* on [water]", "es": "Una *llamada* sobre [agua]"},
            "summary": {"en": "They spoke.", "es": "Hablaron."},
            "actors": [
                {"actor": "ana", "role": "participant"},
                {"actor": "bo", "role": "participant"},
            ],
            "asked_by": "ana",
            "place": {"en": "Bridge", "es": "Puente"},
            "topics": ["water"],
            "cites": [
                {
                    "source": "wire",
                    "quote": "Ana Lima called Bo Reyés yesterday.",
                    "supports": ["date", "kind", "status", "actors"],
                    "date_words": "yesterday",
                    "translation": {"es": "Ana Lima llamó ayer a Bo Reyés."},
                },
                {
                    "source": "wire",
                    "quote": 'She "asked for" water.',
                    "supports": ["topics", "asked_by", "date"],
                    "attribution": "AA",
                    "speaker": "ana",
                    "speech": "reported",
                    "note": {"en": "Retold.", "es": "Referido."},
                },
                {
                    "source": "later",
                    "says": {"en": "It was the 15th.", "es": "Fue el 15."},
                    "attribution": "joint",
                },
            ],
            "claims": [
                {
                    "field": "date",
                    "value": "2026-01-15",
                    "sources": ["wire"],
                    "rank": "preferred",
                    "reason": {"en": "nearer", "es": "más cercana"},
                },
                {
                    "field": "date",
                    "value": "2026-01-14",
                    "sources": ["later"],
                    "attribution": "BB",
                },
            ],
            "corrections": [
                {
                    "on": "2026-01-19",
                    "field": "date",
                    "was": "2026-01-14",
                    "now": "2026-01-15",
                    "reason": {"en": "a slip", "es": "un error"},
                }
            ],
        },
        {
            "id": "2026-01-meeting",
            "date": "2026-01-18",
            "kind": "meeting",
            "status": "scheduled",
            "title": {"en": "A meeting", "es": "Una reunión"},
            "follows": "2026-01-15-call",
            "cites": [{"source": "wire", "quote": "This is nowhere in the text", "supports": []}],
            "history": [
                {
                    "status": "scheduled",
                    "date": "2026-01-17",
                    "cites": [{"source": "later", "quote": "It was for the 17th, they say"}],
                    "note": {"en": "Then moved.", "es": "Luego se movió."},
                }
            ],
            "commitments": [
                {
                    "id": "meet",
                    "text": {"en": "To meet", "es": "Reunirse"},
                    "by": ["AA", "BB"],
                    "due": "2026-02",
                    "cites": [{"source": "wire", "quote": "It is [not] *over*."}],
                }
            ],
        },
    ],
}


Explained = Callable[..., str]


@pytest.fixture
def explained(tmp_path: Path, call: Call) -> Explained:
    """Explain an event that cites the wire so, on one long line; other fields by name."""

    def explained(*cites: dict[str, Any], **fields: Any) -> str:
        given = [{"source": "wire", "quote": "Ana Lima called Bo Reyés", **it} for it in cites]
        event = {
            "id": "e",
            "date": "2026-01-15",
            "kind": "call",
            "status": "held",
            "title": {"en": "It"},
            "cites": given,
            **fields,
        }
        path = tmp_path / "events.yaml"
        path.write_text(json.dumps({**SMALL, "events": [event]}), encoding="utf-8")
        return " ".join(call("explain", "e", "--data", str(path)).stdout.split())

    return explained


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The small collection with its one stored text, in the folder we are in; and its hash."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/wire.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "data").mkdir()
    data = json.dumps(SMALL, ensure_ascii=False).encode()
    (tmp_path / "data/events.yaml").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return hashlib.sha256(data).hexdigest()


HASH = hashlib.sha256(TEXT.encode()).hexdigest()

MARKDOWN = r"""# A \*call\* on \[water\]

- **date:** Thursday 15 January 2026 (in EDTF: 2026-01-15)
- **kind:** call
- **status:** held
- **actors:** Ana Lima (participant); Bo Reyés (participant)
- **asked for by:** Ana Lima
- **sides:** Aland, Bland
- **place:** Bridge
- **topics:** shared rivers
- **id:** 2026-01-15-call

They spoke.

## What carries each field

2 quotes · 2 sources · 2 origins · 2 of 3 citations proved against stored texts; the rest are links

### date: Thursday 15 January 2026

> **Q1** “Ana Lima called Bo Reyés yesterday.”
>
> \[1\] wire, found in the stored text, letter by letter: characters 0–35; the outlet's words

> **Q2** “She "asked for" water.”
>
> \[1\] wire, found in the stored text, but for: quotation marks, white space: characters 36–59; Ana Lima (Aland), retold by the outlet
>
> note: Retold.

### kind: call

Q1, above

### status: held

Q1, above

### actors: Ana Lima (participant); Bo Reyés (participant)

Q1, above

### asked for by: Ana Lima

Q2, above

### topics: shared rivers

Q2, above

### also cited

> **Q3** It was the 15th.
>
> \[2\] later, not proved here; in our words, after the source; speaking: both sides jointly

No citation carries: place, summary

## What is inferred, and how

The text says when.

- “yesterday” in a text of Friday 16 January 2026 is Thursday 15 January 2026 (Q1)
- \[2\] later is dated by inference, 17 or 18 January 2026: It tells of the 16th.

## What is open or contradicted

- only links, not proved here: Q3

### sources differ on: date

- “Thursday 15 January 2026” – \[1\] wire · preferred – nearer
- “Wednesday 14 January 2026” – \[2\] later · normal · Bland

## Readouts and links

- followed by: A meeting (2026-01-meeting)

## Corrections

- 19 January 2026 · date: 2026-01-14 → 2026-01-15 · a slip

## Sources

- \[1\] wire texts/wire.txt
  - 16 January 2026 · English · outlet unknown
  - sha256 @text
- \[2\] later A \# later \| look <https://example.org/later?a=b>
  - 17 or 18 January 2026 (inferred) · The Ford · only a link

Places are counted in characters (Unicode code points) from 0, the end not included.

## This sheet

- **collection:** data/events.yaml
- **sha256:** @data
- **seen on:** 2026-01-20
- **program:** timeline @version

```sh
timeline explain 2026-01-15 --format markdown
```
"""  # noqa: E501 - as it is written

SCREEN = """\
A meeting

date    Sunday 18 January 2026 (in EDTF: 2026-01-18)
kind    meeting
status  scheduled; no outcome recorded, as seen on 20 January 2026
id      2026-01-meeting

WHAT CARRIES EACH FIELD

3 quotes · 2 sources · 2 origins · 1 of 3 citations proved against stored texts;
not proved: 1, links: 1

also cited

Q1   “This is nowhere in the text”
     [1] wire, not in the stored text; the outlet's words

No citation carries: date, kind, status, follows

WHAT IS INFERRED, AND HOW

- [2] later is dated by inference, 17 or 18 January 2026: It tells of the 16th.

WHAT IS OPEN OR CONTRADICTED

- its day has passed and no outcome is recorded
- not proved against a stored text: Q1
- only links, not proved here: Q2

READOUTS AND LINKS

- follows: A *call* on [water] (2026-01-15-call)

EARLIER STATES

scheduled: Saturday 17 January 2026

Then moved.

Q2   “It was for the 17th, they say”
     [2] later, quoted from a link, not proved here; the outlet's words

COMMITMENTS

To meet

Aland, Bland · due February 2026 · not yet assessed

Q3   “It is [not] *over*.”
     [1] wire, found in the stored text, letter by letter: characters 60–79; the
     outlet's words

CORRECTIONS

None recorded.

SOURCES

[1] wire  texts/wire.txt
    16 January 2026 · English · outlet unknown
    sha256 @text

[2] later  A # later | look  https://example.org/later?a=b
    17 or 18 January 2026 (inferred) · The Ford · only a link

Places are counted in characters (Unicode code points) from 0, the end not
included.

THIS SHEET

collection  data/events.yaml
sha256      @data
seen on     2026-01-20
program     timeline @version

timeline explain meeting
"""


def filled(expected: str, data: str) -> str:
    """Put the hashes and the version into a typed page."""
    return expected.replace("@text", HASH).replace("@data", data).replace("@version", __version__)


def test_a_sheet_in_markdown(call: Call, small: str) -> None:
    answer = call("explain", "2026-01-15", "--format", "markdown")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == filled(MARKDOWN, small)


def test_a_sheet_is_plain_prose_on_a_pipe(call: Call, small: str) -> None:
    answer = call("explain", "meeting")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == filled(SCREEN, small)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_shows_the_same_sheet_and_never_wider_than_80_columns(
    call: Call, screen: Screen, small: str, columns: int
) -> None:
    assert small
    assert screen("explain", "meeting", columns=columns) == call("explain", "meeting").stdout


@pytest.mark.parametrize("columns", [20, 40, 60])
@pytest.mark.usefixtures("small")
def test_a_narrow_terminal_loses_no_word(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    whole = call("explain", "2026-01-15").stdout
    monkeypatch.setenv("COLUMNS", str(columns))
    narrow = call("explain", "2026-01-15").stdout
    assert max(map(len, narrow.splitlines())) <= columns
    assert sorted("".join(narrow.split())) == sorted("".join(whole.split()))


@pytest.mark.usefixtures("small")
def test_a_sheet_in_spanish_quotes_in_spanish_and_translates_for_spanish(call: Call) -> None:
    answer = call("explain", "2026-01-15", "--lang", "es")
    assert answer.stdout.startswith("Una *llamada* sobre [agua]\n\nfecha ")
    assert "«Ana Lima called Bo Reyés yesterday.»" in answer.stdout
    assert "traducción nuestra: Ana Lima llamó ayer a Bo Reyés." in answer.stdout
    assert answer.stdout.endswith("timeline explain 2026-01-15 --lang es\n")


@pytest.mark.usefixtures("small")
def test_a_program_gets_every_part_by_a_schema(call: Call) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for event in ("2026-01-15", "meeting"):
        whole = json.loads(call("explain", event, "--format", "json").stdout)
        validator.validate(whole)
        for path in ((), ("event",), ("version",), ("citations", 0), ("citations", 0, "proof")):
            assert not validator.is_valid(_with_more(whole, path))
        assert not validator.is_valid({**whole, "schema": "timeline-explain-2"})
        assert not validator.is_valid({key: whole[key] for key in whole if key != "version"})


def _with_more(whole: dict[str, Any], path: tuple[str | int, ...]) -> Any:
    changed: Any = copy.deepcopy(whole)
    inner = changed
    for step in path:
        inner = inner[step]
    inner["more"] = 1
    return changed


def test_json_says_what_was_proved_where_and_of_which_data(call: Call, small: str) -> None:
    whole = json.loads(call("explain", "2026-01-15", "--format", "json").stdout)
    assert whole["fields"][0] == {"field": "date", "citations": [1, 2]}
    assert [it["proof"] for it in whole["citations"]] == [
        {
            "standing": "proved",
            "state": "found",
            "places": [{"start": 0, "end": 35}],
            "differences": [],
            "sha256": HASH,
        },
        {
            "standing": "proved",
            "state": "found-normalised",
            "places": [{"start": 36, "end": 59}],
            "differences": ["quotation marks", "white space"],
            "sha256": HASH,
        },
        {"standing": "linked", "state": "says", "places": [], "differences": [], "sha256": None},
    ]
    assert whole["inferred"]["dates"] == [
        {
            "citation": 1,
            "words": "yesterday",
            "published": "2026-01-16",
            "meant": "2026-01-15",
            "told": "2026-01-15",
            "agrees": True,
            "problem": None,
        }
    ]
    assert whole["open"]["fields_not_carried"] == ["place", "summary"]
    assert whole["version"] == {
        "file": "data/events.yaml",
        "sha256": small,
        "as_of": None,
        "day": "2026-01-20",
        "program": f"timeline {__version__}",
        "command": "timeline explain 2026-01-15 --format json",
    }


def test_lines_with_tabs_only_where_they_are_asked_for(call: Call, small: str) -> None:
    assert call("explain", "meeting", "--format", "tsv").stdout == (
        "id\t2026-01-meeting\n"
        "field\tdate\t\n"
        "field\tkind\t\n"
        "field\tstatus\t\n"
        "field\tfollows\t\n"
        f"citation\t1\twire\tabsent\t\t{HASH}\toutlet\tdirect\t\tThis is nowhere in the text\n"
        "citation\t2\tlater\tcannot-check\t\t\toutlet\tdirect\t\tIt was for the 17th, they say\n"
        f"citation\t3\twire\tfound\t60-79\t{HASH}\toutlet\tdirect\t\tIt is [not] *over*.\n"
        f"sha256\t{small}\n"
        "command\ttimeline explain meeting --format tsv\n"
    )


def test_as_of_a_day_only_what_was_known_is_explained_and_the_day_is_said(
    call: Call, small: str
) -> None:
    answer = call("explain", "2026-01-15", "--as-of", "16 January 2026")
    assert answer.returncode == 0
    assert "later" not in answer.stdout
    assert "one claim on: date\n" in answer.stdout
    assert f"sha256       {small}\nas known on  2026-01-16\n" in answer.stdout
    assert answer.stdout.endswith("\ntimeline explain 2026-01-15 --as-of 2026-01-16\n")


@pytest.mark.usefixtures("small")
def test_the_command_makes_the_same_sheet_again(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    odd = tmp_path / "it's a copy"
    (tmp_path / "data").rename(odd)
    (odd / "events.yaml").rename(odd / "all of it.yaml")
    monkeypatch.setenv("TIMELINE_DATA", str(odd / "all of it.yaml"))
    monkeypatch.setenv("TIMELINE_LANG", "es")
    answer = call("explain", "-call")
    assert answer.returncode == 2
    answer = call("explain", "--format", "markdown", "--", "-call")
    assert answer.returncode == 0
    command = answer.stdout.splitlines()[-2]
    monkeypatch.delenv("TIMELINE_DATA")
    monkeypatch.delenv("TIMELINE_LANG")
    assert call(*shlex.split(command)[1:]).stdout == answer.stdout


@pytest.mark.parametrize(
    ("cite", "said"),
    [
        ({}, "the outlet's words"),
        ({"speaker": "bo"}, "the outlet's words, quoting Bo Reyés"),
        ({"speaker": "bo", "speech": "reported"}, "the outlet's words, retelling Bo Reyés"),
        ({"attribution": "BB"}, "Bland, quoted by the outlet"),
        ({"attribution": "BB", "speaker": "bo"}, "Bo Reyés (Bland), quoted by the outlet"),
        (
            {"attribution": "joint", "speech": "reported"},
            "both sides jointly, retold by the outlet",
        ),
    ],
)
def test_it_is_said_whose_words_a_quote_holds(
    explained: Explained, cite: dict[str, Any], said: str
) -> None:
    assert f"; {said} No citation carries:" in explained({**cite, "supports": ["date"]})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("last week", "“last week” in a text of Friday 16 January 2026 means 5–11 January 2026"),
        ("soon", "“soon” in a text of Friday 16 January 2026 gives no date by itself (Q1)"),
        ("31 February 2026", "“31 February 2026”: 2026-02-31 is not a day: February 2026 has 28"),
        (
            "today",
            (
                "“today” in a text of Friday 16 January 2026 is Friday 16 January 2026; "
                "the record says Thursday 15 January 2026 (Q1)"
            ),
        ),
    ],
)
def test_it_is_said_how_date_words_were_understood(
    explained: Explained, words: str, said: str
) -> None:
    assert f"- {said}" in explained({"date_words": words})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "- everything here goes back to one origin: wire"),
        ({"cites": []}, "Nothing is recorded as open or contradicted. "),
        ({"date": "2026-01"}, "- the sources do not give one certain day: January 2026"),
        (
            {"date": "2026-02-03", "status": "scheduled"},
            "- it is planned: no source says yet that it was held",
        ),
        (
            {"date": "2026-01-18", "status": "scheduled"},
            "- its day has passed and no outcome is recorded",
        ),
    ],
)
def test_it_is_said_what_is_open(explained: Explained, fields: dict[str, Any], said: str) -> None:
    assert said in explained({}, **fields)


def test_date_words_that_disagree_are_open_too(explained: Explained) -> None:
    page = explained({"date_words": "today"}, {"source": "later"}, {"date_words": "ayer"})
    assert "- the date words of Q1 do not agree with the record" in page


@pytest.mark.parametrize("name", ["csv", "md", ""])
@pytest.mark.usefixtures("small")
def test_a_format_that_it_does_not_have_is_refused(call: Call, name: str) -> None:
    answer = call("explain", "meeting", "--format", name or "-")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "no format is called" in answer.stderr


def test_the_second_call_of_the_first_collection_is_defended_whole(call: Call) -> None:
    answer = call("explain", "2026-01-15-call")
    assert (answer.returncode, answer.stderr) == (0, "")
    flowed = " ".join(answer.stdout.split())
    assert "Thursday 15 January 2026 (in EDTF: 2026-01-15)" in flowed
    assert "9 quotes · 4 sources · 4 origins · 9 quotes found in their stored texts" in flowed
    assert "“ayer” in a text of Friday 16 January 2026 is Thursday 15 January 2026 (Q1)" in flowed
    assert "[2] s001, found in the stored text, letter by letter: characters 303–487" in flowed
    assert max(map(len, answer.stdout.splitlines())) <= 80
