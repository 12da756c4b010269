"""Typer with two commands, and nothing to do."""

import typer

app = typer.Typer()
app.command("one")(lambda: print("one"))
app.command("two")(lambda: print("two"))
app()
