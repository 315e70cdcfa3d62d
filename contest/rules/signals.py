"""What asks for a second look at people: signs, by strength, that never punish by themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from contest.rules.eligibility import Birth

Group = tuple[int, ...]


class Kind(StrEnum):
    SAME_CITIZEN_NUMBER = "same-citizen-number"
    SAME_PHONE = "same-phone"
    SAME_NAME_AND_BIRTH = "same-name-and-birth"
    NUMBER_AGAINST_BIRTH = "number-against-birth"
    NUMBER_AGAINST_SEX = "number-against-sex"
    MANY_ON_DEVICE = "many-on-device"
    TOO_FAST = "too-fast"
    SAME_WRONG = "same-wrong"


class Strength(StrEnum):
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


WEIGHT: Mapping[Strength, int] = MappingProxyType(
    {Strength.STRONG: 100, Strength.MEDIUM: 20, Strength.WEAK: 3}
)
"""What a sign weighs in the queue of people to be looked at."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A sign about these people, in the order of their ids, with the numbers of its sentence.

    The addresses of networks are none: an office, a school and a whole village share one.
    """

    kind: Kind
    strength: Strength
    people: Group
    values: Mapping[str, int] = field(default_factory=dict)


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Told:
    """What a citizen number tells of its holder."""

    birth_year: int
    sex: Sex


def told_by(citizen_number: str) -> Told:
    """The fourth digit is century and sex, the next two the year of birth.

    Three digits name the province or country of the registration of birth; then 0 is a man and 1 a
    woman born from 1900 to 1999, 2 and 3 from 2000 to 2099, and so on to 8 and 9; two digits end
    the year of birth; six are by chance (Nghị định 137/2015/NĐ-CP, Điều 13; the codes in Thông tư
    07/2016/TT-BCA, Điều 7 and Phụ lục III, since replaced).  ``citizen_number`` has twelve digits.
    """
    century, is_female = divmod(int(citizen_number[3]), 2)
    year = 1900 + 100 * century + int(citizen_number[4:6])
    return Told(year, Sex.FEMALE if is_female else Sex.MALE)


@dataclass(frozen=True, slots=True)
class Known:
    """What a person said, as far as signs are looked for in it.

    Phone and citizen number are keyed hashes, equal where the numbers are.
    """

    person: int
    folded_name: str
    birth: Birth | None = None
    phone: str | None = None
    citizen_number: str | None = None
    told: Told | None = None
    sex: Sex | None = None


def identity_signals(
    people: Collection[Known], people_per_phone: int | None = None
) -> tuple[Signal, ...]:
    """The same citizen number is a strong sign, and so is one that says another year of birth.

    A phone that more people use than the regulation allows is a medium one, and else a weak one,
    for families share phones.  The same name and day of birth is a medium sign; a weak one where
    one of them gave the year alone, or 01/01 as those do who do not know their day.
    """
    return (
        *_same_number(people),
        *_same_phone(people, people_per_phone),
        *_same_name(people),
        *(signal for each in people for signal in _against_number(each)),
    )


def _same_number(people: Iterable[Known]) -> Iterator[Signal]:
    for group in _groups((each.citizen_number, each.person) for each in people):
        values = {"count": len(group)}
        yield Signal(Kind.SAME_CITIZEN_NUMBER, Strength.STRONG, group, values)


def _same_phone(people: Iterable[Known], most: int | None) -> Iterator[Signal]:
    for group in _groups((each.phone, each.person) for each in people):
        is_over = most is not None and len(group) > most
        strength = Strength.MEDIUM if is_over else Strength.WEAK
        yield Signal(Kind.SAME_PHONE, strength, group, {"count": len(group)})


def _same_name(people: Iterable[Known]) -> Iterator[Signal]:
    by_year: defaultdict[tuple[str, int], list[Known]] = defaultdict(list)
    for each in people:
        if each.birth is not None and each.folded_name:
            by_year[each.folded_name, each.birth.year].append(each)
    for (_, year), namesakes in by_year.items():
        if len(namesakes) > 1:
            yield from _of_namesakes(namesakes, year)


def _of_namesakes(namesakes: Collection[Known], year: int) -> Iterator[Signal]:
    exact = [each for each in namesakes if each.birth is not None and _is_exact(each.birth)]
    for group in _groups((each.birth, each.person) for each in exact):
        values = {"count": len(group), "year": year}
        yield Signal(Kind.SAME_NAME_AND_BIRTH, Strength.MEDIUM, group, values)
    if len(exact) < len(namesakes):
        group = _sorted(each.person for each in namesakes)
        values = {"count": len(group), "year": year}
        yield Signal(Kind.SAME_NAME_AND_BIRTH, Strength.WEAK, group, values)


def _is_exact(birth: Birth) -> bool:
    return birth.day is not None and (birth.month, birth.day) != (1, 1)


def _against_number(each: Known) -> Iterator[Signal]:
    if each.told is None:
        return
    if each.birth is not None and each.birth.year != each.told.birth_year:
        values = {"year": each.birth.year, "number_year": each.told.birth_year}
        yield Signal(Kind.NUMBER_AGAINST_BIRTH, Strength.STRONG, (each.person,), values)
    if each.sex is not None and each.sex is not each.told.sex:
        yield Signal(Kind.NUMBER_AGAINST_SEX, Strength.MEDIUM, (each.person,))


def device_signals(
    uses: Iterable[tuple[str, int]], shared: Collection[str] = frozenset(), most: int = 3
) -> tuple[Signal, ...]:
    """Many people on one device are a medium sign where it is no machine that is set up for many.

    ``uses`` are device and person, as often as may be; up to ``most`` are a household.
    """
    own = ((device, person) for device, person in uses if device not in shared)
    return tuple(
        Signal(Kind.MANY_ON_DEVICE, Strength.MEDIUM, group, {"count": len(group), "most": most})
        for group in _groups(own)
        if len(group) > most
    )


@dataclass(frozen=True, slots=True)
class Pace:
    """What no reader reaches.

    ``words`` are the syllables that stand apart, as Vietnamese is written; the fastest reader
    takes in so many a second, and no question takes less than ``least_ms``.  Only who gets so
    much right by it is looked at: whoever taps through a paper blindly wins nothing.
    """

    words_a_second: int = 10
    least_ms: int = 1_000
    least_right_percent: int = 80

    def needed_ms(self, words: int) -> int:
        return max(self.least_ms, words * 1_000 // self.words_a_second)


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt: how long it took, how many words each question has, and what was right.

    ``times_ms`` are the times of single questions as far as they are known: of answers that
    reached the server together, as from a phone that was off the network, none is.
    """

    person: int
    duration_ms: int
    words: tuple[int, ...]
    right_count: int
    times_ms: tuple[int | None, ...] = ()


def speed_signals(sittings: Iterable[Sitting], pace: Pace) -> tuple[Signal, ...]:
    """A whole paper faster than it can be read is a medium sign; most of its questions, a weak one.

    The key of a published bank may have been learnt by heart: it is no more than a sign.
    """
    return tuple(signal for each in sittings for signal in _of_speed(each, pace))


def _of_speed(each: Sitting, pace: Pace) -> Iterator[Signal]:
    count = len(each.words)
    if not count or each.right_count * 100 < count * pace.least_right_percent:
        return
    needed = [pace.needed_ms(words) for words in each.words]
    values = {"ms": each.duration_ms, "needed_ms": sum(needed), "count": count}
    if each.duration_ms < sum(needed):
        yield Signal(Kind.TOO_FAST, Strength.MEDIUM, (each.person,), values)
        return
    known = [(time, least) for time, least in zip(each.times_ms, needed, strict=False) if time]
    fast = sum(time < least for time, least in known)
    if 2 * fast > max(len(known), count // 2):
        yield Signal(Kind.TOO_FAST, Strength.WEAK, (each.person,), values | {"fast": fast})


def _groups(pairs: Iterable[tuple[object, int]]) -> list[Group]:
    """Those who share a value that is known, each person once, where there are two."""
    found: defaultdict[object, set[int]] = defaultdict(set)
    for value, person in pairs:
        if value is not None:
            found[value].add(person)
    return [_sorted(people) for people in found.values() if len(people) > 1]


def _sorted(people: Iterable[int]) -> Group:
    return tuple(sorted(people))
