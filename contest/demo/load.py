"""How does the demo come into an empty database, whole?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from contest.bank import shipped_service
from contest.bank.models import Question
from contest.contests.models import Contest, Round
from contest.demo import people, plans
from contest.demo.filling import fill
from contest.demo.hosts import commune_ids, list_units, make_hosts, make_staff, new_id
from contest.demo.making import lend_to, make_contest, record
from contest.demo.outcomes import publish_results
from contest.demo.own_questions import write_own_questions
from contest.demo.units import BEN_QUAN, OF_BEN_QUAN, OF_DEPARTMENT, Listed, stated_headcounts
from contest.hosts.models import Account, Host
from contest.results import charts_service, item_queries, item_service
from contest.results import service as results
from contest.results.models import Ranking
from contest.rules.numbers import contest_number
from contest.vault import Vault
from questions import content
from questions.model import Question as Written

SEED = 19_366
PROVINCE = "44"
OTHER_PROVINCES = ("01", "46", "48", "79")
PEOPLE_OF_PROVINCE, PEOPLE_OF_COMMUNE = 2_000, 60
TRIAL_NUMBER, TRIAL_CODE = contest_number(50_202_030), "20302026"
STEPS_OF_CHART = 60

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many people the demo has."""

    of_province: int = PEOPLE_OF_PROVINCE
    of_commune: int = PEOPLE_OF_COMMUNE

    @property
    def steps(self) -> int:
        """The length of the way, for a progress bar."""
        charts = 2 * len(charts_service.NAMES) * STEPS_OF_CHART
        return len(content.load()) + self.of_province + self.of_commune + charts


def load(
    now: datetime, vault: Vault, sizes: Sizes, advance: Advance, seed: int = SEED
) -> list[Ranking]:
    """Make both hosts with all that is theirs; the same seed and now make the same rankings.

    The database must have the nation's units and no host.  The caller commits.
    """
    chance = Random(seed)
    began_at = now - timedelta(days=60)
    hosts = make_hosts(began_at)
    department, commune = hosts[plans.DEPARTMENT], hosts[plans.COMMUNE]
    units = list_units(chance, department, OF_DEPARTMENT)
    hamlets = list_units(chance, commune, OF_BEN_QUAN)
    staff = make_staff(chance, hosts, units, began_at)
    questions = _install(chance, department, staff, began_at, advance)
    write_own_questions(
        lambda: new_id(chance),
        department,
        staff["bien-soan@demo.example"],
        staff["phe-duyet@demo.example"],
        began_at,
    )
    organiser, other = staff["to-chuc@demo.example"], staff["ben-quan@demo.example"]
    lend_to(commune, questions, people.CITIZENS, organiser, began_at + timedelta(days=20))
    rankings = [
        _of_department(chance, department, units, organiser, vault, now, sizes, advance),
        _of_commune(chance, commune, hamlets, other, vault, now, sizes, advance),
    ]
    while drawn := results.drawn_next():
        results.keep_chart(drawn, now)
        advance(STEPS_OF_CHART)
    while target := item_queries.find_unanalysed():
        item_service.store(now, item_service.analysed(target))
    return rankings


def _install(
    chance: Random, host: Host, staff: dict[str, Account], at: datetime, advance: Advance
) -> list[Question]:
    return shipped_service.install_shipped(
        host,
        at,
        staff["phe-duyet@demo.example"],
        shipped=_counted(content.load(), advance),
        new_id=lambda: new_id(chance),
    )


def _counted(questions: Iterable[Written], advance: Advance) -> Iterator[Written]:
    for each in questions:
        yield each
        advance(1)


def _of_department(
    chance: Random,
    host: Host,
    units: dict[str, int],
    by: Account,
    vault: Vault,
    now: datetime,
    sizes: Sizes,
    advance: Advance,
) -> Ranking:
    plan = plans.of_department(now)
    contest = make_contest(chance, host, plan, _headcounts(OF_DEPARTMENT, units), by)
    everywhere = commune_ids()
    elsewhere = [code for each in OTHER_PROVINCES for code in commune_ids(each)]
    made = people.of_province(
        chance,
        sizes.of_province,
        now.year,
        list(commune_ids(PROVINCE)),
        elsewhere,
        OF_DEPARTMENT,
        (TRIAL_NUMBER,),
    )
    made[0] = _to_try(made[0])
    fill(chance, contest.rounds[0], made, everywhere | units, vault, advance)
    return _finish(chance, contest, plan, by)


def _headcounts(listed: Iterable[Listed], units: dict[str, int]) -> dict[int, int]:
    return {units[code]: count for code, count in stated_headcounts(listed).items()}


def _to_try(person: people.MadeUp) -> people.MadeUp:
    """The one whose number and code are printed for everyone."""
    return replace(
        person,
        number=TRIAL_NUMBER,
        code=TRIAL_CODE,
        name="Nguyễn Thị Dùng Thử",
        residence=BEN_QUAN,
        country=None,
        ability=0.8,
    )


def _of_commune(
    chance: Random,
    host: Host,
    hamlets: dict[str, int],
    by: Account,
    vault: Vault,
    now: datetime,
    sizes: Sizes,
    advance: Advance,
) -> Ranking:
    plan = plans.of_commune(now)
    stated = _headcounts(OF_BEN_QUAN, commune_ids() | hamlets)
    contest = make_contest(chance, host, plan, stated, by)
    made = people.of_commune(chance, sizes.of_commune, now.year, list(hamlets), (TRIAL_NUMBER,))
    fill(chance, contest.rounds[0], made, hamlets, vault, advance)
    return _finish(chance, contest, plan, by)


def _finish(chance: Random, contest: Contest, plan: plans.ContestPlan, by: Account) -> Ranking:
    """Compute and publish the results of the round that is over."""
    round_: Round = contest.rounds[0]
    ranking = results.compute(round_, plan.results_at)
    record(contest, by, "results-computed", plan.results_at)
    publish_results(chance, round_, by, plan.results_at)
    return ranking
