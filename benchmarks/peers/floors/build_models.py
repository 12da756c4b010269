"""Typer, Rich, pydantic and PyYAML: read a folder, build models, print a line for each event.

Ours builds about as many models from the shipped collection as there are mappings in it.
"""

from pathlib import Path

import typer
import yaml
from pydantic import BaseModel
from rich.console import Console


class Event(BaseModel):
    """An event, as small as can be."""

    id: str
    title: str
    kind: str


def show(path: Path, models: int) -> None:
    """Print a line for each event of a folder, after building so many models."""
    trees = (
        yaml.load(p.read_bytes(), Loader=yaml.CSafeLoader) for p in sorted(path.glob("*.yaml"))
    )
    nodes = [node for tree in trees for node in tree.get("events", ())]
    events = [
        Event(id=node["id"], title=node["title"]["en"], kind=node["kind"])
        for node in (nodes * (models // len(nodes) + 1))[:models]
    ]
    console = Console()
    for event in events[: len(nodes)]:
        console.print(event.id, event.kind, event.title)


app = typer.Typer()
app.command("show")(show)
app.command("other")(lambda: None)
app()
