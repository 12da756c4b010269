"""The only place that knows Typer and Rich, prints, or exits: one module a command."""

from timeline.cli.main import main

__all__ = ["main"]
