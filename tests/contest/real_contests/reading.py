"""What came of a case, as the table writes it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from contest.attempts.models import Attempt
from contest.contests.models import ContestAudience, PoolQuestion, Round
from contest.db import db
from contest.people.models import Person
from contest.results import (
    award_queries,
    publication_queries,
    queries,
    way_queries,
    winner_queries,
)
from contest.results.award_models import Award, UnitPlace
from contest.results.award_queries import Head
from contest.results.models import Basis, Ranking, Standing
from contest.rules.disclosure import Whom
from contest.units.models import UnitKind
from tests.contest.real_contests.making import Stage

HUNDREDTHS = {"mean": "", "rate": "%", "all-right-rate": "%"}
MINUTE_MS = 60_000
OUT_OF_PLACE = "–"


def ranking(head: Ranking, audience: ContestAudience) -> str:
    """``An, Bình = Chi``: who stands after whom, and who is equal."""
    rows = queries.each_standing(head, audience)
    by_place = groupby(rows, key=lambda each: each.place)
    return ", ".join(" = ".join(sorted(each.name for each in those)) for _, those in by_place)


def counting(head: Ranking) -> str:
    """``An 2/3``: the second of three attempts counts."""
    query = (
        select(Person.name, Attempt.number, Standing.attempt_count)
        .join(Person, Person.id == Standing.person_id)
        .join(
            Attempt, (Attempt.round_id == Standing.round_id) & (Attempt.id == Standing.attempt_id)
        )
        .where(Standing.ranking_id == head.id, Standing.attempt_count > 1)
        .order_by(Person.id)
    )
    return ", ".join(f"{name} {at}/{made}" for name, at, made in db.session.execute(query))


def prizes(head: Head, audience: ContestAudience) -> str:
    """``An: Nhất 800000; Bình: Nhì``: shared money is marked."""
    won = [each for each in award_queries.list_awards(head) if each.person]
    return "; ".join(_award(each) for each in won if each.contest_audience_id == audience.id)


def unit_prizes(head: Head) -> str:
    """The same of units."""
    return "; ".join(_award(each) for each in award_queries.list_awards(head) if each.unit)


def _award(award: Award) -> str:
    who = award.person.name if award.person else award.unit.full_name if award.unit else ""
    money = f" {award.amount}" if award.amount else ""
    return f"{who}: {award.prize.title}{money}{' (chia)' if award.is_shared else ''}"


def published(round_: Round, now: datetime) -> str:
    """``An (Sở A): Nhất; Sở B: Tập thể``: what everybody reads once a result is published."""
    shown = [
        (each, found)
        for each in round_.contest.audiences
        if (found := way_queries.shown_ranking(round_, each.id, Whom.PUBLIC, now))
    ]
    people = [
        f"{each.name} ({each.place or each.country}): {each.prize}"
        for _, winners in winner_queries.list_winners(shown)
        for each in winners
    ]
    heads = {found.id: found for _, found in shown}
    of_units = [
        f"{each.name}: {each.prize}"
        for head in heads.values()
        for each in winner_queries.list_winning_units(head)
    ]
    return "; ".join(people + of_units)


def units(head: Head) -> str:
    """``1 Sở A rate 50% mean 3; 2 Sở B …``; blocks are divided by bars."""
    places = award_queries.list_unit_places(head)
    blocks = groupby(places, key=lambda each: each.block)
    return " | ".join(_block(block, those) for block, those in blocks)


def _block(block: str, places: Iterable[UnitPlace]) -> str:
    lines = "; ".join(_unit(each) for each in places)
    return f"{block}: {lines}" if block else lines


def _unit(place: UnitPlace) -> str:
    values = dict(place.values)
    shown = {key: value for key, value in values.items() if key not in ("headcount", "entrants")}
    shown["entrants"] = values["entrants"]
    figures = " ".join(f"{key} {_figure(key, value)}" for key, value in shown.items())
    return f"{place.place or OUT_OF_PLACE} {place.unit.full_name} {figures}"


def _figure(key: str, value: int | None) -> str:
    if value is None:
        return "?"
    if key in HUNDREDTHS or key.startswith("criterion:"):
        return f"{value / 100:g}{HUNDREDTHS.get(key, '')}"
    return str(value)


def banks(stage: Stage) -> dict[tuple[int, str], frozenset[int]]:
    """The questions of each round and audience."""
    query = select(PoolQuestion.round_id, PoolQuestion.contest_audience_id, PoolQuestion.version_id)
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for round_id, audience_id, version_id in db.session.execute(query):
        found[round_id, audience_id].add(version_id)
    return {
        (round_.number, title): frozenset(found[round_.id, audience.id])
        for round_ in stage.contest.rounds
        for title, audience in stage.audiences.items()
    }


def papers(stage: Stage) -> dict[tuple[int, str], list[frozenset[int]]]:
    """The papers that were drawn for each round and audience, by their questions."""
    query = select(Attempt).join(Attempt.round).where(Round.contest_id == stage.contest.id)
    titles = {each.id: each.title for each in stage.contest.audiences}
    found: dict[tuple[int, str], list[frozenset[int]]] = defaultdict(list)
    for each in db.session.scalars(query.order_by(Attempt.id)):
        drawn = frozenset(item.version_id for item in each.drawn.items)
        found[each.round.number, titles[each.contest_audience_id]].append(drawn)
    return found


def lengths(stage: Stage) -> list[float]:
    """How many minutes each attempt may last at most, in no order."""
    query = select(Attempt.deadline_ms - Attempt.started_ms).join(Attempt.round)
    found = db.session.scalars(query.where(Round.contest_id == stage.contest.id))
    return [length_ms / MINUTE_MS for length_ms in found]


def report(stage: Stage, round_: Round, head: Ranking) -> dict[str, str]:
    """Figures that real organisers printed of a round."""
    figures = head.figures
    groups = {each.id: name for name, each in stage.groups.items()}
    return {
        "people": f"{head.entrant_count}/{head.attempt_count}",
        "histogram": " ".join(f"{right}:{count}" for right, count in figures["histogram"]),
        "all-right": str(figures["all_right"]),
        "provinces": _totals(head, Basis.RESIDENCE, UnitKind.PROVINCE),
        "basis": _basis(stage, round_),
        "blocks": _totals(head, Basis.UNIT, None),
        "groups": " ".join(
            f"{groups.get(group, '?')}:{count}" for group, count in sorted(figures["groups"],
            key=lambda pair: -pair[1])
        ),
    }  # fmt: skip


def _basis(stage: Stage, round_: Round) -> str:
    """Of how many published questions the legal basis is said."""
    audiences = [each.id for each in stage.contest.audiences]
    versions, total = publication_queries.list_pool(round_, audiences, 1, 100)
    return f"{sum(bool(each.written.basis) for each in versions)}/{total}"


def _totals(head: Ranking, basis: Basis, kind: UnitKind | None) -> str:
    """Entrants and attempts of each province, or of each block, the most entrants first."""
    lines = queries.list_totals(head, basis, None)
    named = [
        (each.unit.name if each.unit else each.block, each)
        for each in lines
        if (each.unit is not None and each.unit.kind is kind)
        or (kind is None and each.block is not None)
    ]
    return ", ".join(f"{name} {each.entrants}/{each.attempts}" for name, each in named)
