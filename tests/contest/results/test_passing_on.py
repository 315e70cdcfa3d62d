"""What passes on is counted before anything else is made of the result."""

from datetime import timedelta

import pytest

from contest.contests import way_queries as ways
from contest.db import begin_writing, db
from contest.results import (
    claim_queries,
    claim_service,
    passing_queries,
    service,
    way_service,
)
from contest.results.way_models import WayStep
from contest.rules.claims import ClaimFault, ClaimRefused, Passing, State
from contest.rules.result_way import State as WayState
from contest.rules.result_way import WayFault, WayRefused
from contest.rules.verification import State as EntryState
from tests.contest.factories import make_account
from tests.contest.results.claim_factories import (
    CLOSED,
    DAY,
    FIRST,
    OVER,
    SECOND,
    entry_of,
    make_claim,
    make_won,
    pass_on,
    prize_of,
    run_jobs,
)
from tests.contest.results.factories import compute, set_state
from tests.contest.results.ways import take_complaints

SECOND_ = timedelta(seconds=1)


@pytest.fixture
def round_(rows):
    return make_won()


def end(round_, name=FIRST, now=OVER):
    begin_writing()
    claim_service.end(prize_of(round_, name, now), 0, make_account(), now)
    db.session.commit()


def names(round_, now):
    return [each.person.name for each in claim_queries.list_won(round_.contest, now) if each.award]


def go_on(desk, work, now):
    while isinstance(work, service.Work):
        begin_writing()
        desk.store(now, work)
        db.session.commit()
        now += SECOND_
        work = desk.prepare(now)
    return now


@pytest.mark.parametrize("has_begun", [False, True])
def test_two_prizes_that_pass_on_within_one_computation_both_leave_the_list(round_, has_begun):
    end(round_)
    desk = service.Desk()
    work = desk.prepare(OVER)
    if has_begun:
        begin_writing()
        desk.store(OVER, work)
        db.session.commit()
    end(round_, SECOND, OVER + SECOND_)
    now = go_on(desk, work, OVER + 2 * SECOND_)
    assert not {FIRST, SECOND} & set(names(round_, now))


def test_what_is_taken_up_stands_in_the_history_of_the_result(round_):
    way = ways.find_way(round_, None)
    before = db.session.query(WayStep).filter_by(way_id=way.id).count()
    pass_on(round_)
    steps = db.session.query(WayStep).filter_by(way_id=way.id).order_by(WayStep.number).all()
    assert len(steps) == before + 1
    assert (steps[-1].to_state, steps[-1].ranking_id) == (WayState.COMPLAINTS, way.ranking_id)


@pytest.fixture
def ended(round_):
    """All but the first claimed; the first's prize passed on, and nothing is computed yet."""
    take_complaints(round_.contest, 3)
    for name in set(names(round_, CLOSED)) - {FIRST}:
        make_claim(round_, name)
    end(round_)
    return round_


def test_the_clock_makes_no_result_final_before_what_passed_on_is_counted(ended):
    begin_writing()
    assert way_service.end_by_clock(OVER) == 0
    db.session.rollback()
    run_jobs(OVER)
    assert FIRST not in names(ended, OVER)


def test_nobody_makes_a_result_final_before_what_passed_on_is_counted(ended):
    way = ways.find_way(ended, None)
    with pytest.raises(WayRefused) as refused:
        way_service.take(way, way_service.Move(WayState.FINAL), OVER)
    assert [each.code for each in refused.value.obstacles] == [WayFault.CLAIMS_UNCOUNTED]


def refusal(round_):
    with pytest.raises(ClaimRefused) as refused:
        end(round_)
    db.session.rollback()
    return refused.value.code


def strike_out(round_, name="=Phạm Thị Bình"):
    entry_of(round_.contest, name).state = EntryState.NOT_RECOGNISED
    db.session.commit()


def test_nothing_passes_on_while_somebody_struck_out_is_still_in_the_standings(round_):
    strike_out(round_)
    assert refusal(round_) == ClaimFault.NOT_COMPUTED


def test_nothing_passes_on_in_standings_that_are_others_when_computed_anew(round_):
    strike_out(round_)
    compute(round_, OVER)
    assert refusal(round_) == ClaimFault.OTHER_RESULT


def test_when_the_result_was_published_again_it_passes_on(round_):
    strike_out(round_)
    compute(round_, OVER)
    set_state(round_, WayState.COMPLAINTS, OVER)
    assert pass_on(round_, now=OVER + 30 * DAY)
    assert prize_of(round_, now=OVER + 30 * DAY).state is State.PASSED_ON


def test_who_is_struck_out_while_it_is_computed_keeps_the_published_list_and_that_is_told(round_):
    end(round_)
    strike_out(round_)
    run_jobs(OVER)
    assert list(passing_queries.uncounted(round_).values()) == [Passing.OTHER_RESULT]
