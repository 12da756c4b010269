"""`timeline export` as a report: Markdown, a folder of notes, a piece of HTML."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]


def test_the_ending_says_which_report_is_meant(call: Call, here: Path) -> None:
    for name, start in (
        ("report.md", "# Mexico–United States"),
        ("report.MARKDOWN", "# Mexico–United States"),
        ("report.fragment.html", '<section class="timeline" lang="en">'),
    ):
        answer = call("export", "-o", str(here / name))
        assert (answer.returncode, answer.stderr) == (0, f"19 events written to {here / name}\n")
        assert (here / name).read_text("utf-8").startswith(start)


def test_a_report_tells_its_filter_and_the_day_of_knowledge(call: Call) -> None:
    text = call(
        *("export", "--format", "markdown", "--as-of", "2026-01-12", "--actor", "rubio")
    ).stdout
    assert "- **contents:** 3 events · 9 citations · 1 source · 1 origin\n" in text
    assert "- **chosen by:** \\--actor rubio\n" in text
    assert "- **as known on:** 12 January 2026 · 1 source\n" in text


def test_a_report_is_in_spanish_if_asked(call: Call) -> None:
    text = call("export", "--format", "html-fragment", "--lang", "es").stdout
    assert text.startswith('<section class="timeline" lang="es">\n<h2>Diplomacia de seguridad')


@pytest.mark.parametrize("how", [("--vault",), ("--format", "vault")])
def test_a_vault_is_a_folder(call: Call, here: Path, how: tuple[str, ...]) -> None:
    answer = call("export", *how, "-o", str(here / "vault"), "--kind", "call")
    assert answer.returncode == 0
    names = {str(it.relative_to(here / "vault")) for it in (here / "vault").rglob("*.md")}
    assert {"index.md", "actors/rubio.md", "sources/s003.md"} <= names
    assert "events/2026-01-11-call-de-la-fuente-rubio.md" in names


def test_a_vault_is_not_for_a_screen_and_spares_what_is_there(call: Call, here: Path) -> None:
    answer = call("export", "--vault")
    assert answer.returncode == 2
    assert "vault is not for a screen" in answer.stderr
    (here / "vault").mkdir()
    (here / "vault/index.md").write_text("mine")
    assert call("export", "--vault", "-o", str(here / "vault")).returncode == 2
    assert (here / "vault/index.md").read_text() == "mine"
    assert call("export", "--vault", "-o", str(here / "vault"), "--force").returncode == 0


def test_notes_of_an_earlier_vault_stay_and_are_told(call: Call, here: Path) -> None:
    def export(*filters: str) -> str:
        answer = call("export", "--vault", "-o", "vault", "--force", *filters)
        assert answer.returncode == 0
        return answer.stderr

    assert export() == "19 events written to vault\n"
    before = {it: it.read_bytes() for it in (here / "vault").rglob("*.md")}
    (here / "vault/events/mine.md").write_text("---\ntitle: mine\n---\n")
    (here / "vault/events/2026-05-tmec-renegotiation.md").write_text("emptied by its owner")
    assert export("--source", "s003", "--since", "2026-01-11", "--limit", "1").startswith(
        "1 event written to vault\n"
        "31 notes of an earlier export, not of this answer, are left in vault, for they may have "
        "been edited: events/2025-09-03-press-conference-de-la-fuente-rubio.md, "
    )
    assert set((here / "vault").rglob("*.md")) >= set(before)
    assert "mine" in (here / "vault/events/mine.md").read_text()
    assert export() == "19 events written to vault\n"


def test_a_note_whose_properties_were_set_anew_is_still_known(call: Call, here: Path) -> None:
    assert call("export", "--vault", "-o", "vault", "--kind", "visit", "--kind", "call").stderr
    for note in (here / "vault/events").iterdir():
        text = note.read_text("utf-8")
        old = next(it for it in text.splitlines() if it.startswith("timeline_collection"))
        note.write_text(text.replace(old, old.replace('"', "")), "utf-8")
    answer = call("export", "--vault", "-o", "vault", "--force", "--limit", "1")
    assert "notes of an earlier export, not of this answer, are left" in answer.stderr
    assert "events/2026-01-11-call-de-la-fuente-rubio.md" in answer.stderr


def test_notes_of_another_collection_are_not_ours(call: Call, here: Path) -> None:
    assert call("export", "--vault", "-o", "vault").returncode == 0
    data = here / "data/events.yaml"
    title = "Mexico–United States security diplomacy, January 2026"
    data.write_text(data.read_text("utf-8").replace(f"en: {title}", "en: Another", 1), "utf-8")
    answer = call("export", "--vault", "-o", "vault", "--force", "--limit", "1")
    assert answer.stderr == "1 event written to vault\n"


@pytest.mark.parametrize("format_", ["markdown", "html-fragment"])
def test_the_same_report_twice_is_the_same_bytes(
    program: Callable[..., CompletedProcess[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    format_: str,
) -> None:
    said = set()
    for zone, seed in (("UTC", "1"), ("Pacific/Kiritimati", "2")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        said.add(program("export", "--format", format_).stdout)
    assert len(said) == 1
    assert b"timeline" in said.pop()
