"""The least that a program in Python can do for the same answer: what we are measured against."""

import csv
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from benchmarks.generate import Question
from benchmarks.jobs import MONTH, WORD
from benchmarks.peer import Commands, Peer
from benchmarks.tablepeers import database, month_sql, word_sql
from timeline.store.disk import locate
from timeline.store.opening import open_collection

BARE = """
import typer

app = typer.Typer()

@app.command()
def one() -> None:
    print("one")

@app.command()
def two() -> None:
    print("two")

app()
"""
"""Typer with two commands."""

READING = """
import sys
from pathlib import Path

import typer
import yaml
from pydantic import BaseModel
from rich.console import Console

class Event(BaseModel):
    id: str
    title: str
    kind: str

app = typer.Typer()

@app.command()
def show(path: str, models: int, lines: int) -> None:
    events = []
    for name in sorted(Path(path).glob("*.yaml")):
        tree = yaml.load(name.read_bytes(), Loader=yaml.CSafeLoader)
        events += tree.get("events", [])
    made = [
        Event(id=it["id"], title=it["title"]["en"], kind=it["kind"])
        for it in (events * (models // len(events) + 1))[:models]
    ]
    console = Console()
    for event in made[:lines]:
        console.print(event.id, event.kind, event.title)

@app.command()
def other() -> None:
    pass

app()
"""
"""Typer, Rich, pydantic and PyYAML: reads a folder, builds so many models, prints lines."""

SELECTING = """
import csv
import sqlite3
import sys

database, query = sys.argv[1:]
rows = sqlite3.connect(database).execute(query)
writer = csv.writer(sys.stdout)
writer.writerow([it[0] for it in rows.description])
writer.writerows(rows)
"""
"""Python's csv.writer, given rows by SQLite."""

SCANNING = """
import sys

import yaml

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        for event in yaml.parse(file, Loader=yaml.CLoader):
            pass
"""
"""libyaml's events, looked at by nobody."""


def _models_in(value: object) -> Iterator[BaseModel]:
    """Give every model in a value, itself included."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _models_in(getattr(value, name))
    elif isinstance(value, tuple):
        for member in value:
            yield from _models_in(member)
    elif isinstance(value, dict):
        for member in value.values():
            yield from _models_in(member)


class Floors:
    """The floor programs, written into a folder; each method gives a command."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def bare(self) -> list[str]:
        """Start, and print a word."""
        return self._python("bare", BARE, "one")

    def reading(self) -> list[str]:
        """Do with the shipped collection what `READING` says, with as many models as it makes."""
        path = str(locate.installed())
        collection = open_collection(path, {}).collection
        models = sum(1 for _ in _models_in(collection))
        return self._python(
            "reading", READING, "show", path, str(models), str(len(collection.events))
        )

    def selecting(self, database: Path, query: str) -> list[str]:
        """Print what a query gives, as CSV."""
        return self._python("selecting", SELECTING, str(database), query)

    def scanning(self, files: list[Path]) -> list[str]:
        """Scan some YAML files."""
        return self._python("scanning", SCANNING, *map(str, files))

    def peer(self) -> Peer:
        """Give the floor as a peer: the data and the queries that plain sqlite3 has."""

        def commands(folder: Path, asked: Question) -> Commands:
            queries = {MONTH: month_sql(asked), WORD: word_sql(asked)}
            events = folder / "events.db"
            return {job: self.selecting(events, it) for job, it in queries.items()}

        return Peer("floor", sys.executable, database, commands, "Python's sqlite3 and csv")

    def _python(self, name: str, program: str, *arguments: str) -> list[str]:
        path = self._folder / f"{name}.py"
        path.write_text(program, encoding="utf-8")
        return [sys.executable, str(path), *arguments]


def load_csv(table: Path, database: Path) -> None:
    """Put the rows of a CSV into a database, as the table `rows`."""
    database.unlink(missing_ok=True)
    csv.field_size_limit(1 << 30)
    with table.open(encoding="utf-8", newline="") as file, sqlite3.connect(database) as made:
        lines = csv.reader(file)
        names = [f'"{it}"' for it in next(lines)]
        made.execute(f"create table rows ({', '.join(names)})")
        marks = ", ".join("?" for _ in names)
        made.executemany(f"insert into rows values ({marks})", lines)  # noqa: S608
    made.close()
