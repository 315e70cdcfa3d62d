"""What handing in records, once and for all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contest.attempts import service
from contest.attempts.correction_words import mark_in_force
from contest.attempts.models import Attempt
from contest.clock import instant
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.rules.prediction import Target
from contest.rules.scoring import score
from tests.contest.attempts.factories import (
    MINUTE_MS,
    Sitting,
    answer,
    filling,
    make_attempt,
    make_round,
    right_letter,
    start,
)
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON

HOUR = timedelta(hours=1)


def right(sitting: Sitting, position: int) -> str:
    return right_letter(sitting.handing.paper, position)


def wrong(sitting: Sitting, position: int) -> str:
    return "A" if right(sitting, position) != "A" else "B"


def row(sitting: Sitting) -> Attempt:
    db.session.rollback()
    key = (sitting.handing.round_id, sitting.handing.attempt_id)
    return db.session.get_one(Attempt, key, populate_existing=True)


def test_marks_are_the_score_of_the_saved_answers(sitting):
    chosen = {1: right(sitting, 1), 2: wrong(sitting, 2), 3: right(sitting, 3)}
    sitting.save(*[answer(at, at, choice) for at, choice in chosen.items()])
    sitting.hand_in()
    [mark] = sitting.marks()
    expected = score(sitting.handing.paper, chosen, sitting.handing.keys)
    assert (mark.right_count, mark.points, mark.answered_count, mark.question_count) == (
        expected.right_count,
        expected.points,
        expected.answered_count,
        expected.question_count,
    )


def test_outcomes_stand_in_the_order_of_the_paper(sitting):
    sitting.save(answer(1, 1, right(sitting, 1)), answer(2, 3, wrong(sitting, 3)))
    sitting.hand_in()
    assert sitting.marks()[0].outcomes == "rbwb"


def test_the_last_answer_to_a_question_counts(sitting):
    sitting.save(answer(1, 1, right(sitting, 1)))
    sitting.save(answer(2, 1, wrong(sitting, 1)))
    sitting.hand_in()
    assert sitting.marks()[0].right_count == 0


def test_the_first_hand_in_is_told_when(sitting):
    at_ms = sitting.times.started_ms + MINUTE_MS
    assert sitting.hand_in(at_ms).handed_in_ms == at_ms


def test_a_second_hand_in_finds_the_first(sitting):
    first = sitting.hand_in()
    second = sitting.hand_in(first.handed_in_ms + MINUTE_MS)
    assert (second.handed_in_ms, second.was_before) == (first.handed_in_ms, True)


def test_a_second_hand_in_marks_nothing_again(sitting):
    sitting.hand_in()
    sitting.hand_in(chosen={1: right(sitting, 1)})
    assert [each.right_count for each in sitting.marks()] == [0]


def test_what_was_not_sent_yet_comes_with_the_hand_in(sitting):
    sitting.save(answer(1, 1, right(sitting, 1)))
    sitting.hand_in(chosen={1: right(sitting, 1), 2: right(sitting, 2)})
    assert sitting.marks()[0].right_count == 2


def test_what_comes_with_the_hand_in_is_numbered_after_what_was_sent(sitting):
    sitting.save(answer(7, 1, "A"))
    sitting.hand_in(chosen={1: "B"})
    assert max(sitting.answers(), key=lambda each: each.number).choice == "B"


def test_a_hand_in_within_the_grace_counts_as_made_at_the_deadline(sitting):
    times = sitting.times
    assert sitting.hand_in(times.closes_ms).handed_in_ms == times.deadline_ms


def test_a_hand_in_within_the_grace_brings_its_answers(sitting):
    sitting.hand_in(sitting.times.closes_ms, chosen={1: right(sitting, 1)})
    assert sitting.marks()[0].right_count == 1


def test_after_the_closing_the_attempt_was_handed_in_at_its_deadline(sitting):
    times = sitting.times
    assert sitting.hand_in(times.closes_ms + 1).handed_in_ms == times.deadline_ms


def test_after_the_closing_no_new_answer_comes_with_the_hand_in(sitting):
    sitting.save(answer(1, 1, right(sitting, 1)))
    sitting.hand_in(sitting.times.closes_ms + 1, chosen={2: right(sitting, 2)})
    assert sitting.marks()[0].answered_count == 1


def test_the_time_used_is_kept_in_milliseconds(sitting):
    sitting.hand_in(sitting.times.started_ms + 61_234)
    assert sitting.marks()[0].duration_ms == 61_234


def test_another_person_hands_nothing_in(sitting):
    known = sitting.handing
    stranger = type(known)(
        known.round_id, known.attempt_id, known.person_id + 1, known.stops, known.paper,
        known.keys, known.key_version, known.extras,
    )  # fmt: skip
    with pytest.raises(NotFound):
        replace(sitting, handing=stranger).hand_in()


@pytest.mark.parametrize(
    ("typed", "guess"),
    [("1234", 1234), ("1.234", 1234), ("1.23", None), ("A", None), (None, None)],
)
def test_a_prediction_is_read_from_the_last_position(open_round, typed, guess):
    app, _ = open_round
    with app.app_context():
        with filling():
            round_ = make_round(asked=1, prediction_target=Target.PARTICIPANTS)
            sitting = Sitting.of(make_attempt(round_))
        sitting.save(answer(1, 2, typed))
        sitting.hand_in()
        assert sitting.marks()[0].guess == guess


def test_a_prediction_is_no_question(open_round):
    app, _ = open_round
    with app.app_context():
        with filling():
            round_ = make_round(asked=1, prediction_target=Target.PARTICIPANTS)
            sitting = Sitting.of(make_attempt(round_))
        sitting.hand_in(chosen={2: "12"})
        assert (sitting.marks()[0].question_count, sitting.marks()[0].answered_count) == (1, 0)


def test_a_running_attempt_is_not_written_down(sitting):
    begin_writing()
    now = instant(sitting.times.closes_ms)
    assert not service.write_down_if_over(row(sitting), now)


def test_what_the_clock_has_closed_is_written_down_at_its_deadline(sitting):
    attempt = row(sitting)
    begin_writing()
    service.write_down_if_over(attempt, NOON + HOUR)
    db.session.commit()
    assert row(sitting).handed_in_ms == sitting.times.deadline_ms


def test_what_the_clock_has_closed_is_marked_with_what_was_saved(sitting):
    sitting.save(answer(1, 1, right(sitting, 1)))
    attempt = row(sitting)
    begin_writing()
    service.write_down_if_over(attempt, NOON + HOUR)
    db.session.commit()
    assert [each.right_count for each in sitting.marks()] == [1]


def test_what_was_written_down_is_left_as_it_is(sitting):
    sitting.hand_in()
    begin_writing()
    assert not service.write_down_if_over(row(sitting), NOON + HOUR)


def hand_in_all_overdue() -> int:
    """As the jobs do: in slices, until nothing is left."""
    total = 0
    while True:
        begin_writing()
        count = service.hand_in_overdue(NOON + HOUR)
        db.session.commit()
        if not count:
            return total
        total += count


def test_the_job_writes_down_and_marks_all_that_is_overdue(open_round):
    app, round_id = open_round
    with app.app_context():
        hand_in_all_overdue()
        with filling():
            round_ = db.session.get_one(Round, round_id)
            sat = [Sitting.of(make_attempt(round_)) for _ in range(service.OVERDUE_AT_ONCE + 1)]
        assert hand_in_all_overdue() == len(sat)
        assert [len(each.marks()) for each in sat] == [1] * len(sat)


def test_the_job_leaves_alone_what_is_running(open_round):
    app, round_id = open_round
    with app.app_context():
        with filling():
            running = make_attempt(db.session.get_one(Round, round_id), NOON + HOUR)
        hand_in_all_overdue()
        db.session.refresh(running)
        assert running.handed_in_ms is None


def test_starting_again_writes_the_overdue_attempt_down(open_round):
    app, _ = open_round
    with app.app_context(), filling():
        round_ = make_round(attempts_allowed=2)
        entry = make_entry(round_.contest)
        first = start(round_, entry)
        second = start(round_, entry, NOON + HOUR)
        assert (first.handed_in_ms, second.number) == (first.deadline_ms, 2)
        assert mark_in_force(first) is not None
