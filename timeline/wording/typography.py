"""What prose of any format needs of signs: quotation marks, one line, a capital letter."""

from timeline.i18n import Language, sentence
from timeline.text import safe


def quoted(text: str, language: Language) -> str:
    """Put words between quotation marks; such marks within them become those of second rank."""
    within = str.maketrans("“”", "‘’") if language == "en" else str.maketrans("«»", "“”")
    return sentence("“{quote}”", quote=plain(text).translate(within)).say(language)


def plain(text: str) -> str:
    """Return a text from the data on one line, safe to show."""
    return safe(" ".join(text.split()))


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]
