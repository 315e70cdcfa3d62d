"""What everybody reads of the winners of a contest, as follows from the table of its prizes.

By domain.md:104 that is name, unit or commune, and prize; never a number of card or phone.
"""

import re
from collections import defaultdict

from tests.contest.real_contests.description import RealContest


def expected_publication(contest: RealContest) -> dict[int, str]:
    """By round: first the people, audience after audience, then the units."""
    places = {each.name: each.unit or each.country or each.home for each in contest.entrants}
    found: dict[int, list[str]] = defaultdict(list)
    for (number, _), text in contest.expected.prizes.items():
        for name, prize in map(_parted, text.split("; ")):
            found[number].append(f"{name} ({places[name]}): {prize}")
    for number, text in contest.expected.unit_prizes.items():
        found[number] += [f"{name}: {prize}" for name, prize in map(_parted, text.split("; "))]
    found.pop(0, None)  # what is given over all rounds has no way of its own
    return {number: "; ".join(each) for number, each in found.items()}


def _parted(award: str) -> tuple[str, str]:
    """``An: Nhất 800000 (chia)``: the name and the title."""
    name, _, prize = award.partition(": ")
    return name, re.sub(r"( \d{4,})?( \(chia\))?$", "", prize)
