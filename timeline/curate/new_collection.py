"""A new collection: its title and sides, made of what a person typed, and its first files."""

from collections.abc import Callable
from pathlib import Path

from timeline.curate import parsing
from timeline.curate.typed import TypedCollection
from timeline.errors import WrongCall
from timeline.i18n import Language, sentence
from timeline.records.model import SideCode
from timeline.store import opened, parts
from timeline.store.yaml import writer
from timeline.store.yaml.writer import Style

RECORDS = "data/events.yaml"
TEXTS = "sources"
NAMES = (".editorconfig", "README.md", "data/timeline.schema.json", RECORDS)
"""The files of a new collection, in the order in which they are written."""

_SIDES = 2

Texts = dict[str, str]
"""A text by its language."""
Sides = dict[str, Texts]
"""The names of sides by their codes."""


def title(typed: TypedCollection) -> Texts:
    """Return the title that was typed, as far as it was."""
    texts = (typed.title, typed.title_en, typed.title_es)
    return parsing.words(*(" ".join((text or "").split()) for text in texts))


def sides(typed: TypedCollection) -> Sides:
    """Return the sides that were typed."""
    found: Sides = {}
    for text in typed.side or ():
        code, name = new_side(text, found)
        found[code] = name
    return found


def new_side(text: str, known: Sides) -> tuple[str, Texts]:
    """Return the code of one more side, and its name in both languages if there is one."""
    code, _, name = text.partition("=")
    english, slash, spanish = (value.strip() for value in name.partition("/"))
    code = parsing.shaped(SideCode, code.strip().upper())
    if code in known:
        raise WrongCall(sentence("the side {code} is given twice", code=code))
    return code, parsing.words(None if slash else english, english, spanish)


def refuse_incomplete(title: Texts, sides: Sides) -> None:
    """Raise `WrongCall` if something is lacking that is not asked for, or in one language."""
    both = {"en", "es"}
    if title.keys() != both:
        options = " ".join(f"--title-{text}" for text in sorted(both - title.keys()))
        raise WrongCall(sentence("missing: {options}", options=options if title else "--title"))
    if len(sides) < _SIDES:
        raise WrongCall(sentence("a collection has two sides: --side MX=Mexico/México --side …"))
    for code, name in sides.items():
        if name.keys() != both:
            raise WrongCall(
                sentence("the side {code} needs a name: --side {code}=ENGLISH/SPANISH", code=code)
            )


def files(
    title: Texts, sides: Sides, language: Language, schema: str, starter: Callable[[str], str]
) -> dict[str, str]:
    """Return every file by its name; ``starter`` gives the texts that they are made from.

    Raises `Unreadable` if the records could not be read.
    """
    about = writer.field("collection", {"title": title, "sides": sides}, 0, Style())
    records = starter(f"events.{language}.txt").format(
        collection="\n".join(about), side=next(iter(sides))
    )
    opened.collection_of([parts.make_file(Path(RECORDS), RECORDS, records.encode("utf-8"))])
    page = starter(f"readme.{language}.txt").format(title=title[language])
    texts = (starter("editorconfig.txt"), page, schema, records)
    return dict(zip(NAMES, texts, strict=True))
