"""Peers that keep records in plain text: hledger, recutils, khal, jrnl and papis.

Each has a function that opens its writer in a folder, and one that gives its commands.
"""

import shlex
from pathlib import Path

from benchmarks import peerdata
from benchmarks.generate import Question
from benchmarks.jobs import APPEND, CHECK, CSV, MONTH, WORD
from benchmarks.peer import Commands
from benchmarks.peerdata import FolderWriter, TextWriter, Writer


def shell(*pipeline: list[str]) -> list[str]:
    """Give the command that runs some commands as a pipeline."""
    return ["sh", "-c", " | ".join(map(shlex.join, pipeline))]


def journal(folder: Path) -> Writer:
    """Open the writer of a journal."""
    return TextWriter(folder / "events.journal", "", peerdata.journal)


def hledger(folder: Path, asked: Question) -> Commands:
    """Give the commands of hledger."""
    ledger = ["hledger", "-f", str(folder / "events.journal")]
    added = folder / "added-{n}.journal"
    put = f"printf '2026-01-02 Appended {{n}}\\n    (events:other)  1\\n' > {added}"
    return {
        MONTH: [*ledger, "print", f"date:{asked.since[:7]}", f"tag:^actor$=^{asked.actor}$"],
        WORD: [*ledger, "print", f"tag:^(title|quote)$={asked.rare}"],
        CSV: [*ledger, "print", "-O", "csv"],
        APPEND: ["sh", "-c", f"{put} && {shlex.join(ledger)} import {added}"],
        CHECK: [*ledger, "check"],
    }


def records(folder: Path) -> Writer:
    """Open the writer of a .rec file."""
    return TextWriter(folder / "events.rec", peerdata.RECORD_HEAD, peerdata.record)


def recutils(folder: Path, asked: Question) -> Commands:
    """Give the commands of recutils."""
    file = str(folder / "events.rec")
    select = ["recsel", "-t", "Event", "-p", "Id,Edtf,Kind,Title", "-e"]
    month = f"Day ~ '^{asked.since[:7]}' && Actor = '{asked.actor}'"
    word = " || ".join(f"{field} ~ '{asked.rare}'" for field in ("Title", "TitleEs", "Quote"))
    fields = {
        "Id": "2026-01-02-other-{n}",
        "Day": "2026-01-02",
        "Kind": "other",
        "Status": "held",
        "Title": "Appended",
    }
    given = [part for name, value in fields.items() for part in ("-f", name, "-v", value)]
    return {
        MONTH: [*select, month, file],
        WORD: [*select, word, file],
        CSV: ["rec2csv", "-t", "Event", file],
        APPEND: ["recins", "-t", "Event", *given, file],
        CHECK: ["recfix", "--check", file],
    }


def vdir(folder: Path) -> Writer:
    """Open the writer of a calendar, with its settings."""
    (folder / "events").mkdir()
    (folder / "khal.conf").write_text(
        f"[calendars]\n[[bench]]\npath = {folder / 'events'}\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "[default]\ndefault_calendar = bench\n",
        encoding="utf-8",
    )
    return FolderWriter(folder / "events", lambda row: f"{row.id}.ics", peerdata.calendar)


def khal(folder: Path, asked: Question) -> Commands:
    """Give the commands of khal."""
    khal = ["khal", "-c", str(folder / "khal.conf")]
    listed = [*khal, "list", "--once", "--day-format", "", "--format"]
    brief = "{uid} {start-date} {categories} {title}"
    cells = '"{uid}","{start-date}","{categories}","{title}","{description}"'
    return {
        MONTH: shell([*listed, brief, asked.since, asked.until], ["grep", "-F", asked.actor]),
        WORD: [*khal, "search", "--format", brief, asked.rare],
        CSV: [*listed, cells, f"{asked.begins}", "2025-12-31"],
        APPEND: [*khal, "new", "2026-01-02", "Appended {n}"],
    }


def diary(folder: Path) -> Writer:
    """Open the writer of a diary, with its settings."""
    text = folder / "events.txt"
    (folder / "jrnl.yaml").write_text(
        f"journals:\n  default:\n    journal: {text}\n"
        "editor: ''\nencrypt: false\ntemplate: false\ndefault_hour: 9\ndefault_minute: 0\n"
        "timeformat: '%Y-%m-%d %H:%M'\ntagsymbols: '@'\nhighlight: false\nlinewrap: 0\n"
        "indent_character: '|'\ndisplay_format: text\n"
        "colors: {body: none, date: none, tags: none, title: none}\nversion: '4.6'\n",
        encoding="utf-8",
    )
    return TextWriter(text, "", peerdata.entry)


def jrnl(folder: Path, asked: Question) -> Commands:
    """Give the commands of jrnl."""
    jrnl = ["jrnl", "--config-file", str(folder / "jrnl.yaml")]
    days = ["-from", asked.since, "-to", asked.until]
    return {
        MONTH: [*jrnl, *days, f"@{asked.actor}"],
        WORD: [*jrnl, "-contains", asked.rare],
        CSV: [*jrnl, "--format", "json"],
        APPEND: [*jrnl, "2026-01-02: Appended {n}."],
    }


def library(folder: Path) -> Writer:
    """Open the writer of a library."""
    (folder / "library").mkdir()
    return FolderWriter(
        folder / "library", lambda row: f"{row.day[:4]}/{row.id}/info.yaml", peerdata.document
    )


def papis_of(folder: Path) -> list[str]:
    """Give the beginning of every command of papis."""
    return ["papis", "--lib", str(folder / "library")]


def papis(folder: Path, asked: Question) -> Commands:
    """Give the commands of papis."""
    papis = papis_of(folder)
    listed = [*papis, "list", "--all", "--format", "{doc[ref]} {doc[date]} {doc[title]}"]
    added = ["--set", "title", "Appended {n}", "--set", "date", "2026-01-02"]
    return {
        MONTH: [*listed, f"date:{asked.since[:7]} author:{asked.actor}"],
        WORD: [*listed, f"abstract:{asked.rare}"],
        CSV: [*papis, "export", "--all", "--format", "csv"],
        APPEND: [*papis, "add", "--batch", *added],
        CHECK: [*papis, "doctor", "--all"],
    }
