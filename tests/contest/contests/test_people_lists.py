import io
from datetime import timedelta

import pytest

from contest.contests.condition_service import ConditionDetails, set_conditions
from contest.people.list_models import ListedPerson, PeopleList
from contest.rules.conditions import OnList
from contest.web.current import vault
from tests.contest.contests.factories import make_contest, make_people_list
from tests.contest.factories import NOON

ABOUT = {"title": "Lớp 5A", "kind": "class", "unit": ""}
LINES = "Họ và tên\tNgày sinh\tSố điện thoại\nLê Văn Em\t1/2/2018\t0912345678\nTrần Thị Hai\t2017\t"


@pytest.fixture(autouse=True)
def _open(at):
    at(NOON + timedelta(days=2))


@pytest.fixture
def url(host, organiser):
    return f"/hosts/{host.public_id}/people-lists"


def test_a_list_is_read_back_line_by_line_before_it_is_saved(url, post, rows):
    answer = post(f"{url}/new", pasted=LINES, **ABOUT)
    assert answer.status_code == 200
    assert "Lê Văn Em" in answer.text
    assert "Lưu 2 dòng dùng được" in answer.text
    assert not rows.query(PeopleList).count()


def test_a_confirmed_list_is_kept_with_hashes_alone(url, post, rows, app):
    assert post(f"{url}/new", pasted=LINES, confirm="y", **ABOUT).status_code == 303
    first, second = rows.query(ListedPerson).order_by(ListedPerson.number)
    assert (first.name, first.birth_day, second.birth_year) == ("Lê Văn Em", 1, 2017)
    assert first.phone_hash == vault().fingerprint("+84912345678", "phone")
    assert second.phone_hash is None


def test_a_file_is_read_like_what_is_pasted(url, client, rows):
    page = client.get(f"{url}/new").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data = ABOUT | {"csrf_token": token, "file": (io.BytesIO(LINES.encode("utf-8")), "lop.csv")}
    answer = client.post(f"{url}/new", data=data, content_type="multipart/form-data")
    assert "Lưu 2 dòng dùng được" in answer.text
    assert "Trần Thị Hai\t2017" in answer.text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Lê 123", "không có chữ số"),
        ("Lê Văn Em\t31/2/2018", "Không có ngày này"),
        ("Lê Văn Em\t\t123", "10 chữ số"),
    ],
)
def test_a_line_that_is_not_taken_says_why(url, post, line, words):
    lines = f"Họ và tên\tNgày sinh\tSố điện thoại\n{line}"
    assert words in post(f"{url}/new", pasted=lines, **ABOUT).text


def test_an_unknown_unit_is_refused(url, post):
    answer = post(f"{url}/new", pasted=LINES, **ABOUT | {"unit": "Trường Không Có"})
    assert answer.status_code == 422
    assert "Không có đơn vị này" in answer.text


def test_nothing_pasted_is_no_list(url, post):
    assert "Chưa có dòng nào" in post(f"{url}/new", **ABOUT).text


def test_a_list_is_deleted_with_its_people(url, host, post, rows):
    made = make_people_list(host, "Lê Văn Em")
    page = f"{url}/{made.public_id}"
    assert post(f"{page}/delete", page=page).status_code == 303
    assert not rows.query(ListedPerson).count()


def test_a_list_that_a_contest_asks_for_is_not_deleted(url, host, client, post, rows):
    made, contest = make_people_list(host, "Lê Văn Em"), make_contest(host)
    set_conditions(contest, ConditionDetails(OnList(made.id)))
    rows.commit()
    page = f"{url}/{made.public_id}"
    other = f"{url}/new"
    assert "Xóa danh sách" not in client.get(page).text
    post(f"{page}/delete", page=other)
    assert rows.query(PeopleList).count() == 1
    assert contest.title in client.get(page).text
