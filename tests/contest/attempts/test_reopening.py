"""Opening an attempt again: what it goes on with, what its result is, when it is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from contest.attempts import remarking_service, reopening_service, running_queries, service
from contest.attempts.care_models import PaperSitting, Reopening
from contest.attempts.extra_models import TextMark
from contest.attempts.handing_service import hand_in
from contest.attempts.models import Answer, Mark
from contest.attempts.remarking_service import rows_wanting
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests.models import Entry
from contest.contests.way_models import Way
from contest.db import begin_writing, db
from contest.errors import (
    AttemptOnPaper,
    LaterAttempt,
    ResultBegun,
    RoundAnnulled,
    RoundSuspended,
    TextMarked,
)
from contest.rules.care import CareRefused
from contest.rules.disclosure import Shown
from contest.rules.result_way import State
from contest.rules.suspensions import OpenAttempts, Suspension, encode
from tests.contest.attempts.factories import make_attempt, make_round, right_letter, start
from tests.contest.factories import NOON, keep, make_account

pytestmark = pytest.mark.usefixtures("rows")
MINUTE = timedelta(minutes=1)
HIDDEN = {"shown": Shown.AFTER_PUBLICATION}


def handed_in(minutes=5, **given):
    """An attempt of twenty minutes that was handed in after five."""
    attempt = make_attempt(make_round(**HIDDEN | given))
    end(attempt, NOON + minutes * MINUTE)
    return attempt


def end(attempt, now):
    begin_writing()
    hand_in(service.session_run(), service.handing_of(attempt), milliseconds(now))
    db.session.commit()
    db.session.expire_all()


def reopen(attempt, now=NOON + 30 * MINUTE, extra_ms=0, reason="Mất điện"):
    begin_writing()
    running_queries.lock_rounds(attempt.round.contest)
    done = reopening_service.reopen(attempt, extra_ms, reason, make_account(), now)
    db.session.commit()
    db.session.expire_all()
    return done


def test_it_goes_on_with_the_time_that_was_left_and_what_it_is_given():
    attempt = handed_in()
    reopen(attempt, extra_ms=60_000)
    left_ms = attempt.deadline_ms - milliseconds(NOON + 30 * MINUTE)
    assert (attempt.handed_in_ms, left_ms) == (None, 16 * 60_000)


def test_what_it_was_before_is_kept_with_its_marks():
    attempt = handed_in()
    before, now_ms = attempt.times, milliseconds(NOON + 5 * MINUTE)
    kept = reopen(attempt)
    assert (kept.handed_in_ms, kept.deadline_ms, kept.closes_ms) == (
        now_ms,
        before.deadline_ms,
        before.closes_ms,
    )
    assert [each["duration_ms"] for each in kept.marks] == [300_000]
    assert db.session.scalar(select(Mark).where(Mark.attempt_id == attempt.id)) is None


def test_its_new_marks_count_all_answers_and_leave_the_pause_out_of_the_time_used():
    attempt = handed_in()
    reopen(attempt)
    keep(
        Answer(
            round_id=attempt.round_id, attempt_id=attempt.id, sitting=1, number=1, position=1,
            choice=right_letter(attempt.drawn, 1), received_ms=milliseconds(NOON + 31 * MINUTE),
        )
    )  # fmt: skip
    end(attempt, NOON + 32 * MINUTE)
    [mark] = db.session.scalars(select(Mark).where(Mark.attempt_id == attempt.id))
    assert (mark.right_count, mark.duration_ms) == (1, 7 * 60_000)


def test_the_pause_is_left_out_under_later_keys_too():
    attempt = handed_in()
    reopen(attempt)
    end(attempt, NOON + 32 * MINUTE)
    begin_writing()
    db.session.execute(delete(Mark).where(Mark.attempt_id == attempt.id))
    [row] = rows_wanting(attempt.round_id, 1)
    assert row["duration"] == 7 * 60_000


def test_marks_worked_out_before_it_was_opened_again_are_not_kept():
    attempt = handed_in()
    begin_writing()
    db.session.execute(delete(Mark).where(Mark.attempt_id == attempt.id))
    db.session.commit()
    rows = rows_wanting(attempt.round_id, 1)
    reopen(attempt)
    begin_writing()
    assert (len(rows), remarking_service.keep(rows, NOON + 31 * MINUTE)) == (1, 0)
    db.session.commit()
    end(attempt, NOON + 32 * MINUTE)
    assert mark_of(attempt).duration_ms == 7 * 60_000


def test_nor_are_those_of_the_answers_before_it_where_it_was_handed_in_again():
    attempt = handed_in()
    begin_writing()
    db.session.execute(delete(Mark).where(Mark.attempt_id == attempt.id))
    db.session.commit()
    rows = rows_wanting(attempt.round_id, 1)
    reopen(attempt)
    end(attempt, NOON + 32 * MINUTE)
    begin_writing()
    assert remarking_service.keep(rows, NOON + 33 * MINUTE) == 0


def mark_of(attempt):
    return db.session.scalar(select(Mark).where(Mark.attempt_id == attempt.id))


def test_one_that_the_clock_closed_is_opened_again_only_with_time_given():
    attempt = make_attempt(make_round(**HIDDEN))
    with pytest.raises(CareRefused) as refused:
        reopen(attempt)
    assert refused.value.code == "care-no-time-left"
    db.session.rollback()
    reopen(attempt, extra_ms=300_000)
    assert attempt.deadline_ms == milliseconds(NOON + 35 * MINUTE)


def test_it_may_be_opened_twice():
    attempt = handed_in()
    reopen(attempt)
    end(attempt, NOON + 32 * MINUTE)
    reopen(attempt, NOON + 60 * MINUTE)
    end(attempt, NOON + 61 * MINUTE)
    [mark] = db.session.scalars(select(Mark).where(Mark.attempt_id == attempt.id))
    assert mark.duration_ms == 8 * 60_000
    assert len(list(db.session.scalars(select(Reopening)))) == 2


def test_a_round_is_over_only_after_what_was_opened_again():
    attempt = handed_in()
    late = attempt.round.closes_at + timedelta(hours=2)
    reopen(attempt, late)
    assert not calendars.is_over(attempt.round, late + 15 * MINUTE)
    assert calendars.is_over(attempt.round, late + 16 * MINUTE)


def test_who_may_have_seen_marks_goes_on_no_more():
    attempt = handed_in(shown=Shown.AT_ONCE)
    with pytest.raises(CareRefused) as refused:
        reopen(attempt)
    assert refused.value.code == "care-marks-seen"


def test_one_that_runs_is_given_time_instead():
    attempt = make_attempt(make_round(**HIDDEN))
    with pytest.raises(CareRefused) as refused:
        reopen(attempt, NOON + MINUTE)
    assert refused.value.code == "care-attempt-running"


def test_a_reason_is_asked_for():
    with pytest.raises(CareRefused) as refused:
        reopen(handed_in(), reason=" ")
    assert refused.value.code == "care-reason-missing"


def test_the_last_attempt_alone_is_opened_again():
    attempt = handed_in(attempts_allowed=2)
    start(attempt.round, entry_of(attempt), NOON + 10 * MINUTE)
    with pytest.raises(LaterAttempt):
        reopen(attempt)


def entry_of(attempt):
    return db.session.scalar(select(Entry).where(Entry.person_id == attempt.person_id))


def test_nothing_is_opened_again_once_the_result_is_on_its_way():
    attempt = handed_in()
    keep(Way(round_id=attempt.round_id, state=State.PROVISIONAL, since_at=NOON))
    with pytest.raises(ResultBegun):
        reopen(attempt)


def test_nothing_is_opened_again_once_the_evidence_is_fixed():
    attempt = handed_in()
    attempt.round.evidence_root = "0" * 64
    db.session.commit()
    with pytest.raises(ResultBegun):
        reopen(attempt)


def test_nothing_is_opened_again_while_the_round_is_suspended():
    attempt = handed_in()
    stop = Suspension(milliseconds(NOON + 10 * MINUTE), None, OpenAttempts.STOPPED_CLOCK)
    attempt.round.suspensions = [encode(stop)]
    db.session.commit()
    with pytest.raises(RoundSuspended):
        reopen(attempt)


def test_nothing_is_opened_again_in_an_annulled_round():
    attempt = handed_in()
    attempt.round.annulled_at = NOON
    db.session.commit()
    with pytest.raises(RoundAnnulled):
        reopen(attempt)


def test_a_text_that_a_judge_has_marked_stays_as_it_is():
    attempt = handed_in()
    keep(
        TextMark(
            round_id=attempt.round_id, attempt_id=attempt.id, judge_id=make_account().id,
            points=100, at=NOON,
        )
    )  # fmt: skip
    with pytest.raises(TextMarked):
        reopen(attempt)


def test_one_on_paper_is_not_opened_again():
    attempt = handed_in()
    keep(
        PaperSitting(
            public_id="paper", round_id=attempt.round_id, attempt_id=attempt.id,
            entry_id=entry_of(attempt).id, printed_by_id=make_account().id, printed_at=NOON,
        )
    )  # fmt: skip
    with pytest.raises(AttemptOnPaper):
        reopen(attempt)
