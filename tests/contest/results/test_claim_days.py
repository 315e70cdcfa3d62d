"""From which publication on the days of a winner run."""

from datetime import date, timedelta

import pytest

from contest.db import db
from contest.results import claim_service
from contest.rules.claims import State
from contest.rules.result_way import State as WayState
from contest.rules.verification import State as EntryState
from tests.contest.results.claim_factories import (
    CLOSED,
    FIRST,
    FOURTH,
    OVER,
    SECOND,
    TERMS,
    entry_of,
    make_prizes,
    make_won,
    pass_on,
    prize_of,
    today,
)
from tests.contest.results.factories import compute, make_sat_round, set_state

DAYS = timedelta(days=7)
LAST_DAY = date(2030, 5, 20)


@pytest.fixture
def round_(rows):
    return make_won()


def test_to_publish_again_gives_nobody_the_days_anew(round_):
    set_state(round_, WayState.COMPLAINTS, OVER)
    won = prize_of(round_, now=OVER)
    assert (won.claim.last, won.state) == (LAST_DAY, State.OVERDUE)


def test_who_was_a_winner_before_the_publication_only_has_days_from_the_inheriting_on(rows):
    round_ = make_sat_round().round
    make_prizes(round_)
    claim_service.set_terms(round_.contest, TERMS)
    first = entry_of(round_.contest, FIRST)
    state, first.state = first.state, EntryState.NOT_RECOGNISED
    db.session.commit()
    compute(round_, CLOSED - timedelta(hours=2))  # the fourth wins, provisionally
    first.state = state
    db.session.commit()
    compute(round_, CLOSED)
    set_state(round_, WayState.COMPLAINTS, CLOSED)
    pass_on(round_)
    won = prize_of(round_, FOURTH, OVER)
    assert (won.claim.last, won.state) == (today(OVER + DAYS), State.OPEN)


def test_who_lost_a_published_prize_and_wins_it_back_has_days_from_then_on(round_):
    second = entry_of(round_.contest, SECOND)
    state, second.state = second.state, EntryState.NOT_RECOGNISED
    db.session.commit()
    compute(round_, CLOSED + DAYS)
    set_state(round_, WayState.COMPLAINTS, CLOSED + DAYS)
    second.state = state
    db.session.commit()
    compute(round_, OVER)
    set_state(round_, WayState.COMPLAINTS, OVER)
    assert prize_of(round_, SECOND, OVER).claim.last == today(OVER + DAYS)
    assert prize_of(round_, FIRST, OVER).claim.last == LAST_DAY


def test_who_moves_up_keeps_the_days_of_the_prize_before(round_):
    pass_on(round_)
    assert prize_of(round_, SECOND, OVER).claim.last == LAST_DAY
