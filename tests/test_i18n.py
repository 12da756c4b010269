from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from timeline import i18n
from timeline.i18n import Language, counted, mark, sentence

# The plural rule is that of our own catalogue: tables of other programs give Spanish two or three.
SPANISH = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "no {what} is called '{value}'"
msgstr "ningún {what} se llama «{value}»"

msgid "actor"
msgstr "actor o actriz"

msgid "{n} fault in {file}"
msgid_plural "{n} faults in {file}"
msgstr[0] "{n} falta"
msgstr[1] "{n} faltas"
"""


@dataclass
class Spoken:
    english: str
    spanish: str

    def say(self, language: Language) -> str:
        return self.spanish if language == "es" else self.english


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the program a catalogue of three sentences."""
    written = BytesIO()
    write_mo(written, read_po(BytesIO(SPANISH.encode())))
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "timeline.mo").write_bytes(written.getvalue())
    monkeypatch.setattr(i18n, "_CATALOGUES", tmp_path)
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


@pytest.fixture
def no_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(i18n, "_CATALOGUES", tmp_path)
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


def test_a_sentence_is_put_into_words_with_its_values() -> None:
    assert sentence("{name} is not known", name="rubbio").say() == "rubbio is not known"
    assert str(sentence("{n} of {n}", n=3)) == "3 of 3"


def test_braces_in_a_value_stay() -> None:
    assert sentence("'{text}' is no date", text="{text}").say() == "'{text}' is no date"


def test_sentences_with_the_same_template_and_values_are_equal() -> None:
    assert sentence("{a} here", a=1) == sentence("{a} here", a=1)
    assert sentence("{a} here", a=1) != sentence("{a} here", a=2)


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 faults in x"), (1, "1 fault in x"), (2, "2 faults in x")]
)
def test_one_is_counted_otherwise_than_many(n: int, said: str) -> None:
    assert counted("{n} fault in {file}", "{n} faults in {file}", n, file="x").say() == said


def test_a_marked_text_is_given_back_as_it_is() -> None:
    assert mark("call") == "call"


def test_a_value_with_words_of_its_own_is_put_into_the_same_language() -> None:
    said = sentence("{what}!", what=Spoken("call", "llamada"))
    assert (said.say("en"), said.say("es")) == ("call!", "llamada!")


@pytest.mark.usefixtures("spanish")
def test_sentences_and_those_inside_them_are_translated() -> None:
    said = sentence("no {what} is called '{value}'", what=sentence("actor"), value="actor")
    assert said.say("es") == "ningún actor o actriz se llama «actor»"
    assert said.say("en") == "no actor is called 'actor'"


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(("n", "said"), [(0, "0 faltas"), (1, "1 falta"), (2, "2 faltas")])
def test_counts_are_translated(n: int, said: str) -> None:
    assert counted("{n} fault in {file}", "{n} faults in {file}", n, file="x").say("es") == said


@pytest.mark.usefixtures("spanish")
def test_what_the_catalogue_lacks_is_said_in_english() -> None:
    assert sentence("not yet translated").say("es") == "not yet translated"


@pytest.mark.usefixtures("no_catalogue")
def test_without_a_catalogue_everything_is_said_in_english() -> None:
    assert sentence("the file {file} is gone", file="x").say("es") == "the file x is gone"
    assert counted("{n} day", "{n} days", 2).say("es") == "2 days"
