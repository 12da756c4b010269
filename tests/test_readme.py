"""What the README says is true: its table, its picture, its examples."""

import os
import re
import subprocess
import sysconfig
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from timeline.analysis.asof import known_on
from timeline.analysis.stats import counts
from timeline.checks import RULES, Case, run
from timeline.cli.program import COMMANDS
from timeline.dates import Span
from timeline.formats import FORMATS
from timeline.i18n import sentence
from timeline.query.filter import Filter, select
from timeline.store.opening import open_collection

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SPANISH = (ROOT / "README.es.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "timeline.svg"
USES = re.findall(r"^timeline [^\n#]+", README.partition("## Use")[2], re.MULTILINE)


def test_the_table_of_commands_is_the_one_of_the_program() -> None:
    rows = re.findall(r"^\| `timeline (\S+)` \| (.*) \|$", README, re.MULTILINE)
    assert rows == [(name, listed.does) for name, listed in COMMANDS.items()]


def test_the_spanish_table_of_commands_says_the_same() -> None:
    rows = re.findall(r"^\| `timeline (\S+)` \| (.*) \|$", SPANISH, re.MULTILINE)
    assert rows == [(name, sentence(it.does).say("es")) for name, it in COMMANDS.items()]


def test_both_readmes_have_the_same_commands_endings_and_pictures() -> None:
    for pattern in (
        r"^timeline [^\n#]*[^\n# ]",
        r"^python3 .*$",
        r"`-o ([^`]+)`",
        r"\]\((docs/[^)]+\.(?:svg|png))",
    ):
        found = [re.findall(pattern, it, re.MULTILINE) for it in (README, SPANISH)]
        assert set(found[0]) == set(found[1])


def test_every_ending_that_is_named_is_that_of_a_format() -> None:
    endings = {ending for it in FORMATS.values() for ending in it.endings}
    named = re.findall(r"`-o x\.([^`]+)`", README)
    assert len(named) > 15
    assert set(named) <= endings


def test_there_are_examples_to_try() -> None:
    assert len(USES) > 5


@pytest.mark.parametrize("line", USES)
def test_every_example_of_use_works(line: str, tmp_path: Path) -> None:
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    data = str(ROOT)
    done = subprocess.run(
        ["sh", "-c", line],  # noqa: S607 - the shell that a reader has
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "TIMELINE_DATA": data},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_picture_asks_for_nothing_from_elsewhere() -> None:
    links = re.findall(r"https?://[^\s\"')<]+", PICTURE.read_text(encoding="utf-8"))
    assert set(links) == {"http://www.w3.org/2000/svg"}


def test_the_picture_shows_every_event_of_its_ten_days() -> None:
    shown = "".join("".join(ET.parse(PICTURE).getroot().itertext()).split())  # noqa: S314 - ours
    collection = known_on(open_collection(str(ROOT), {}).collection, date(2026, 1, 17))
    between = Span(date(2026, 1, 8), date(2026, 1, 17))
    events = [row.event for row in select(collection, Filter(between=between))]
    words = {word for event in events for word in event.title.say("en").split()}
    assert {word for word in words if word not in shown} == set()
    assert f"{len(events)}events" in shown.replace("\N{NO-BREAK SPACE}", "")


def test_the_second_picture_shows_what_is_counted() -> None:
    picture = ROOT / "docs" / "stats.svg"
    shown = " ".join(" ".join(ET.parse(picture).getroot().itertext()).split())  # noqa: S314 - ours
    collection = open_collection(str(ROOT), {}).collection
    asked = Filter(topics=("sovereignty",), kinds=("readout",))
    events = [row.event for row in select(collection, asked)]
    shown = " ".join(shown.replace("\N{NO-BREAK SPACE}", " ").split())
    for it in counts(collection, events, "side"):
        assert f"{collection.collection.sides[it.value].say('en')} {it.events}" in shown


def test_the_changelog_counts_the_events() -> None:
    collection = open_collection(str(ROOT), {}).collection
    ours = open_collection(str(ROOT / "data" / "events.yaml"), {}).collection
    changes = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    linked = sum(not it.file for it in collection.sources)
    assert (len(ours.events), len(collection.events), linked) == (19, 170, 305)
    assert "nineteen events" in changes
    assert "151 more from 305 pages" in changes


def test_every_rule_has_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


def own(part: str) -> str:
    found = re.search(rf"<!-- own {part} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_the_chronology_of_the_readme_is_one_that_passes(tmp_path: Path) -> None:
    for name, part in (("texts/post.txt", "text"), ("data/events.yaml", "records")):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(own(part), encoding="utf-8")
    opened = open_collection(str(tmp_path), {})
    assert run(Case(opened.collection, opened.stored_texts(), date(2031, 3, 4))) == []
    assert [event.id for event in opened.collection.events] == ["2031-03-03-call"]
