"""Starting a collection: its title and sides, typed or asked for, and the files it begins with."""

import shlex
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.cli.commands.init import Wanted
from timeline.cli.curate import change
from timeline.cli.shell import parsing
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence
from timeline.records.model import SideCode
from timeline.store import opening
from timeline.store.disk import locate, new_collection
from timeline.store.yaml import writer
from timeline.store.yaml.writer import Style

RECORDS = "data/events.yaml"
TEXTS = "sources"

Sides = dict[str, dict[str, str]]

_CODES = (mark("code of one side, such as MX"), mark("code of the other side, such as US"))


def start(
    terminal: Terminal, folder: str, wanted: Wanted, *, dry_run: bool, no_input: bool
) -> None:
    """Make the files of a new collection, all or none."""
    path = Path(folder)
    if not folder:
        raise WrongCall(sentence("name a folder"))
    new_collection.refuse_taken(path, (*_NAMES, TEXTS))
    title, sides = _title(wanted), _sides(wanted)
    if possible(terminal, no_input=no_input):
        title, sides = _asked(Asker(terminal), title, sides)
    _refuse_incomplete(title, sides)
    made = _files(terminal, path, title, sides)
    if dry_run:
        terminal.write([made[RECORDS]])
        terminal.note(sentence("nothing was written (--dry-run)"))
        return
    new_collection.make(path, made, [TEXTS])
    terminal.note(
        sentence("{path} is a new collection: {sides}", path=folder, sides=", ".join(sides))
    )
    if path.resolve() != locate.here():
        terminal.note(sentence("next: {call}", call=f"cd {shlex.quote(folder)}"))
    change.tell(terminal, then="timeline source add FILE")


def _title(wanted: Wanted) -> dict[str, str]:
    texts = (wanted.title, wanted.title_en, wanted.title_es)
    return parsing.words(*(" ".join((text or "").split()) for text in texts))


def _sides(wanted: Wanted) -> Sides:
    sides: Sides = {}
    for text in wanted.side or ():
        code, name = _new_side(text, sides)
        sides[code] = name
    return sides


def _side(text: str) -> tuple[str, dict[str, str]]:
    """Return the code of a side, and its name in both languages if there is one."""
    code, _, name = text.partition("=")
    english, slash, spanish = (value.strip() for value in name.partition("/"))
    code = parsing.shaped(SideCode, code.strip().upper())
    return code, parsing.words(None if slash else english, english, spanish)


def _asked(asker: Asker, title: dict[str, str], sides: Sides) -> tuple[dict[str, str], Sides]:
    """Ask for what was not given."""
    if not title:
        title = _in_both(
            asker, sentence("title, in English"), sentence("title, in Spanish (Enter: the same)")
        )
    sides = dict(sides)
    for question in _CODES[len(sides) :]:
        code, name = asker.until(sentence(question), partial(_new_side, sides=sides))
        sides[code] = name
    for code, name in sides.items():
        if not name:
            sides[code] = _in_both(
                asker,
                sentence("name of {code}, in English", code=code),
                sentence("name of {code}, in Spanish (Enter: the same)", code=code),
            )
    return title, sides


def _new_side(text: str, sides: Sides) -> tuple[str, dict[str, str]]:
    code, name = _side(text)
    if code in sides:
        raise WrongCall(sentence("the side {code} is given twice", code=code))
    return code, name


def _in_both(asker: Asker, english: Any, spanish: Any) -> dict[str, str]:
    en = asker.until(english, _something)
    return {"en": en, "es": asker.text(spanish) or en}


def _something(text: str) -> str:
    if not text:
        raise WrongCall(sentence("write something"))
    return text


def _refuse_incomplete(title: dict[str, str], sides: Sides) -> None:
    """Raise `WrongCall` if something is lacking that is not asked for, or in one language."""
    both = {"en", "es"}
    if title.keys() != both:
        options = " ".join(f"--title-{text}" for text in sorted(both - title.keys()))
        raise WrongCall(sentence("missing: {options}", options=options if title else "--title"))
    if len(sides) < len(_CODES):
        raise WrongCall(sentence("a collection has two sides: --side MX=Mexico/México --side …"))
    for code, name in sides.items():
        if name.keys() != both:
            raise WrongCall(
                sentence("the side {code} needs a name: --side {code}=ENGLISH/SPANISH", code=code)
            )


def _files(terminal: Terminal, folder: Path, title: dict[str, str], sides: Sides) -> dict[str, str]:
    """Return every file by its name; the records are read before anything is written."""
    about = writer.field("collection", {"title": title, "sides": sides}, 0, Style())
    records = _text(f"events.{terminal.language}.txt").format(
        collection="\n".join(about), side=next(iter(sides))
    )
    opening.read(folder / RECORDS, RECORDS, records.encode("utf-8"))
    page = _text(f"readme.{terminal.language}.txt").format(title=title[terminal.language])
    schema = files("timeline").joinpath("schema.json").read_text(encoding="utf-8")
    texts = (_text("editorconfig.txt"), page, schema, records)
    return dict(zip(_NAMES, texts, strict=True))


_NAMES = (".editorconfig", "README.md", "data/timeline.schema.json", RECORDS)


def _text(name: str) -> str:
    folder = files("timeline").joinpath("cli", "starter")
    return folder.joinpath(name).read_text(encoding="utf-8")
