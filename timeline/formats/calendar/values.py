"""Values of calendar properties: safe, escaped by RFC 5545, and in a language that is named."""

from icalendar.prop import vText

from timeline.i18n import Language
from timeline.records.model import Words
from timeline.text import safe


class RawValue(vText):
    """A value that is written as it is: the library's own escaping loses a backslash before N."""

    def to_ical(self) -> bytes:
        """Return the bytes."""
        return self.encode()


def escaped(text: str) -> str:
    """Make a text safe, and escape it as a TEXT value (RFC 5545, 3.3.11); line ends stay."""
    plain = safe(text, lines=True).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def text(value: str, language: Language | None = None) -> RawValue:
    """Return a text, and if it is asked which language it is in."""
    return RawValue(escaped(value), params={"LANGUAGE": language} if language else {})


def words(value: Words, language: Language) -> RawValue:
    """Return words in a language, or in the one that they have, which is then named."""
    other: Language = "es" if language == "en" else "en"
    return text(value.say(language), language if getattr(value, language) else other)
