"""Starting a collection: its title and sides, typed or asked for, and the files it begins with."""

import shlex
from functools import partial
from importlib.resources import files
from pathlib import Path

from timeline.cli.dialogue import change
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.curate import new_collection
from timeline.curate.new_collection import NAMES, RECORDS, TEXTS, Sides, Texts, new_side
from timeline.curate.typed import TypedCollection
from timeline.errors import WrongCall
from timeline.i18n import Sentence, mark, sentence
from timeline.store.disk import locate
from timeline.store.disk import new_collection as disk

_CODES = (mark("code of one side, such as MX"), mark("code of the other side, such as US"))


def start(
    terminal: Terminal, folder: str, typed: TypedCollection, *, dry_run: bool, no_input: bool
) -> None:
    """Make the files of a new collection, all or none."""
    path = Path(folder)
    if not folder:
        raise WrongCall(sentence("name a folder"))
    disk.refuse_existing(path, (*NAMES, TEXTS))
    title, sides = new_collection.title(typed), new_collection.sides(typed)
    if possible(terminal, no_input=no_input):
        title, sides = _asked(Asker(terminal), title, sides)
    new_collection.refuse_incomplete(title, sides)
    schema = files("timeline").joinpath("schema.json").read_text(encoding="utf-8")
    made = new_collection.files(title, sides, terminal.language, schema, _starter)
    if dry_run:
        terminal.write([made[RECORDS]])
        terminal.note(sentence("nothing was written (--dry-run)"))
        return
    disk.create(path, made, [TEXTS])
    terminal.note(
        sentence("{path} is a new collection: {sides}", path=folder, sides=", ".join(sides))
    )
    if path.resolve() != locate.current_folder():
        terminal.note(sentence("next: {call}", call=f"cd {shlex.quote(folder)}"))
    change.tell(terminal, then="timeline source add FILE")


def _starter(name: str) -> str:
    """Return a text that files of a new collection are made from."""
    folder = files("timeline").joinpath("cli", "starter")
    return folder.joinpath(name).read_text(encoding="utf-8")


def _asked(asker: Asker, title: Texts, sides: Sides) -> tuple[Texts, Sides]:
    """Ask for what was not given."""
    if not title:
        title = _in_both(
            asker, sentence("title, in English"), sentence("title, in Spanish (Enter: the same)")
        )
    sides = dict(sides)
    for question in _CODES[len(sides) :]:
        code, name = asker.until(sentence(question), partial(new_side, known=sides))
        sides[code] = name
    for code, name in sides.items():
        if not name:
            sides[code] = _in_both(
                asker,
                sentence("name of {code}, in English", code=code),
                sentence("name of {code}, in Spanish (Enter: the same)", code=code),
            )
    return title, sides


def _in_both(asker: Asker, english: Sentence, spanish: Sentence) -> Texts:
    en = asker.until(english, _something)
    return {"en": en, "es": asker.text(spanish) or en}


def _something(text: str) -> str:
    if not text:
        raise WrongCall(sentence("write something"))
    return text
