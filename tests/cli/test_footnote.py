"""`timeline footnote`: a note that cites an event, to stand at the foot of a page."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from markdown_it import MarkdownIt

Call = Callable[..., CompletedProcess[str]]

DATA = Path(__file__).parents[1] / "articles" / "data" / "events.yaml"
SHORT_HASH = hashlib.sha256(DATA.read_bytes()).hexdigest()[:12]
EN = "Mexico–United States security diplomacy, January 2026"
ES = "Diplomacia de seguridad México–Estados Unidos, enero de 2026"

TEXT = "Ana Lima called Bo Reyés yesterday, “at last”. It rained."
SMALL: dict[str, Any] = {
    "collection": {
        "title": {"en": "Aland and Bland", "es": "Alandia y Blandia"},
        "sides": {"AA": {"en": "Aland", "es": "Alandia"}, "BB": {"en": "Bland", "es": "Blandia"}},
    },
    "sources": [
        {
            "id": "wire",
            "file": "texts/wire.txt",
            "url": "https://example.org/a_b?c=<d>",
            "author": "Ana Ruiz",
            "title": "“Hello” at last",
            "outlet": "The Ford",
            "published": "2026-01-16",
        },
        {"id": "web", "url": "https://example.org/web"},
    ],
    "actors": [
        {"id": "ana", "kind": "person", "side": "AA", "name": "Ana Lima", "aliases": ["Lima"]},
        {"id": "bo", "kind": "person", "side": "BB", "name": "Bo Reyés", "aliases": ["Reyés"]},
    ],
    "events": [
        {
            "id": "call",
            "date": "2026-01-15",
            "kind": "call",
            "status": "held",
            "title": {"en": "They speak", "es": "Hablan"},
            "actors": [
                {"actor": "ana", "role": "participant"},
                {"actor": "bo", "role": "participant"},
            ],
            "cites": [
                {"source": "wire", "quote": "It rained."},
                {
                    "source": "wire",
                    "quote": "Ana Lima called Bo Reyés yesterday, “at last”.",
                    "supports": ["date", "kind", "status"],
                    "attribution": "AA",
                    "speaker": "ana",
                },
            ],
        },
        {
            "id": "doubts",
            "date": "2025-12-30/2026-01-02",
            "kind": "meeting",
            "status": "reported",
            "title": {"en": "Doubts", "es": "Dudas"},
            "cites": [
                {"source": "wire", "quote": "It snowed."},
                {"source": "web", "says": {"en": "They met.", "es": "Se reunieron."}},
            ],
        },
    ],
}


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., str]:
    """Write a small collection, with what is given in place of its events."""

    def small(**sections: Any) -> str:
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / "wire.txt").write_text(TEXT, encoding="utf-8")
        file = tmp_path / "data" / "events.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({**SMALL, **sections}, ensure_ascii=False), encoding="utf-8")
        return str(file)

    return small


def noted(done: CompletedProcess[str]) -> str:
    """Give what was said without the version, which differs with every change of the data."""
    assert (done.returncode, done.stderr) == (0, "")
    return re.sub(r", (version|versión) sha256:[0-9a-f]{12}(?=[.,])", "", done.stdout)


REAL = [
    (
        ("2026-01-11-call", "--source", "s003"),
        (
            "De la Fuente and Rubio speak on border security (call, held), 11 January 2026 "
            "(sources differ on: kind). “El canciller Juan Ramón de la Fuente sostuvo este domingo "
            "una conversación telefónica "
            "con el secretario de Estado de Estados Unidos, Marco Rubio, para abordar la "
            "cooperación bilateral en materia de seguridad fronteriza.” (the outlet's words): "
            "[untitled], [outlet unknown], 11 January 2026, stored as "
            "seeds/003_f8c193082681c748.txt [s003]. "
            f"{EN}, event 2026-01-11-call-de-la-fuente-rubio.\n"
        ),
        (
            "De la Fuente y Rubio hablan sobre seguridad fronteriza (llamada, se realizó), 11 de "
            "enero de 2026 (las fuentes difieren en: tipo). «El canciller Juan Ramón de la Fuente "
            "sostuvo este domingo una "
            "conversación telefónica con el secretario de Estado de Estados Unidos, Marco Rubio, "
            "para abordar la cooperación bilateral en materia de seguridad fronteriza.» (palabras "
            "del medio): [sin título], [medio desconocido], 11 de enero de 2026, guardado como "
            "seeds/003_f8c193082681c748.txt [s003]. "
            f"{ES}, evento 2026-01-11-call-de-la-fuente-rubio.\n"
        ),
    ),
    (
        ("2026-01-15-wha", "--source", "s001", "--style", "chicago"),
        (
            "Western Hemisphere bureau: incremental progress is unacceptable (readout, issued), "
            "January 15 or 16, 2026: “‘Estados Unidos dejó claro que el progreso gradual para "
            "afrontar los desafíos de seguridad fronteriza es inaceptable. Los próximos "
            "compromisos bilaterales con México requerirán resultados concretos y verificables "
            "para desmantelar las redes narcoterroristas y lograr una reducción real del tráfico "
            "de fentanilo para proteger a las comunidades en ambos lados de la frontera’, se lee "
            "en la publicación en la red social X.” (Bureau of Western Hemisphere Affairs "
            "(United States), quoted by the outlet; note: The article's Spanish for a "
            "post "
            "that s000 shows in English. It has “compromisos” (commitments) where the English has "
            "“engagements”, and goes on where s000 is cut), [untitled], [outlet unknown], January "
            "16, 2026, stored as "
            f"seeds/001_52c5b004d57665da.txt [s001]; *{EN}*, event 2026-01-15-wha-post-on-call.\n"
        ),
        (
            "Oficina del Hemisferio Occidental: el progreso gradual es inaceptable (versión "
            "oficial, se emitió), 15 o 16 de enero de 2026: «“Estados Unidos dejó claro que el "
            "progreso gradual para afrontar los desafíos de seguridad fronteriza es inaceptable. "
            "Los próximos compromisos bilaterales con México requerirán resultados concretos y "
            "verificables para desmantelar las redes narcoterroristas y lograr una reducción real "
            "del tráfico de fentanilo para proteger a las comunidades en ambos lados de la "
            "frontera”, se lee en la publicación en la red social X.» (Oficina de "
            "Asuntos del Hemisferio Occidental (Estados Unidos), en palabras citadas por el medio; "
            "nota: Versión en español del artículo de un mensaje que s000 muestra en inglés. Dice "
            "«compromisos» donde el inglés dice «engagements», y continúa donde s000 está "
            "cortado), "
            "[sin título], [medio desconocido], 16 de enero de 2026, guardado como "
            "seeds/001_52c5b004d57665da.txt "
            f"[s001]; *{ES}*, evento 2026-01-15-wha-post-on-call.\n"
        ),
    ),
    (
        ("by-2026-01-11-cartels", "--style", "chicago"),
        (
            "Trump's statements about attacking drug cartels on Mexican territory (statement, "
            "reported), on or before January 11, 2026: “ante las declaraciones de Donald Trump "
            "sobre atacar a cárteles del narcotráfico directamente en territorio mexicano” (the "
            "outlet's words), [untitled], [outlet unknown], January 11, 2026, stored as "
            f"seeds/003_f8c193082681c748.txt [s003]; *{EN}*, event "
            "by-2026-01-11-cartels-statements-trump.\n"
        ),
        (
            "Declaraciones de Trump sobre atacar a cárteles en territorio mexicano (declaración, "
            "se menciona), el 11 de enero de 2026 o antes: «ante las declaraciones de Donald Trump "
            "sobre atacar a cárteles del narcotráfico directamente en territorio mexicano» "
            "(palabras del medio), [sin título], [medio desconocido], 11 de enero de 2026, "
            f"guardado como seeds/003_f8c193082681c748.txt [s003]; *{ES}*, evento "
            "by-2026-01-11-cartels-statements-trump.\n"
        ),
    ),
    (
        ("2026-01-23", "--source", "s002", "--style", "markdown"),
        (
            "[^2026-01-23-security-implementation-group]: Meeting of the bilateral Security "
            "Implementation Group (meeting, scheduled, no outcome recorded by 1 February 2026), 23 "
            "January 2026 (sources differ on: summary). “Acordaron que el Grupo de Implementación "
            "de Seguridad bilateral, cuya "
            "próxima reunión está prevista para el día 23 de enero, debe seguir generando acciones "
            "tangibles para fortalecer la cooperación en seguridad con resultados significativos” "
            "(both sides jointly, quoted by the outlet): \\[untitled\\], \\[outlet "
            "unknown\\], 15 or 16 "
            "January 2026 (inferred), stored as seeds/002\\_c7446edab9ff04d6.txt \\[s002\\]. "
            f"*{EN}*, event 2026-01-23-security-implementation-group.\n"
        ),
        (
            "[^2026-01-23-security-implementation-group]: Reunión del Grupo de Implementación de "
            "Seguridad bilateral (reunión, programada, sin desenlace registrado al 1 de febrero de "
            "2026), 23 de enero de 2026 (las fuentes difieren en: resumen). «Acordaron que el "
            "Grupo de Implementación de Seguridad "
            "bilateral, cuya próxima reunión está prevista para el día 23 de enero, debe seguir "
            "generando acciones tangibles para fortalecer la cooperación en seguridad con "
            "resultados significativos» (ambas partes en conjunto, en palabras citadas por el "
            "medio): \\[sin "
            "título\\], \\[medio desconocido\\], 15 o 16 de enero de 2026 (fecha inferida), "
            "guardado como seeds/002\\_c7446edab9ff04d6.txt \\[s002\\]. "
            f"*{ES}*, evento 2026-01-23-security-implementation-group.\n"
        ),
    ),
]


@pytest.mark.parametrize(("asked", "english", "spanish"), REAL, ids=lambda it: it[0])
def test_an_event_of_the_collection_is_noted_in_both_languages(
    call: Call, monkeypatch: pytest.MonkeyPatch, asked: list[str], english: str, spanish: str
) -> None:
    monkeypatch.setenv("TIMELINE_TODAY", "2026-02-01")
    assert noted(call("footnote", *asked)) == english
    assert noted(call("footnote", *asked, "--lang", "es")) == spanish


def test_a_note_names_the_version_of_the_data(call: Call) -> None:
    said = call("footnote", "2026-01-11-call").stdout
    assert said.endswith(
        f", event 2026-01-11-call-de-la-fuente-rubio, version sha256:{SHORT_HASH}.\n"
    )


def test_a_note_as_of_a_day_says_so_and_cites_what_was_known(call: Call) -> None:
    said = call("footnote", "2026-01-15-joint", "--as-of", "2026-01-16").stdout
    assert said.endswith(f" sha256:{SHORT_HASH}, as known on 16 January 2026.\n")
    assert "[s002]" in said
    assert "[s004]" not in said


WIRE = {
    ("plain", "en"): (
        "They speak (call, held), 15 January 2026. “Ana Lima called Bo Reyés yesterday, ‘at last’.”"
        " (Ana Lima (Aland), quoted by the outlet): Ana Ruiz, “‘Hello’ at last”, The "
        "Ford, "
        "16 January 2026, stored as texts/wire.txt, https://example.org/a_b?c=%3Cd%3E [wire]. "
        "Aland and Bland, event call.\n"
    ),
    ("chicago", "en"): (
        "They speak (call, held), January 15, 2026: “Ana Lima called Bo Reyés yesterday, ‘at "
        "last’.” (Ana Lima (Aland), quoted by the outlet), Ana Ruiz, “‘Hello’ at last,” "
        "*The Ford*, "
        "January 16, 2026, stored as texts/wire.txt, https://example.org/a_b?c=%3Cd%3E [wire]; "
        "*Aland and Bland*, event call.\n"
    ),
    ("chicago", "es"): (
        "Hablan (llamada, se realizó), 15 de enero de 2026: «Ana Lima called Bo Reyés yesterday, "
        "“at last”.» (Ana Lima (Alandia), en palabras citadas por el medio), Ana Ruiz, «“Hello” at "
        "last», "
        "*The Ford*, 16 de enero de 2026, guardado como texts/wire.txt, "
        "https://example.org/a_b?c=%3Cd%3E [wire]; *Alandia y Blandia*, evento call.\n"
    ),
    ("markdown", "en"): (
        "[^call]: They speak (call, held), 15 January 2026. “Ana Lima called Bo Reyés yesterday, "
        "‘at last’.” (Ana Lima (Aland), quoted by the outlet): Ana Ruiz, “‘Hello’ at "
        "last”, *The Ford*, "
        "16 January 2026, stored as texts/wire.txt, <https://example.org/a_b?c=%3Cd%3E> "
        "\\[wire\\]. *Aland and Bland*, event call.\n"
    ),
}


@pytest.mark.parametrize(("style", "language"), WIRE)
def test_a_source_with_everything_is_named_whole(
    call: Call, small: Callable[..., str], style: str, language: str
) -> None:
    said = call("footnote", "call", "--style", style, "--lang", language, "--data", small())
    assert noted(said) == WIRE[style, language]


def test_what_is_not_proved_says_so(call: Call, small: Callable[..., str]) -> None:
    said = noted(call("footnote", "doubts", "--style", "chicago", "--data", small()))
    assert said == (
        "Doubts (meeting, reported), December 30, 2025 – January 2, 2026: “It snowed.” [not in the "
        "stored text] (the outlet's words), Ana Ruiz, “‘Hello’ at last,” *The Ford*, January 16, "
        "2026, stored as texts/wire.txt, https://example.org/a_b?c=%3Cd%3E [wire]; They met. [not "
        "proved here] (in our words, after the source), [untitled], [outlet unknown], "
        "[no date], https://example.org/web [web]; *Aland and Bland*, event doubts.\n"
    )


def test_a_quote_that_cannot_be_looked_up_says_so(call: Call, small: Callable[..., str]) -> None:
    data = small()
    Path(data).parents[1].joinpath("texts", "wire.txt").unlink()
    said = noted(call("footnote", "call", "--data", data))
    assert "‘at last’.” [not proved against a stored text] (Ana Lima" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Lima–Reyés call, January 15, 2026, wire.\n"),
        ("es", "Llamada Lima–Reyés, 15 de enero de 2026, wire.\n"),
    ],
)
def test_the_short_form_names_the_two_who_spoke(
    call: Call, small: Callable[..., str], language: str, said: str
) -> None:
    asked = ("call", "--short", "--style", "chicago", "--lang", language, "--data", small())
    assert noted(call("footnote", *asked)) == said


def test_the_short_form_of_what_no_two_took_part_in_has_its_title(
    call: Call, small: Callable[..., str]
) -> None:
    said = noted(call("footnote", "doubts", "--short", "--data", small()))
    assert said == "Doubts, 30 December 2025 – 2 January 2026, wire, web.\n"


def test_the_short_note_of_markdown_is_not_named_as_the_full_one(
    call: Call, small: Callable[..., str]
) -> None:
    asked = ("call", "--style", "markdown", "--data", small())
    names = [noted(call("footnote", *asked, *it)).partition("]: ")[0] for it in ([], ["--short"])]
    assert names == ["[^call", "[^call-short"]


DOUBTED: dict[str, Any] = {
    **SMALL["events"][0],
    "cites": [
        {"source": "wire", "quote": "It rained.", "note": {"en": "Who says so?", "es": "¿Quién?"}},
        {"source": "web", "says": {"en": "They met."}, "note": {"en": "It is late."}},
    ],
    "claims": [
        {"field": "kind", "value": "call", "sources": ["wire"]},
        {"field": "kind", "value": "meeting", "sources": ["web"], "rank": "preferred",
         "reason": "It was there."},
        {"field": "place", "value": "Aport", "sources": ["wire"]},
    ],
}  # fmt: skip


def test_a_note_has_the_doubts_of_its_event_and_of_its_citations(
    call: Call, small: Callable[..., str]
) -> None:
    said = noted(call("footnote", "call", "--data", small(events=[DOUBTED])))
    assert said == (
        "They speak (call, held), 15 January 2026 (sources differ on: kind). They met. [not "
        "proved here] (in our words, after the source; note: It is late): [untitled], [outlet "
        "unknown], [no date], https://example.org/web [web]. “It rained.” (the outlet's words; "
        "note: Who says so?): Ana Ruiz, “‘Hello’ at last”, The Ford, 16 January 2026, stored as "
        "texts/wire.txt, https://example.org/a_b?c=%3Cd%3E [wire]. Aland and Bland, event call.\n"
    )


def test_the_source_of_the_preferred_claim_is_first_in_the_short_form_too(
    call: Call, small: Callable[..., str]
) -> None:
    said = noted(call("footnote", "call", "--short", "--data", small(events=[DOUBTED])))
    assert said == "Lima–Reyés call, 15 January 2026, web, wire.\n"


def test_a_claim_that_stands_alone_is_no_difference(call: Call, small: Callable[..., str]) -> None:
    alone = {**DOUBTED, "claims": DOUBTED["claims"][2:]}
    assert "differ" not in noted(call("footnote", "call", "--data", small(events=[alone])))


def test_without_quotes_the_sources_and_their_doubts_stay(
    call: Call, small: Callable[..., str]
) -> None:
    asked = ("call", "--no-quote", "--source", "web", "--data", small(events=[DOUBTED]))
    assert noted(call("footnote", *asked)) == (
        "They speak (call, held), 15 January 2026 (sources differ on: kind). [untitled], [outlet "
        "unknown], [no date], https://example.org/web [web] [note: It is late]. Aland and Bland, "
        "event call.\n"
    )


def test_several_events_are_a_line_each_and_none_twice(
    call: Call, small: Callable[..., str]
) -> None:
    asked = ("doubts", "call", "doubts", "--data", small())
    said = noted(call("footnote", *asked))
    assert [line.partition(" (")[0] for line in said.splitlines()] == ["Doubts", "They speak"]


def test_several_footnotes_of_markdown_are_blocks_of_their_own(
    call: Call, small: Callable[..., str]
) -> None:
    said = noted(call("footnote", "call", "doubts", "--style", "markdown", "--data", small()))
    blocks = said.rstrip("\n").split("\n\n")
    assert [block.partition("]: ")[0] for block in blocks] == ["[^call", "[^doubts"]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (("call", "--source", "web"), "call does not cite web, but wire"),
        (("call", "--source", "wer"), "no source is called 'wer'; did you mean wire?"),
        (("call", "--style", "mla"), "no style is called 'mla'; did you mean plain, markdown, chi"),
        (("calling",), "no event is called 'calling'"),
    ],
)
def test_what_is_not_there_is_refused(
    call: Call, small: Callable[..., str], asked: tuple[str, ...], complaint: str
) -> None:
    done = call("footnote", *asked, "--data", small())
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr


HOSTILE = (
    "- one *two* [three](http://evil.example) <script>alert(1)</script>",
    "1. `x` [^call] &amp; \\",
    "line\n\n[^other]: another\n# heading",
    '=HYPERLINK("x") | _y_ ~~z~~ ![](http://evil.example/a.png)',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_enemy_writes_is_text_in_markdown(
    call: Call, small: Callable[..., str], text: str
) -> None:
    event = {**SMALL["events"][0], "title": {"en": text}}
    event["cites"] = [{"source": "wire", "quote": text}]
    source = {**SMALL["sources"][0], "title": text, "outlet": text, "author": text}
    data = small(events=[event], sources=[source])
    said = call("footnote", "call", "--style", "markdown", "--data", data).stdout
    assert said.count("\n") == 1
    head, _, body = said.partition("]: ")
    assert head == "[^call"
    tokens = MarkdownIt("commonmark").parse(body)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = [token.type for token in tokens[1].children or ()]
    assert set(kinds) <= {"text", "text_special", "em_open", "em_close", "link_open", "link_close"}
    assert kinds.count("em_open") == 2
    assert kinds.count("link_open") == 1


def test_a_note_is_one_line_whatever_the_data_say(call: Call, small: Callable[..., str]) -> None:
    event = {**SMALL["events"][0], "title": {"en": "one\n\ttwo"}}
    said = noted(call("footnote", "call", "--data", small(events=[event])))
    assert said.startswith("one two (call, held)")
    assert said.count("\n") == 1
