"""How quick the start is, as ratios within one run.

`timeline --version` against a bare two-command Typer program, and `timeline list` against a floor:
a program that imports Typer, Rich, pydantic and PyYAML, reads the same file, builds the same number
of pydantic models and prints the same number of lines. Each pair is run in turns; what counts is
the median of the ratios, pair by pair.

    python benchmarks/startup.py [ROUNDS]
"""

import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from timeline.store import locate
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

FLOOR = """
import sys

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
    with open(path, encoding="utf-8") as file:
        tree = yaml.load(file, Loader=yaml.CSafeLoader)
    events = tree["events"]
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


def models_in(value: object) -> Iterator[BaseModel]:
    """Give every model in a value, itself included."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name))
    elif isinstance(value, tuple):
        for member in value:
            yield from models_in(member)
    elif isinstance(value, dict):
        for member in value.values():
            yield from models_in(member)


def seconds(command: list[str]) -> float:
    """Give the wall time of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], theirs: list[str], rounds: int) -> None:
    """Run two commands in turns and print the median of the ratios."""
    for command in (ours, theirs):
        seconds(command)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    ratios = sorted(a / b for a, b in pairs)
    mine, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    print(
        f"{name:24} {mine:6.0f} ms   {other:6.0f} ms   "
        f"{statistics.median(ratios):.2f} ({low:.2f}–{high:.2f})"
    )


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    timeline = str(Path(sysconfig.get_path("scripts")) / "timeline")
    path = str(locate.installed())
    collection = open_collection(path, {}).collection
    models = sum(1 for _ in models_in(collection))
    with tempfile.TemporaryDirectory() as folder:
        bare, floor = Path(folder, "bare.py"), Path(folder, "floor.py")
        bare.write_text(BARE, encoding="utf-8")
        floor.write_text(FLOOR, encoding="utf-8")
        counts = [str(models), str(len(collection.events))]
        print(f"{'':24} {'timeline':>9}   {'floor':>9}   ratio (10th–90th percentile)")
        compare("--version", [timeline, "--version"], [sys.executable, str(bare), "one"], rounds)
        compare(
            "list",
            [timeline, "list", "--data", path],
            [sys.executable, str(floor), "show", path, *counts],
            rounds,
        )
        compare(
            "list --format text",
            [timeline, "list", "--format", "text", "--data", path],
            [sys.executable, str(floor), "show", path, *counts],
            rounds,
        )
    print(f"{models} models, {len(collection.events)} lines, {rounds} rounds in turns")


if __name__ == "__main__":
    main()
