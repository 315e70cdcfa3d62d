"""The extra questions on a round's form."""

from contest.contests.extra_queries import definition_of
from contest.db import db
from contest.rules.extra import AllRight, Counts, Definition, Scope
from contest.rules.prediction import Target
from tests.contest.contests.factories import address, make_contest
from tests.contest.contests.test_routes import ROUND

EXTRAS = {
    "prediction_scope": "contest",
    "prediction_all_right": "any",
    "counts_void": "y",
    "fact_text": "Bao nhiêu hồ sơ?",
    "text_question": "Bạn sẽ làm gì?",
    "text_most": "10",
}


def added(contest):
    db.session.refresh(contest)
    return contest.rounds[0]


def test_the_extra_questions_are_kept_as_they_were_typed(host, organiser, post):
    contest = make_contest(host)
    assert post(address(contest, "/rounds/new"), **ROUND | EXTRAS).status_code == 303
    round_ = added(contest)
    counts = Counts(void=True, all_right=AllRight.ANY)
    assert definition_of(round_) == Definition(Target.ALL_RIGHT, Scope.CONTEST, counts)
    assert (round_.fact_text, round_.text_points, round_.extras.count) == (
        "Bao nhiêu hồ sơ?", 1000, 3,
    )  # fmt: skip


def test_a_round_that_asks_for_nothing_more_has_no_extra_questions(host, organiser, post):
    contest = make_contest(host)
    post(address(contest, "/rounds/new"), **ROUND | {"prediction_target": ""})
    round_ = added(contest)
    assert (definition_of(round_), round_.extras.count, round_.text_points) == (None, 0, None)


def test_a_text_needs_its_most_points(host, organiser, post):
    contest = make_contest(host)
    answer = post(address(contest, "/rounds/new"), **ROUND | EXTRAS | {"text_most": ""})
    assert (answer.status_code, "điểm cao nhất" in answer.text) == (422, True)


def test_the_form_shows_what_was_typed_and_the_page_says_it(host, organiser, post, client):
    contest = make_contest(host)
    post(address(contest, "/rounds/new"), **ROUND | EXTRAS)
    form = client.get(address(contest, "/rounds/1/edit")).text
    assert "Bạn sẽ làm gì?" in form
    page = client.get(address(contest, "/rounds/1")).text
    assert "Tính trên cả cuộc thi." in page
    assert "nhiều nhất 10 điểm" in page
