"""Conditions composed on their page, button by button, without a script."""

import re

import pytest

from contest.contests.condition_queries import asked_of, bars_of
from contest.contests.models import Ask, BirthAsk
from contest.rules.audiences import WrongAudience
from contest.rules.barring import BarredByList, BarredByOffice, BarredByRole
from contest.rules.conditions import (
    ANYONE,
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    Grade,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.roles import Role
from contest.units import places_queries
from contest.units.models import UnitKind
from tests.contest.contests.factories import address, make_people_list, make_ready, make_unit

BESIDE = {"wrong_audience": "not-recognised", "declaration_wording": ""}


@pytest.fixture
def contest(host, organiser):
    return make_ready(host)


@pytest.fixture
def press(client, contest):
    """Press a button on the page as it stands now, with what is typed."""
    shown = {}

    def press(button, value="y", place="/conditions", **typed):
        url = address(contest, place)
        page = shown.get("page") or client.get(url).text
        hidden = dict(
            re.findall(r'name="(composed|csrf_token)" type="hidden" value="([^"]*)"', page)
        )
        hidden = {name: text.replace("&#34;", '"') for name, text in hidden.items()}
        beside = BESIDE if place == "/conditions" else {}
        data = {"whole": "all", "beside": "", **hidden, **beside, **typed, button: value}
        answer = client.post(url, data=data)
        shown["page"] = answer.text if answer.status_code in (200, 422) else None
        return answer

    return press


def save(press, contest, **typed):
    assert press("save", **typed).status_code == 303
    return asked_of(contest)


def test_a_page_without_conditions_lets_everybody_in(press, contest):
    assert save(press, contest) == ANYONE


@pytest.mark.parametrize(
    ("part", "typed", "made"),
    [
        ("age", {"age_from": "14"}, (AgeFrom(14),)),
        ("age", {"age_from": "14", "age_to": "30"}, (AgeFrom(14), AgeTo(30))),
        ("grade", {"grade_from": "3", "grade_to": "5"}, (Grade(3, 5),)),
        ("grade", {"grade_from": "9"}, (Grade(9, 9),)),
        ("body", {"body": "đoàn viên"}, (MemberOf("đoàn viên"),)),
        ("citizen", {"citizen_of": "LA"}, (CitizenOf(frozenset({"LA"})),)),
    ],
)
def test_each_part_adds_its_condition(press, contest, part, typed, made):
    assert press("add", part, **typed).status_code == 200
    assert save(press, contest) == AllOf(made)


def test_nothing_is_stored_before_it_is_saved(press, contest):
    page = press("add", "age", age_from="14").text
    assert "Từ đủ 14 tuổi trở lên." in page
    assert "Chưa lưu." in page
    assert asked_of(contest) == ANYONE


def test_a_row_may_be_given_an_alternative(press, contest):
    press("add", "age", age_from="60")
    press("add", "body", body="đoàn viên", beside="0")
    assert save(press, contest) == AllOf((AnyOf((AgeFrom(60), MemberOf("đoàn viên"))),))


def test_one_of_the_rows_may_do(press, contest):
    press("add", "age", age_from="60")
    press("add", "body", body="đoàn viên")
    assert save(press, contest, whole="any") == AnyOf((AgeFrom(60), MemberOf("đoàn viên")))


def test_a_row_is_taken_out(press, contest):
    press("add", "age", age_from="14", age_to="30")
    press("drop", "0")
    assert save(press, contest) == AllOf((AgeTo(30),))


@pytest.mark.parametrize(
    ("part", "typed", "sentence"),
    [
        ("age", {}, "nhập số tuổi"),
        ("age", {"age_from": "30", "age_to": "14"}, "từ tuổi thấp nhất trở lên"),
        ("age", {"age_from": "mười bốn"}, "số"),
        ("grade", {"grade_from": "9", "grade_to": "3"}, "từ thấp đến cao"),
        ("place", {"places": "Bến Quan"}, "đánh dấu ít nhất một ô"),
        ("place", {"links": "lives", "places": "Không Có"}, "Không tìm thấy “Không Có”"),
        ("list", {"list_id": "99"}, "chọn một danh sách"),
        ("body", {}, "nhập tên tổ chức"),
        ("citizen", {}, "chọn một nước"),
    ],
)
def test_a_part_that_is_wrong_says_so_and_adds_nothing(press, part, typed, sentence):
    answer = press("add", part, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Chưa có điều kiện nào" in answer.text


@pytest.fixture
def commune(rows):
    places_queries.forget_index()
    province = make_unit(None, "Quảng Trị", code="44", kind=UnitKind.PROVINCE, label="tỉnh")
    yield make_unit(
        None, "Bến Quan", code="19366", kind=UnitKind.COMMUNE, label="xã", parent_id=province.id
    )
    places_queries.forget_index()


def test_places_are_found_by_their_names(commune, press, contest):
    office = make_unit(contest.host, "Sở Nội vụ", folded="so noi vu")
    press("add", "place", links=["lives", "works"], places="ben quan\nSở Nội vụ\ntỉnh Quảng Trị")
    found = {commune.id, office.id, commune.parent_id}
    assert save(press, contest) == AllOf(
        (Linked(frozenset(found), frozenset({Link.LIVES, Link.WORKS})),)
    )


def test_a_list_of_the_host_is_asked_for(press, contest):
    mine = make_people_list(contest.host)
    press("add", "list", list_id=str(mine.id))
    assert save(press, contest) == AllOf((OnList(mine.id),))


def test_what_no_page_of_ours_sent_is_not_taken(press, contest):
    answer = press("save", composed='{"is": "on-list", "list_id": 1}')
    assert answer.status_code == 422
    assert asked_of(contest) == ANYONE


@pytest.mark.parametrize("composed", ["[", "{}", '{"is": "grade", "lowest": 9, "highest": 1}'])
def test_a_broken_page_begins_again_from_what_stands(press, composed):
    assert press("save", composed=composed).status_code == 422


def test_what_the_conditions_need_is_asked_from_now_on(press, contest, rows):
    contest.asks_birth, contest.asks_grade = BirthAsk.NO, Ask.NO
    rows.commit()
    press("add", "age", age_from="14")
    press("add", "grade", grade_from="9")
    press("add", "body", body="đoàn viên")
    save(press, contest)
    assert (contest.asks_birth, contest.asks_grade) == (BirthAsk.DAY, Ask.REQUIRED)
    assert contest.bodies == ["đoàn viên"]


def test_who_is_barred_and_what_is_declared_stand_beside(press, contest):
    barred = make_people_list(contest.host)
    office = make_unit(contest.host, "Sở Nội vụ", folded="so noi vu")
    save(
        press,
        contest,
        barred_lists=str(barred.id),
        barred_roles=["judge", "writer"],
        barred_offices="Sở Nội vụ",
        declaration_wording="Tôi cam đoan.",
        needs_guardian="y",
        wrong_audience="moved",
    )
    assert bars_of(contest) == (
        BarredByList(barred.id),
        BarredByRole(frozenset({Role.JUDGE, Role.WRITER})),
        BarredByOffice(frozenset({office.id})),
    )
    assert (contest.declaration_wording, contest.needs_guardian) == ("Tôi cam đoan.", True)
    assert contest.wrong_audience is WrongAudience.MOVED


def test_the_page_shows_again_what_was_saved(press, contest, client):
    office = make_unit(contest.host, "Sở Nội vụ", folded="so noi vu")
    press("add", "age", age_from="14")
    save(press, contest, barred_offices="Sở Nội vụ", barred_roles=["judge"])
    page = client.get(address(contest, "/conditions")).text
    assert "Từ đủ 14 tuổi trở lên." in page
    assert office.name in page
    assert re.search(r'value="judge" checked', page)


def test_a_usual_wording_of_the_declaration_is_offered(press):
    assert "Tôi cam đoan không phải là thành viên" in press("usual").text


def test_an_audience_has_conditions_of_its_own(press, contest):
    audience = contest.audiences[0]
    place = f"/conditions/{audience.audience.code}"
    press("add", "age", place=place, age_from="60")
    assert press("save", place=place).status_code == 303
    assert asked_of(audience) == AllOf((AgeFrom(60),))
    assert asked_of(contest) == ANYONE


def test_enter_in_a_box_takes_nothing_out(client, contest):
    page = client.get(address(contest, "/conditions")).text
    form = page[page.index("<form method") :]
    assert re.search(r"<button[^>]*>", form)[0].count('name="look"') == 1
