"""The Spanish catalogue has every sentence of the program, in good order, and no other.

When sentences have changed, in the folder of the checkout (each command is one line):

    pybabel extract --no-default-keywords -k sentence -k mark -k say -k counted:1,2 -k count:1,2
        --add-location file --no-wrap --omit-header -o timeline/locale/timeline.pot timeline
    pybabel update -l es -D timeline -d timeline/locale -i timeline/locale/timeline.pot
        --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
    pybabel compile -D timeline -d timeline/locale

Between the second and the third the new sentences are translated in ``timeline.po``.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from timeline.i18n import Sentence

PACKAGE = Path(__file__).parents[1] / "timeline"
TEMPLATE = PACKAGE / "locale" / "timeline.pot"
SPANISH = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "timeline.po"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The functions that take templates, and which of their arguments these are.
KEYWORDS: dict[str, tuple[int, ...]] = {
    "sentence": (1,),
    "mark": (1,),
    "say": (1,),
    "counted": (1, 2),
    "count": (1, 2),
}

Forms = tuple[str, ...]
"""A sentence in one language: one form, or the form for one thing and that for many."""


def _forms(found: str | Sequence[str] | None) -> Forms:
    return (found,) if isinstance(found, str) else tuple(found or ())


def _sentences(catalog: Catalog) -> dict[Forms, Forms]:
    return {_forms(it.id): _forms(it.string) for it in catalog if it.id}


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale="es")


@cache
def _spanish() -> dict[Forms, Forms]:
    return _sentences(_read(SPANISH))


@cache
def _extracted() -> set[Forms]:
    return {_forms(found[2]) for found in extract_from_dir(PACKAGE, keywords=KEYWORDS)}


def _templates(code: str) -> Iterator[list[ast.expr]]:
    """Give what each call in a text of Python that takes templates is given for them."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            taken = call.args[: len(KEYWORDS.get(name, ()))]
            if taken and len(taken) == len(KEYWORDS[name]):
                yield taken


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_made_up(template: ast.expr) -> bool:
    """Whether a template is put together from texts, instead of being one or the name of one."""
    texts = any(_is_text(it) or isinstance(it, ast.JoinedStr) for it in ast.walk(template))
    return texts and not _is_text(template)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("file", [TEMPLATE, SPANISH], ids=lambda file: file.name)
def test_a_catalogue_has_the_sentences_of_the_code_and_no_others(file: Path) -> None:
    catalog = _read(file)
    assert set(_sentences(catalog)) == _extracted()
    assert not catalog.obsolete


def test_babel_finds_just_what_the_code_writes_out() -> None:
    codes = [module.read_text(encoding="utf-8") for module in MODULES]
    templates = [these for code in codes for these in _templates(code)]
    written = [these for these in templates if all(map(_is_text, these))]
    assert {tuple(map(ast.literal_eval, these)) for these in written} == _extracted()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_is_put_together(module: Path) -> None:
    templates = _templates(module.read_text(encoding="utf-8"))
    assert [ast.unparse(it) for these in templates for it in these if _is_made_up(it)] == []


@pytest.mark.parametrize(
    ("code", "made_up"),
    [
        ('sentence("no fault")', False),
        ('terminal.count("{n} fault", "{n} faults", 2)', False),
        ('mark("one " "text")', False),
        ("terminal.say(rule.title)", False),
        ("sentence(_WORDS[kind])", False),
        ('"a, b".count(",")', False),
        ('sentence(f"no {what}")', True),
        ("terminal.say(f'{what}')", True),
        ('mark("no " + what)', True),
        ('sentence("no {}".format(what))', True),
        ('terminal.say(it.help or "")', True),
        ('counted("{n} fault", "{n} " + faults, n)', True),
    ],
)
def test_a_template_that_is_put_together_is_noticed(code: str, made_up: bool) -> None:
    assert any(_is_made_up(it) for these in _templates(code) for it in these) is made_up


def test_no_translation_is_fuzzy() -> None:
    assert [message.id for message in _read(SPANISH) if message.fuzzy] == []


def test_every_sentence_is_translated_with_the_same_fields() -> None:
    wrong = [
        english[0]
        for english, spanish in _spanish().items()
        if not all(form.strip() for form in spanish)
        or list(map(_fields, spanish)) != list(map(_fields, english))
    ]
    assert wrong == []


@given(value=st.text(), n=st.integers(min_value=0))
def test_every_sentence_can_be_said_in_spanish(value: str, n: int) -> None:
    for (one, *many), spanish in _spanish().items():
        values: dict[str, Any] = {**dict.fromkeys(_fields(one), value), "n": n}
        said = Sentence(one, values, *many).say("es")
        assert said in [form.format(**values) for form in spanish]


def test_the_compiled_catalogue_is_what_the_translation_compiles_to() -> None:
    compiled = BytesIO()
    write_mo(compiled, _read(SPANISH))
    compiled.seek(0)
    with SPANISH.with_suffix(".mo").open("rb") as file:
        assert _sentences(read_mo(file)) == _sentences(read_mo(compiled))
