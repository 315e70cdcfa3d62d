"""Sitting on paper: from the printed paper to the marks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.attempts import key_queries, printed_queries, printed_service, queries
from contest.attempts.models import Mark
from contest.attempts.printed_queries import Stage
from contest.attempts.printed_service import CollectFault, Ids
from contest.clock import milliseconds
from contest.db import begin_writing, db
from contest.errors import (
    AttemptsUsedUp,
    PaperNotThere,
    PapersNotTyped,
    SittingOnDevice,
    TypedAlready,
)
from contest.results.computing_service import check_computable
from contest.rules.paper_answers import TypingRefused
from contest.rules.timing import StartRefused
from tests.contest.attempts.factories import make_round, right_letter, start
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, make_account, serial

pytestmark = pytest.mark.usefixtures("rows")
MINUTE = timedelta(minutes=1)
BEGAN, ENDED = NOON + 5 * MINUTE, NOON + 20 * MINUTE
LATER = NOON + timedelta(hours=2)


def printed(entry=None, now=NOON):
    begin_writing()
    found = entry or make_entry(make_round().contest)
    number = serial()
    ids = Ids(f"attempt-{number}", number, f"SHEET{number}")
    sitting = printed_service.print_paper(found.contest.rounds[0], found, make_account(), now, ids)
    db.session.commit()
    return sitting


def collected(entry=None):
    sitting = printed(entry)
    assert printed_service.collect_fault(sitting, BEGAN, ENDED, LATER) is None
    printed_service.collect(sitting, BEGAN, ENDED, make_account(), LATER)
    db.session.commit()
    return sitting


def attempt_of(sitting):
    db.session.expire_all()
    return printed_queries.attempt_of(sitting)


def type_in(sitting, answers, by=None):
    begin_writing()
    stage = printed_service.type_in(sitting, answers, by or make_account(), LATER)
    db.session.commit()
    return stage


def right_answers(sitting):
    return {at: right_letter(attempt_of(sitting).drawn, at) for at in range(1, 5)}


def mark_of(sitting):
    return db.session.scalar(select(Mark).where(Mark.attempt_id == sitting.attempt_id))


def test_a_printed_paper_counts_as_an_attempt_that_no_device_can_sit():
    sitting = printed()
    attempt = attempt_of(sitting)
    assert attempt.handed_in_ms is not None
    assert mark_of(sitting) is None
    with pytest.raises(AttemptsUsedUp):
        start(attempt.round, sitting.entry, NOON + MINUTE)


def test_it_is_drawn_by_the_same_rules_as_a_paper_on_a_device():
    sitting = printed()
    assert len(attempt_of(sitting).drawn.items) == 4


def test_whoever_sits_on_a_device_gets_no_paper():
    round_ = make_round()
    entry = make_entry(round_.contest)
    start(round_, entry)
    with pytest.raises(SittingOnDevice):
        printed(entry)


def test_no_paper_is_drawn_before_the_round_opens():
    with pytest.raises(StartRefused):
        printed(now=NOON - MINUTE)


def test_the_times_on_the_paper_become_the_attempts():
    attempt = attempt_of(collected())
    assert (attempt.started_ms, attempt.handed_in_ms) == (milliseconds(BEGAN), milliseconds(ENDED))
    assert attempt.deadline_ms == milliseconds(BEGAN + 20 * MINUTE)


@pytest.mark.parametrize(
    ("began", "ended", "fault"),
    [
        (NOON - MINUTE, ENDED, CollectFault.BEFORE_PRINTING),
        (BEGAN, BEGAN, CollectFault.ENDS_TOO_EARLY),
        (BEGAN, LATER + MINUTE, CollectFault.IN_FUTURE),
        (BEGAN, BEGAN + 21 * MINUTE, CollectFault.TOO_LATE),
    ],
)
def test_times_that_cannot_be_are_told(began, ended, fault):
    assert printed_service.collect_fault(printed(), began, ended, LATER) is fault


def test_a_paper_cannot_be_begun_after_the_round_has_closed():
    sitting = printed()
    began = sitting.round.closes_at + MINUTE
    found = printed_service.collect_fault(sitting, began, began + MINUTE, began + 2 * MINUTE)
    assert found is CollectFault.OUTSIDE_WINDOW


def test_when_two_people_read_the_same_it_is_marked():
    sitting = collected()
    answers = right_answers(sitting) | {4: None}
    assert type_in(sitting, answers) is Stage.TYPED_ONCE
    assert mark_of(sitting) is None
    assert type_in(sitting, answers) is Stage.MARKED
    mark = mark_of(sitting)
    assert (mark.right_count, mark.answered_count, mark.duration_ms) == (3, 3, 15 * 60_000)
    assert queries.current_answers(attempt_of(sitting)) == {
        at: choice for at, choice in answers.items() if choice
    }


def test_when_they_differ_a_third_settles_what_differs_and_it_is_marked():
    sitting = collected()
    answers = right_answers(sitting)
    wrong = "A" if answers[2] != "A" else "B"
    type_in(sitting, answers | {2: wrong})
    assert type_in(sitting, answers) is Stage.DIFFERS
    assert [each.position for each in printed_queries.differences(sitting)] == [2]
    begin_writing()
    printed_service.settle(sitting, {2: answers[2]}, make_account(), LATER)
    db.session.commit()
    assert mark_of(sitting).right_count == 4


def test_one_person_does_not_type_a_paper_twice():
    sitting, by = collected(), make_account()
    type_in(sitting, {1: "A"}, by)
    with pytest.raises(TypingRefused) as refused:
        type_in(sitting, {1: "A"}, by)
    assert refused.value.code == "typing-same-typist"
    with pytest.raises(TypedAlready):
        printed_service.require_typist(sitting, by)


def test_who_has_typed_it_does_not_settle_it():
    sitting, by = collected(), make_account()
    type_in(sitting, {1: "A"}, by)
    type_in(sitting, {1: "B"})
    with pytest.raises(TypingRefused):
        printed_service.settle(sitting, {1: "A"}, by, LATER)


def test_nothing_is_settled_about_which_nobody_differs():
    sitting = collected()
    type_in(sitting, {1: "A", 2: "A"})
    type_in(sitting, {1: "B", 2: "A"})
    with pytest.raises(TypingRefused) as refused:
        printed_service.settle(sitting, {1: "A", 2: "B"}, make_account(), LATER)
    assert refused.value.code == "typing-nothing-to-settle"


def test_a_paper_is_not_typed_before_it_was_collected():
    with pytest.raises(PaperNotThere):
        type_in(printed(), {1: "A"})


def test_a_paper_that_was_typed_keeps_its_times():
    sitting = collected()
    type_in(sitting, {1: "A"})
    with pytest.raises(PaperNotThere):
        printed_service.collect(sitting, BEGAN, ENDED, make_account(), LATER)


def test_a_collected_paper_is_not_void():
    with pytest.raises(PaperNotThere):
        printed_service.void(collected(), "Nhầm", make_account(), LATER)


def test_other_keys_do_not_mark_a_paper_before_it_was_typed():
    sitting = collected()
    assert key_queries.list_unmarked(sitting.round_id, 1, 10) == []


def test_results_wait_for_the_papers():
    sitting = collected()
    with pytest.raises(PapersNotTyped) as refused:
        check_computable(sitting.round, sitting.round.closes_at + timedelta(days=1))
    assert refused.value.details == {"count": 1}
