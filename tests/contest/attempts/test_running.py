"""Acts upon a running round: what they do to open attempts, and what is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contest.attempts import running_queries, running_service
from contest.attempts.handing_service import hand_in
from contest.attempts.models import Mark
from contest.attempts.running_service import Asked
from contest.attempts.service import handing_of, session_run
from contest.clock import milliseconds
from contest.contests import notice_queries
from contest.contests.models import ContestState
from contest.contests.running_models import Intervention
from contest.db import begin_writing, db
from contest.errors import RoundAnnulled
from contest.rules.official_file import OfficialDetails
from contest.rules.run_acts import Effect, RunFault, RunKind
from contest.rules.suspensions import OpenAttempts, Suspension, is_held, moved_deadline
from contest.rules.timing import AttemptTimes, StartRefused
from tests.contest.attempts.factories import make_attempt, make_round, start
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.usefixtures("rows")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PAPER = OfficialDetails("12/QĐ-BTC", date(2030, 5, 1), "Trưởng ban")


def chance(count):
    chance.turn += 1
    return chance.turn.to_bytes(count, "big")


chance.turn = 1


def asked(kind, **given):
    return Asked(kind, "Mất điện diện rộng", PAPER, "Mời xem thông báo", **given)


def do(round_, wanted, now, *, whole=False):
    begin_writing()
    contest = round_.contest
    running_queries.lock_rounds(contest)
    of = None if whole else round_
    assert running_service.obstacles(contest, of, wanted, now) == ()
    done = running_service.do(contest, of, wanted, make_account(), now, chance)
    db.session.commit()
    return done


def times(attempt):
    db.session.expire_all()
    return AttemptTimes(attempt.started_ms, attempt.deadline_ms, attempt.closes_ms)


def codes(round_, wanted, now, *, whole=False):
    found = running_service.obstacles(round_.contest, None if whole else round_, wanted, now)
    return [each.code for each in found]


@pytest.mark.parametrize("fate", OpenAttempts)
def test_a_suspension_does_to_each_attempt_what_the_rule_says(fate):
    attempt = make_attempt()
    before, at = attempt.times, NOON + 5 * MINUTE
    do(attempt.round, asked(RunKind.SUSPEND, fate=fate), at)
    assert times(attempt) == moved_deadline(before, Suspension(milliseconds(at), None, fate))


def test_when_it_is_resumed_a_stopped_clock_has_moved_on_as_the_rule_says():
    attempt = make_attempt()
    before, began, ended = attempt.times, NOON + 5 * MINUTE, NOON + 50 * MINUTE
    do(attempt.round, asked(RunKind.SUSPEND, fate=OpenAttempts.STOPPED_CLOCK), began)
    do(attempt.round, asked(RunKind.RESUME), ended)
    stopped = Suspension(milliseconds(began), milliseconds(ended), OpenAttempts.STOPPED_CLOCK)
    assert times(attempt) == moved_deadline(before, stopped)


def test_nobody_starts_while_it_is_suspended_and_everybody_may_after_it():
    round_ = make_round()
    do(round_, asked(RunKind.SUSPEND, fate=OpenAttempts.RUN_ON), NOON)
    entry = make_entry(round_.contest)
    with pytest.raises(StartRefused):
        start(round_, entry, NOON + MINUTE)
    do(round_, asked(RunKind.RESUME), NOON + 2 * MINUTE)
    assert start(round_, entry, NOON + 3 * MINUTE).number == 1


def test_an_extension_gives_back_what_the_closing_had_cut_off():
    round_ = make_round(closes_at=NOON + 8 * MINUTE)
    attempt = make_attempt(round_)
    do(round_, asked(RunKind.EXTEND, to_at=NOON + DAY), NOON + MINUTE)
    assert times(attempt).deadline_ms == attempt.started_ms + 20 * 60_000


def test_an_extension_leaves_alone_what_was_not_cut():
    attempt = make_attempt()
    before = attempt.times
    do(attempt.round, asked(RunKind.EXTEND, to_at=NOON + 9 * DAY), NOON + MINUTE)
    assert times(attempt) == before


def test_annulling_ends_what_is_being_sat_and_lets_nobody_in():
    attempt = make_attempt()
    round_ = attempt.round
    do(round_, asked(RunKind.ANNUL), NOON + 5 * MINUTE)
    assert times(attempt).deadline_ms == milliseconds(NOON + 5 * MINUTE)
    with pytest.raises(RoundAnnulled):
        start(round_, make_entry(round_.contest), NOON + 6 * MINUTE)


def test_a_round_that_is_run_again_has_the_same_rules_and_another_secret():
    round_ = make_round()
    do(round_, asked(RunKind.ANNUL, again=(NOON + 10 * DAY, NOON + 11 * DAY)), NOON)
    again = round_.contest.rounds[-1]
    assert (again.replaces_id, again.number, again.pinned_at) == (round_.id, 2, None)
    assert again.secret != round_.secret
    assert [(each.topic_id, each.count) for each in again.blueprint] == [
        (each.topic_id, each.count) for each in round_.blueprint
    ]


def test_a_postponed_contest_has_each_round_so_much_later():
    round_ = make_round(opens_at=NOON + DAY, closes_at=NOON + 2 * DAY)
    do(round_, asked(RunKind.POSTPONE, to_at=NOON + 4 * DAY), NOON, whole=True)
    assert (round_.opens_at, round_.closes_at) == (NOON + 4 * DAY, NOON + 5 * DAY)
    assert round_.contest.state is ContestState.POSTPONED


def test_a_contest_that_somebody_has_begun_is_not_called_off():
    attempt = make_attempt()
    wanted = asked(RunKind.CALL_OFF)
    assert codes(attempt.round, wanted, NOON, whole=True) == [RunFault.STARTED_ALREADY]


def test_a_contest_that_is_called_off_lets_nobody_in():
    round_ = make_round()
    do(round_, asked(RunKind.CALL_OFF), NOON, whole=True)
    with pytest.raises(RoundAnnulled):
        start(round_, make_entry(round_.contest))


def test_a_round_whose_answers_may_have_been_seen_is_not_extended():
    round_ = make_round()
    wanted = asked(RunKind.EXTEND, to_at=NOON + 20 * DAY)
    assert codes(round_, wanted, NOON + 8 * DAY) == [RunFault.RESULT_TOO_FAR]


def test_nothing_is_done_without_a_reason():
    wanted = replace(asked(RunKind.SUSPEND, fate=OpenAttempts.RUN_ON), reason=" ")
    assert codes(make_round(), wanted, NOON) == [RunFault.REASON_MISSING]


def test_an_act_is_kept_with_its_decision_and_told_to_everybody():
    attempt = make_attempt()
    round_ = attempt.round
    do(round_, asked(RunKind.SUSPEND, fate=OpenAttempts.STOPPED_CLOCK), NOON + MINUTE)
    kept = db.session.scalar(select(Intervention))
    assert (kept.document.number, kept.details["open_attempts"]) == (PAPER.number, {"stopped": 1})
    assert [each.text for each in notice_queries.list_current(round_.contest, NOON)] == [
        "Mời xem thông báo"
    ]
    assert round_.news == 1


def test_what_an_act_would_do_is_counted_before():
    attempt = make_attempt()
    wanted = asked(RunKind.SUSPEND, fate=OpenAttempts.HANDED_IN)
    counts = running_service.effects(attempt.round.contest, attempt.round, wanted, NOON + MINUTE)
    assert {effect: count for effect, count in counts.items() if count} == {Effect.HANDED_IN: 1}


def test_the_time_for_which_the_clock_stood_still_is_not_used():
    attempt = make_attempt()
    round_ = attempt.round
    do(round_, asked(RunKind.SUSPEND, fate=OpenAttempts.STOPPED_CLOCK), NOON + 5 * MINUTE)
    do(round_, asked(RunKind.RESUME), NOON + 65 * MINUTE)
    begin_writing()
    hand_in(session_run(), handing_of(attempt), milliseconds(NOON + 70 * MINUTE))
    db.session.commit()
    mark = db.session.scalars(select(Mark).where(Mark.attempt_id == attempt.id)).one()
    assert mark.duration_ms == 10 * 60_000


def test_a_held_attempt_takes_answers_for_as_long_as_it_lasts():
    attempt = make_attempt()
    do(attempt.round, asked(RunKind.SUSPEND, fate=OpenAttempts.STOPPED_CLOCK), NOON + MINUTE)
    found = times(attempt)
    assert is_held(found.deadline_ms)
    assert found.takes_answers_at(milliseconds(NOON + 30 * DAY))
