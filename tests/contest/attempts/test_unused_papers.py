"""A printed paper that nobody sat: what it uses up, and for what it does not count."""

from datetime import date, timedelta

import pytest

from contest.attempts import (
    care_queries,
    key_queries,
    printed_queries,
    printed_service,
    queries,
    running_queries,
    watch_queries,
)
from contest.clock import milliseconds
from contest.contests.models import Entry
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.results import complaint_queries
from contest.results import queries as results
from contest.results.complaint_models import Channel, Complaint
from contest.rules.complaints import Kind, State
from contest.rules.watching import Counts
from tests.contest.attempts.factories import make_round, start
from tests.contest.attempts.test_printed import LATER, MINUTE, printed
from tests.contest.attempts.test_reopening import end
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, keep, make_account

pytestmark = pytest.mark.usefixtures("rows")


def unused(entry=None):
    sitting = printed(entry)
    void(sitting)
    return sitting


def void(sitting):
    begin_writing()
    printed_service.void(sitting, "Không đến", make_account(), LATER)
    db.session.commit()
    db.session.expire_all()


def entry_of(sitting):
    return db.session.get_one(Entry, sitting.entry_id)


def test_it_uses_up_no_attempt_but_its_number():
    sitting = unused()
    assert start(sitting.round, entry_of(sitting), LATER).number == 2


def test_whoever_kept_the_sheet_is_drawn_another_paper():
    sitting = unused()
    again = start(sitting.round, entry_of(sitting), LATER)
    assert again.paper != sitting.attempt.paper


def test_what_it_asked_counts_as_seen():
    sitting = unused(make_entry(make_round(pool=8, asked=4).contest))
    again = start(sitting.round, entry_of(sitting), LATER)
    both = (again.drawn.items, sitting.attempt.drawn.items)
    mine, kept = ({item.version_id for item in items} for items in both)
    assert not mine & kept


def test_whoever_sat_on_a_device_meanwhile_can_start_again():
    round_ = make_round(attempts_allowed=3)
    sitting = printed(make_entry(round_.contest))
    end(start(round_, entry_of(sitting), NOON + MINUTE), NOON + 2 * MINUTE)
    void(sitting)
    assert start(round_, entry_of(sitting), LATER).number == 3


def test_it_may_be_unused_though_somebody_complained_of_it():
    sitting = printed()
    round_, person = sitting.round, sitting.entry.person
    complaint = keep(
        Complaint(
            public_id="c1", contest_id=round_.contest_id, round_id=round_.id, year=2030, number=1,
            state=State.RECEIVED, kind=Kind.RESULT, channel=Channel.ONLINE, person_id=person.id,
            about_person_id=person.id, attempt_id=sitting.attempt_id, words="Tôi không đến.",
            received_on=date(2030, 5, 5), received_at=NOON,
        )
    )  # fmt: skip
    void(sitting)
    assert complaint.attempt.unused_at == LATER


def test_it_is_no_attempt_to_the_entrant():
    sitting = unused()
    person = entry_of(sitting).person
    assert queries.list_attempts_of(person) == []
    assert complaint_queries.list_attempts(sitting.round.contest, person) == []
    assert complaint_queries.find_counting(sitting.round, person) is None
    with pytest.raises(NotFound):
        queries.get_attempt(person, sitting.attempt.public_id)


def test_nobody_opens_it_to_print_it_again():
    with pytest.raises(NotFound):
        printed_queries.attempt_of(unused())


def test_it_counts_for_no_limit():
    sitting = unused(make_entry(make_round(attempts_a_day=1).contest))
    assert queries.list_starts(sitting.round.contest, entry_of(sitting).person) == []


def test_no_result_waits_for_it_or_counts_it():
    sitting = unused()
    assert results.count_unmarked(sitting.round_id, 1) == 0
    assert results.list_without_ranking(sitting.round.closes_at + timedelta(days=1)) == []
    assert key_queries.count_handed_in(sitting.round_id) == 0
    assert running_queries.count_starts(sitting.round.contest, sitting.round) == 0


def test_the_attempt_before_it_may_still_be_opened_again():
    round_ = make_round(attempts_allowed=3)
    entry = make_entry(round_.contest)
    first = start(round_, entry)
    end(first, NOON + MINUTE)
    unused(entry)
    assert not care_queries.has_later(first)
    assert care_queries.list_attempts_of(round_, entry_of_person(first).person) == [first]


def entry_of_person(attempt):
    return complaint_queries.find_entry(attempt.round.contest, attempt.person_id)


def test_the_watch_counts_the_person_by_the_next_attempt():
    sitting = unused()
    now_ms = milliseconds(LATER)
    assert sum(watch_queries.count_attempts(sitting.round, now_ms).values(), Counts()) == Counts()
    start(sitting.round, entry_of(sitting), LATER)
    counts = sum(watch_queries.count_attempts(sitting.round, now_ms).values(), Counts())
    assert (counts.started, counts.people, counts.sitting) == (1, 1, 1)
