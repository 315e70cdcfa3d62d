"""An organiser gives extra time and opens attempts again, on the pages."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.attempts.care_models import ExtraTime, Reopening
from contest.attempts.models import Attempt
from contest.audit.models import AuditEntry
from contest.db import db
from contest.rules.disclosure import Shown
from contest.rules.numbers import contest_number
from contest.rules.roles import Role
from tests.contest.attempts.factories import make_attempt, make_round
from tests.contest.contests.factories import address, make_unit
from tests.contest.factories import NOON, make_account, serial

MINUTE = timedelta(minutes=1)


@pytest.fixture
def attempt(client, log_in, at):
    """Somebody sits a round of twenty minutes; it is a minute past noon."""
    found = make_attempt(make_round(shown=Shown.AFTER_PUBLICATION))
    found.person.number = contest_number(serial())
    log_in(make_account(found.round.contest.host, Role.ORGANISER))
    at(NOON + MINUTE)
    return found


@pytest.fixture
def url(attempt):
    return address(attempt.round.contest, "/rounds/1/care")


@pytest.fixture
def given(attempt):
    """What the form of extra time holds for that person."""
    return {
        "whom": "person",
        "number": attempt.person.number,
        "minutes": "10",
        "reason": "Mất điện",
    }


def acts():
    return [each.act for each in db.session.scalars(select(AuditEntry))]


def test_the_page_says_whom_and_how_many_before_anything_is_done(post, url, given, attempt):
    deadline_ms = attempt.deadline_ms
    answer = post(url, **given)
    assert "1 bài đang làm được thêm 10 phút ngay." in answer.text
    assert db.session.scalar(select(ExtraTime)) is None
    db.session.refresh(attempt)
    assert attempt.deadline_ms == deadline_ms


def test_once_confirmed_the_time_is_given_and_recorded(post, url, given, attempt):
    deadline_ms = attempt.deadline_ms
    assert post(url, sure="1", **given).status_code == 303
    db.session.refresh(attempt)
    assert attempt.deadline_ms == deadline_ms + 600_000
    assert "care-time-given" in acts()
    subject = db.session.scalar(select(AuditEntry.subject))
    assert subject == f"{attempt.round.contest.public_id}/{attempt.person.number}"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"number": "123456789"}, "không có số báo danh như vậy"),
        ({"minutes": "0"}, "từ 1 đến 600 phút"),
        ({"reason": " "}, "Vui lòng nhập lý do"),
        ({"whom": "unit"}, "Vui lòng chọn đơn vị"),
        ({"whom": "audience"}, "Vui lòng chọn đối tượng dự thi"),
    ],
)
def test_a_form_that_is_refused_keeps_all_that_was_typed(post, url, given, wrong, words):
    answer = post(url, sure="1", **given | wrong)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert ("Mất điện" in answer.text) is ("reason" not in wrong)
    assert db.session.scalar(select(ExtraTime)) is None


def test_a_unit_is_chosen_by_its_name(post, url, given, attempt):
    unit = make_unit(attempt.round.contest.host, "Trường Thử")
    post(url, sure="1", **given | {"whom": "unit", "unit": unit.public_id})
    assert db.session.scalar(select(ExtraTime.unit_id)) == unit.id


def test_an_audience_is_chosen_by_its_title(post, url, given, attempt):
    audience = str(attempt.contest_audience_id)
    post(url, sure="1", **given | {"whom": "audience", "audience": audience})
    assert db.session.scalar(select(ExtraTime.open_count)) == 1


def test_what_was_given_is_taken_back_for_later_starts(post, url, given):
    post(url, sure="1", **given)
    extra = db.session.scalar(select(ExtraTime))
    assert post(f"{url}/{extra.id}/end", url).status_code == 303
    db.session.refresh(extra)
    assert extra.ended_at is not None
    assert "care-time-ended" in acts()


def test_the_record_says_for_whom_how_much_and_why(post, url, given, attempt):
    post(url, **given, sure="1")
    extra = db.session.scalar(select(ExtraTime))
    post(f"{url}/{extra.id}/end", url)
    [gave, ended] = [each.details for each in db.session.scalars(select(AuditEntry))][-2:]
    told = {"extra": extra.id, "whom": attempt.person.number, "minutes": 10, "reason": "Mất điện"}
    assert (gave, ended) == (told | {"round": 1, "open_attempts": 1}, told | {"round": 1})


def test_of_a_unit_the_record_has_its_name(post, url, given, attempt):
    unit = make_unit(attempt.round.contest.host, "Trường Thử")
    post(url, sure="1", **given | {"whom": "unit", "unit": unit.public_id})
    details = [each.details for each in db.session.scalars(select(AuditEntry))][-1]
    assert details["whom"] == unit.full_name


def test_a_round_that_is_over_is_told_so(post, url, given, at, attempt):
    at(attempt.round.closes_at + timedelta(hours=1))
    answer = post(url, **given)
    assert (answer.status_code, "Đợt thi đã kết thúc" in answer.text) == (409, True)


def test_an_attempt_is_found_by_the_number_and_opened_again(client, post, url, attempt, at):
    at(NOON + timedelta(hours=1))
    page = f"{url}/reopen?number={attempt.person.number}"
    assert "Mở lại bài này" in client.get(page).text
    form = {"minutes": "5", "reason": "Máy hỏng"}
    one = f"{url}/reopen/{attempt.public_id}"
    assert "hạn nộp mới là" in post(one, **form).text
    assert post(one, sure="1", **form).status_code == 303
    assert db.session.scalar(select(Reopening.attempt_id)) == attempt.id
    assert "care-reopened" in acts()


def test_an_attempt_without_time_left_asks_for_minutes(post, url, attempt, at):
    at(NOON + timedelta(hours=1))
    one = f"{url}/reopen/{attempt.public_id}"
    answer = post(one, minutes="0", reason="Máy hỏng")
    assert (answer.status_code, "thêm ít nhất 1 phút" in answer.text) == (422, True)
    assert "Máy hỏng" in answer.text


def test_an_attempt_whose_marks_are_shown_is_not_opened_again(post, url, attempt, at):
    attempt.round.shown = Shown.AT_ONCE
    db.session.commit()
    at(NOON + timedelta(hours=1))
    answer = post(f"{url}/reopen/{attempt.public_id}", minutes="5", reason="Máy hỏng")
    assert (answer.status_code, "có thể đã xem điểm" in answer.text) == (409, True)


def test_an_unknown_number_is_said_at_the_field(client, url):
    assert "không có số báo danh như vậy" in client.get(f"{url}/reopen?number=12").text


def test_an_attempt_of_another_round_is_not_found(client, url):
    assert client.get(f"{url}/reopen/{make_attempt().public_id}").status_code == 404


def test_a_running_attempt_is_shown_as_running(client, url, attempt):
    page = client.get(f"{url}/reopen?number={attempt.person.number}").text
    assert "thêm giờ thay vì mở lại" in page
    assert db.session.scalar(select(Attempt.handed_in_ms)) is None
