"""Extra time in a round: for later starts and for attempts that are being sat."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from contest.attempts import care_queries, care_service, deadlines_service, running_queries
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.db import begin_writing, db
from contest.errors import RoundAnnulled, RoundOver
from contest.rules.care import Extra, extended
from tests.contest.attempts.factories import make_attempt, make_round, start
from tests.contest.contests.factories import make_entry, make_person, make_unit
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.usefixtures("rows")
MINUTE = timedelta(minutes=1)
TEN_MS = 600_000


def give(round_, whom, extra_ms=TEN_MS, now=NOON + MINUTE):
    begin_writing()
    running_queries.lock_rounds(round_.contest)
    asked = Extra(care_service.whom_of(whom), extra_ms, "Mất điện")
    given = care_service.give(round_, whom, asked, make_account(), now)
    db.session.commit()
    return given


def times(attempt):
    db.session.expire_all()
    return attempt.times


def with_unit(round_, unit):
    return make_entry(round_.contest, make_person(round_.contest.host, unit_id=unit.id))


def test_an_attempt_that_runs_gets_the_time_at_its_end_as_the_rule_says():
    attempt = make_attempt()
    expected = extended(attempt.times, TEN_MS, milliseconds(NOON + MINUTE))
    given = give(attempt.round, attempt.person)
    assert times(attempt) == expected
    assert given.open_count == 1


def test_an_attempt_of_somebody_else_keeps_its_deadline():
    attempt = make_attempt()
    other = start(attempt.round, make_entry(attempt.round.contest))
    before = other.times
    give(attempt.round, attempt.person)
    assert times(other) == before


def test_an_attempt_that_is_over_gets_nothing():
    attempt = make_attempt()
    before = attempt.times
    given = give(attempt.round, attempt.person, now=NOON + 21 * MINUTE)
    assert (times(attempt), given.open_count) == (before, 0)


def test_an_attempt_that_starts_later_has_the_time_too():
    round_ = make_round()
    entry = make_entry(round_.contest)
    give(round_, entry.person)
    attempt = start(round_, entry, NOON + 2 * MINUTE)
    assert attempt.deadline_ms - attempt.started_ms == 20 * 60_000 + TEN_MS


def test_a_unit_is_meant_with_all_that_stand_below_it():
    round_ = make_round()
    commune = make_unit(round_.contest.host, "Xã")
    school = make_unit(round_.contest.host, "Trường", parent_id=commune.id)
    attempt = start(round_, with_unit(round_, school))
    deadline_ms = attempt.deadline_ms
    assert give(round_, commune).open_count == 1
    assert times(attempt).deadline_ms == deadline_ms + TEN_MS
    later = start(round_, with_unit(round_, school), NOON + 2 * MINUTE)
    assert later.deadline_ms - later.started_ms == 20 * 60_000 + TEN_MS


def test_a_unit_beside_it_is_not_meant():
    round_ = make_round()
    one, other = (make_unit(round_.contest.host, "Xã") for _ in range(2))
    start(round_, with_unit(round_, other))
    assert care_queries.count_open(round_, one, milliseconds(NOON)) == 0


def test_an_audience_is_meant_as_a_whole():
    attempt = make_attempt()
    audience = attempt.contest_audience
    assert care_queries.count_open(attempt.round, audience, milliseconds(NOON)) == 1
    assert give(attempt.round, audience).open_count == 1


def test_what_somebody_has_as_a_person_and_in_a_unit_adds_up():
    round_ = make_round()
    unit = make_unit(round_.contest.host, "Xã")
    entry = with_unit(round_, unit)
    give(round_, unit)
    give(round_, entry.person)
    assert care_queries.extra_ms_of(round_, entry) == 2 * TEN_MS
    assert round_.extra_ms == 2 * TEN_MS


def test_what_was_taken_back_counts_for_later_starts_no_more():
    round_ = make_round()
    entry = make_entry(round_.contest)
    given = give(round_, entry.person)
    care_service.end(given, NOON + 2 * MINUTE)
    db.session.commit()
    attempt = start(round_, entry, NOON + 3 * MINUTE)
    assert attempt.deadline_ms - attempt.started_ms == 20 * 60_000


def test_a_round_without_extra_time_asks_nothing_at_a_start():
    round_ = make_round()
    entry = make_entry(round_.contest)
    assert (round_.extra_ms, entry.person_id > 0) == (0, True)  # both are loaded
    seen: list[str] = []
    bind = db.session.connection()
    event.listen(bind, "before_cursor_execute", lambda *given: seen.append(given[2]))
    assert care_queries.extra_ms_of(round_, entry) == 0
    assert seen == []


def test_the_round_is_over_when_the_extra_time_is_over_too():
    attempt = make_attempt()
    give(attempt.round, attempt.person)
    closing = attempt.round.closes_at + timedelta(seconds=10)
    assert not calendars.is_over(attempt.round, closing + 10 * MINUTE)
    assert calendars.is_over(attempt.round, closing + 10 * MINUTE + MINUTE)


def test_the_pages_of_those_who_sit_learn_that_there_is_something_new():
    attempt = make_attempt()
    before = attempt.round.news
    give(attempt.round, attempt.person)
    assert attempt.round.news == before + 1


def test_nobody_is_given_time_when_nobody_can_sit_any_more():
    attempt = make_attempt()
    with pytest.raises(RoundOver):
        give(attempt.round, attempt.person, now=attempt.round.closes_at + timedelta(hours=1))


def test_nobody_is_given_time_in_an_annulled_round():
    attempt = make_attempt()
    attempt.round.annulled_at = NOON
    db.session.commit()
    with pytest.raises(RoundAnnulled):
        give(attempt.round, attempt.person)


def test_time_given_while_the_clock_stands_still_is_there_when_it_runs_again():
    attempt = make_attempt()
    from_ms, to_ms = milliseconds(NOON + MINUTE), milliseconds(NOON + 6 * MINUTE)
    deadline_ms = attempt.deadline_ms
    begin_writing()
    deadlines_service.hold(attempt.round, from_ms)
    db.session.commit()
    give(attempt.round, attempt.person, now=NOON + 2 * MINUTE)
    begin_writing()
    deadlines_service.release(attempt.round, from_ms, to_ms)
    db.session.commit()
    assert times(attempt).deadline_ms == deadline_ms + (to_ms - from_ms) + TEN_MS


def test_what_was_opened_again_may_run_later_too_when_time_is_given():
    attempt = make_attempt()
    late = milliseconds(attempt.round.closes_at) + 3_600_000
    attempt.round.reopened_until_ms = late
    db.session.commit()
    give(attempt.round, attempt.contest_audience)
    assert attempt.round.reopened_until_ms == late + TEN_MS
