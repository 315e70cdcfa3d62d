import re
from datetime import timedelta

import pytest

from contest.people import routes
from contest.people.models import Device
from contest.rules.identity import IdentityFault
from contest.rules.numbers import NumberFault, contest_number
from contest.web.identity import SENTENCES
from contest.web.throttle import FailureBudget
from tests.contest.factories import NOON
from tests.contest.people.factories import CODE, LINK, PHONE, make_person


@pytest.fixture
def vault(app):
    return app.extensions["vault"]


@pytest.fixture(autouse=True)
def budget(monkeypatch):
    monkeypatch.setattr(routes, "failures", FailureBudget())


@pytest.fixture
def enter(post):
    def enter(who, code, **data):
        return post("/sign-in/code", page="/sign-in", who=who, code=code, **data)

    return enter


def test_number_and_code_sign_in(enter, client, vault):
    person = make_person(vault)
    answer = enter(f"{person.number[:3]} {person.number[3:]}", "1234 5678")
    assert (answer.status_code, answer.location) == (303, "/me")
    assert person.name in client.get("/me").text


def test_the_cookie_is_out_of_reach_for_scripts(enter, vault):
    cookies = enter(make_person(vault).number, CODE).headers.getlist("Set-Cookie")
    device = next(each for each in cookies if each.startswith("device="))
    assert "HttpOnly" in device
    assert "SameSite=Lax" in device


def test_signing_in_goes_on_to_where_one_came_from(client, post, vault):
    page = "/sign-in?next=/c/mot"
    answer = post("/sign-in/code?next=/c/mot", page=page, who=make_person(vault).number, code=CODE)
    assert answer.location == "/c/mot"


def test_a_wrong_code_keeps_what_was_typed(enter, vault):
    answer = enter(make_person(vault).number, "0000 0000")
    assert answer.status_code == 422
    assert 'value="0000 0000"' in answer.text


def test_an_unknown_number_is_answered_as_a_wrong_code_is(enter, vault):
    person = make_person(vault)
    nobody = contest_number(80_000_000)
    unknown = enter(nobody, "00000000").text.replace(nobody, "#")
    wrong = enter(person.number, "00000000").text.replace(person.number, "#")
    plain = re.compile(r'value="[^"]{30,}"')
    assert plain.sub("", unknown) == plain.sub("", wrong)


def test_who_share_a_phone_pick_one_masked(post, vault):
    one = make_person(vault, phone=PHONE, name="Nguyễn Thị Hòa")
    two = make_person(vault, one.host, phone=PHONE, name="Lê Văn Bình")
    page = post("/sign-in", who="0912 345 678").text
    assert "N.T.H." in page
    assert two.number[-3:] in page
    assert "Hòa" not in page
    assert two.number not in page


def test_the_one_who_was_picked_is_signed_in(enter, client, vault):
    one = make_person(vault, phone=PHONE)
    two = make_person(vault, one.host, phone=PHONE, name="Lê Văn Bình")
    enter("0912345678", CODE, person="1")
    assert two.name in client.get("/me").text


def test_who_picks_nobody_is_asked_to(enter, vault):
    one = make_person(vault, phone=PHONE)
    make_person(vault, one.host, phone=PHONE)
    answer = enter("0912345678", CODE)
    assert answer.status_code == 422
    assert "Vui lòng chọn tên của bạn" in answer.text


def test_a_locked_number_does_not_touch_a_signed_in_device(enter, client, vault, rows):
    person = make_person(vault)
    enter(person.number, CODE)
    person.wrong_codes, person.wrong_code_ms = 50, 4_000_000_000_000
    rows.commit()
    assert client.get("/me").status_code == 200


def test_the_whole_site_takes_so_many_wrong_codes_and_no_more(enter, vault, monkeypatch):
    monkeypatch.setattr(routes, "failures", FailureBudget(budget=2))
    person = make_person(vault)
    answers = [enter(person.number, code).status_code for code in ("1" * 8, "2" * 8, CODE)]
    assert answers == [422, 422, 429]


def test_opening_a_cards_address_signs_nobody_in(client, vault):
    person = make_person(vault)
    assert client.get(f"/sign-in/card/{person.number}/{LINK}").status_code == 200
    assert client.get("/me").status_code == 401


def test_a_card_signs_in_by_its_button(post, client, vault):
    person = make_person(vault)
    post(f"/sign-in/card/{person.number}/{LINK}")
    assert client.get("/me").status_code == 200


def test_a_forged_card_does_not(post, vault):
    assert post(f"/sign-in/card/{make_person(vault).number}/{'a' * 16}").status_code == 422


def test_signing_out_forgets_the_device(enter, post, client, vault, rows):
    enter(make_person(vault).number, CODE)
    post("/sign-out", page="/me")
    assert client.get("/me").status_code == 401
    assert rows.query(Device).one().ended_at


def test_a_stolen_cookie_ends_with_signing_out(enter, post, client, vault):
    enter(make_person(vault).number, CODE)
    token = client.get_cookie("device").value
    post("/sign-out", page="/me")
    client.set_cookie("device", token)
    assert client.get("/me").status_code == 401


def test_a_new_code_is_shown_again_on_reload_and_not_after_ten_minutes(
    enter, post, client, vault, at
):
    at(NOON)
    enter(make_person(vault).number, CODE)
    post("/me/code", page="/me")
    assert "data:image/svg+xml" in client.get("/me/card").text
    assert "data:image/svg+xml" in client.get("/me/card").text
    at(NOON + timedelta(minutes=11))
    assert "data:image/svg+xml" not in client.get("/me/card").text


def test_a_form_of_another_session_is_refused(client, enter, vault):
    enter(make_person(vault).number, CODE)
    assert client.post("/me/code", data={"csrf_token": "forged"}).status_code == 422


def test_the_own_page_shows_contacts_masked(enter, client, vault):
    enter(make_person(vault, phone=PHONE).number, CODE)
    page = client.get("/me").text
    assert "0******678" in page
    assert "912 345" not in page


@pytest.mark.parametrize("fault", [*IdentityFault, *NumberFault])
def test_every_fault_has_its_sentence(fault):
    assert str(SENTENCES[fault])
