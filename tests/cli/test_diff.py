"""`timeline diff`: what became known between two days, or differs between two files."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "timeline" / "schemas" / "diff.json").read_text(encoding="utf-8"))

OLD = """\
collection:
  title: {en: Aland and Bland, es: Alandia y Blandia}
  sides: {AA: {en: Aland, es: Alandia}, BB: {en: Bland, es: Blandia}}
  topics: {water: {en: shared rivers, es: ríos comunes}}
sources:
  - {id: s1, url: https://example.org/1, title: The Ford, published: 2026-01-11, language: en}
  - {id: s2, url: https://example.org/2, published: 2026-01-12}
actors:
  - {id: ana-lima, kind: person, side: AA, name: Ana Lima}
  - {id: bo-reyes, kind: person, side: BB, name: Bo Reyés}
events:
  - id: call
    date: 2026-01-11
    kind: call
    status: held
    title: {en: Lima calls Reyés, es: Lima llama a Reyés}
    actors: [{actor: ana-lima, role: participant}]
    cites:
      - {source: s1, quote: They spoke on Sunday.}
      - {source: s2, quote: There was a call.}
    claims:
      - {field: date, value: 2026-01-11, sources: [s1]}
    commitments:
      - {id: report, text: {en: To publish a report, es: Publicar un informe}, by: [AA]}
  - id: talks
    date: 2026-02-10
    kind: meeting
    status: scheduled
    title: {en: Talks at the ford, es: Conversaciones en el vado}
    cites:
      - {source: s1, quote: They will meet on 10 February.}
  - id: rumour
    date: 2026-01
    kind: other
    status: reported
    title: {en: A rumour, es: Un rumor}
    cites:
      - {source: s2, quote: It is said.}
"""

NEW = """\
collection:
  title: {en: Aland and Bland, es: Alandia y Blandia}
  sides: {AA: {en: Aland, es: Alandia}, BB: {en: Bland, es: República de Blandia}}
  topics: {water: {en: shared rivers, es: ríos comunes}}
sources:
  - {id: s1, url: https://example.org/1, title: The Ford, published: 2026-01-11, language: en}
  - {id: s3, url: https://example.org/3, published: 2026-02-11, outlet: The Bridge}
actors:
  - {id: ana-lima, kind: person, side: AA, name: Ana Lima, aliases: [Lima]}
  - {id: bo-reyes, kind: person, side: BB, name: Bo Reyés}
  - {id: carla-mora, kind: person, side: BB, name: Carla Mora}
events:
  - id: call
    date: 2026-01-12
    kind: call
    status: denied
    title: {en: Lima calls Reyés, es: Lima llamó a Reyés}
    summary: {en: Bland denies it., es: Blandia lo niega.}
    actors: [{actor: ana-lima, role: participant}, {actor: bo-reyes, role: participant}]
    asked_by: ana-lima
    topics: [water]
    cites:
      - {source: s1, quote: They spoke on Sunday., supports: [date]}
      - {source: s3, quote: "There was no call."}
    claims:
      - {field: date, value: 2026-01-11, sources: [s1], rank: preferred, reason: The closest}
      - {field: date, value: 2026-01-12, sources: [s3]}
    commitments:
      - {id: report, text: {en: To publish a report, es: Publicar un informe}, by: [AA],
         status: kept}
    corrections:
      - {on: 2026-02-12, field: date, was: 2026-01-11, now: 2026-01-12,
         reason: The Bridge has it so}
  - id: talks
    date: 2026-02-11
    kind: meeting
    status: held
    title: {en: Talks at the ford, es: Conversaciones en el vado}
    cites:
      - {source: s3, quote: They met yesterday.}
      - {source: s3, says: {en: A map shows the ford, es: Un mapa muestra el vado}}
    history:
      - status: scheduled
        date: 2026-02-10
        cites:
          - {source: s1, quote: They will meet on 10 February.}
  - id: answer
    date: 2026-02-12
    kind: statement
    status: issued
    title: {en: Bland answers, es: Blandia responde}
    actors: [{actor: carla-mora, role: speaker}]
    about: talks
    cites:
      - {source: s3, quote: We met.}
"""

PAGE = """\
What differs between old.yaml and new.yaml

NEW SOURCES

+ s3  https://example.org/3
  11 February 2026 · The Bridge · only a link

NEW ACTORS

+ Carla Mora
  carla-mora
  person · BB

NEW EVENTS

+ Bland answers
  answer
  12 February 2026 · statement · issued · BB · s3

CHANGED: THE COLLECTION

~ Aland and Bland
  ~ changed  sides           BB: (es) Blandia → (es) República de Blandia

CHANGED ACTORS

~ Ana Lima
  ana-lima
  + added  alias           Lima

CHANGED EVENTS

~ Lima calls Reyés
  call
  ~ changed  date            11 January 2026 → 12 January 2026
  ~ changed  status          held → denied
  ~ changed  title           (es) Lima llama a Reyés → (es) Lima llamó a Reyés
  + added    summary         Bland denies it.
  + added    actors          Bo Reyés (participant)
  + added    asked for by    Ana Lima
  + added    topics          shared rivers
  ~ changed  citation        s1: “They spoke on Sunday.”
                             supports: + date
  − removed  citation        s2: “There was a call.”
  + added    citation        s3: “There was no call.”
  ~ changed  claim           date: 11 January 2026 (preferred) · s1
                             rank: normal → preferred
                             reason: + The closest
  + added    claim           date: 12 January 2026 (normal) · s3
  ~ changed  commitment      To publish a report · kept
                             status: not yet assessed → kept
  + added    correction      12 February 2026 · date: 2026-01-11 → 2026-01-12 ·
                             The Bridge has it so

~ Talks at the ford
  talks
  ~ changed  date            10 February 2026 → 11 February 2026
  ~ changed  status          scheduled → held
  + added    citation        s3: “They met yesterday.”
  + added    citation        s3: A map shows the ford
  + added    earlier state   scheduled, 10 February 2026

GONE

− s2  https://example.org/2
  12 January 2026 · outlet unknown · only a link

− A rumour
  rumour
  January 2026 · other · reported · s2
"""

FIRST_CALL = "2026-01-11-call-de-la-fuente-rubio"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(answer: CompletedProcess[str]) -> list[tuple[str, ...]]:
    assert answer.returncode == 0
    return [tuple(line.split("\t")) for line in answer.stdout.splitlines()]


# Two days


def test_from_the_twelfth_to_the_sixteenth_it_says_exactly_what_was_added(call: Call) -> None:
    answer = call("diff", "--from", "2026-01-12", "--to", "2026-01-16")
    assert answer.stderr == ""
    found = rows(answer)
    assert [it[:3] for it in found if it[3] == ""] == [
        ("source", "s000", "added"),
        ("source", "s001", "added"),
        ("source", "s002", "added"),
        ("event", "2025-09-03-press-conference-de-la-fuente-rubio", "added"),
        ("event", "2026-01-12-call-sheinbaum-trump", "added"),
        ("event", "2026-01-12-sheinbaum-account-of-call", "added"),
        ("event", "2026-01-15-call-de-la-fuente-rubio", "added"),
        ("event", "2026-01-15-joint-statement", "added"),
        ("event", "2026-01-15-wha-post-on-call", "added"),
        ("event", "2026-01-15-johnson-statement", "added"),
        ("event", "2026-01-23-security-implementation-group", "added"),
        ("event", "2026-02-security-ministerial", "added"),
    ]
    # What was known on the 12th stays; only the first call is told of again, by s002.
    changed = [it for it in found if it[3]]
    assert {it[:3] for it in changed} == {("event", FIRST_CALL, "added")}
    cites = [it[5] for it in changed if it[3] == "cites"]
    assert len(cites) == 1
    assert cites[0].startswith("s002: Esta es la segunda llamada telefónica")


def test_the_page_of_two_days(screen: Screen) -> None:
    shown = screen("diff", "--from", "2026-01-12", "--to", "2026-01-16", columns=80)
    lines = shown.splitlines()
    assert lines[:6] == [
        "What became known between 12 January 2026 and 16 January 2026",
        "",
        "NEW SOURCES",
        "",
        "+ s000  seeds/000_ecd6331cdfae8496.txt",
        "  16 January 2026 · Spanish · outlet unknown",
    ]
    at = lines.index("+ Meeting of the bilateral Security Implementation Group")
    assert lines[at : at + 3] == [
        "+ Meeting of the bilateral Security Implementation Group",
        "  2026-01-23-security-implementation-group",
        "  23 January 2026 · meeting · scheduled · MX US · s000 s001 s002",
    ]
    at = lines.index("CHANGED EVENTS")
    assert lines[at + 2 : at + 4] == [
        "~ De la Fuente and Rubio speak on border security",
        f"  {FIRST_CALL}",
    ]
    assert "GONE" not in lines


def test_the_later_day_is_today_unless_said(call: Call) -> None:
    until_today = call("diff", "--from", "2026-01-16")
    assert rows(until_today)[:2] == [
        ("source", "s004", "added", "", "", ""),
        ("event", "2026-05-tmec-renegotiation", "added", "", "", ""),
    ]
    assert call("diff", "--from", "2026-01-16", "--to", "2026-01-20").stdout == until_today.stdout


def test_the_later_day_is_that_of_as_of(call: Call) -> None:
    answer = call("diff", "--from", "2026-01-12", "--as-of", "2026-01-16")
    assert answer.stdout == call("diff", "--from", "2026-01-12", "--to", "2026-01-16").stdout


def test_days_are_typed_as_anywhere_and_said_as_understood(call: Call) -> None:
    answer = call("diff", "--from", "hace 8 días", "--to", "16 de enero de 2026")
    assert answer.stderr == (
        "--from 'hace 8 días': 12 January 2026\n--to '16 de enero de 2026': 16 January 2026\n"
    )
    assert answer.stdout == call("diff", "--from", "2026-01-12", "--to", "2026-01-16").stdout


@pytest.mark.parametrize("days", [("2026-01-12", "2026-01-14"), ("2026-01-12", "2026-01-12")])
def test_where_nothing_became_known_one_line_says_so(call: Call, days: tuple[str, str]) -> None:
    answer = call("diff", "--from", days[0], "--to", days[1])
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        f"nothing became known between 12 January 2026 and {days[1][-2:]} January 2026\n"
    )


def test_where_nothing_became_known_there_is_no_page(screen: Screen) -> None:
    assert screen("diff", "--from", "2026-01-12", "--to", "2026-01-14") == (
        "nothing became known between 12 January 2026 and 14 January 2026\n"
    )


# Two files


@pytest.mark.usefixtures("files")
def test_the_page_of_two_files(screen: Screen) -> None:
    assert screen("diff", "old.yaml", "new.yaml", columns=80) == PAGE


@pytest.mark.usefixtures("files")
def test_what_differs_in_the_other_language_alone_is_shown_in_that(screen: Screen) -> None:
    shown = screen("diff", "old.yaml", "new.yaml", "--lang", "es", columns=120)
    assert "Lima llama a Reyés → Lima llamó a Reyés" in shown
    assert "(es)" not in shown


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("columns", [20, 40, 60, 120])
def test_a_page_fits_its_width(screen: Screen, columns: int) -> None:
    shown = screen("diff", "old.yaml", "new.yaml", columns=columns, rows=400)
    assert max(map(len, shown.splitlines())) <= columns
    assert "Bland" in shown


@pytest.mark.usefixtures("files")
def test_one_change_a_line_on_a_pipe(call: Call) -> None:
    assert rows(call("diff", "old.yaml", "new.yaml")) == [
        ("collection", "", "changed", "sides.es", "BB: Blandia", "BB: República de Blandia"),
        ("source", "s3", "added", "", "", ""),
        ("source", "s2", "removed", "", "", ""),
        ("actor", "carla-mora", "added", "", "", ""),
        ("actor", "ana-lima", "added", "aliases", "", "Lima"),
        ("event", "answer", "added", "", "", ""),
        ("event", "call", "changed", "date", "2026-01-11", "2026-01-12"),
        ("event", "call", "changed", "status", "held", "denied"),
        ("event", "call", "changed", "title.es", "Lima llama a Reyés", "Lima llamó a Reyés"),
        ("event", "call", "added", "summary.en", "", "Bland denies it."),
        ("event", "call", "added", "summary.es", "", "Blandia lo niega."),
        ("event", "call", "added", "actors", "", "bo-reyes participant"),
        ("event", "call", "added", "asked_by", "", "ana-lima"),
        ("event", "call", "added", "topics", "", "water"),
        ("event", "call", "added", "cites.supports", "", "s1: date"),
        ("event", "call", "removed", "cites", "s2: There was a call.", ""),
        ("event", "call", "added", "cites", "", "s3: There was no call."),
        (
            "event",
            "call",
            "changed",
            "claims.rank",
            "date 2026-01-11: normal",
            "date 2026-01-11: preferred",
        ),
        ("event", "call", "added", "claims.reason.en", "", "date 2026-01-11: The closest"),
        ("event", "call", "added", "claims.reason.es", "", "date 2026-01-11: The closest"),
        ("event", "call", "added", "claims", "", "date: 2026-01-12 (s3, normal)"),
        (
            "event",
            "call",
            "changed",
            "commitments.status",
            "report: not-yet-assessed",
            "report: kept",
        ),
        ("event", "call", "added", "corrections", "", "2026-02-12 date: 2026-01-11 > 2026-01-12"),
        ("event", "talks", "changed", "date", "2026-02-10", "2026-02-11"),
        ("event", "talks", "changed", "status", "scheduled", "held"),
        ("event", "talks", "added", "cites", "", "s3: They met yesterday."),
        ("event", "talks", "added", "cites", "", "s3: A map shows the ford"),
        ("event", "talks", "added", "history", "", "scheduled 2026-02-10"),
        ("event", "rumour", "removed", "", "", ""),
    ]


@pytest.mark.usefixtures("files")
def test_values_on_a_pipe_are_those_recorded_in_any_language(call: Call) -> None:
    english, spanish = (call("diff", "old.yaml", "new.yaml", "--lang", it) for it in ("en", "es"))
    assert english.stdout == spanish.stdout


@pytest.mark.usefixtures("files")
def test_a_file_does_not_differ_from_itself(call: Call) -> None:
    answer = call("diff", "old.yaml", "old.yaml")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no record differs between old.yaml and old.yaml\n"


@pytest.mark.usefixtures("files")
def test_of_two_files_what_was_known_on_a_day_is_compared(call: Call) -> None:
    found = rows(call("diff", "old.yaml", "new.yaml", "--as-of", "2026-01-31"))
    assert ("source", "s3", "added", "", "", "") not in found
    assert ("event", "talks", "changed", "status", "scheduled", "held") not in found
    assert ("source", "s2", "removed", "", "", "") in found


def test_a_version_that_cannot_be_read_is_named(call: Call, files: Path) -> None:
    (files / "bad.yaml").write_text(OLD.replace("2026-02-10", "2026-02-30"), encoding="utf-8")
    answer = call("diff", "old.yaml", "bad.yaml")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("bad.yaml:26:11: events[1].date: 2026-02-30 is not a day")


# JSON


@pytest.fixture
def objects(call: Call, files: Path) -> list[Any]:  # noqa: ARG001 - calls stand in its folder
    by_files = call("diff", "old.yaml", "new.yaml", "--format", "json")
    same = call("diff", "old.yaml", "old.yaml", "--format", "json")
    data = str(ROOT / "tests" / "articles" / "data" / "events.yaml")
    by_days = call("diff", "--from", "2026-01-12", "--data", data, "--format", "json")
    return [json.loads(it.stdout) for it in (by_files, same, by_days)]


def test_json_is_as_its_schema_says(objects: list[Any]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for found in objects:
        assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []


def test_json_names_what_was_compared(objects: list[Any]) -> None:
    by_files, _, by_days = objects
    assert (by_files["from"], by_files["to"]) == (None, None)
    assert by_files["old"]["file"] == "old.yaml"
    assert by_files["new"]["file"] == "new.yaml"
    assert (by_days["from"], by_days["to"]) == ("2026-01-12", "2026-01-20")
    assert by_days["old"] == by_days["new"]


def test_json_has_whole_records_and_both_values(objects: list[Any]) -> None:
    events = objects[0]["events"]
    assert [(it["id"], it["date"]) for it in events["added"]] == [("answer", "2026-02-12")]
    assert [it["id"] for it in events["removed"]] == ["rumour"]
    assert events["changed"][0]["changes"][0] == {
        "change": "changed",
        "field": "date",
        "key": None,
        "old": "2026-01-11",
        "new": "2026-01-12",
    }
    (promise,) = (it for it in events["changed"][0]["changes"] if it["field"] == "commitments")
    assert (promise["key"], promise["old"]["status"], promise["new"]["status"]) == (
        "report",
        "not-yet-assessed",
        "kept",
    )


def broken(found: Any) -> list[Any]:
    """Give the object with one thing wrong, in each way."""
    change = found["events"]["changed"][0]["changes"][0]
    wrong = [
        {**found, "schema": "timeline-diff-2"},
        {**found, "more": 1},
        {**found, "from": "yesterday"},
        {**found, "old": {"file": "old.yaml"}},
        {**found, "collection": [{**change, "change": "moved"}]},
        {**found, "collection": [{**change, "old": None}]},
        {**found, "collection": [{**change, "change": "added"}]},
        {**found, "collection": [{**change, "line": 3}]},
        {**found, "events": {**found["events"], "added": [{"date": "2026"}]}},
        {**found, "events": {**found["events"], "changed": [{"id": "call", "changes": []}]}},
    ]
    return [*wrong, *({k: v for k, v in found.items() if k != left_out} for left_out in found)]


def test_the_schema_refuses_what_is_broken(objects: list[Any]) -> None:
    for wrong in broken(objects[0]):
        assert list(Draft202012Validator(SCHEMA).iter_errors(wrong))


# --check


@pytest.mark.usefixtures("files")
def test_a_change_without_a_correction_is_a_fault_with_its_place(call: Call) -> None:
    answer = call("diff", "old.yaml", "new.yaml", "--check")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        "new.yaml:16:13: events[0].status: status of 'call' was held, is denied, "
        "and no correction says why\n"
        "1 fault (3 events)\n"
    )


def test_a_corrected_version_has_no_fault(call: Call, files: Path) -> None:
    (files / "right.yaml").write_text(NEW.replace("denied", "held"), encoding="utf-8")
    answer = call("diff", "old.yaml", "right.yaml", "--check")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no fault (3 events)\n"


@pytest.mark.usefixtures("files")
def test_faults_go_to_a_pull_request(call: Call) -> None:
    answer = call("diff", "old.yaml", "new.yaml", "--check", "--format", "github")
    assert answer.returncode == 1
    assert answer.stdout == (
        "::error file=new.yaml,line=16,col=13::events[0].status: status of 'call' was held, "
        "is denied, and no correction says why\n"
    )
    answer = call("diff", "old.yaml", "new.yaml", "--check", "--format", "json")
    assert [it["field"] for it in json.loads(answer.stdout)] == ["events[0].status"]


# Wrong calls


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say what to compare: --from a day, or two files, old and new"),
        (("--to", "2026-01-16"), "say what to compare: --from a day, or two files, old and new"),
        (
            ("--from", "2026-01-16", "--to", "2026-01-12"),
            "--from 2026-01-16 is after --to 2026-01-12",
        ),
        (
            ("--from", "2026-01-12/.."),
            "--from needs a day, and '2026-01-12/..' has no end",
        ),
        (("old.yaml",), "two files are compared: name the old one, then the new one"),
        (("old.yaml", ""), "two files are compared: name the old one, then the new one"),
        (("--check",), "two files are compared: name the old one, then the new one"),
        (("-", "new.yaml"), "two files are compared, and - is none"),
        (("old.yaml", "none.yaml"), "there is no file none.yaml"),
        (("old.yaml", "new.yaml", "x"), "'x' was not expected here"),
        (("old.yaml", "new.yaml", "--to", "2026"), "two days or two files are compared, not both"),
        (("--check", "--from", "2026"), "two days or two files are compared, not both"),
        (
            ("old.yaml", "new.yaml", "--data", "old.yaml"),
            "--data is not needed here: two files are named",
        ),
        (
            ("old.yaml", "new.yaml", "--format", "csv"),
            "no format is called 'csv'; did you mean tsv?",
        ),
        (
            ("old.yaml", "new.yaml", "--check", "--format", "tsv"),
            "no format is called 'tsv'; did you mean text, json, github?",
        ),
    ],
)
def test_a_wrong_call_says_what_is_accepted(
    call: Call, arguments: tuple[str, ...], said: str
) -> None:
    answer = call("diff", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"timeline: {said}\n"
