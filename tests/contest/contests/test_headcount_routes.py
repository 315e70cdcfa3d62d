from io import BytesIO

from contest.contests import queries
from contest.db import db
from contest.rules.roles import Role
from tests.contest.contests.factories import (
    add_audience,
    add_round,
    address,
    make_contest,
    make_unit,
)
from tests.contest.factories import NOON, make_account, make_grant


def make_counted(host):
    contest = make_contest(host)
    add_audience(contest)
    add_round(contest)
    db.session.commit()
    return contest


def test_headcounts_are_typed_unit_by_unit(host, organiser, post):
    contest, unit = make_counted(host), make_unit(host, "Sở Tài chính")
    url = address(contest, "/rounds/1/headcounts")
    assert post(url, **{unit.public_id: "1.250"}).status_code == 303
    assert [each.count for each in queries.list_headcounts(contest.rounds[0])] == [1250]


def test_a_headcount_that_is_no_number_is_kept_and_marked(host, organiser, post):
    contest, unit = make_counted(host), make_unit(host, "Sở Tài chính")
    answer = post(address(contest, "/rounds/1/headcounts"), **{unit.public_id: "đông"})
    assert answer.status_code == 422
    assert 'value="đông"' in answer.text


def test_a_pasted_list_is_shown_row_by_row_and_then_saved(host, organiser, post):
    contest = make_counted(host)
    make_unit(host, "Sở Tài chính")
    url = address(contest, "/rounds/1/headcounts")
    pasted = "Đơn vị\tSố người\nso tai chinh\t45\nSở Lạ\t3"
    page = post(f"{url}/list", page=url, pasted=pasted)
    assert "không có đơn vị này" in page.text
    assert queries.list_headcounts(contest.rounds[0]) == []
    post(f"{url}/list", page=url, pasted=pasted, confirm="y")
    assert [each.count for each in queries.list_headcounts(contest.rounds[0])] == [45]


def test_a_list_comes_as_a_file_too(host, organiser, post):
    contest = make_counted(host)
    make_unit(host, "Sở Tài chính")
    url = address(contest, "/rounds/1/headcounts")
    file = (BytesIO("Sở Tài chính;45".encode("utf-8-sig")), "don-vi.csv")
    page = post(f"{url}/list", page=url, pasted="", file=file)
    assert "thêm mới" in page.text


def test_a_list_with_a_cell_without_end_is_refused_in_words(host, organiser, post):
    url = address(make_counted(host), "/rounds/1/headcounts")
    pasted = 'Sở Tài chính\t"' + "x" * 200_000
    assert "Không đọc được" in post(f"{url}/list", page=url, pasted=pasted).text


def test_a_list_of_a_workbook_that_is_none_is_refused_in_words(host, organiser, post):
    url = address(make_counted(host), "/rounds/1/headcounts")
    file = (BytesIO(b"PK\x03\x04 no"), "don-vi.xlsx")
    assert "Không đọc được" in post(f"{url}/list", page=url, pasted="", file=file).text


def test_headcounts_are_fixed_once_the_round_opens(host, organiser, client, at):
    contest = make_counted(host)
    at(contest.rounds[0].opens_at)
    assert "đã được chốt" in client.get(address(contest, "/rounds/1/headcounts")).text


def test_a_contact_person_states_ones_own_unit_alone(host, log_in, client, at):
    at(NOON)
    contest = make_counted(host)
    own, other = make_unit(host, "Sở Tài chính"), make_unit(host, "Sở Y tế")
    contact = make_account()
    make_grant(account=contact, host=host, role=Role.CONTACT, contest_id=contest.id, unit_id=own.id)
    log_in(contact)
    page = client.get(address(contest, "/rounds/1/headcounts")).text
    assert own.public_id in page
    assert other.public_id not in page


def test_headcounts_of_the_list_of_units_are_offered(host, organiser, client):
    contest = make_counted(host)
    make_unit(host, "Sở Tài chính", headcount=77)
    page = client.get(address(contest, "/rounds/1/headcounts")).text
    assert 'value="77"' in page
