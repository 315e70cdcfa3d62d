"""How do the plans become contests that are published, with pools that are pinned?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random

from contest.audit import service as audit
from contest.bank import queries as bank
from contest.bank import service as bank_service
from contest.bank.models import Audience, Question
from contest.contests import condition_service, publishing_service, service
from contest.contests.models import Contest, ContestAudience, Round
from contest.db import db
from contest.demo.plans import AudiencePlan, Blueprint, ContestPlan
from contest.demo.prizes import add_prizes
from contest.hosts.models import Account, Host
from contest.rules.ranking import PRESETS
from contest.units.models import Unit
from questions.model import Difficulty


def lend_to(
    host: Host, questions: Iterable[Question], audience: str, by: Account, now: datetime
) -> None:
    """Lend the questions that are meant for an audience and in use."""
    db.session.add_all(
        bank_service.lend(each, host, None, by, now)
        for each in questions
        if each.approved and audience in {one.code for one in each.approved.audiences}
    )
    db.session.flush()


def make_contest(
    chance: Random,
    host: Host,
    plan: ContestPlan,
    headcounts: Mapping[int, int],
    by: Account,
) -> Contest:
    """The contest as planned, published before its first round opened."""
    at = plan.published_at
    contest = service.create_contest(host, plan.public_id, plan.details, at)
    db.session.add(contest)
    audiences = [_add_audience(contest, each) for each in plan.audiences]
    condition_service.set_conditions(contest, plan.conditions)
    rounds = [
        service.add_round(contest, each, chance.randbytes(service.SECRET_BYTES))
        for each in (plan.past, plan.present)
    ]
    db.session.flush()
    past, present = rounds
    for audience, planned in zip(audiences, plan.audiences, strict=True):
        service.set_blueprint(past, audience, _cells(host, planned.past))
        service.set_blueprint(present, audience, _cells(host, planned.present))
    for round_ in rounds:
        _state_headcounts(round_, audiences[0], headcounts, at)
    add_prizes(contest, plan.prizes)
    publishing_service.publish(contest, at)
    db.session.flush()
    record(contest, by, "contest-published", at)
    return contest


def _add_audience(contest: Contest, planned: AudiencePlan) -> ContestAudience:
    audience = bank.list_nation_lines(Audience)[planned.code]
    return service.add_audience(contest, audience, planned.title, PRESETS[planned.preset])


def _cells(host: Host, blueprint: Blueprint) -> dict[service.Cell, int]:
    topics = {each.code: each.id for each in bank.list_topics(host)}
    return Counter(
        (topics[topic], Difficulty(difficulty))
        for difficulty, codes in blueprint.items()
        for topic in codes
    )


def _state_headcounts(
    round_: Round, audience: ContestAudience, headcounts: Mapping[int, int], at: datetime
) -> None:
    counts = {db.session.get_one(Unit, unit_id): each for unit_id, each in headcounts.items()}
    if counts:
        service.set_headcounts(round_, audience, [], counts, at)


def record(contest: Contest, by: Account, act: str, at: datetime) -> None:
    """Write an act of the staff down, as the pages do."""
    audit.record(
        by.actor,
        act,
        now=at,
        host_id=contest.host_id,
        subject_kind="contest",
        subject=contest.public_id,
    )
