"""How long looking for signs takes among 100,000 people, and how many planted copiers are told."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from contest.rules.alike import Errors, Likeness, same_wrong_signals
from contest.rules.eligibility import Birth
from contest.rules.signals import (
    Known,
    Pace,
    Sex,
    Signal,
    Sitting,
    Told,
    device_signals,
    identity_signals,
    speed_signals,
)

PEOPLE, COPIERS, QUESTIONS = 100_000, 200, 20
# Size of the bank (20: everybody has one paper), and the share answered rightly on average.
CONTESTS = {
    "bank 300, 80 % right": (300, 0.8),
    "bank 300, 60 % right": (300, 0.6),
    "bank 60, 75 % right": (60, 0.75),
    "one paper, 90 % right": (QUESTIONS, 0.9),
    "one paper, 75 % right": (QUESTIONS, 0.75),
    "one paper, 60 % right": (QUESTIONS, 0.6),
}


def timed(work: Callable[[], Sequence[Signal]]) -> tuple[Sequence[Signal], dict[str, Any]]:
    before = time.perf_counter()
    signals = work()
    return signals, {"seconds": round(time.perf_counter() - before, 2), "signals": len(signals)}


def person(number: int, chance: random.Random) -> Known:
    """One of 12,000 names; every tenth knows the year of birth alone."""
    day = (chance.randint(1, 12), chance.randint(1, 28)) if chance.random() > 0.1 else ()
    year = chance.randint(1950, 2008)
    return Known(
        person=number,
        folded_name=f"ten {chance.randrange(12_000)}",
        birth=Birth(year, *day),
        phone=str(chance.randrange(PEOPLE)),
        citizen_number=str(chance.randrange(10**8)),
        told=Told(year + (chance.random() < 0.01), Sex.MALE),
    )


def sitting(number: int, chance: random.Random) -> Sitting:
    words = tuple(chance.randint(20, 90) for _ in range(QUESTIONS))
    times = tuple(chance.randint(500, 30_000) for _ in range(QUESTIONS))
    duration_ms = chance.randint(30_000, 900_000)
    return Sitting(number, duration_ms, words, chance.randint(10, QUESTIONS), times)


def papers(bank: int, right: float, chance: random.Random) -> list[Errors]:
    """Hard and easy questions, one wrong option of three drawing more than others; then copiers."""
    hard = [min(0.95, max(0.05, chance.gauss(1 - right, 0.12))) for _ in range(bank)]
    pull = [sorted((chance.random(), chance.random())) for _ in range(bank)]

    def one(number: int) -> Errors:
        asked = tuple(range(QUESTIONS)) if bank == QUESTIONS else ()
        asked = asked or tuple(chance.sample(range(bank), QUESTIONS))
        skill = chance.gauss(0, 0.08)
        wrong = [version for version in asked if chance.random() < hard[version] + skill]
        chosen = [
            (version, "ABC"[sum(chance.random() > edge for edge in pull[version])])
            for version in wrong
        ]
        return Errors(number, asked, tuple(chosen))

    honest = [one(number) for number in range(PEOPLE)]
    copied = [chance.choice(honest) for _ in range(COPIERS)]
    return honest + [
        Errors(PEOPLE + number, each.asked, each.wrong) for number, each in enumerate(copied)
    ]


def same_wrong(bank: int, right: float, chance: random.Random) -> dict[str, Any]:
    given = papers(bank, right, chance)
    signals, figures = timed(lambda: same_wrong_signals(given, Likeness()))
    told = {each for signal in signals for each in signal.people if each >= PEOPLE}
    honest = sum(all(each < PEOPLE for each in signal.people) for signal in signals)
    return figures | {"copiers_told": len(told), "signals_of_honest_people": honest}


def main() -> dict[str, object]:
    chance = random.Random(1)
    known = [person(number, chance) for number in range(PEOPLE)]
    uses = [(str(chance.randrange(PEOPLE * 6 // 10)), number) for number in range(PEOPLE)]
    sittings = [sitting(number, chance) for number in range(PEOPLE)]
    return {
        "people": PEOPLE,
        "copiers": COPIERS,
        "identity": timed(lambda: identity_signals(known, 2))[1],
        "devices": timed(lambda: device_signals(uses))[1],
        "speed": timed(lambda: speed_signals(sittings, Pace()))[1],
        "same_wrong": {
            name: same_wrong(bank, right, chance) for name, (bank, right) in CONTESTS.items()
        },
    }
