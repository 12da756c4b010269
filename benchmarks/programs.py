"""The programs of `ours.yaml` and `peers/peers.yaml`: their data, and their commands rendered."""

import shlex
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import yaml
from jinja2 import Environment, StrictUndefined

from benchmarks.peers.rows import Row, write_csv, write_database

_HERE = Path(__file__).parent
_OURS, _PEERS = (
    yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    for name in ("ours.yaml", "peers/peers.yaml")
)


def _fold(text: str) -> str:
    # RFC 5545, section 3.1: at most 75 bytes a line, and a letter of Spanish takes two. Cut between
    # words, because khal searches the lines as they are.
    cut = (wrap(line, 60, drop_whitespace=False) for line in text.splitlines())
    return "".join("\r\n ".join(parts) + "\r\n" for parts in cut)


_JINJA = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 - no HTML
_JINJA.filters["fold"] = _fold
_JINJA.globals["columns"] = ",".join(Row._fields)
_JINJA.globals["floors"] = _HERE / "peers" / "floors"


def _render(text: str, values: Mapping[str, object]) -> str:
    queries = _PEERS["queries"] if "queries." in text else {}
    rendered = {name: _render(query, values) for name, query in queries.items()}
    return _JINJA.from_string(text).render(values, queries=rendered)


@dataclass(frozen=True, slots=True)
class Entry:
    """A command in a contest, the folder where it runs, and what runs before it."""

    program: str
    command: list[str]
    before: list[str]
    folder: Path


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A program as the tables describe it; without ``data`` it reads the collection itself."""

    name: str
    commands: Mapping[str, str]
    program: str = "timeline"
    note: str = ""
    data: str = ""
    file: str = ""
    head: str = ""
    row: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    set_up: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    most: int = 1_000_000
    plain_text: bool = False

    def entry(self, job: str, folder: Path, values: Mapping[str, object], name: str = "") -> Entry:
        """Return what runs for a job in a folder, by the program's or another name."""
        command, before = (
            shlex.split(_render(text, {**values, "folder": folder}))
            for text in (self.commands[job], self.before.get(job, ""))
        )
        return Entry(name or self.name, command, before, folder)

    def write(self, folder: Path, rows: Iterable[Row]) -> None:
        """Write its data and settings into a new folder."""
        folder.mkdir(parents=True)
        for setting, text in self.settings.items():
            (folder / setting).write_text(_render(text, {"folder": folder}), encoding="utf-8")
        if self.data == "csv":
            write_csv(folder / "events.csv", rows)
        elif self.data == "database":
            tables, indexes = (_render(_PEERS[name], {}) for name in ("tables", "indexes"))
            write_database(folder / "events.db", rows, tables, indexes)
        else:
            name, event = _JINJA.from_string(self.file), _JINJA.from_string(self.row)
            values = (row._asdict() | {"day": row.day} for row in rows)
            for relative, group in groupby(values, lambda row: str(name.render(row))):
                path = folder / relative
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("w", encoding="utf-8", newline="") as file:
                    file.write(self.head)
                    file.writelines(map(event.render, group))

    def prepare(
        self,
        folder: Path,
        values: Mapping[str, object],
        environment: Mapping[str, str],
        limit: float,
    ) -> None:
        """Run what comes before the first search; raises `subprocess.SubprocessError`."""
        if command := shlex.split(_render(self.set_up, values)):
            subprocess.run(
                command, cwd=folder, env=environment, check=True, timeout=limit, capture_output=True
            )


OURS = [Program(name, **node) for name, node in _OURS.items()]
PEERS = [Program(name, **node) for name, node in _PEERS["peers"].items()]
