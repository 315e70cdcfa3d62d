import pytest

from contest.rules.roles import Role
from tests.contest.contests.factories import (
    address,
    make_entry,
    make_people_list,
    make_person,
    make_published,
)
from tests.contest.factories import make_account, make_host

GRADE = {"is": "grade", "lowest": 3, "highest": 5}


@pytest.fixture
def contest(rows):
    return make_published(make_host())


@pytest.fixture
def see(contest, client, log_in):
    def see(**query):
        log_in(make_account(contest.host, Role.JUDGE))
        return client.get(address(contest, "/unchecked"), query_string=query).text

    return see


def test_what_could_not_be_checked_is_listed_in_words(contest, see):
    barred = make_people_list(contest.host, title="Người ra đề")
    left = [GRADE, {"is": "list", "list_id": barred.id}]
    make_entry(contest, make_person(contest.host, name="Lê Văn Em"), unchecked=left)
    page = see()
    assert "Lê Văn Em" in page
    assert "Là học sinh từ lớp 3 đến lớp 5." in page
    assert "“Người ra đề” không được dự thi. Có thể chỉ trùng tên." in page


def test_of_whom_all_is_checked_stands_on_no_list(contest, see):
    make_entry(contest, make_person(contest.host, name="Lê Văn Em"))
    assert "Không còn gì phải kiểm tra." in see()


def test_a_winner_is_looked_up_by_number(contest, see):
    numbers = []
    for name in ("Lê Văn Em", "Trần Thị Hai"):
        entry = make_entry(contest, make_person(contest.host, name=name), unchecked=[GRADE])
        numbers.append(entry.person.number)
    page = see(number=numbers[1])
    assert "Trần Thị Hai" in page
    assert "Lê Văn Em" not in page
