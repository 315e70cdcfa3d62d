"""What many rows of the table are made of."""

from contest.rules.barring import BarredByRole
from contest.rules.conditions import Link
from contest.rules.roles import Role
from tests.contest.real_contests.description import EVERYONE, PrizePlan, Sat, at

ALL = EVERYONE.title
LIVES, WORKS, STUDIES = Link.LIVES, Link.WORKS, Link.STUDIES
MILLION = 1_000_000
TITLES = ("Nhất", "Nhì", "Ba", "Khuyến khích")
ORGANISERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY}))
BUILDERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.ADMINISTRATOR}))
WRITERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.WRITER}))


def prizes(*counts: int, amounts: tuple[int, ...] = ()) -> tuple[PrizePlan, ...]:
    """So many first, second, third and further prizes, of an amount where it is said."""
    money = (*amounts, *(0 for _ in counts[len(amounts) :]))
    given = zip(TITLES, counts, money, strict=False)
    return tuple(PrizePlan(title, count, amount) for title, count, amount in given)


def of_units(
    *counts: int, amounts: tuple[int, ...] = (), by_proposal: bool = False
) -> tuple[PrizePlan, ...]:
    """The same of units."""
    return tuple(
        PrizePlan(f"Tập thể {each.title}", each.count, each.amount, "", True, by_proposal)
        for each in prizes(*counts, amounts=amounts)
    )


def sat(
    when: str, right: int = 0, seconds: float = 60, guess: str = "", *,
    fact: str = "", blank: int = 0, refused: str = "",
) -> Sat:  # fmt: skip
    return Sat(at(when), right, seconds, guess, fact, blank, refused)


ANY_GROUND = (
    "the grounds that it prints are not kept with it: a judge may name any, printed or not, for not"
    " recognising somebody"
)
NO_WAY = (
    "prizes over all rounds are computed but have no way of their own: no minutes, no decision, no"
    " public page"
)
