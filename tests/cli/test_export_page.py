"""`timeline export` to a page: chosen by its ending, in the language asked for, as of a day."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

pytestmark = pytest.mark.usefixtures("here")

Call = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("ending", ["html", "htm"])
def test_the_ending_chooses_the_page(here: Path, call: Call, ending: str) -> None:
    done = call("export", "-o", f"page.{ending}")
    assert done.returncode == 0
    text = (here / f"page.{ending}").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>\n<html lang=en>")
    assert text.count("<article ") == 19


def test_the_page_opens_in_the_language_asked_for(call: Call) -> None:
    done = call("export", "--format", "html", "--lang", "es")
    assert "<html lang=es>" in done.stdout
    assert "id=_in-es value=es autocomplete=off checked" in done.stdout


def test_the_page_has_only_the_events_asked_for_and_says_how(call: Call) -> None:
    done = call("export", "--format", "html", "--actor", "rubio", "--kind", "call")
    assert done.stdout.count("<article ") == 2
    assert "<code>--actor rubio --kind call</code>" in done.stdout


def test_the_page_as_of_a_day_has_nothing_later(call: Call) -> None:
    done = call("export", "--format", "html", "--as-of", "2026-01-11")
    assert "2026-01-15" not in done.stdout
    assert "as known on 11 January 2026" in done.stdout
