"""Contests, their rounds, pools, blueprints and headcounts, read."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from contest.bank import queries as bank
from contest.bank.models import QuestionVersion, Topic
from contest.clock import VIETNAM
from contest.contests.models import (
    Contest,
    ContestAudience,
    Entry,
    Headcount,
    PoolQuestion,
    Round,
)
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host, RoleGrant
from contest.rules.drawing import BlueprintRow, PoolItem
from contest.units.models import Unit, UnitKind
from questions.naming import staying


def list_contests(host: Host) -> list[Contest]:
    """The host's contests, newest first."""
    query = select(Contest).where(Contest.host_id == host.id)
    return list(db.session.scalars(query.order_by(Contest.created_at.desc(), Contest.id.desc())))


def get_contest(host: Host, public_id: str) -> Contest:
    """A contest of this host, with its audiences and rounds.  Raises NotFound for another's."""
    query = (
        select(Contest)
        .where(Contest.host_id == host.id, Contest.public_id == public_id)
        .options(selectinload(Contest.audiences), selectinload(Contest.rounds))
    )
    contest = db.session.scalar(query)
    if contest is None:
        raise NotFound
    return contest


def lock_contest(host: Host, public_id: str) -> None:
    """Let nobody else change or enter the contest until the commit; read it after this."""
    query = select(Contest.id).where(Contest.host_id == host.id, Contest.public_id == public_id)
    db.session.execute(query.with_for_update(key_share=True))


def is_taken(public_id: str) -> bool:
    """Whether some contest, of whichever host, has this address."""
    return db.session.scalar(select(Contest.id).where(Contest.public_id == public_id)) is not None


def round_title(round_id: int) -> str:
    """Contest and round, as they are named where another contest speaks of them."""
    round_ = db.session.get_one(Round, round_id)
    return f"{round_.contest.title} – {round_.title}"


def get_round(contest: Contest, number: int) -> Round:
    """Raises NotFound."""
    found = [each for each in contest.rounds if each.number == number]
    if not found:
        raise NotFound
    return found[0]


def get_audience(contest: Contest, code: str) -> ContestAudience:
    """An audience of the contest, by its code.  Raises NotFound."""
    found = [each for each in contest.audiences if each.audience.code == code]
    if not found:
        raise NotFound
    return found[0]


def count_entries(contest: Contest, contest_audience: ContestAudience | None = None) -> int:
    """How many people entered: the contest, or one audience of it."""
    query = select(func.count(Entry.id)).where(Entry.contest_id == contest.id)
    if contest_audience is not None:
        query = query.where(Entry.contest_audience_id == contest_audience.id)
    return db.session.scalar(query) or 0


def round_days(round_: Round) -> tuple[date, date]:
    """The first and the last day, of Vietnam, of the round; 24h00 is still the day before."""
    last = round_.closes_at - timedelta(milliseconds=1)
    return round_.opens_at.astimezone(VIETNAM).date(), last.astimezone(VIETNAM).date()


def list_drawable(round_: Round, contest_audience: ContestAudience) -> list[QuestionVersion]:
    """What the pool would be now: approved, for the audience, valid on each day of the round."""
    host, audience = round_.contest.host, contest_audience.audience
    return bank.list_drawable(host, audience, *round_days(round_))


def pool_item(version: QuestionVersion) -> PoolItem:
    """A version as the rule of drawing knows it."""
    return PoolItem(
        version.id,
        version.topic_id,
        version.difficulty.value,
        len(version.options),
        staying(version.written_options),
    )


def list_pool(round_: Round, contest_audience: ContestAudience) -> list[PoolItem]:
    """The pinned pool of a round and audience."""
    query = (
        select(QuestionVersion)
        .join(PoolQuestion, PoolQuestion.version_id == QuestionVersion.id)
        .where(
            PoolQuestion.round_id == round_.id,
            PoolQuestion.contest_audience_id == contest_audience.id,
        )
        .order_by(QuestionVersion.id)
    )
    return [pool_item(each) for each in db.session.scalars(query)]


def list_blueprint(round_: Round, contest_audience: ContestAudience) -> list[BlueprintRow]:
    """The rows of the blueprint, in the order in which they are drawn."""
    return [
        BlueprintRow(each.topic_id, each.difficulty.value, each.count)
        for each in round_.blueprint
        if each.contest_audience is contest_audience
    ]


def list_topics(ids: Iterable[int]) -> list[Topic]:
    """The topics of these ids, ended ones too."""
    return list(db.session.scalars(select(Topic).where(Topic.id.in_(set(ids)))))


def list_versions(ids: Iterable[int]) -> list[QuestionVersion]:
    """The versions of these ids, in no order."""
    return list(db.session.scalars(select(QuestionVersion).where(QuestionVersion.id.in_(set(ids)))))


def list_headcounts(round_: Round) -> list[Headcount]:
    """Every headcount stated for the round, of all audiences and of each, by unit."""
    query = (
        select(Headcount)
        .join(Headcount.unit)
        .where(Headcount.round_id == round_.id)
        .options(joinedload(Headcount.unit))
        .order_by(Unit.folded, Unit.id, Headcount.contest_audience_id)
    )
    return list(db.session.scalars(query))


def list_countable_units(host: Host) -> list[Unit]:
    """The units that a headcount can be stated for: the host's own, and its communes."""
    parent = aliased(Unit)
    is_own = Unit.host_id == host.id
    if host.commune_code:
        is_commune = Unit.code == host.commune_code
    else:
        is_commune = parent.code == host.province_code
    query = (
        select(Unit)
        .outerjoin(parent, Unit.parent_id == parent.id)
        .where(
            Unit.valid_to.is_(None),
            or_(is_own, Unit.host_id.is_(None) & (Unit.kind == UnitKind.COMMUNE) & is_commune),
        )
        .options(selectinload(Unit.aliases))
        .order_by(Unit.folded, Unit.id)
    )
    return list(db.session.scalars(query))


def list_grants(contest: Contest) -> list[RoleGrant]:
    """The roles held in this one contest now, by person."""
    query = (
        select(RoleGrant)
        .where(RoleGrant.contest_id == contest.id, RoleGrant.ended_at.is_(None))
        .options(joinedload(RoleGrant.account))
        .order_by(RoleGrant.account_id, RoleGrant.id)
    )
    return list(db.session.scalars(query))
