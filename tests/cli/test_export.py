"""`timeline export`: what is written, where, and what is never written over."""

import csv
import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest

from timeline.formats.tables import TABLES

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]

COLUMNS = TABLES["events"].columns

FORMULA = "=HYPERLINK(1)"


def names(folder: Path) -> list[str]:
    return sorted(it.name for it in folder.iterdir())


def rows(text: str, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def test_csv_is_read_back_by_another_reader(call: Call) -> None:
    answer = call("export")
    assert (answer.returncode, answer.stderr) == (0, "")
    found = rows(answer.stdout)
    assert len(found) == 19
    assert list(found[0]) == list(COLUMNS)
    (meeting,) = (row for row in found if row["id"] == "2026-02-security-ministerial")
    assert {key: meeting[key] for key in ("date", "earliest", "latest", "precision")} == {
        "date": "2026-02", "earliest": "2026-02-01", "latest": "2026-02-28", "precision": "4",
    }  # fmt: skip
    assert meeting["sides"] == "MX | US"
    assert meeting["title_es"] == "Reunión ministerial de seguridad en Washington"
    assert meeting["cameo"] == "036"


def test_csv_ends_its_rows_as_its_standard_says(call: Call) -> None:
    text = call("export", "--format", "csv").stdout
    assert text.count("\r\n") == text.count("\n") == 20


def test_csv_survives_a_spreadsheet(call: Call, tmp_path: Path) -> None:
    written = rows(call("export").stdout)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(COLUMNS))
    for row in written:
        sheet.append(list(row.values()))
    book.save(tmp_path / "book.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "book.xlsx").active.iter_rows(values_only=True)
    again = [[value or "" for value in row] for row in list(cells)[1:]]
    assert again == [list(row.values()) for row in written]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_cell_that_looks_like_a_formula_is_disarmed_unless_raw(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    title = "en: De la Fuente and Rubio at a press conference"
    path.write_text(path.read_text().replace(title, f"en: '{FORMULA}'", 1))
    first = "--on", "2025-09-03"
    assert rows(call("export", *first).stdout)[0]["title_en"] == f"'{FORMULA}"
    assert rows(call("export", *first, "--raw").stdout)[0]["title_en"] == FORMULA


def test_excel_is_told_the_encoding_and_given_the_separator_of_the_country(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = call("export").stdout
    assert not plain.startswith("\ufeff")
    for locale, separator in (
        ("es_MX.UTF-8", ","), ("es_ES.UTF-8", ";"), ("es_CL", ";"), ("en_US", ","), ("C", ","),
    ):  # fmt: skip
        monkeypatch.setenv("LANG", locale)
        text = call("export", "--excel", "--lang", "en").stdout
        assert text.startswith(f"\ufeffid{separator}date{separator}")
        assert call("export", "--lang", "en").stdout == plain


def test_a_separator_of_ones_own(call: Call) -> None:
    assert rows(call("export", "--separator", ";").stdout, ";") == rows(call("export").stdout)
    for wrong in ("", ";;", '"', "\n"):
        answer = call("export", "--separator", wrong)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr.count("\n") == 1


def test_the_ending_chooses_the_format_and_an_option_wins(call: Call, here: Path) -> None:
    for arguments, start in (
        (("-o", "a.csv"), "id,date,"),
        (("-o", "a.json"), '{\n  "schema": "timeline-export-1"'),
        (("-o", "a.JSONL"), '{"id": '),
        (("-o", "b.csv", "-f", "json"), "{\n"),
        (("-o", "noending", "-f", "csv"), "id,date,"),
    ):
        answer = call("export", *arguments)
        assert (answer.returncode, answer.stdout) == (0, "")
        assert answer.stderr == f"19 events written to {arguments[1]}\n"
        assert (here / arguments[1]).read_text(encoding="utf-8").startswith(start)


def test_a_hyphen_is_stdout(call: Call, here: Path) -> None:
    answer = call("export", "-o", "-", "-f", "jsonl", "--on", "2026-05")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["id"] == "2026-05-tmec-renegotiation"
    assert names(here) == ["data", "seeds"]


def test_a_file_is_overwritten_only_by_force_and_keeps_its_mode(call: Call, here: Path) -> None:
    target = here / "out.csv"
    target.write_text("mine")
    target.chmod(0o640)
    answer = call("export", "-o", "out.csv")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "timeline: out.csv exists; --force overwrites it\n"
    assert target.read_text() == "mine"
    assert call("export", "-o", "out.csv", "--force").returncode == 0
    assert target.read_bytes().startswith(b"id,date,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names(here) == ["data", "out.csv", "seeds"]


def test_the_collection_and_its_sources_are_never_a_target(call: Call, here: Path) -> None:
    seed = "seeds/000_ecd6331cdfae8496.txt"
    os.link(here / "data/events.yaml", here / "hard.csv")
    (here / "soft.csv").symlink_to(seed)
    before = {it: it.read_bytes() for it in here.rglob("*") if it.is_file()}
    for target in ("data/events.yaml", "data/../data/events.yaml", seed, "hard.csv", "soft.csv"):
        answer = call("export", "-f", "csv", "--force", "-o", target)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr == (
            f"timeline: {target} is part of the collection: choose another name\n"
        )
    assert {it: it.read_bytes() for it in here.rglob("*") if it.is_file()} == before


@pytest.mark.parametrize(
    ("target", "code", "said"),
    [
        ("none/out.csv", 3, "none/out.csv: there is no such folder"),
        ("data/events.yaml/out.csv", 3, "a part of the path is no folder"),
        ("x" * 300 + ".csv", 3, "the name is too long"),
        ("data", 2, "there is no format"),
        ("out.txt", 2, "no format is called 'txt'; 'timeline help formats' lists them"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    call: Call, here: Path, target: str, code: int, said: str
) -> None:
    arguments = ["-f", "csv"] if target == "data" else []
    said = "data is a folder: name a file in it" if target == "data" else said
    answer = call("export", "-o", target, *arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert names(here) == ["data", "seeds"]


def test_a_folder_that_may_not_be_written_to_is_the_machines_fault(
    program: Program, here: Path, powerless: Callable[[], None]
) -> None:
    (here / "closed").mkdir(mode=0o555)
    answer = program("export", "-o", "closed/out.csv", preexec_fn=powerless)
    assert answer.returncode == 3
    assert answer.stderr == b"timeline: closed/out.csv: permission refused\n"
    assert names(here / "closed") == []


def test_a_full_disk_is_the_machines_fault(program: Program, here: Path) -> None:
    def small_files() -> None:
        import resource  # noqa: PLC0415 - not everywhere, and only in the child

        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    answer = program("export", "-o", "out.csv", preexec_fn=small_files)
    assert answer.returncode == 3
    assert answer.stderr == b"timeline: out.csv: larger than a file may be\n"
    assert names(here) == ["data", "seeds"]


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl"])
def test_an_export_is_the_same_anywhere(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    assert here.is_dir()
    first = program("export", "-f", format_).stdout
    for name, value in (
        ("TZ", "Pacific/Kiritimati"), ("LANG", "es_MX.UTF-8"), ("PYTHONHASHSEED", "7"),
        ("PYTHONUTF8", "0"), ("TIMELINE_TODAY", "2038-01-19"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    assert program("export", "-f", format_, "--lang", "es").stdout == first


def test_an_export_of_nothing_is_a_valid_file(call: Call) -> None:
    nothing = "--on", "2030"
    assert rows(call("export", *nothing).stdout) == []
    assert json.loads(call("export", "-f", "json", *nothing).stdout)["events"] == []
    assert call("export", "-f", "jsonl", *nothing).stdout == ""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("-f", "ics", "--table", "sources"), "--table means nothing to ics: it is for csv, tsv, "),
        (("-f", "sqlite", "--table", "events"), "--table means nothing to sqlite: it is for csv, "),
        (("-f", "html", "--raw"), "--raw means nothing to html: it is for csv, tsv\n"),
        (("-f", "json", "--excel"), "--excel means nothing to json: it is for csv, tsv\n"),
        (("-f", "tsv", "--separator", ";"), "--separator means nothing to tsv: it is for csv\n"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    call: Call, asked: tuple[str, ...], said: str
) -> None:
    answer = call("export", *asked)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"timeline: {said}")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--table", "actors", "-o", "x.csv"), "12 rows written to x.csv\n"),
        (("--table", "citations", "-o", "x.xlsx"), "84 rows written to x.xlsx\n"),
        (("--table", "events", "-o", "x.tsv"), "19 events written to x.tsv\n"),
        (("-o", "x.ris"), "5 sources written to x.ris\n"),
        (("-o", "x.bib", "--source", "s003", "--actor", "rubio"), "2 sources written to x.bib\n"),
        (("--table", "events", "-o", "x.csl.json"), "19 events written to x.csl.json\n"),
        (
            ("--on", "2030", "-o", "x.csv"),
            "no event matches --on '2030'\n0 events written to x.csv\n",
        ),
    ],
)
def test_what_was_written_is_counted(
    call: Call, here: Path, asked: tuple[str, ...], said: str
) -> None:
    answer = call("export", *asked)
    assert (answer.returncode, answer.stderr) == (0, said)
    assert any(it.name.startswith("x.") for it in here.iterdir())


def test_a_table_that_nothing_is_near_to_is_told_all_that_there_are(call: Call) -> None:
    answer = call("export", "--table", "fuentes")
    assert answer.returncode == 2
    assert f"did you mean {', '.join(TABLES)}?" in answer.stderr
    assert "did you mean sources?" in call("export", "--table", "sorces").stderr


def test_a_format_that_nothing_is_near_to_is_not_guessed(call: Call, here: Path) -> None:
    for file, said in (
        ("a.docx", "no format is called 'docx'; 'timeline help formats' lists them"),
        ("a.htnl", "no format is called 'htnl'; did you mean html, html-fragment?"),
        ("a", "the name a does not say which format: add --format FORMAT; 'timeline help"),
    ):
        answer = call("export", "-o", file)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr.startswith(f"timeline: {said}")
    assert names(here) == ["data", "seeds"]


def test_text_is_no_export(call: Call) -> None:
    answer = call("export", "--format", "text")
    assert answer.returncode == 2
    assert "no format is called 'text'; 'timeline help formats' lists them" in answer.stderr
