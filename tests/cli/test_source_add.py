"""A text becomes a source: copied as it is, pinned, recorded; or nothing at all is changed."""

import difflib
import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from timeline.store.disk import files

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]
Dialogue = Callable[..., CompletedProcess[str]]

TEXT = "date 2026-01-19 El canciller habló de la reunión.\r\n\r\n\tSe verán en Washington.".encode()
SHA256 = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def article(here: Path) -> Path:
    path = here / "article.txt"
    path.write_bytes(TEXT)
    return path


def everything(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, with its bytes."""
    files = (it for it in folder.rglob("*") if it.is_file())
    return {str(it.relative_to(folder)): it.read_bytes() for it in files}


def difference(before: dict[str, bytes], here: Path) -> str:
    """Give the lines of the collection that went (-) and came (+)."""
    now = (here / "data" / "events.yaml").read_text("utf-8").splitlines()
    lines = difflib.ndiff(before["data/events.yaml"].decode().splitlines(), now)
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


def refused(call: Call, here: Path, *arguments: str, code: int = 2, **more: bytes) -> str:
    """Call for something that is refused: no file is changed or made. Gives what is said."""
    before = everything(here)
    answer = call("source", "add", *arguments, **more)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert everything(here) == before
    assert "Traceback" not in answer.stderr
    return answer.stderr


def test_a_text_is_copied_as_it_is_and_recorded(call: Call, here: Path, article: Path) -> None:
    before = everything(here)
    answer = call(
        *("source", "add", str(article), "--outlet", "El Diario", "--language", "es"),
        *("--published", "19 enero 2026", "--inferred", "--title", "-- help"),
        *("--published-note-en", "a", "--published-note-es", "b", "--author", "A. B."),
        *("--url", "https://example.org/a", "--accessed", "2026-01-20", "--origin", "s003"),
    )
    assert answer.stderr == (
        "--published '19 enero 2026': 19 January 2026\n"
        "s005: the text is seeds/article.txt\n"
        "next: timeline cite EVENT --source s005 --find WORDS\n"
    )
    assert (answer.returncode, answer.stdout) == (0, "s005\n")
    assert (here / "seeds" / "article.txt").read_bytes() == TEXT
    assert difference(before, here) == (
        "+   - id: s005\n"
        "+     file: seeds/article.txt\n"
        f"+     sha256: {SHA256}\n"
        "+     url: https://example.org/a\n"
        "+     outlet: El Diario\n"
        '+     title: "-- help"\n'
        "+     author: A. B.\n"
        "+     published: 2026-01-19\n"
        "+     published_basis: inferred\n"
        "+     published_note: {en: a, es: b}\n"
        "+     accessed: 2026-01-20\n"
        "+     language: es\n"
        "+     origin: s003\n"
    )
    assert call("check").returncode == 0


def test_what_is_unknown_stays_absent_and_a_date_line_is_only_told(
    call: Call, here: Path, article: Path
) -> None:
    before = everything(here)
    answer = call("source", "add", article.name)
    assert answer.stderr.startswith(
        "article.txt opens with 'date 2026-01-19': --published 2026-01-19 would record it\n"
    )
    assert difference(before, here) == (
        f"+   - id: s005\n+     file: seeds/article.txt\n+     sha256: {SHA256}\n"
    )


def test_a_link_is_recorded_without_its_text(call: Call, here: Path) -> None:
    before = everything(here)
    answer = call("source", "add", "https://example.org/a")
    assert answer.stderr == (
        "s005: a link without its text, so its words cannot be checked\n"
        "next: timeline cite EVENT --source s005 --says TEXT\n"
    )
    assert difference(before, here) == "+   - id: s005\n+     url: https://example.org/a\n"


def test_a_link_is_given_its_text(call: Call, here: Path, article: Path) -> None:
    url = "https://example.org/a"
    assert call("source", "add", url, "--outlet", "X").stdout == "s005\n"
    before = everything(here)
    answer = call("source", "add", article.name, "--url", url, "--published", "2026-01-19")
    assert (answer.returncode, answer.stdout) == (0, "s005\n")
    assert answer.stderr.startswith("s005 had only a link; now it has its text\n")
    assert difference(before, here) == (
        f"+     file: seeds/article.txt\n+     sha256: {SHA256}\n+     published: 2026-01-19\n"
    )
    said = refused(call, here, article.name, "--url", url, "--outlet", "Y")
    assert said == "timeline: article.txt is already the text of s005\n"


def test_a_link_with_other_facts_is_not_changed(call: Call, here: Path, article: Path) -> None:
    assert call("source", "add", "https://example.org/a", "--outlet", "X").returncode == 0
    given = (article.name, "--url", "https://example.org/a", "--outlet", "Y")
    assert refused(call, here, *given) == (
        "timeline: s005 has outlet 'X' already: change it by hand\n"
    )


def test_several_are_added_at_once_or_none(call: Call, here: Path, article: Path) -> None:
    (here / "other.txt").write_text("Another text, of the same day.", "utf-8")
    (here / "bad.txt").write_bytes(b"caf\xe9")
    given = (article.name, "other.txt", "https://example.org/a")
    assert refused(call, here, *given, "bad.txt") == (
        "timeline: bad.txt: not UTF-8: byte 0xe9 at 3\n"
    )
    assert "article.txt is already the text of s005" in refused(call, here, *given, article.name)
    answer = call("source", "add", *given, "--language", "es")
    assert (answer.returncode, answer.stdout) == (0, "s005\ns006\ns007\n")
    assert (here / "seeds" / "other.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("article.txt", "--id", "s001"), "the id 's001' is taken by sources[1]"),
        (
            ("article.txt", "--id", "--help"),
            "'--help' is not accepted: an id has lower-case letters",
        ),
        (("article.txt", "--published", "2026-02-30"), "2026-02-30 is not a day"),
        (("article.txt", "--inferred"), "an inferred date needs published and a published_note"),
        (("article.txt", "--language", "Spanish!"), "a language is a BCP 47 tag, such as es"),
        (("article.txt", "--url", "javascript:alert(1)"), "a link begins with http:// or https://"),
        (("article.txt", "--origin", "s009"), "no event is called 's009'"),
        (("article.txt", "--as", "../x.txt"), "'../x.txt' is no name for a file"),
        (("article.txt", "--as", ".."), "'..' is no name for a file"),
        (("article.txt", "--as", "a\x1b[2Jb"), "is no name for a file"),
        (("article.txt", "--as", "000_ecd6331cdfae8496.txt"), "exists with other text: choose"),
        (("article.txt", "seeds/x", "--id", "x"), "--id is for one source at a time\n"),
        (("https://example.org/a", "--url", "https://example.org/b"), "--url is for a text, and"),
        (("https://",), "a link begins with http:// or https://"),
        (("ftp://example.org/a",), "a link begins with http:// or https://"),
        (("nothing.txt",), "there is no file nothing.txt\n"),
        (("seeds/000_ecd6331cdfae8496.txt",), "is already the text of s000\n"),
        (("-",), "stdin: the text is empty\n"),
    ],
)
@pytest.mark.usefixtures("article")
def test_what_cannot_be_a_source_leaves_no_copy(
    call: Call, here: Path, arguments: tuple[str, ...], said: str
) -> None:
    text = refused(call, here, *arguments)
    assert said in text
    assert text.count("\n") == 1
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"caf\xe9", "not UTF-8: byte 0xe9 at 3\n"),
        ("á".encode("utf-16"), "not UTF-8: byte 0xff at 0\n"),
        (b"a\0b", "no text: byte 0x00 at 1\n"),
        (b" \n", "the text is empty\n"),
    ],
)
def test_what_is_no_text_is_refused(call: Call, here: Path, data: bytes, said: str) -> None:
    (here / "bad.txt").write_bytes(data)
    assert refused(call, here, "bad.txt") == f"timeline: bad.txt: {said}"


def test_a_folder_and_a_text_without_end_are_refused(call: Call, here: Path) -> None:
    assert refused(call, here, "seeds", code=3) == "timeline: seeds: is a folder\n"
    (here / "long.txt").write_bytes(b"a" * 16_000_001)
    assert "larger than 16 MB" in refused(call, here, "long.txt")


def test_a_pipe_is_a_text_that_needs_a_name(call: Call, here: Path, program: Program) -> None:
    assert "give it one with --as NAME" in refused(call, here, "-", stdin=TEXT)
    answer = call("source", "add", "-", "--as", "piped.txt", stdin=TEXT)
    assert (answer.returncode, answer.stdout) == (0, "s005\n")
    assert (here / "seeds" / "piped.txt").read_bytes() == TEXT
    closed = program("source", "add", "-", "--as", "x.txt", preexec_fn=lambda: os.close(0))
    assert closed.returncode == 2
    assert closed.stderr == b"timeline: - reads from a pipe, and there is none\n"


def test_a_copy_that_is_there_already_is_used_and_never_taken_away(
    call: Call, here: Path, article: Path
) -> None:
    (here / "seeds" / "article.txt").write_bytes(TEXT)
    refused(call, here, article.name, "--id", "s001")
    assert call("source", "add", "seeds/article.txt").returncode == 0
    assert (here / "seeds" / "article.txt").read_bytes() == TEXT


def test_no_text_is_stored_outside_of_the_collection(
    call: Call, here: Path, article: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (here / "seeds").rename(outside)
    (here / "seeds").symlink_to(outside)
    said = refused(call, here, article.name)
    assert "leads out of the collection's folder" in said
    assert not (outside / "article.txt").exists()


def test_a_dry_run_copies_nothing(call: Call, here: Path, article: Path) -> None:
    before = everything(here)
    answer = call("source", "add", article.name, "--dry-run")
    assert answer.returncode == 0
    assert "+    file: seeds/article.txt\n" in answer.stdout
    assert answer.stderr == "nothing was written (--dry-run)\n"
    assert everything(here) == before


@pytest.mark.parametrize(
    ("ids", "given", "expected"),
    [
        ((), ("Día 1.txt",), "dia-1"),
        ((), ("https://www.example.org/news/A-b_c.html?x=1",), "example-org-a-b-c-html"),
        (("s1", "s2", "s9"), ("Día 1.txt",), "s10"),
        (("a-01", "a-99"), ("Día 1.txt",), "a-100"),
        (("jornada-2026",), ("Día 1.txt",), "dia-1"),
        (("s1", "dia-1"), ("Día 1.txt",), "dia-1-2"),
        ((), ("¿?.txt",), "source"),
    ],
)
def test_the_id_goes_on_with_the_collections_own_or_is_that_of_the_name(
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    ids: tuple[str, ...],
    given: tuple[str, ...],
    expected: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    sources = "".join(f"  - {{id: {it}, url: 'https://example.org/{it}'}}\n" for it in ids)
    head = "collection:\n  title: {en: a, es: b}\n  sides: {AA: {en: a, es: b}}\n"
    before = f"{head}sources:\n{sources}events: []\n" if ids else f"{head}events: []\n"
    (tmp_path / "events.yaml").write_text(before, "utf-8")
    for name in ("Día 1.txt", "¿?.txt"):
        (tmp_path / name).write_text("Words.", "utf-8")
    answer = call("source", "add", *given, "--data", "events.yaml")
    assert (answer.returncode, answer.stdout) == (0, f"{expected}\n"), answer.stderr
    stored = [it.name for it in tmp_path.glob("sources/*")]
    assert stored == ([] if given[0].startswith("https") else list(given))


def test_the_folder_that_was_made_goes_if_the_change_is_refused(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "collection:\n  title: {en: a, es: b}\n  sides: {AA: {en: a, es: b}}\nevents: []\n"
    (tmp_path / "events.yaml").write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text("Words.", "utf-8")
    said = refused(call, tmp_path, "a.txt", "--id", "X", "--data", "events.yaml")
    assert "'X' is not accepted" in said
    assert not (tmp_path / "sources").exists()


def test_the_copy_goes_if_the_collection_cannot_be_written(
    call: Call, here: Path, article: Path
) -> None:
    os.link(here / "data" / "events.yaml", here / "other.yaml")
    assert "has a second name" in refused(call, here, article.name)


def test_the_copy_stays_if_the_collection_names_it_whatever_failed(
    call: Call, here: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = files._sync_folder  # the last call: the new bytes are in place

    def failing(folder: Path) -> None:
        if folder.name == "data":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(folder)

    monkeypatch.setattr(files, "_sync_folder", failing)
    answer = call("source", "add", article.name)
    assert answer.returncode == 3
    assert "seeds/article.txt" in (here / "data" / "events.yaml").read_text("utf-8")
    assert (here / "seeds" / "article.txt").read_bytes() == TEXT


@pytest.mark.parametrize("action", ["ad", "remove", "-x"])
def test_only_adding_is_known(call: Call, here: Path, action: str) -> None:
    before = everything(here)
    answer = call("source", action, "article.txt")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert everything(here) == before


def test_what_came_with_the_program_and_a_pipe_are_not_changed(call: Call, here: Path) -> None:
    assert "cannot be changed" in refused(call, here, "https://example.org/a", "--data", "-")


# On a terminal


def test_what_is_not_given_is_asked_for_on_a_terminal(
    dialogue: Dialogue, here: Path, article: Path
) -> None:
    before = everything(here)
    talk = [
        ("published [2026-01-19]", "19 de enero de 20266"),
        ("is not understood", ""),
        ("outlet", ""),
        ("language", "español"),
        ("is not accepted", "es-MX"),
    ]
    answer = dialogue("source", "add", article.name, talk=talk, stdout=here / "out")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "s005\n"
    assert "the text opens with 'date 2026-01-19'\n" in answer.stderr
    assert difference(before, here) == (
        "+   - id: s005\n"
        "+     file: seeds/article.txt\n"
        f"+     sha256: {SHA256}\n"
        "+     published: 2026-01-19\n"
        "+     language: es-MX\n"
    )


def test_with_no_input_nothing_is_asked(dialogue: Dialogue, here: Path, article: Path) -> None:
    answer = dialogue("source", "add", article.name, "--no-input", talk=[])
    assert answer.returncode == 0
    assert (
        "published" not in (here / "data" / "events.yaml").read_text("utf-8").split("s005")[1][:150]
    )


def test_ctrl_c_leaves_everything_as_it_was(dialogue: Dialogue, here: Path, article: Path) -> None:
    before = everything(here)
    answer = dialogue("source", "add", article.name, talk=[("published", ""), ("outlet", "\x03")])
    assert answer.returncode == 130
    assert everything(here) == before
