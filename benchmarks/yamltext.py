"""Invented records as YAML, written directly: no emitter is quick enough for a million events."""

from benchmarks.invented import Archive
from benchmarks.records import Actor, Cite, Event, Lines, Source
from benchmarks.threads import TOPICS

_KINDS_ES = {"call": "llamada", "meeting": "reunión", "statement": "declaración"}


def head(archive: Archive) -> str:
    """Give the part that says what the collection is, and its actors."""
    sides = "\n".join(
        f"    {side}: {{en: Country {side}, es: País {side}}}" for side in archive.shape.sides
    )
    topics = "\n".join(
        f"    {it}: {{en: {it.replace('-', ' ')}, es: tema {it.replace('-', ' ')}}}"
        for it in TOPICS
    )
    actors = "".join(map(_actor, (*archive.governments, *archive.actors)))
    return (
        "# Invented: no person, outlet, address or quotation in it is real.\n\n"
        "collection:\n  title:\n"
        f"    en: An invented archive of {archive.shape.events} events\n"
        f"    es: Un archivo inventado de {archive.shape.events} eventos\n"
        f"  sides:\n{sides}\n  topics:\n{topics}\n\nactors:\n{actors}"
    )


def _actor(actor: Actor) -> str:
    name = f"Government {actor.side}" if not actor.number else f"Actor {actor.number:04}"
    lines = [f"  - id: {actor.id}", f"    kind: {actor.kind}"]
    if actor.side:
        lines.append(f"    side: {actor.side}")
    lines.append(f"    name: {{en: {name}, es: {name.replace('Government', 'Gobierno')}}}")
    if actor.number:
        lines.append(f"    aliases: [A{actor.number:04}]")
    if actor.member_of:
        lines.append(f"    member_of: [{actor.member_of}]")
    if actor.kind == "person":
        office = f"Office {actor.number:04}"
        lines.append(f"    offices:\n      - title: {{en: {office}, es: {office}}}")
    return "\n".join(lines) + "\n"


def source(record: Source, file: str | None, sha256: str | None) -> str:
    """Give the record of a source; ``file`` and ``sha256`` are those of its stored text."""
    lines = [f"  - id: {record.id}"]
    if file:
        lines += [f"    file: {file}", f"    sha256: {sha256}"]
    if record.url:
        lines.append(f"    url: {record.url}")
    if record.outlet:
        lines.append(f"    outlet: {record.outlet}")
    if record.published:
        lines.append(f"    published: {_quoted(record.published)}")
    if record.basis_is_inferred:
        lines += [
            "    published_basis: inferred",
            "    published_note:",
            "      en: Worked out from the days that the text names.",
            "      es: Deducida de los días que el texto nombra.",
        ]
    lines.append(f"    language: {record.language}")
    if record.origin:
        lines.append(f"    origin: {record.origin}")
    return "\n".join(lines) + "\n"


def event(record: Event) -> str:
    """Give the record of an event, a blank line first."""
    en, es = record.title
    parts = [
        f"\n  - id: {record.id}\n    date: {_quoted(record.when.text)}\n",
        _both("date_note", record.date_note, 4),
        f"    kind: {record.kind}\n    status: {record.status}\n",
        f"    title:\n      en: {en}\n      es: {es}\n",
        _both("summary", record.summary, 4),
        "    actors:\n",
        *(f"      - {{actor: {it.id}, role: {role}}}\n" for it, role in record.actors),
    ]
    if record.place:
        parts.append(f"    place: {{en: Place {record.place:03}, es: Lugar {record.place:03}}}\n")
    if record.topics:
        parts.append(f"    topics: [{', '.join(record.topics)}]\n")
    links = (record.about, record.announced_by, record.follows)
    named = zip(("about", "announced_by", "follows"), links, strict=True)
    parts += (f"    {key}: {value}\n" for key, value in named if value)
    parts.append("    cites:\n")
    parts += (_cite(it, 6) for it in record.cites)
    parts += _claims(record)
    parts += _later_parts(record)
    return "".join(parts)


def _cite(cite: Cite, indent: int) -> str:
    pad = " " * (indent + 2)
    parts = [f"{' ' * indent}- source: {cite.source}\n"]
    if cite.quote:
        parts.append(f"{pad}quote: {_folded(cite.quote, indent + 4)}")
    parts += [_both("says", cite.says, indent + 2), f"{pad}supports: [{cite.supports}]\n"]
    if cite.date_words:
        parts.append(f"{pad}date_words: {cite.date_words}\n")
    parts.append(f"{pad}attribution: {cite.voice}\n")
    if cite.reported:
        parts.append(f"{pad}speech: reported\n")
    if cite.speaker:
        parts.append(f"{pad}speaker: {cite.speaker}\n")
    if cite.topics:
        parts.append(f"{pad}topics: [{', '.join(cite.topics)}]\n")
    if cite.term:
        parts.append(f"{pad}terms:\n{pad}  {cite.topics[0]}: {cite.term.strip('.')}\n")
    if cite.translation:
        ours = "en" if cite.language == "es" else "es"
        parts.append(f"{pad}translation:\n{pad}  {ours}: {_folded(cite.translation, indent + 6)}")
    parts.append(_both("note", cite.note, indent + 2))
    return "".join(parts)


def _claims(record: Event) -> list[str]:
    if not record.disputed:
        return []
    if record.disputed == "date":
        first, second = record.when.text, str(record.on.replace(day=record.on.day % 28 + 1))
    else:
        first = f"{{en: {record.kind}, es: {_KINDS_ES.get(record.kind, record.kind)}}}"
        second = "{en: remote meeting, es: reunión a distancia}"
    opening = f"      - field: {record.disputed}\n"
    return [
        f"    claims:\n{opening}        value: {first}\n",
        f"        sources: [{record.cites[0].source}]\n        rank: preferred\n",
        "        reason: {en: Closest to the event., es: Es la más cercana al evento.}\n",
        f"{opening}        value: {second}\n        sources: [{record.cites[-1].source}]\n",
    ]


def _later_parts(record: Event) -> list[str]:
    parts = []
    if record.plan:
        opening = f"      - status: scheduled\n        date: {record.planned}\n"
        parts.append(f"    history:\n{opening}        cites:\n{_cite(record.plan, 10)}")
    if record.promise:
        sides = dict.fromkeys(it.side for it, _ in record.actors if it.side)
        parts += [
            f"    commitments:\n      - id: promise-{record.number:x}\n        text:\n",
            f"          en: {record.summary[0][0]}\n          es: {record.summary[1][0]}\n",
            f"        by: [{', '.join(sides) or 'AA'}]\n        due: {record.on.year + 1}\n",
            f"        status: not-yet-assessed\n        cites:\n{_cite(record.promise, 10)}",
        ]
    if record.corrected:
        en, es = record.corrected
        parts += [
            "    corrections:\n      - on: 2026-01-05\n        field: summary\n",
            f"        was: {{en: {en}, es: {es}}}\n",
            f"        now: {{en: {record.summary[0][0]}, es: {record.summary[1][0]}}}\n",
            "        reason: {en: A slip of ours., es: Un error nuestro.}\n",
        ]
    return parts


def _both(key: str, texts: tuple[Lines, Lines] | None, indent: int) -> str:
    if not texts:
        return ""
    pad = " " * indent
    en, es = (_folded(it, indent + 4) for it in texts)
    return f"{pad}{key}:\n{pad}  en: {en}{pad}  es: {es}"


def _folded(lines: Lines, indent: int) -> str:
    if len(lines) == 1:
        return f"{lines[0]}\n"
    pad = "\n" + " " * indent
    return f">-{pad}{pad.join(lines)}\n"


def _quoted(date: str) -> str:
    return f'"{date}"' if date[0] == "[" else date
