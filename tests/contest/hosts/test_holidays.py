from datetime import date

import pytest

from contest.db import db
from contest.hosts import holiday_queries as queries
from contest.hosts.holiday_models import Holiday
from contest.rules.roles import Role
from tests.contest.factories import NOON, keep, make_account, make_host

TET = date(2030, 2, 4)


@pytest.fixture
def host(client, log_in, at):
    at(NOON)
    found = make_host()
    log_in(make_account(found, Role.ORGANISER))
    return found


def url(host, rest="") -> str:
    return f"/hosts/{host.public_id}/holidays{rest}"


def make_holiday(host, day=TET, **given) -> Holiday:
    return keep(Holiday(**{"host": host, "day": day, "title": "Tết", "is_worked": False} | given))


def test_fixed_holidays_stand_there_of_themselves(client, host):
    page = client.get(url(host)).text
    assert "2/9/2030" in page


def test_a_day_off_is_added(client, post, host):
    post(url(host), day="4/2/2030", title="Tết Âm lịch", is_worked="off")
    assert not queries.calendar_of(host.id).is_working(TET)


def test_a_saturday_is_worked_where_the_host_says_so(client, post, host):
    post(url(host), day="9/2/2030", title="Làm bù", is_worked="worked")
    assert queries.calendar_of(host.id).is_working(date(2030, 2, 9))


def test_a_day_stands_once(client, post, host):
    make_holiday(host)
    answer = post(url(host), day="4/2/2030", title="Tết", is_worked="off")
    assert answer.status_code == 422
    assert "Ngày này đã có trong bảng." in answer.text


def test_a_day_is_removed(client, post, host):
    make_holiday(host)
    post(url(host, "/2030-02-04/remove"), url(host))
    assert not db.session.query(Holiday).all()


def test_each_year_has_its_page(client, host):
    make_holiday(host)
    make_holiday(host, date(2031, 1, 23), title="Tết Tân Hợi")
    page = client.get(url(host, "?year=2031")).text
    assert "Tết Tân Hợi" in page
    assert "4/2/2030" not in page


@pytest.mark.parametrize("year", ["0", "99999"])
def test_a_year_out_of_reach_is_not_found(client, host, year):
    assert client.get(url(host, f"?year={year}")).status_code == 404


def test_another_hosts_days_are_not_ones_own(host):
    make_holiday(make_host())
    assert queries.calendar_of(host.id).is_working(TET)


@pytest.mark.parametrize("day", ["2030-02-05", "gibberish"])
def test_a_day_that_is_not_there_is_not_removed(client, post, host, day):
    assert post(url(host, f"/{day}/remove"), url(host)).status_code == 404
