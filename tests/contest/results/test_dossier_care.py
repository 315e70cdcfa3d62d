"""What a dossier says of extra time, attempts opened again and papers typed in."""

from datetime import timedelta

import pytest

from contest.attempts import care_service, printed_service, reopening_service, running_queries
from contest.db import begin_writing, db
from contest.results import complaint_queries
from contest.results.dossier_care_queries import care_of
from contest.results.dossier_care_words import cared_for
from contest.rules.care import Extra
from tests.contest.attempts.test_printed import (
    LATER,
    MINUTE,
    attempt_of,
    collected,
    printed,
    type_in,
)
from tests.contest.attempts.test_reopening import handed_in
from tests.contest.factories import NOON, make_account
from tests.contest.results.test_dossier import written

pytestmark = pytest.mark.usefixtures("rows", "words")
FAR = NOON + timedelta(days=30)


@pytest.fixture
def words(app):
    with app.test_request_context():
        yield


def told(attempt):
    return str(list(cared_for(care_of(attempt))))


def test_of_an_attempt_for_which_nothing_was_done_it_says_nothing():
    assert told(handed_in()) == "[]"


def test_extra_time_stands_in_it_with_the_reason_and_who_gave_it():
    sitting, by = printed(), make_account()
    begin_writing()
    running_queries.lock_rounds(sitting.round.contest)
    person = sitting.entry.person
    asked = Extra(person.id, 600_000, "Mất điện")
    care_service.give(sitting.round, person, asked, by, NOON)
    db.session.commit()
    said = told(attempt_of(sitting))
    assert all(each in said for each in ("Mất điện", "'10'", by.name))


def test_so_does_that_it_was_opened_again():
    attempt, by = handed_in(), make_account()
    begin_writing()
    running_queries.lock_rounds(attempt.round.contest)
    reopening_service.reopen(attempt, 60_000, "Máy hỏng", by, NOON + 30 * MINUTE)
    db.session.commit()
    said = told(attempt)
    assert all(each in said for each in ("Mở lại bài đã nộp", "Máy hỏng", by.name))


def test_of_a_paper_it_says_who_typed_it_and_that_answers_came_later():
    sitting, by = collected(), make_account()
    type_in(sitting, {1: "A"}, by)
    said = told(attempt_of(sitting))
    assert all(each in said for each in (sitting.public_id, by.name, "giờ nhập vào máy"))


def test_a_paper_that_was_not_used_says_why():
    sitting = printed()
    begin_writing()
    printed_service.void(sitting, "Không đến thi", make_account(), LATER)
    db.session.commit()
    assert "Không đến thi" in told(sitting.attempt)


def test_it_stands_in_the_dossier_itself():
    attempt = handed_in()
    begin_writing()
    running_queries.lock_rounds(attempt.round.contest)
    reopening_service.reopen(attempt, 60_000, "Máy hỏng", make_account(), NOON + 30 * MINUTE)
    db.session.commit()
    found = complaint_queries.find_entry(attempt.round.contest, attempt.person_id)
    assert "Máy hỏng" in str(written(found, FAR))
