"""When a paper may have been begun and handed in: stopped clocks, extra time, other sittings."""

from datetime import timedelta

import pytest

from contest.attempts import care_service, deadlines_service, printed_service, running_queries
from contest.attempts.printed_service import CollectFault
from contest.clock import milliseconds
from contest.db import begin_writing, db
from contest.rules.care import Extra
from contest.rules.suspensions import OpenAttempts, Suspension, encode
from tests.contest.attempts.factories import make_round, start
from tests.contest.attempts.test_printed import (
    BEGAN,
    ENDED,
    LATER,
    MINUTE,
    attempt_of,
    mark_of,
    printed,
    type_in,
)
from tests.contest.attempts.test_reopening import end
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.usefixtures("rows")
DAY = timedelta(days=1)


def suspend(round_, fate, until=NOON + 40 * MINUTE):
    """From ten past twelve on."""
    begin_writing()
    to_ms = until and milliseconds(until)
    round_.suspensions = [encode(Suspension(milliseconds(NOON + 10 * MINUTE), to_ms, fate))]
    db.session.commit()


def fault(sitting, ended, began=BEGAN, now=LATER):
    return printed_service.collect_fault(sitting, began, ended, now)


def collect(sitting, ended, now=LATER):
    begin_writing()
    printed_service.collect(sitting, BEGAN, ended, make_account(), now)
    db.session.commit()


def give(sitting):
    begin_writing()
    running_queries.lock_rounds(sitting.round.contest)
    entry = sitting.entry
    asked = Extra(entry.person_id, 600_000, "Mất điện")
    extra = care_service.give(sitting.round, entry.person, asked, make_account(), NOON)
    db.session.commit()
    return extra


def test_while_the_clock_stood_still_the_paper_lost_no_time():
    sitting = printed()
    suspend(sitting.round, OpenAttempts.STOPPED_CLOCK)
    assert fault(sitting, BEGAN + 50 * MINUTE) is None
    assert fault(sitting, BEGAN + 51 * MINUTE) is CollectFault.TOO_LATE
    collect(sitting, BEGAN + 45 * MINUTE)
    type_in(sitting, {1: "A"})
    type_in(sitting, {1: "A"})
    assert mark_of(sitting).duration_ms == 15 * 60_000


def test_where_everybody_was_handed_in_the_paper_ended_too():
    sitting = printed()
    suspend(sitting.round, OpenAttempts.HANDED_IN)
    assert fault(sitting, BEGAN + 6 * MINUTE) is CollectFault.TOO_LATE


def test_one_collected_while_the_clock_stands_still_has_its_own_deadline_afterwards():
    sitting = printed()
    suspend(sitting.round, OpenAttempts.STOPPED_CLOCK, until=None)
    now = NOON + 30 * MINUTE
    assert fault(sitting, BEGAN + 7 * MINUTE, now=now) is None
    collect(sitting, BEGAN + 7 * MINUTE, now)
    begin_writing()
    from_ms, to_ms = milliseconds(NOON + 10 * MINUTE), milliseconds(NOON + 40 * MINUTE)
    deadlines_service.release(sitting.round, from_ms, to_ms)
    db.session.commit()
    assert attempt_of(sitting).deadline_ms == milliseconds(BEGAN + 50 * MINUTE)


def test_extra_time_that_was_ended_before_the_paper_was_collected_stays_with_it():
    sitting = printed()
    care_service.end(give(sitting), NOON + 60 * MINUTE)
    db.session.commit()
    assert fault(sitting, BEGAN + 28 * MINUTE) is None


def test_extra_time_that_was_ended_before_the_paper_was_printed_is_none_of_it():
    sitting = printed()
    care_service.end(give(sitting), NOON - MINUTE)
    db.session.commit()
    assert fault(sitting, BEGAN + 28 * MINUTE) is CollectFault.TOO_LATE


def test_a_paper_begun_on_another_day_is_judged_by_that_days_limit():
    round_ = make_round(attempts_allowed=9, attempts_a_day=1)
    sitting = printed(make_entry(round_.contest))
    end(start(round_, sitting.entry, NOON + DAY), NOON + DAY + MINUTE)
    began = NOON + DAY + 60 * MINUTE
    found = fault(sitting, began + 10 * MINUTE, began, NOON + 2 * DAY)
    assert found is CollectFault.LIMIT_REACHED


def test_attempts_of_later_days_do_not_use_up_the_papers_day():
    round_ = make_round(attempts_allowed=9, attempts_a_day=1)
    sitting = printed(make_entry(round_.contest))
    end(start(round_, sitting.entry, NOON + DAY), NOON + DAY + MINUTE)
    assert fault(sitting, ENDED, now=NOON + 2 * DAY) is None


def test_nobody_sits_on_paper_and_on_a_device_at_once():
    round_ = make_round(attempts_allowed=2)
    sitting = printed(make_entry(round_.contest))
    end(start(round_, sitting.entry, BEGAN + MINUTE), BEGAN + 2 * MINUTE)
    assert fault(sitting, ENDED) is CollectFault.SAT_MEANWHILE
    assert fault(sitting, ENDED, BEGAN + 2 * MINUTE) is None


def test_times_put_right_are_not_measured_by_the_papers_own_first_ones():
    sitting = printed()
    collect(sitting, ENDED)
    assert fault(sitting, ENDED + MINUTE) is None


def test_a_late_paper_that_is_accepted_took_all_its_time():
    sitting = printed()
    late = sitting.round.closes_at + DAY
    begin_writing()
    printed_service.collect(
        sitting, BEGAN, BEGAN + 21 * MINUTE, make_account(), late, "Ngã xe trên đường nộp"
    )
    db.session.commit()
    type_in(sitting, {1: "A"})
    type_in(sitting, {1: "A"})
    assert (mark_of(sitting).duration_ms, sitting.late_why) == (
        21 * 60_000,
        "Ngã xe trên đường nộp",
    )


def test_one_in_time_keeps_no_reason_for_being_late():
    sitting = printed()
    begin_writing()
    printed_service.collect(sitting, BEGAN, ENDED, make_account(), LATER, "Nhầm")
    db.session.commit()
    assert sitting.late_why == ""
