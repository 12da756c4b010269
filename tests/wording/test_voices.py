"""Whose words a citation holds: one phrase for each voice."""

from typing import Any

import pytest

from timeline.i18n import Language
from timeline.records import validate
from timeline.records.model import Cite, Collection, Source, Words
from timeline.wording.voices import no_account, owner, silence, verdict, voice

QUOTE = {"quote": "We met."}
OURS = {"says": {"en": "They met.", "es": "Se reunieron."}}
SPEAKER = {"speaker": "bo"}
SIDE = {"attribution": "BB"}
JOINT = {"attribution": "joint"}
RETOLD = {"speech": "reported"}


@pytest.fixture(scope="module")
def collection() -> Collection:
    tree: dict[str, Any] = {
        "collection": {
            "title": {"en": "Rivers", "es": "Ríos"},
            "sides": {"BB": {"en": "Bland", "es": "Blandia"}},
        },
        "actors": [{"id": "bo", "kind": "person", "side": "BB", "name": "Bo Reyés"}],
        "events": [],
    }
    return validate.collection(tree)


@pytest.mark.parametrize(
    ("cite", "english", "spanish"),
    [
        (QUOTE, "the outlet's words", "palabras del medio"),
        (
            QUOTE | SPEAKER,
            "the outlet's words, quoting Bo Reyés",
            "palabras del medio; voz citada: Bo Reyés",
        ),
        (
            QUOTE | SPEAKER | RETOLD,
            "the outlet's words, retelling Bo Reyés",
            "palabras del medio; voz referida: Bo Reyés",
        ),
        (
            QUOTE | SIDE,
            "Bland, quoted by the outlet",
            "Blandia, en palabras citadas por el medio",
        ),
        (
            QUOTE | SIDE | SPEAKER | RETOLD,
            "Bo Reyés (Bland), retold by the outlet",
            "Bo Reyés (Blandia), en palabras del medio",
        ),
        (
            QUOTE | JOINT | RETOLD,
            "both sides jointly, retold by the outlet",
            "ambas partes en conjunto, en palabras del medio",
        ),
        (OURS, "in our words, after the source", "en palabras nuestras, según la fuente"),
        (
            OURS | SPEAKER | RETOLD,
            "in our words, after the source; speaking: Bo Reyés",
            "en palabras nuestras, según la fuente; habla: Bo Reyés",
        ),
        (
            OURS | SIDE | SPEAKER | RETOLD,
            "in our words, after the source; speaking: Bo Reyés (Bland)",
            "en palabras nuestras, según la fuente; habla: Bo Reyés (Blandia)",
        ),
        (
            OURS | JOINT,
            "in our words, after the source; speaking: both sides jointly",
            "en palabras nuestras, según la fuente; habla: ambas partes en conjunto",
        ),
    ],
)
def test_whose_words(
    collection: Collection, cite: dict[str, Any], english: str, spanish: str
) -> None:
    said = voice(collection, Cite(source="s1", **cite))
    assert (said.say("en"), said.say("es")) == (english, spanish)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("more", [{}, SPEAKER, SIDE, JOINT, SIDE | SPEAKER])
@pytest.mark.parametrize("speech", ["direct", "reported"])
def test_what_is_in_our_words_is_never_said_to_be_in_the_outlets(
    collection: Collection, language: Language, more: dict[str, Any], speech: str
) -> None:
    cite = Cite(source="s1", speech=speech, **OURS, **more)
    said = f"{voice(collection, cite).say(language)} · {verdict(None).say(language)}"
    assert "outlet" not in said
    assert "medio" not in said


def test_an_owner_is_a_side_the_outlet_or_both(collection: Collection) -> None:
    owners = [owner(collection, attribution).say("en") for attribution in ("BB", "outlet", "joint")]
    assert owners == ["Bland", "the outlet", "both sides jointly"]


def test_silence_is_that_of_the_text_or_of_what_was_read() -> None:
    stored, linked = Source(id="s1", file="x.txt"), Source(id="s2", url="https://example.org")
    assert silence([linked, stored]).say() == "not mentioned in the stored text"
    assert silence([linked]).say() == "not mentioned in what was read of it"
    said = no_account(Words(en="Bland")).say()
    assert said == "Bland: no account of it in the texts that were read"
