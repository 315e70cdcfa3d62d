"""The pictures of a file that is cancelled go with it, unless something else shows them."""

from datetime import timedelta

import pytest

from contest.bank import import_service
from contest.bank.picture_queries import kept_names
from contest.bank.picture_service import keep_pictures
from contest.db import db
from questions.pictures import picture_of
from tests.contest.bank.factories import build_version, make_question
from tests.contest.bank.test_imports import file_of, make_import
from tests.contest.factories import NOON
from tests.questions.builders import PNG, build_question

PICTURE = picture_of(PNG)
MARK = PICTURE.mark("bản đồ xã")


def bring():
    question = build_question(code="", stem=f"Hình nào? {MARK}", pictures=(PICTURE,))
    return make_import(file_of(question), "bank.json")


def cancel(one):
    import_service.cancel(one)
    db.session.commit()
    return kept_names([PICTURE.name])


def test_pictures_of_a_cancelled_file_go_with_it(rows):
    one = bring()
    assert kept_names([PICTURE.name]) == {PICTURE.name}
    assert cancel(one) == set()


@pytest.mark.parametrize(
    "shown",
    [
        {"stem": MARK},
        {"explanation": MARK},
        {"options": [{"text": MARK, "right": True, "stays": False}]},
    ],
    ids=["stem", "explanation", "option"],
)
def test_a_picture_that_a_question_shows_stays(rows, shown):
    one = bring()
    make_question(build_version(**shown))
    assert cancel(one) == {PICTURE.name}


def test_a_picture_that_another_file_shows_stays_until_that_is_cancelled(rows):
    first, second = bring(), bring()
    assert cancel(first) == {PICTURE.name}
    assert cancel(second) == set()


def test_a_picture_that_was_there_before_the_file_stays(rows):
    keep_pictures([PICTURE], NOON - timedelta(days=1))
    assert cancel(bring()) == {PICTURE.name}
