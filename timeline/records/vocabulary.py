"""The closed lists of words that records use, and their names for readers."""

from enum import StrEnum

from timeline.i18n import LANGUAGES, Sentence, mark, sentence
from timeline.records.labels import LABELS


class Kind(StrEnum):
    """What an event is."""

    CALL = "call"
    MEETING = "meeting"
    STATEMENT = "statement"
    JOINT_STATEMENT = "joint-statement"
    PRESS_CONFERENCE = "press-conference"
    VISIT = "visit"
    AGREEMENT = "agreement"
    NEGOTIATION = "negotiation"
    APPOINTMENT = "appointment"
    TRANSFER = "transfer"
    OTHER = "other"


class Status(StrEnum):
    """The state of an event, as far as the sources say."""

    SCHEDULED = "scheduled"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    ISSUED = "issued"
    REPORTED = "reported"


class Role(StrEnum):
    """The part that an actor had in an event."""

    PARTICIPANT = "participant"
    ISSUER = "issuer"
    SPEAKER = "speaker"
    CONVENER = "convener"
    HOST = "host"
    SUBJECT = "subject"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    INSTITUTION = "institution"
    GOVERNMENT = "government"
    GROUP = "group"


class Basis(StrEnum):
    """Where a source's date comes from: the source itself, or our reasoning."""

    STATED = "stated"
    INFERRED = "inferred"


class Speech(StrEnum):
    """How someone's words are given: quoted, or retold in the outlet's words."""

    DIRECT = "direct"
    REPORTED = "reported"


class Rank(StrEnum):
    """How a claim stands among the claims to the same field."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Progress(StrEnum):
    """The state of a commitment, in the terms of promise trackers."""

    NOT_YET_ASSESSED = "not-yet-assessed"
    IN_PROGRESS = "in-progress"
    STALLED = "stalled"
    KEPT = "kept"
    PARTLY_KEPT = "partly-kept"
    BROKEN = "broken"


class Field(StrEnum):
    """A field that a citation may support, a claim may be about, or a correction may change."""

    DATE = "date"
    KIND = "kind"
    STATUS = "status"
    ACTORS = "actors"
    ASKED_BY = "asked_by"
    PLACE = "place"
    TOPICS = "topics"
    ISSUER = "issuer"
    TEXT = "text"
    ABOUT = "about"
    ANNOUNCED_BY = "announced_by"
    FOLLOWS = "follows"
    SUMMARY = "summary"
    TITLE = "title"


OUTLET = "outlet"
JOINT = "joint"

STATEMENTS = (Kind.STATEMENT, Kind.JOINT_STATEMENT)
"""The kinds of event that are texts: they are issued, not held."""

TOOK_PLACE = (Status.HELD, Status.ISSUED)
"""The statuses of what took place."""

PAST = (*TOOK_PLACE, Status.REPORTED)
"""The statuses of what took place, or is mentioned as background."""

PLANS = (Status.SCHEDULED, Status.POSTPONED)
"""The statuses of plans that may still be carried out."""

CALLED_OFF = (Status.CANCELLED, Status.DENIED)
"""The statuses of plans that were not carried out."""

LINKS = {"about": "readout", "announced_by": "announces", "follows": "followed_by"}
"""The fields that refer to another event, each with the name of the reverse relation."""

_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Kind: {
        Kind.CALL: mark("call"),
        Kind.MEETING: mark("meeting"),
        Kind.STATEMENT: mark("statement"),
        Kind.JOINT_STATEMENT: mark("joint statement"),
        Kind.PRESS_CONFERENCE: mark("press conference"),
        Kind.VISIT: mark("visit"),
        Kind.AGREEMENT: mark("agreement"),
        Kind.NEGOTIATION: mark("negotiation"),
        Kind.APPOINTMENT: mark("appointment"),
        Kind.TRANSFER: mark("transfer"),
        Kind.OTHER: mark("other"),
    },
    Status: {
        Status.SCHEDULED: mark("scheduled"),
        Status.HELD: mark("held"),
        Status.POSTPONED: mark("postponed"),
        Status.CANCELLED: mark("cancelled"),
        Status.DENIED: mark("denied"),
        Status.ISSUED: mark("issued"),
        Status.REPORTED: mark("reported"),
    },
    Role: {
        Role.PARTICIPANT: mark("participant"),
        Role.ISSUER: mark("issuer"),
        Role.SPEAKER: mark("speaker"),
        Role.CONVENER: mark("convener"),
        Role.HOST: mark("host"),
        Role.SUBJECT: mark("spoken of"),
    },
    ActorKind: {
        ActorKind.PERSON: mark("person"),
        ActorKind.INSTITUTION: mark("institution"),
        ActorKind.GOVERNMENT: mark("government"),
        ActorKind.GROUP: mark("group"),
    },
    Basis: {
        Basis.STATED: mark("stated by the source"),
        Basis.INFERRED: mark("inferred"),
    },
    Speech: {
        Speech.DIRECT: mark("quoted by the outlet"),
        Speech.REPORTED: mark("retold by the outlet"),
    },
    Rank: {
        Rank.PREFERRED: mark("preferred"),
        Rank.NORMAL: mark("normal"),
        Rank.DEPRECATED: mark("deprecated"),
    },
    Progress: {
        Progress.NOT_YET_ASSESSED: mark("not yet assessed"),
        Progress.IN_PROGRESS: mark("in progress"),
        Progress.STALLED: mark("stalled"),
        Progress.KEPT: mark("kept"),
        Progress.PARTLY_KEPT: mark("partly kept"),
        Progress.BROKEN: mark("broken"),
    },
    Field: {field: LABELS[field] for field in Field},
}


_ALSO_TYPED: dict[StrEnum, str] = {
    Status.SCHEDULED: "previsto prevista programado pendiente",
    Status.HELD: "realizado realizada",
    Status.POSTPONED: "pospuesto pospuesta aplazado aplazada",
    Status.CANCELLED: "cancelado cancelada",
    Status.DENIED: "desmentido desmentida",
    Status.ISSUED: "emitido emitida",
    Status.REPORTED: "mencionado mencionada",
    Role.PARTICIPANT: "participante",
    Role.ISSUER: "emisor emisora",
    Role.SPEAKER: "orador oradora",
    Role.CONVENER: "convocante",
    Role.HOST: "anfitrión anfitriona",
    Role.SUBJECT: "mencionado mencionada",
}
"""Spanish nouns and participles that mean a value whose word on the page is a verb."""


def typed_names(value: StrEnum) -> tuple[str, ...]:
    """Return all that a person may type for a value: its code, and its words in each language."""
    said = (word(value).say(language) for language in LANGUAGES)
    # Compared by identity: members of different enums with the same text are equal and hash alike.
    also = next((words for member, words in _ALSO_TYPED.items() if member is value), "")
    return (value, *said, *also.split())


def word(value: StrEnum) -> Sentence:
    """Return the name of a value for readers: ``joint-statement`` is "joint statement"."""
    return sentence(_WORDS[type(value)][value])
