"""When one registers, with which password, and when a group sits."""

from datetime import timedelta

import pytest

from contest.contests import calendar_queries as calendars
from contest.contests import group_service, password_service
from contest.db import db
from tests.contest.contests.factories import address, make_published
from tests.contest.factories import NOON

pytestmark = pytest.mark.usefixtures("rows")
HOUR = timedelta(hours=1)
NAME = {"name": "Nguyễn Thị Hòa", "consent": "y", "birth": "1980", "residence": ""}


@pytest.fixture
def contest(at):
    at(NOON)
    found = make_published()
    found.asks_birth, found.asks_residence = "no", "no"
    db.session.commit()
    return found


def register(post, contest, **given):
    return post(f"/c/{contest.public_id}/register", **NAME | given)


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (NOON + HOUR, None, "Chưa đến lúc đăng ký"),
        (NOON - 2 * HOUR, NOON - HOUR, "Đã hết thời gian đăng ký"),
    ],
)
def test_nobody_registers_outside_the_time_for_it(client, contest, first, last, says):
    contest.registers_from_at, contest.registers_to_at = first, last
    db.session.commit()
    page = client.get(f"/c/{contest.public_id}/register")
    assert (page.status_code, says in page.text) == (409, True)


def test_within_the_time_for_it_one_registers(contest, client):
    contest.registers_from_at, contest.registers_to_at = NOON - HOUR, NOON + HOUR
    db.session.commit()
    assert client.get(f"/c/{contest.public_id}/register").status_code == 200


@pytest.mark.parametrize(("typed", "status"), [("bien-ho", 303), ("bienho", 422), ("", 422)])
def test_who_does_not_know_the_password_does_not_enter(post, contest, typed, status):
    password_service.set_password(contest, "bien-ho")
    db.session.commit()
    assert register(post, contest, password=typed).status_code == status


def test_where_there_is_no_password_none_is_asked_for(client, post, contest):
    page = client.get(f"/c/{contest.public_id}/register").text
    assert "Mật khẩu vào cuộc thi" not in page
    assert register(post, contest).status_code == 303


def test_only_a_hash_of_the_password_is_kept(contest):
    password_service.set_password(contest, "bien-ho")
    assert "bien-ho" not in (contest.password_hash or "")


def test_an_empty_password_takes_it_away(client, post, organiser, host):
    contest = make_published(host)
    url = address(contest, "/password")
    for typed, is_set in (("bien-ho", True), ("", False)):
        assert post(url, password=typed).status_code == 303
        assert (contest.password_hash is not None) is is_set


def test_a_group_is_given_its_own_hours_on_its_page(post, organiser, host):
    contest = make_published(host)
    round_ = contest.rounds[0]
    answer = post(
        address(contest, "/rounds/1/groups"), title="Ca sáng", who=f"a{contest.audiences[0].id}",
        opens_at=["6/5/2030", "7h00"], closes_at=["6/5/2030", "11h00"],
    )  # fmt: skip
    assert answer.status_code == 303
    assert [each.title for each in calendars.list_groups(round_)] == ["Ca sáng"]


def test_the_last_closing_of_groups_only_moves_on():
    contest = make_published()
    round_, audience = contest.rounds[0], contest.audiences[0]
    group = group_service.add(round_, "Ca sáng", audience, NOON, NOON + 99 * HOUR)
    group_service.remove(round_, group)
    assert round_.groups_close_at == NOON + 99 * HOUR
