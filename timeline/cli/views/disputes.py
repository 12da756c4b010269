"""The face of `timeline disputes`: the values side by side, lone sources, and chains."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.analysis.disputes import Chain, Dispute, DisputeReport, Origin, Single
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views import sources as sourceview
from timeline.formats.answers.disputes import counts
from timeline.formats.answers.sources import numbers
from timeline.records.model import Claim, Collection, Event, Words
from timeline.records.vocabulary import Field, Rank, word
from timeline.wording.voices import owner


def view(terminal: Terminal, collection: Collection, found: DisputeReport) -> RenderableType:
    """The page: what differs, what stands alone, what is one text, the counts, the sources."""
    say, page = terminal.say, _DisputeContext(terminal, collection)
    parts: list[RenderableType] = []
    for title, body, always in (
        (say("Where sources differ"), page.disputes(found.disputes), True),
        (say("Claims that no other value stands against"), page.disputes(found.undisputed), False),
        (say("Told by one source alone"), page.singles(found.singles), True),
        (say("Told by several sources, all of one origin"), page.chains(found.chains), True),
        (say("Several articles, one text"), page.origins(found.origins), True),
    ):
        if body or always:
            said = body or [Text(say("none"), style="dim")]
            parts += [Text(title.upper(), style="bold"), *said, Text()]
    parts += [Text(_counts_said(terminal, found), style="dim"), Text()]
    return Group(*parts, sourceview.cited(terminal, collection, _events(found), sourceview.MOST))


@dataclass(frozen=True, slots=True)
class _DisputeContext:
    """Who reads, and of which collection; its methods give the bodies of the sections."""

    terminal: Terminal
    collection: Collection

    def disputes(self, disputes: Iterable[Dispute]) -> list[RenderableType]:
        parts: list[RenderableType] = []
        for _, group in groupby(disputes, lambda dispute: dispute.event.id):
            first, *others = group
            parts += [*([Text()] if parts else []), self._named(first.event)]
            parts += [self._dispute(dispute) for dispute in (first, *others)]
        return parts

    def singles(self, singles: Iterable[Single]) -> list[RenderableType]:
        rows = [(self._numbers([single.source]), self._named(single.event)) for single in singles]
        return [_grid(rows)] if rows else []

    def chains(self, chains: Iterable[Chain]) -> list[RenderableType]:
        return [
            Group(self._named(chain.event), Text(f"  {self._copies(chain)}")) for chain in chains
        ]

    def origins(self, origins: Iterable[Origin]) -> list[RenderableType]:
        return [Text(self._copies(origin)) for origin in origins]

    def _named(self, event: Event) -> Text:
        when = dates.words(event.date, self.terminal.language)
        return Text.assemble(self._said(event.title), (f" · {when}", "dim"))

    def _dispute(self, dispute: Dispute) -> RenderableType:
        rows = [(_sign(self.terminal, claim), self._claim(claim)) for claim in dispute.claims]
        about = Text(self._about(dispute), style="bold")
        return Padding(Group(about, Padding(_grid(rows), (0, 2))), (0, 2))

    def _about(self, dispute: Dispute) -> str:
        """Name what is in dispute: the field, the topic, and whether nothing is preferred."""
        bits = [word(dispute.field).say(self.terminal.language)]
        if dispute.topic:
            topics = self.collection.collection.topics
            bits.append(self._said(topics.get(dispute.topic)) or dispute.topic)
        if dispute.differs and not dispute.preferred:
            bits.append(self.terminal.say("none preferred"))
        return " · ".join(bits)

    def _claim(self, claim: Claim) -> Text:
        """Return a value, who carries it, its rank where it has one, and why."""
        who = claim.attribution
        whose = line(owner(self.collection, who).say(self.terminal.language)) if who else ""
        ranked = claim.rank is not Rank.NORMAL
        rank = word(claim.rank).say(self.terminal.language) if ranked else ""
        carried = " ".join(filter(None, (whose, self._numbers(claim.sources))))
        after = "".join(f" · {name}" for name in (carried, rank) if name)
        text = Text.assemble(self._value(claim), (after, "dim"))
        if claim.reason:
            why = self.terminal.say("why: {reason}", reason=self._said(claim.reason))
            text.append(f"\n{why}", style="dim")
        return text

    def _value(self, claim: Claim) -> str:
        if claim.field is Field.DATE:
            return dates.words(dates.parse(claim.value.en or ""), self.terminal.language)
        return self._said(claim.value)

    def _copies(self, chain: Chain | Origin) -> str:
        """Say how many articles tell one text, which they are, and which text it is."""
        articles = self.terminal.count(
            "{n} article, 1 text", "{n} articles, 1 text", len(chain.sources)
        )
        return f"{articles}: {self._numbers(chain.sources)} · {chain.origin}"

    def _said(self, words: Words | None) -> str:
        return line(words.say(self.terminal.language)) if words else ""

    def _numbers(self, sources: Iterable[str]) -> str:
        return numbers(self.collection, sources)


def _grid(rows: Iterable[tuple[str, Text]]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _sign(terminal: Terminal, claim: Claim) -> str:
    """Return the sign of a rank, so that it is not told by words and colour alone."""
    signs = {Rank.PREFERRED: ("✓", "+"), Rank.NORMAL: ("·", "-"), Rank.DEPRECATED: ("×", "x")}
    return terminal.symbol(*signs[claim.rank])


def _counts_said(terminal: Terminal, found: DisputeReport) -> str:
    have = counts(found)
    return " · ".join(
        (
            terminal.count("{n} field in dispute", "{n} fields in dispute", have["disputes"]),
            terminal.say("{n} without a preferred value", n=have["without_preferred"]),
            terminal.count(
                "{n} single-source event", "{n} single-source events", have["single_source"]
            ),
            terminal.count(
                "{n} event of one origin", "{n} events of one origin", have["one_origin"]
            ),
            terminal.count("{n} source", "{n} sources", have["sources"]),
            terminal.count("{n} origin", "{n} origins", have["origins"]),
        )
    )


def _events(found: DisputeReport) -> Iterator[Event]:
    """The events that the page speaks of, whose sources it lists."""
    for group in (found.disputes, found.undisputed, found.singles, found.chains):
        yield from (dispute.event for dispute in group)
