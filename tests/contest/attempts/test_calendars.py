"""Windows, groups and limits at the start of an attempt, and what a start costs."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from contest.attempts import queries
from contest.attempts.service import limits
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests.running_models import RoundGroup
from contest.db import db
from contest.errors import AttemptsUsedUp, RoundAnnulled
from contest.rules.allowances import Per
from contest.rules.suspensions import OpenAttempts, Suspension, encode
from contest.rules.timing import StartRefusal, StartRefused
from tests.contest.attempts.factories import MINUTE_MS, make_round, start
from tests.contest.contests.factories import add_round, make_entry, make_person, make_unit
from tests.contest.factories import NOON, keep

pytestmark = pytest.mark.usefixtures("rows")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def entered(**given):
    round_ = make_round(**given)
    return round_, make_entry(round_.contest)


def span(first, last):
    return milliseconds(NOON + first), milliseconds(NOON + last)


def test_nobody_starts_in_a_gap_and_is_told_when_the_round_opens_again():
    gaps = (span(0 * DAY, DAY), span(2 * DAY, 7 * DAY))
    with pytest.raises(StartRefused) as refused:
        start(*entered(stretches=gaps), NOON + DAY + HOUR)
    assert (refused.value.code, refused.value.opens_ms) == (
        StartRefusal.BETWEEN_WINDOWS,
        milliseconds(NOON + 2 * DAY),
    )


def test_an_attempt_is_cut_where_the_day_closes():
    """NOON is 19h00 in Vietnam."""
    attempt = start(*entered(daily_from=7 * 60, daily_to=19 * 60 + 8))
    assert attempt.deadline_ms - attempt.started_ms == 8 * MINUTE_MS


def test_where_the_regulation_lets_finish_the_closing_cuts_nothing():
    attempt = start(*entered(cuts_at_closing=False), NOON + 7 * DAY - timedelta(minutes=1))
    assert attempt.deadline_ms - attempt.started_ms == 20 * MINUTE_MS


def test_nobody_starts_while_the_round_is_suspended():
    round_, entry = entered()
    round_.suspensions = [encode(Suspension(milliseconds(NOON), None, OpenAttempts.RUN_ON))]
    db.session.commit()
    with pytest.raises(StartRefused) as refused:
        start(round_, entry, NOON + HOUR)
    assert (refused.value.code, refused.value.opens_ms) == (StartRefusal.SUSPENDED, None)


def test_nobody_starts_in_an_annulled_round():
    round_, entry = entered()
    round_.annulled_at = NOON
    db.session.commit()
    with pytest.raises(RoundAnnulled):
        start(round_, entry)


@pytest.mark.parametrize(
    ("given", "per", "again"),
    [
        ({"attempts_a_day": 1}, Per.DAY, NOON + 5 * HOUR),
        ({"attempts_a_week": 1}, Per.WEEK, None),
    ],
)
def test_a_limit_of_a_day_or_a_week_is_named_with_the_next_start(given, per, again):
    """NOON is a Saturday: the next week begins at Sunday's midnight, 29 hours later."""
    round_, entry = entered(attempts_allowed=None, **given)
    start(round_, entry)
    with pytest.raises(AttemptsUsedUp) as refused:
        start(round_, entry, NOON + HOUR)
    expected = again or NOON + 29 * HOUR
    assert refused.value.details["reached"].limit.per is per
    assert refused.value.details["next_ms"] == milliseconds(expected)


def test_a_limit_of_the_contest_counts_all_rounds():
    round_, entry = entered()
    round_.contest.attempts_allowed = 1
    other = add_round(round_.contest, opens_at=NOON, closes_at=NOON + DAY)
    db.session.commit()
    start(round_, entry)
    with pytest.raises(AttemptsUsedUp) as refused:
        start(other, entry)
    assert refused.value.details["reached"].limit.per is Per.CONTEST


def test_attempts_of_an_annulled_round_use_nothing_up():
    round_, entry = entered()
    start(round_, entry)
    round_.annulled_at = NOON
    db.session.commit()
    assert queries.list_starts(round_.contest, entry.person) == []


def group_of(round_, **given):
    times = {"opens_at": NOON + DAY, "closes_at": NOON + 9 * DAY}
    keep(RoundGroup(round=round_, title="Khối xã", **times | given))
    round_.groups_close_at = NOON + 9 * DAY
    db.session.commit()


def test_a_group_by_unit_starts_in_its_own_window_only():
    round_ = make_round()
    parent = make_unit(round_.contest.host, "Sở Nội vụ")
    person = make_person(round_.contest.host, unit=parent)
    group_of(round_, unit=parent)
    with pytest.raises(StartRefused) as refused:
        start(round_, make_entry(round_.contest, person))
    assert refused.value.opens_ms == milliseconds(NOON + DAY)


def test_who_is_in_no_group_starts_in_the_general_window():
    round_, entry = entered()
    group_of(round_, unit=make_unit(round_.contest.host, "Sở Nội vụ"))
    assert start(round_, entry).number == 1


def test_a_round_is_over_for_everyone_only_after_the_last_group():
    round_, _ = entered()
    group_of(round_, contest_audience=round_.contest.audiences[0])
    times = (NOON + 8 * DAY, NOON + 9 * DAY + HOUR)
    assert [calendars.is_over(round_, each) for each in times] == [False, True]


def test_a_round_that_is_suspended_without_an_end_is_never_over():
    round_, _ = entered()
    round_.suspensions = [encode(Suspension(milliseconds(NOON), None, OpenAttempts.RUN_ON))]
    assert not calendars.is_over(round_, NOON + 400 * DAY)


def test_where_all_may_finish_the_round_is_over_when_the_last_has_had_all_minutes():
    round_, _ = entered(cuts_at_closing=False)
    closed = NOON + 7 * DAY
    times = (closed + timedelta(minutes=20), closed + timedelta(minutes=20, seconds=11))
    assert [calendars.is_over(round_, each) for each in times] == [False, True]


@pytest.fixture
def statements(rows):
    """What is sent to the database."""
    seen: list[str] = []
    bind = rows.connection()
    event.listen(bind, "before_cursor_execute", lambda *given: seen.append(given[2]))
    return seen


def test_a_start_reads_no_more_than_before_where_nothing_new_is_set(statements, engine):
    """The person's lock (on PostgreSQL), the attempts before, and the new row."""
    round_, entry = entered()
    assert [each.count for each in limits(round_)][1:] == [None, None, None]
    start(round_, entry)  # the pool is in memory from now on
    entry = make_entry(round_.contest)
    _ = (round_.blueprint, entry.person, round_.contest.audiences, entry.contest_audience)
    statements.clear()
    start(round_, entry)
    own = [each for each in statements if "SAVEPOINT" not in each]
    assert len(own) <= (3 if engine == "postgresql" else 2) + 4
