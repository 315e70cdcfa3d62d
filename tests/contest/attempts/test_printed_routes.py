"""Three secretaries take a paper from the printer to the marks, on the pages."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.attempts.care_models import PaperSitting, PaperTyping
from contest.attempts.models import Mark
from contest.audit.models import AuditEntry
from contest.db import db
from contest.rules.numbers import contest_number
from contest.rules.roles import Role
from tests.contest.attempts.factories import make_round, right_letter, start
from tests.contest.contests.factories import address, make_entry, make_person
from tests.contest.factories import NOON, make_account, serial

MINUTE = timedelta(minutes=1)


@pytest.fixture
def entry(client, at):
    at(NOON + MINUTE)
    round_ = make_round(prediction_text="", fact_text="Bao nhiêu xã?")
    number = contest_number(serial())
    return make_entry(round_.contest, make_person(round_.contest.host, number=number))


@pytest.fixture
def url(entry):
    return address(entry.contest, "/rounds/1/on-paper")


@pytest.fixture
def as_secretary(entry, log_in):
    """Go on as somebody else of the office."""

    def as_secretary():
        log_in(make_account(entry.contest.host, Role.SECRETARY))

    as_secretary()
    return as_secretary


@pytest.fixture
def paper(as_secretary, post, url, entry):
    post(url, number=entry.person.number)
    return db.session.scalar(select(PaperSitting))


@pytest.fixture
def collected(paper, post, url, at):
    at(NOON + timedelta(hours=1))
    answer = post(f"{url}/{paper.public_id}/collect", **times("19h05", "19h20"))
    assert answer.status_code == 303
    return paper


def times(*numbers):
    """Noon in UTC is seven in the evening in Vietnam."""
    began, ended = numbers
    return {"began_at": ["4/5/2030", began], "ended_at": ["4/5/2030", ended]}


def answers(paper, **other):
    drawn = paper.attempt.drawn
    right = {f"q{at}": right_letter(drawn, at) for at in range(1, 5)}
    return right | {"q5": "12"} | other


def test_a_paper_is_made_by_the_number_and_opened_to_be_printed(paper, client, url):
    page = client.get(f"{url}/{paper.public_id}/print").text
    assert paper.public_id in page
    assert "Bao nhiêu xã?" in page
    assert len(re.findall(r'class="question sheet__question"', page)) == 5


def test_the_printed_paper_says_nothing_of_its_key(paper, client, url):
    page = client.get(f"{url}/{paper.public_id}/print").text
    assert not re.search(r"checked|right|đáp án", page)


def test_each_opening_is_recorded(paper, client, url):
    client.get(f"{url}/{paper.public_id}/print")
    acts = [each.act for each in db.session.scalars(select(AuditEntry))]
    assert ("care-paper-made" in acts, acts[-1]) == (True, "care-paper-opened")


def test_an_unknown_number_is_told_and_kept(as_secretary, post, url):
    answer = post(url, number="123 456")
    assert (answer.status_code, "123 456" in answer.text) == (422, True)


def test_whoever_has_no_attempt_left_is_told_so(paper, post, url, entry):
    answer = post(url, number=entry.person.number)
    assert (answer.status_code, entry.person.number in answer.text) == (422, True)


def test_whoever_sits_on_a_device_is_told_so(as_secretary, post, url, entry):
    start(entry.contest.rounds[0], entry)
    answer = post(url, number=entry.person.number)
    assert (answer.status_code, "đang làm bài trên máy" in answer.text) == (422, True)


def test_times_that_cannot_be_are_told_at_their_field(paper, post, url, at):
    at(NOON + timedelta(hours=1))
    answer = post(f"{url}/{paper.public_id}/collect", **times("19h05", "19h40"))
    assert (answer.status_code, "quá thời gian làm bài" in answer.text) == (422, True)
    assert 'value="19h40"' in answer.text


def test_two_who_type_the_same_hand_it_in(collected, post, url, as_secretary):
    one = f"{url}/{collected.public_id}/type"
    assert post(one, **answers(collected)).status_code == 303
    as_secretary()
    assert post(one, **answers(collected)).status_code == 303
    assert db.session.scalar(select(Mark.right_count)) == 4
    assert db.session.scalar(select(Mark.fact)) == 12


def test_the_second_does_not_see_what_the_first_typed(collected, post, client, url, as_secretary):
    one = f"{url}/{collected.public_id}/type"
    post(one, **answers(collected, q5="4321"))
    as_secretary()
    assert "4321" not in client.get(one).text


def test_what_is_no_answer_is_told_and_all_is_kept(collected, post, url):
    wrong = answers(collected, q2="Z", q5="nhiều")
    answer = post(f"{url}/{collected.public_id}/type", **wrong)
    assert answer.status_code == 422
    assert all(f'value="{each}"' in answer.text for each in ("Z", "nhiều"))
    assert db.session.scalar(select(PaperTyping)) is None


def test_a_third_sees_only_what_differs_and_settles_it(collected, post, client, url, as_secretary):
    one = f"{url}/{collected.public_id}"
    post(f"{one}/type", **answers(collected, q5="12"))
    as_secretary()
    post(f"{one}/type", **answers(collected, q5="21"))
    as_secretary()
    page = client.get(f"{one}/settle").text
    assert re.findall(r'id="d(\d+)"', page) == ["5"]
    assert post(f"{one}/settle", d5="").status_code == 422
    refused = post(f"{one}/settle", d5="other", q5="x1")
    assert (refused.status_code, 'value="x1"' in refused.text) == (422, True)
    assert post(f"{one}/settle", d5="second").status_code == 303
    assert db.session.scalar(select(Mark.fact)) == 21


def test_who_has_typed_it_is_told_that_another_goes_on(collected, post, client, url):
    one = f"{url}/{collected.public_id}/type"
    post(one, **answers(collected))
    assert client.get(one).status_code == 409
    assert "Bạn đã nhập bài này" in client.get(url).text


def test_a_paper_that_is_not_used_gives_the_attempt_back(paper, post, url):
    answer = post(f"{url}/{paper.public_id}/void", reason="Không đến")
    assert answer.status_code == 303
    assert db.session.scalar(select(PaperSitting.voided_why)) == "Không đến"


def test_an_organiser_prints_and_does_not_type(collected, client, url, entry, log_in):
    log_in(make_account(entry.contest.host, Role.ORGANISER))
    statuses = [client.get(url).status_code]
    statuses.append(client.get(f"{url}/{collected.public_id}/type").status_code)
    assert statuses == [200, 403]


def test_a_secretary_does_not_accept_a_late_paper(paper, post, url, at, client):
    at(NOON + timedelta(hours=1))
    late = times("19h05", "19h40") | {"late_why": "Ngã xe"}
    answer = post(f"{url}/{paper.public_id}/collect", **late)
    assert (answer.status_code, "người tổ chức" in answer.text) == (422, True)
    assert 'name="late_why"' not in answer.text


def test_an_organiser_accepts_a_late_paper_with_a_reason_that_is_recorded(
    paper, post, url, at, entry, log_in
):
    at(NOON + timedelta(hours=1))
    log_in(make_account(entry.contest.host, Role.ORGANISER))
    one, late = f"{url}/{paper.public_id}/collect", times("19h05", "19h40")
    assert post(one, **late, late_why=" ").status_code == 422
    assert post(one, **late, late_why="Ngã xe").status_code == 303
    assert last_act().details["late_why"] == "Ngã xe"


def test_the_record_has_the_times_and_those_that_they_replace(collected, post, url):
    assert last_act().details["times_before"] is None
    post(f"{url}/{collected.public_id}/collect", **times("19h05", "19h21"))
    details = last_act().details
    assert details["times"] != details["times_before"]
    assert details["times"][0] == details["times_before"][0]


def last_act():
    query = select(AuditEntry).order_by(AuditEntry.id.desc())
    return db.session.scalars(query).first()
