"""Importing from the command line: previewed, all or nothing, doubts told with their place."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Dialogue = Callable[..., CompletedProcess[str]]

QUOTE = "la cual se llevará a cabo el próximo mes de febrero"
SHEET = f"""\
Fecha,Asunto,Participantes,Tipo,Estado,Fuente,Cita textual
2026-01-14,Una reunión,Rubio; Sheinbaum: host,reunión,se realizó,s002,{QUOTE}
03/02/2026,Otra,Rubbio,llamada,se realizó,s002,{QUOTE}
2026-01-13,Tercera,Trump,llamada,se realizó,s002,no está en el texto de ninguna fuente
"""
CALL = ("import", "x.csv", "--map", "title.es=asunto", "--both")
COLUMNS = """\
x.csv: columns between commas
date: column 'Fecha'
actors: column 'Participantes'
kind: column 'Tipo'
status: column 'Estado'
source: column 'Fuente'
quote: column 'Cita textual'
title.es: column 'Asunto'
"""
DOUBTS = """\
x.csv:A3: Fecha: 03/02/2026 may be 2026-02-03 or 2026-03-02: write the one you mean
x.csv:C3: Participantes: no actor is called 'Rubbio'; did you mean rubio?
x.csv:G4: Cita textual: this quote is not in s002, nor anything like it
"""
ADDED = f"""\
+   - id: 2026-01-14-meeting-rubio-sheinbaum
+     date: 2026-01-14
+     kind: meeting
+     status: held
+     title: {{en: Una reunión, es: Una reunión}}
+     actors:
+       - {{actor: rubio, role: participant}}
+       - {{actor: sheinbaum, role: host}}
+     cites:
+       - source: s002
+         quote: {QUOTE}
+         attribution: outlet
+\x20
"""


@pytest.fixture
def sheet(here: Path) -> Path:
    """A stranger's table beside a copy of the collection."""
    (here / "x.csv").write_text(SHEET, encoding="utf-8")
    return here


def file(here: Path) -> Path:
    return here / "data" / "events.yaml"


def difference(before: bytes, here: Path) -> str:
    now = file(here).read_text("utf-8").splitlines()
    lines = difflib.ndiff(before.decode().splitlines(), now)
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


def untouched(answer: CompletedProcess[str], before: bytes, here: Path, code: int) -> None:
    assert (answer.returncode, answer.stdout) == (code, "")
    assert file(here).read_bytes() == before
    assert sorted(it.name for it in file(here).parent.iterdir()) == ["events.yaml"]
    assert "Traceback" not in answer.stderr


def test_every_doubtful_cell_is_told_and_nothing_is_written(call: Call, sheet: Path) -> None:
    before = file(sheet).read_bytes()
    answer = call(*CALL, "--yes")
    assert answer.stderr == f"{COLUMNS}{DOUBTS}timeline: nothing was written: 3 faults\n"
    untouched(answer, before, sheet, 1)


def test_the_rest_is_imported_and_what_was_left_out_is_counted(call: Call, sheet: Path) -> None:
    before = file(sheet).read_bytes()
    answer = call(*CALL, "--yes", "--skip-doubtful")
    assert answer.stderr == (
        f"{COLUMNS}{DOUBTS}left out: 2 records\n1 record is new\nnext: timeline check\n"
    )
    assert (answer.returncode, answer.stdout) == (0, "2026-01-14-meeting-rubio-sheinbaum\n")
    assert sorted(difference(before, sheet)) == sorted(ADDED)
    again = call(*CALL, "--yes", "--skip-doubtful")
    assert again.stderr.endswith("1 record is there already\nnothing is new: nothing was written\n")
    assert (again.returncode, again.stdout) == (0, "")
    assert call("undo").returncode == 0
    assert file(sheet).read_bytes() == before


def test_guessed_columns_are_not_taken_from_a_script_without_yes(call: Call, sheet: Path) -> None:
    before = file(sheet).read_bytes()
    answer = call(*CALL)
    assert answer.stderr == (
        f"{COLUMNS}timeline: columns were guessed by their names: --yes accepts "
        "--map 'date=Fecha' --map 'actors=Participantes' --map 'kind=Tipo' --map 'status=Estado' "
        "--map 'source=Fuente' --map 'quote=Cita textual'\n"
    )
    untouched(answer, before, sheet, 2)


def test_a_dry_run_shows_the_difference_alone(call: Call, sheet: Path) -> None:
    before = file(sheet).read_bytes()
    answer = call(*CALL, "--dry-run", "--skip-doubtful")
    assert "+  - id: 2026-01-14-meeting-rubio-sheinbaum\n" in answer.stdout
    assert answer.stderr.endswith("nothing was written (--dry-run)\n")
    assert file(sheet).read_bytes() == before


def test_on_a_terminal_the_guess_and_the_records_are_agreed_to(
    dialogue: Dialogue, sheet: Path
) -> None:
    (sheet / "x.csv").write_text("".join(SHEET.splitlines(keepends=True)[:2]), encoding="utf-8")
    before = file(sheet).read_bytes()
    answer = dialogue(*CALL, talk=[("are these the columns?", "y"), ("write it?", "n")])
    assert "  - id: 2026-01-14-meeting-rubio-sheinbaum\n" in answer.stderr
    assert answer.stderr.endswith("nothing was written\n")
    assert file(sheet).read_bytes() == before
    answer = dialogue(*CALL, talk=[("are these the columns?", "y"), ("write it?", "y")])
    assert sorted(difference(before, sheet)) == sorted(ADDED)


def test_what_is_missing_is_asked_for_by_its_options(call: Call, here: Path) -> None:
    (here / "y.csv").write_text("date,asunto\n2026,x\n", encoding="utf-8")
    before = file(here).read_bytes()
    answer = call("import", "y.csv", "--map", "title.es=asunto")
    assert answer.stderr.endswith(
        "timeline: missing: --map kind=… / --set kind=…, --map status=… / --set status=…\n"
    )
    untouched(answer, before, here, 2)
    answer = call(
        *("import", "y.csv", "--map", "title.es=asunto", "--set", "kind=call"),
        *("--set", "status=held"),
    )
    assert answer.stderr.endswith(
        "timeline: title: a collection has its texts in English and Spanish: give .en and .es, "
        "or put the same in both with --both\n"
    )


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.xlsx"])
def test_an_export_comes_back_into_the_collection_it_left(
    call: Call, here: Path, name: str
) -> None:
    assert call("export", "-o", name).returncode == 0
    before = file(here).read_bytes()
    text = file(here).read_text("utf-8")
    start = text.index("  - id: 2026-01-23-security-implementation-group")
    file(here).write_text(text[:start].rstrip() + "\n", encoding="utf-8")
    answer = call("import", name)
    assert answer.returncode == 0
    assert answer.stdout == (
        "2026-01-23-security-implementation-group\n2026-02-security-ministerial\n"
        "2026-05-tmec-renegotiation\n"
    )
    (here / "old.yaml").write_bytes(before)
    assert call("diff", "old.yaml", "data/events.yaml").stdout == ""
    assert call("check").returncode == 0


@pytest.mark.parametrize("name", ["x.mw", "x.timelinejs.json"])
def test_what_other_programs_show_comes_back_as_far_as_they_show_it(
    call: Call, here: Path, name: str
) -> None:
    assert call("export", "-o", name).returncode == 0
    answer = call("import", name, "--both")
    assert answer.stderr == "19 records are there already\nnothing is new: nothing was written\n"
    text = file(here).read_text("utf-8")
    start = text.index("  - id: 2026-05-tmec-renegotiation")
    file(here).write_text(text[:start].rstrip() + "\n", encoding="utf-8")
    assert call("import", name, "--both").stdout == "2026-05-tmec-renegotiation\n"


def test_what_the_checks_refuse_is_told_at_its_place(call: Call, here: Path) -> None:
    record = (
        '{"events": [{"id": "e1", "date": "2026-01-11", "kind": "call", "status": "held", '
        '"title": {"en": "A", "es": "B"}, "cites": [{"source": "s002", "quote": "not there at '
        'all, no"}]}]}'
    )
    (here / "y.json").write_text(record, encoding="utf-8")
    before = file(here).read_bytes()
    answer = call("import", "y.json")
    assert answer.stderr == (
        "y.json: events[0].cites[0].quote: Q2 this quote is not in s002, nor anything like it\n"
        "timeline: nothing was written: 1 fault\n"
    )
    untouched(answer, before, here, 1)


def test_a_workbook_needs_its_package(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "x.xlsx").write_bytes(b"PK")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    answer = call("import", "x.xlsx")
    assert (answer.returncode, answer.stderr) == (
        3,
        "timeline: xlsx needs openpyxl: install it with  pip install 'bilateral-timeline[xlsx]'\n",
    )


def test_ten_thousand_rows_of_formulas_are_ten_thousand_doubts(call: Call, here: Path) -> None:
    rows = ["date,kind,status,title,source", *["=1+1,=2,=3,=4,=5"] * 10_000]
    (here / "x.csv").write_text("\n".join(rows), encoding="utf-8")
    before = file(here).read_bytes()
    answer = call("import", "x.csv", "--yes", "--both")
    assert answer.stderr.endswith("timeline: nothing was written: 40000 faults\n")
    untouched(answer, before, here, 1)


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("missing.csv", 2, "there is no file missing.csv"),
        ("data", 2, "data: a file to import ends in .csv, .tsv, .xlsx, .json, .jsonl, .mw"),
        ("d.csv", 3, "d.csv: is a folder"),
    ],
)
def test_a_file_that_is_none_is_refused(
    call: Call, here: Path, name: str, code: int, why: str
) -> None:
    (here / "d.csv").mkdir()
    answer = call("import", name)
    assert (answer.returncode, answer.stderr) == (code, f"timeline: {why}\n")


def test_too_large_a_file_is_not_read(call: Call, here: Path) -> None:
    with (here / "x.csv").open("wb") as big:
        os.truncate(big.fileno(), 30_000_001)
    answer = call("import", "x.csv")
    assert (answer.returncode, answer.stderr) == (
        2,
        "timeline: x.csv: larger than 30 MB, the most that is read: split it\n",
    )
