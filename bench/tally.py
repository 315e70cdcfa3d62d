"""What a round's results cost: CPU for 250,000 attempts of 200,000 people, by the rules alone.

Tally with reasons, digest, figures, prizes, tables of units by residence and by work, of each
audience and of all, and the order of the units.  The floor is sorting as many bare tuples.
"""

import random
import time
from collections.abc import Callable
from statistics import median

from contest.rules.boards import Combine, keys_of, of_unit, whole_contest
from contest.rules.extra import Definition
from contest.rules.lots import Draw
from contest.rules.merits import MarkedAttempt
from contest.rules.prediction import Target
from contest.rules.prizes import Edge, Placed, Prize, award
from contest.rules.ranking import PRESETS, Preset
from contest.rules.tally import Findings, Tally, TallyRules, digest, tally
from contest.rules.unit_ranking import figures_of, rank_units
from contest.rules.unit_schemes import UnitScheme
from contest.rules.units import Entrant, Paths, histogram, score_bands, totals, whole

ATTEMPTS, PEOPLE, TIMES = 250_000, 200_000, 3
COMMUNES, HAMLETS, AGENCIES = 125, 10, 600
OFFICIALS, CITIZENS = 1, 2
OPENS = 1_904_126_400_000
RULES = TallyRules(
    {OFFICIALS: PRESETS[Preset.E], CITIZENS: PRESETS[Preset.A]},
    prediction=Definition(Target.ALL_RIGHT),
)
FINDINGS = Findings(
    not_recognised=range(1, PEOPLE, 1_000), draw=Draw(bytes(32), bytes(32), "04213")
)
PRIZES = [
    Prize(rank, title, count, amount, rank)
    for rank, (title, count, amount) in enumerate(
        [
            ("Nhất", 1, 800_000),
            ("Nhì", 3, 500_000),
            ("Ba", 5, 300_000),
            ("Khuyến khích", 20, 200_000),
        ]
    )
]
UNITS = UnitScheme.of("rate", "mean", "all-right", "entrants")
HEADCOUNTS = {10_000 + at: 3_000 for at in range(COMMUNES)}


def make_attempts() -> list[MarkedAttempt]:
    """Half of them all right, as in real weeks, so that the further keys decide."""
    chance = random.Random(1)
    homes = [
        (100_000 + commune * HAMLETS + hamlet, 10_000 + commune, 44)
        for commune in range(COMMUNES)
        for hamlet in range(HAMLETS)
    ]
    works = [(50_000 + at, f"block:{at % 3}") for at in range(AGENCIES)]
    people = [*range(PEOPLE), *(chance.randrange(PEOPLE) for _ in range(ATTEMPTS - PEOPLE))]
    ordinals: dict[int, int] = {}
    found = []
    for at, person in enumerate(people):
        ordinals[person] = ordinals.get(person, 0) + 1
        is_official = person % 3 == 0
        right = 20 if chance.random() < 0.5 else chance.randrange(20)
        started, duration = OPENS + chance.randrange(6 * 10**8), chance.randrange(60_000, 1_200_000)
        found.append(
            MarkedAttempt(
                at, person, f"{person:09}", OFFICIALS if is_official else CITIZENS,
                ordinals[person], started, started + duration, duration, right, 20, right * 50,
                chance.randrange(PEOPLE), chance.choice(homes),
                chance.choice(works) if is_official else (),
            )
        )  # fmt: skip
    chance.shuffle(found)
    return found


def sort_tuples(attempts: list[MarkedAttempt]) -> None:
    """The floor: as many bare tuples, made and put in their order."""
    sorted(
        (-each.right_count, each.duration_ms, each.started_ms, each.contest_number)
        for each in attempts
    )


def unit_tables(entrants: tuple[Entrant, ...]) -> None:
    for audience in (None, OFFICIALS, CITIZENS):
        those = [each for each in entrants if audience is None or each.audience == audience]
        for paths in (Paths.RESIDENCE, Paths.UNIT):
            lines = totals(those, paths, HEADCOUNTS)
            whole(those)
            rank_units(figures_of(lines.values()).values(), UNITS)


def prizes(found: Tally) -> None:
    for standings in found.standings.values():
        order = [Placed(each.place.entrant, each.place.place) for each in standings]
        award(order, PRIZES, Edge.DRAWN)


def boards(found: Tally) -> None:
    """The board over two rounds, and of one unit."""
    rows = whole_contest([found.standings[CITIZENS]] * 2, Combine.SUM, RULES.schemes[CITIZENS])
    members = [each.season.contest_number for each in rows[::100]]
    keys = keys_of(RULES.schemes[CITIZENS], Combine.SUM)
    of_unit([each.place for each in rows], members, keys)


def cpu_seconds(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(TIMES):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return median(spent)


def main() -> dict[str, object]:
    attempts = make_attempts()
    found = tally(attempts, RULES, FINDINGS)
    floor = cpu_seconds(lambda: sort_tuples(attempts))
    spent = {
        "tally": cpu_seconds(lambda: tally(attempts, RULES, FINDINGS)),
        "digest": cpu_seconds(lambda: digest(found.standings)),
        "figures": cpu_seconds(lambda: (score_bands(found.entrants), histogram(found.entrants))),
        "prizes": cpu_seconds(lambda: prizes(found)),
        "unit_tables": cpu_seconds(lambda: unit_tables(found.entrants)),
    }
    closing = sum(spent.values())
    return {
        "attempts": ATTEMPTS,
        "people": PEOPLE,
        "closing_cpu_s": round(closing, 2),
        "cpu_us_an_attempt": round(closing / ATTEMPTS * 1e6, 2),
        "floor_cpu_s": round(floor, 2),
        "to_floor": round(closing / floor, 2),
        "cpu_s": {name: round(each, 2) for name, each in spent.items()},
        "boards_cpu_s": round(cpu_seconds(lambda: boards(found)), 2),
    }
