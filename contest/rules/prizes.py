"""Who wins what: numbers and amounts, ties over an edge, and passing on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from contest.rules.placing import EntrantId
from contest.rules.refusal import RuleRefused


class PrizeFault(StrEnum):
    COUNT = "prize-count"
    AMOUNT = "prize-amount"
    TWICE = "prize-twice"
    UNREADABLE = "prize-unreadable"


class PrizeRefused(RuleRefused):
    """This is no list of prizes; ``code`` is a PrizeFault."""


@dataclass(frozen=True, slots=True)
class Prize:
    """So many prizes of a title and an amount in whole đồng; a lower rank is a better prize.

    Raises PrizeRefused for none of them, or less than nothing.
    """

    id: int | str
    title: str
    count: int
    amount: int
    rank: int

    def __post_init__(self) -> None:
        if self.count < 1:
            raise PrizeRefused(PrizeFault.COUNT)
        if self.amount < 0:
            raise PrizeRefused(PrizeFault.AMOUNT)


class Edge(StrEnum):
    """What becomes of equals where a prize ends among them."""

    SHARED = "shared"
    ALL = "all"
    DRAWN = "drawn"


class Repeat(StrEnum):
    """How often one person may win."""

    ONCE_IN_CONTEST = "once-in-contest"
    ONCE_IN_ROUND = "once-in-round"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class PrizeRules:
    """The prizes of a list, and what becomes of equals over an edge.

    Ids and ranks are different from each other.  Raises PrizeRefused.
    """

    prizes: tuple[Prize, ...]
    edge: Edge = Edge.SHARED
    repeat: Repeat = Repeat.ONCE_IN_CONTEST

    def __post_init__(self) -> None:
        for named in ([each.id for each in self.prizes], [each.rank for each in self.prizes]):
            if len(set(named)) < len(named):
                raise PrizeRefused(PrizeFault.TWICE)


class Placed(NamedTuple):
    """Who stands where, of people or of units."""

    entrant: EntrantId
    place: int


class Award(NamedTuple):
    """A prize that somebody wins; ``is_shared`` says that the money of several is divided.

    Without a place it was given by proposal.
    """

    entrant: EntrantId
    place: int | None
    prize: int | str
    title: str
    amount: int
    is_shared: bool = False


class Undecided(NamedTuple):
    """Equals among whom lots are not drawn yet, and the prizes kept for them, best first."""

    entrants: tuple[EntrantId, ...]
    prizes: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Awarded:
    """The outcome of one list.

    ``remainder`` is the money that whole đồng left over where prizes were shared; ``left`` says
    how many of each prize nobody won; ``out``, ``taken`` and ``unclaimed`` are those who were
    passed over.
    """

    awards: tuple[Award, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    remainder: int = 0
    left: tuple[tuple[int | str, int], ...] = ()
    out: frozenset[EntrantId] = frozenset()
    taken: frozenset[EntrantId] = frozenset()
    unclaimed: frozenset[EntrantId] = frozenset()


def award(
    order: Iterable[Placed],
    prizes: Sequence[Prize],
    edge: Edge,
    *,
    out: Collection[EntrantId] = (),
    taken: Collection[EntrantId] = (),
    unclaimed: Collection[EntrantId] = (),
    lots: Mapping[EntrantId, int] | None = None,
) -> Awarded:
    """Prizes go down the order, the best first; who is struck out or has won is passed over.

    So is who did not claim a prize in time: the place stays, and the prize passes on.

    Equals of whom all get the same prize just get it.  Where a prize ends among equals:

    * shared: they divide the money of the positions they fill, in whole đồng, and all bear the
      best title among these;
    * all: each of them gets the best of these prizes in full, and later prizes keep their
      numbers;
    * drawn: a lower lot gets the better position; while a lot is missing, or two are the same,
      the positions are kept for them and nobody gets anything.
    """
    slots = [each for each in sorted(prizes, key=lambda each: each.rank) for _ in range(each.count)]
    ledger = _Ledger(slots, edge, lots or {})
    passed_over = {*out, *taken, *unclaimed}
    for place, group in groupby(order, key=lambda each: each.place):
        if ledger.is_spent:
            break
        staying = [each.entrant for each in group if each.entrant not in passed_over]
        if staying:
            ledger.give(place, staying)
    return Awarded(
        tuple(ledger.awards),
        tuple(ledger.undecided),
        ledger.remainder,
        tuple((each.id, ledger.left.count(each.id)) for each in prizes if each.id in ledger.left),
        frozenset(out),
        frozenset(taken),
        frozenset(unclaimed),
    )


class _Ledger:
    """The positions that bear a prize, filled from the first one on."""

    def __init__(self, slots: Sequence[Prize], edge: Edge, lots: Mapping[EntrantId, int]) -> None:
        self._slots, self._edge, self._lots = slots, edge, lots
        self._next = 0
        self.awards: list[Award] = []
        self.undecided: list[Undecided] = []
        self.remainder = 0

    @property
    def is_spent(self) -> bool:
        return self._next >= len(self._slots)

    @property
    def left(self) -> list[int | str]:
        return [each.id for each in self._slots[self._next :]]

    def give(self, place: int, equals: Sequence[EntrantId]) -> None:
        filled = self._slots[self._next : self._next + len(equals)]
        if len(filled) == len(equals) and filled[0] == filled[-1]:
            self._give_all(place, equals, filled[0])
            self._next += len(equals)
        elif self._edge is Edge.ALL:
            self._give_all(place, equals, filled[0])
            self._next += sum(each == filled[0] for each in self._slots[self._next :])
        else:
            divide = self._share if self._edge is Edge.SHARED else self._draw
            divide(place, equals, filled)
            self._next += len(filled)

    def _give_all(self, place: int, equals: Iterable[EntrantId], prize: Prize) -> None:
        self.awards += [Award(each, place, prize.id, prize.title, prize.amount) for each in equals]

    def _share(self, place: int, equals: Sequence[EntrantId], filled: Sequence[Prize]) -> None:
        each_gets, rest = divmod(sum(each.amount for each in filled), len(equals))
        best = filled[0]
        self.remainder += rest
        self.awards += [
            Award(each, place, best.id, best.title, each_gets, is_shared=True) for each in equals
        ]

    def _draw(self, place: int, equals: Sequence[EntrantId], filled: Sequence[Prize]) -> None:
        drawn = {each: self._lots[each] for each in equals if each in self._lots}
        if len(set(drawn.values())) < len(equals):
            self.undecided.append(Undecided(tuple(equals), tuple(each.id for each in filled)))
            return
        for each, prize in zip(sorted(equals, key=drawn.__getitem__), filled, strict=False):
            self._give_all(place, [each], prize)


class PrizeList(NamedTuple):
    """An order with its prizes, those who are struck out of it, the lots, and who did not claim."""

    order: Sequence[Placed]
    prizes: Sequence[Prize]
    out: frozenset[EntrantId] = frozenset()
    lots: Mapping[EntrantId, int] | None = None
    unclaimed: frozenset[EntrantId] = frozenset()


class RoundLists(NamedTuple):
    """The lists of a round, and the awards list by list once the round is final."""

    lists: Sequence[PrizeList]
    final: tuple[Awarded, ...] | None = None


def award_rounds(
    rounds: Sequence[RoundLists], edge: Edge, repeat: Repeat
) -> tuple[tuple[Awarded, ...], ...]:
    """Rounds award in their order; a final one stays, whatever becomes of another.

    Who may win once in the contest is passed over in every other round, also where the final
    round is a later one; who may win once in a round, in its later lists.
    """
    won_before = {
        each.entrant
        for round_ in rounds
        for awarded in round_.final or ()
        for each in awarded.awards
    }
    found: list[tuple[Awarded, ...]] = []
    for round_ in rounds:
        if round_.final is not None:
            found.append(round_.final)
            continue
        taken: set[EntrantId] = set(won_before) if repeat is Repeat.ONCE_IN_CONTEST else set()
        found.append(_award_lists(round_.lists, edge, repeat, taken))
        won_before |= taken
    return tuple(found)


def _award_lists(
    lists: Sequence[PrizeList], edge: Edge, repeat: Repeat, taken: set[EntrantId]
) -> tuple[Awarded, ...]:
    """Award one after the other; whoever wins is added to ``taken`` unless every win counts."""
    found = []
    for each in lists:
        awarded = award(
            each.order, each.prizes, edge,
            out=each.out, taken=taken, unclaimed=each.unclaimed, lots=each.lots,
        )  # fmt: skip
        found.append(awarded)
        if repeat is not Repeat.EVERY:
            taken |= _winners(awarded)
    return tuple(found)


def _winners(awarded: Awarded) -> set[EntrantId]:
    """Who wins, and for whom a prize is kept until lots are drawn."""
    kept = {entrant for each in awarded.undecided for entrant in each.entrants}
    return kept | {each.entrant for each in awarded.awards}
