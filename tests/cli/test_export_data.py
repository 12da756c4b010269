"""`timeline export` of event data: by the ending of a file, as of a day, with what is left out."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]


def test_the_longest_ending_chooses_the_format(call: Call, here: Path) -> None:
    said = {
        "events.plover.json": "PLOVER has no category for them, or nobody takes part in them",
        "events.cameo.csv": "they have no CAMEO code, or no side takes part in them",
    }
    for name, why in said.items():
        answer = call("export", "-o", name)
        assert (answer.returncode, answer.stdout) == (0, "")
        assert answer.stderr == f"16 events written to {name}\n3 events left out: {why}\n"
    assert json.loads((here / "events.plover.json").read_text(encoding="utf-8"))
    header = (here / "events.cameo.csv").read_text(encoding="utf-8").partition("\r\n")[0]
    assert header.startswith("event_id,date,earliest,latest,date_prec,source_side,")


def test_a_plan_is_there_from_the_day_it_was_announced(call: Call) -> None:
    ministerial = "2026-02-security-ministerial"
    for day, there in (("2026-01-14", False), ("2026-01-16", True)):
        found = json.loads(call("export", "--format", "plover", "--as-of", day).stdout)
        assert (ministerial in {it["id"] for it in found}) is there
        assert all(it["cite_info"]["as-of"] == day for it in found)


def test_csv_options_hold_for_event_data_too(call: Call) -> None:
    text = call("export", "--format", "cameo", "--excel", "--separator", ";").stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert text.startswith("\ufeff")
    assert {row["cameo"] for row in rows} == {"010", "036", "041"}


@pytest.mark.parametrize("name", ["json", "jsonl", "plover", "cameo"])
def test_the_same_export_twice_is_the_same_bytes(
    program: Program, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = set()
    for n, (lang, zone) in enumerate((("C", "UTC"), ("es_MX.UTF-8", "Pacific/Kiritimati"))):
        monkeypatch.setenv("LANG", lang)
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("PYTHONHASHSEED", str(n))
        monkeypatch.setenv("TIMELINE_TODAY", f"2026-0{n + 1}-20")
        made.add(program("export", "--format", name).stdout)
    assert len(made) == 1
