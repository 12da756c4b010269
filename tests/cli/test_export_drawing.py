"""`timeline export -o x.svg` and `x.png` through the real command."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree as ET

import pytest

Call = Callable[..., CompletedProcess[str]]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_ending_chooses_the_drawing(call: Call, here: Path) -> None:
    answer = call("export", "-o", "x.svg")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "19 events written to x.svg\n"
    root = ET.fromstring((here / "x.svg").read_bytes())  # noqa: S314 - we wrote it
    assert len([it for it in root.iter() if "tl-mark" in it.get("class", "").split()]) == 19


def test_the_png_is_written_whole(call: Call, here: Path) -> None:
    answer = call("export", "--kind", "call", "-o", "x.png")
    assert (answer.returncode, answer.stderr) == (0, "4 events written to x.png\n")
    made = (here / "x.png").read_bytes()
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(made[16:20]) == 2160
    assert made.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize(("language", "months"), [("en", "Sep"), ("es", "sep")])
def test_the_drawing_speaks_both_languages(call: Call, language: str, months: str) -> None:
    written = call("export", "-f", "svg", "--lang", language).stdout
    root = ET.fromstring(written)  # noqa: S314 - we wrote it
    assert root.get("lang") == language
    assert months in [it.text for it in root.iter(f"{SVG}text")]


def test_the_drawing_of_a_day_has_only_what_was_known_then_and_says_so(call: Call) -> None:
    written = call("export", "-f", "svg", "--as-of", "2026-01-12", "--side", "MX").stdout
    assert "tl-2026-01-15-joint-statement" not in written
    assert "as known on 12 January 2026: 1 source" in written
    assert "--side MX" in written
