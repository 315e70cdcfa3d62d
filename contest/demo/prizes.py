"""What may be won and complained of in the demo's contests, as their regulations print it?"""

from dataclasses import dataclass

from contest.contests import prize_service
from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.prize_service import PrizeDetails
from contest.results import claim_service, complaint_service
from contest.rules.claims import After, Terms
from contest.rules.complaint_terms import Settings
from contest.rules.unit_schemes import Grouping, UnitCriterion, UnitKey, UnitScheme
from contest.rules.units import Paths
from contest.rules.working_days import Counted, Days


@dataclass(frozen=True, slots=True)
class Given:
    """A prize of each round: so many, of so many đồng."""

    title: str
    count: int
    amount: int
    is_for_units: bool = False


@dataclass(frozen=True, slots=True)
class PrizePlan:
    """The prizes in their order, how units are ranked, and where one brings complaints and
    collects prizes."""

    prizes: tuple[Given, ...]
    unit_scheme: UnitScheme
    office: str


OF_DEPARTMENT = PrizePlan(
    (
        Given("Giải Nhất", 1, 1_000_000),
        Given("Giải Nhì", 2, 700_000),
        Given("Giải Ba", 3, 500_000),
        Given("Giải Khuyến khích", 10, 200_000),
        Given("Giải tập thể", 1, 2_000_000, is_for_units=True),
    ),
    UnitScheme((UnitCriterion(UnitKey.RATE), UnitCriterion(UnitKey.MEAN)), grouping=Grouping.BLOCK),
    "Văn phòng Sở Nội vụ (dữ liệu mẫu)",
)
OF_COMMUNE = PrizePlan(
    (
        Given("Giải Nhất", 1, 500_000),
        Given("Giải Nhì", 2, 300_000),
        Given("Giải Khuyến khích", 5, 100_000),
        Given("Giấy khen", 1, 0, is_for_units=True),
    ),
    UnitScheme((UnitCriterion(UnitKey.ENTRANTS),), paths=Paths.RESIDENCE),
    "Bộ phận Một cửa xã Bến Quan (dữ liệu mẫu)",
)


def add_prizes(contest: Contest, plan: PrizePlan) -> None:
    """Write prizes, the ranking of units, the terms of complaints and of claims into a draft."""
    prize_service.set_unit_scheme(contest, plan.unit_scheme)
    rounds: tuple[Round, ...] = tuple(contest.rounds)
    for rank, each in enumerate(plan.prizes, 1):
        for audience in [None] if each.is_for_units else contest.audiences:
            prize_service.add_prize(contest, _details(each, rank, rounds, audience))
    answer = Days(5, Counted.WORKING)
    complaint_service.set_terms(contest, Settings(Days(3), answer, place=plan.office))
    terms = Terms(Days(30), After.PASSES_ON, place=plan.office)
    claim_service.set_terms(contest, terms)


def _details(
    given: Given, rank: int, rounds: tuple[Round, ...], audience: ContestAudience | None
) -> PrizeDetails:
    return PrizeDetails(
        rounds=rounds,
        audience=audience,
        is_for_units=given.is_for_units,
        is_by_proposal=False,
        block="",
        rank=rank,
        title=given.title,
        count=given.count,
        amount=given.amount,
    )
