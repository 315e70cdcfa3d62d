"""Who erred alike: the same wrong options as somebody else, more than chance would have it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import prod

from contest.rules.signals import Kind, Signal, Strength

Choice = tuple[int, str]
"""A version of a question, and the wrong choice as written."""

_KEY = 3
_MISCONCEPTION = 30
_CLEARLY = 100


@dataclass(frozen=True, slots=True)
class Errors:
    """A person's paper: the versions asked, and what was chosen wrongly of them."""

    person: int
    asked: tuple[int, ...]
    wrong: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """When errors are alike enough to be a sign.

    So many wrong choices in common, at least three, and so large a share of those that could have
    been; the odds must be so many times longer than there are people.  Who has more wrong than
    ``most_wrong`` is not looked at: it takes no prize, and bad guessing is alike.
    """

    least_common: int = 5
    least_percent: int = 80
    margin: int = 100
    most_wrong: int = 10

    def __post_init__(self) -> None:
        if self.least_common < _KEY:
            raise ValueError("three wrong choices in common are the least")


@dataclass(frozen=True, slots=True)
class _Class:
    """People of one paper with the very same errors, by their ranks: the rarest is 0."""

    people: tuple[int, ...]
    asked: frozenset[int]
    wrong: tuple[int, ...]
    errors: frozenset[int]


def same_wrong_signals(papers: Collection[Errors], likeness: Likeness) -> tuple[Signal, ...]:
    """Errors in common are a sign where they are most of those possible and rare together.

    Possible are the questions that both were asked and that one of them got wrong; common are those
    with the same wrong choice.  The odds are one in the product, over the common ones, of all who
    were asked by those who chose so: one person in so many would err so by chance, if errors came
    independently of one another.  They do not quite; so the odds must be ``margin`` times longer
    than there are people for a medium sign, and a hundred times that, with all that was possible
    in common, for a strong one.

    People with the very same paper and errors are one group; otherwise pairs are told.  Of a trio
    of errors that more than thirty groups share, mostly a common misconception, only neighbours in
    the order of their errors are compared, which still tells of a crowd that copied.
    Work grows with people, not with pairs: two who have so much in common share a trio among the
    rarest of their errors, and only those who share one are compared.
    """
    judge = _Judge(papers, likeness)
    classes = judge.classes(papers)
    alone = (judge.of_class(each) for each in classes if len(each.people) > 1)
    pairs = (
        judge.of_pair(first, second) for first, second in _pairs(classes, likeness.least_common)
    )
    return tuple(signal for signals in (alone, pairs) for signal in signals if signal is not None)


class _Judge:
    """Knows how often each question was asked and each wrong choice made."""

    def __init__(self, papers: Collection[Errors], likeness: Likeness) -> None:
        self._likeness, self._people = likeness, len(papers)
        asked: Counter[int] = Counter()
        chosen: Counter[Choice] = Counter()
        for each in papers:
            asked.update(each.asked)
            chosen.update(each.wrong)
        self._choices = sorted(chosen, key=lambda choice: (chosen[choice], choice))
        self._asked = [asked[version] for version, _ in self._choices]
        self._chosen = [chosen[choice] for choice in self._choices]

    def classes(self, papers: Collection[Errors]) -> list[_Class]:
        least, most = self._likeness.least_common, self._likeness.most_wrong
        rank = {choice: number for number, choice in enumerate(self._choices)}
        found: defaultdict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = defaultdict(list)
        for each in papers:
            if least <= len(each.wrong) <= most:
                wrong = tuple(sorted(rank[choice] for choice in each.wrong))
                found[tuple(sorted(each.asked)), wrong].append(each.person)
        in_order = sorted(found.items(), key=lambda item: item[0][1])
        return [
            _Class(tuple(sorted(people)), frozenset(asked), wrong, frozenset(wrong))
            for (asked, wrong), people in in_order
        ]

    def of_class(self, one: _Class) -> Signal | None:
        return self._signal(one.people, one.errors, len(one.errors))

    def of_pair(self, first: _Class, second: _Class) -> Signal | None:
        either = {self._choices[rank][0] for rank in first.errors | second.errors}
        possible = len(either & first.asked & second.asked)
        people = tuple(sorted(first.people + second.people))
        return self._signal(people, first.errors & second.errors, possible)

    def _signal(
        self, people: tuple[int, ...], common: Collection[int], possible: int
    ) -> Signal | None:
        likeness, count = self._likeness, len(common)
        if count * 100 < possible * likeness.least_percent:
            return None
        asked = prod(self._asked[rank] for rank in common)
        odds = asked // prod(self._chosen[rank] for rank in common)
        if odds < self._people * likeness.margin:
            return None
        is_clear = count == possible and odds >= self._people * likeness.margin * _CLEARLY
        strength = Strength.STRONG if is_clear else Strength.MEDIUM
        values = {"common": count, "possible": possible, "one_in": odds}
        return Signal(Kind.SAME_WRONG, strength, people, values)


def _pairs(classes: Sequence[_Class], least_common: int) -> Iterator[tuple[_Class, _Class]]:
    """Those with so many errors in common, each pair once: at the rarest that they share."""
    starts: defaultdict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for number, one in enumerate(classes):
        rarest = one.wrong[: len(one.wrong) - least_common + _KEY]
        for at in range(len(rarest) - _KEY + 1):
            starts[rarest[at]].append((number, rarest[at + 1 :]))
    for rank, members in starts.items():
        for left, right in sorted(_meetings(members)):
            common = classes[left].errors & classes[right].errors
            if len(common) >= least_common and min(common) == rank:
                yield classes[left], classes[right]


def _meetings(members: Sequence[tuple[int, tuple[int, ...]]]) -> set[tuple[int, int]]:
    sharing: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, others in members:
        for key in combinations(others, _KEY - 1):
            sharing[key].append(number)
    return {pair for numbers in sharing.values() for pair in _compared(numbers)}


def _compared(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(numbers, 2) if len(numbers) <= _MISCONCEPTION else pairwise(numbers)
