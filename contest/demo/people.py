"""Who are the made-up people: names, years of birth, where they live and work, what they know?"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from contest.demo.names import made_up_name, pick
from contest.demo.units import Listed
from contest.rules.numbers import CODES, CONTEST_NUMBERS, code_from, contest_number

OFFICIALS, CITIZENS, PUPILS, ARMED_FORCES = "officials", "citizens", "pupils", "armed-forces"
SHARE_OF_OFFICIALS, SHARE_OF_YOUNG = 0.57, 0.16
ABILITY = {OFFICIALS: (2.3, 1.0), CITIZENS: (1.5, 1.1)}
# How many times as many come from there as from a usual commune.
LARGE = {
    "18880": 11.0, "19333": 12.0, "19351": 8.0, "18859": 5.0, "18871": 4.0, "19009": 5.5,
    "19360": 4.5, "19363": 6.5, "19366": 4.0, "19414": 3.5, "19249": 4.0, "19111": 3.5,
    "19429": 3.0, "19432": 2.5, "19624": 3.0, "19495": 3.0, "19597": 2.5, "18949": 2.5,
}  # fmt: skip
SMALL = 0.25
HIGHLAND = frozenset({"19147", "18904", "19435", "19594", "19588", "19567", "19555", "19204"})
ABROAD = {"LA": 4, "JP": 3, "KR": 2, "DE": 1}


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One of them.  ``residence`` and ``unit`` are codes; ``ability`` is how much is known."""

    number: str
    code: str
    name: str
    birth_year: int
    audience: str
    group: str
    residence: str | None
    country: str | None
    unit: str | None
    ability: float


def commune_weights(chance: Random, communes: Sequence[str]) -> dict[str, int]:
    """How many come from each commune, beside the others: towns many, highlands few."""
    return {
        code: round(100 * _weight(code) * chance.uniform(0.5, 1.5)) for code in sorted(communes)
    }


def _weight(code: str) -> float:
    return LARGE.get(code, SMALL if code in HIGHLAND else 1.0)


def numbers(chance: Random, count: int, taken: Sequence[str] = ()) -> list[str]:
    """So many contest numbers, each once and none of those that are taken."""
    found: dict[str, None] = {}
    while len(found) < count:
        number = contest_number(chance.randrange(CONTEST_NUMBERS))
        if number not in taken:
            found[number] = None
    return list(found)


def of_province(
    chance: Random,
    count: int,
    year: int,
    communes: Sequence[str],
    elsewhere: Sequence[str],
    units: Sequence[Listed],
    taken: Sequence[str],
) -> list[MadeUp]:
    """Officials of the listed units and citizens of the province; a few live somewhere else."""
    weights = commune_weights(chance, communes)
    workplaces = _workplaces(chance, units, round(count * SHARE_OF_OFFICIALS))
    people = []
    for at, number in enumerate(numbers(chance, count, taken)):
        unit = workplaces[at] if at < len(workplaces) else None
        people.append(_person(chance, number, year, unit, weights, elsewhere))
    chance.shuffle(people)
    return people


def _workplaces(chance: Random, units: Sequence[Listed], count: int) -> list[Listed]:
    """The unit of each official: as many of each as its eagerness makes likely."""
    places = [
        unit
        for unit in units
        for _ in range(round(unit.headcount * min(1.0, unit.eager * chance.uniform(0.9, 1.1))))
    ]
    chance.shuffle(places)
    return places[:count]


def _person(
    chance: Random,
    number: str,
    year: int,
    unit: Listed | None,
    weights: dict[str, int],
    elsewhere: Sequence[str],
) -> MadeUp:
    audience = OFFICIALS if unit else CITIZENS
    birth_year = _birth_year(chance, audience, year)
    residence, country = _residence(chance, unit, weights, elsewhere)
    return MadeUp(
        number=number,
        code=code_from(chance.randrange(CODES)),
        name=made_up_name(chance),
        birth_year=birth_year,
        audience=audience,
        group=_group(chance, audience, year - birth_year),
        residence=residence,
        country=country,
        unit=unit.code if unit else None,
        ability=chance.gauss(*ABILITY[audience]),
    )


def _residence(
    chance: Random, unit: Listed | None, weights: dict[str, int], elsewhere: Sequence[str]
) -> tuple[str | None, str | None]:
    if unit and unit.commune in weights and chance.random() < 0.8:
        return unit.commune, None
    if unit is None and chance.random() < 0.012:
        return None, pick(chance, ABROAD)
    if unit is None and elsewhere and chance.random() < 0.03:
        return chance.choice(elsewhere), None
    return pick(chance, weights), None


def _birth_year(chance: Random, audience: str, year: int) -> int:
    if audience == CITIZENS and chance.random() < SHARE_OF_YOUNG:
        return year - chance.randint(15, 21)
    youngest, usual, oldest = (23, 39, 61) if audience == OFFICIALS else (18, 33, 82)
    return year - round(chance.triangular(youngest, oldest, usual))


def _group(chance: Random, audience: str, age: int) -> str:
    if audience == OFFICIALS:
        return OFFICIALS
    if age <= 22 and chance.random() < 0.8:
        return PUPILS
    return ARMED_FORCES if age < 45 and chance.random() < 0.08 else CITIZENS


def of_commune(
    chance: Random, count: int, year: int, hamlets: Sequence[str], taken: Sequence[str]
) -> list[MadeUp]:
    """Citizens of one commune, in some of its hamlets more than in others."""
    weights = {code: 100 // (1 + at) + 15 for at, code in enumerate(hamlets)}
    return [
        _person(chance, number, year, None, weights, ()) for number in numbers(chance, count, taken)
    ]
