import re

import pytest

from contest.hosts import queries
from contest.rules.roles import Role
from tests.contest.factories import (
    PASSWORD,
    make_account,
    make_grant,
    make_host,
)

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture
def post(client):
    """Post a form as a person would: with the token of the page it stands on."""

    def post(url, page=None, **data):
        token = TOKEN.search(client.get(page or url).text)
        return client.post(url, data=data | {"csrf_token": token[1] if token else ""})

    return post


@pytest.fixture
def signed_in(post):
    def sign_in(account):
        post("/staff/sign-in", email=account.email, password=PASSWORD)

    return sign_in


def test_signing_in_leads_to_ones_hosts(post, client):
    host = make_host(name="Sở Nội vụ")
    account = make_account(host, Role.ORGANISER)
    answer = post("/staff/sign-in", email=account.email.upper(), password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/staff")
    assert "Sở Nội vụ" in client.get("/staff").text


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(post):
    account = make_account()
    answer = post("/staff/sign-in", email=account.email, password="sai")
    assert answer.status_code == 422
    assert account.email in answer.text
    assert "Vui lòng xem lại" in answer.text


@pytest.mark.parametrize("wanted", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_signing_in_never_leads_to_another_site(post, wanted):
    account = make_account()
    answer = post(f"/staff/sign-in?next={wanted}", email=account.email, password=PASSWORD)
    assert answer.location == "/staff"


def test_a_stranger_host_is_not_found(client, signed_in):
    signed_in(make_account(make_host(), Role.ADMINISTRATOR))
    assert client.get(f"/hosts/{make_host().public_id}/staff").status_code == 404


def test_nobody_is_asked_to_sign_in(client):
    assert client.get(f"/hosts/{make_host().public_id}/staff").status_code == 401


def test_a_role_given_to_somebody_new_makes_an_account(post, signed_in):
    host = make_host()
    signed_in(make_account(host, Role.ADMINISTRATOR))
    url = f"/hosts/{host.public_id}/staff"
    answer = post(url, name="Lê Thị Hoa", email="hoa@example.vn", role="judge")
    assert answer.status_code == 303
    assert queries.find_account_by_email("hoa@example.vn").name == "Lê Thị Hoa"


def test_a_role_that_may_not_be_held_too_is_refused_with_what_was_typed(post, signed_in):
    host = make_host()
    signed_in(make_account(host, Role.ADMINISTRATOR))
    writer = make_account(host, Role.WRITER, name="Trần Văn Bình")
    url = f"/hosts/{host.public_id}/staff"
    answer = post(url, name=writer.name, email=writer.email, role="judge")
    assert answer.status_code == 422
    assert "không được kiêm" in answer.text
    assert 'value="Trần Văn Bình"' in answer.text


def test_a_grant_that_was_ended_opens_nothing(client, post, signed_in):
    host = make_host()
    signed_in(make_account(host, Role.ADMINISTRATOR))
    grant = make_grant(account=make_account(), host=host, role=Role.OBSERVER)
    page = f"/hosts/{host.public_id}/staff"
    post(f"{page}/{grant.public_id}/end", page=page)
    assert queries.list_grants_of(grant.account, host) == []


def test_the_record_tells_who_gave_which_role(client, post, signed_in):
    host = make_host()
    signed_in(make_account(host, Role.ADMINISTRATOR, name="Nguyễn Thị Quản"))
    post(f"/hosts/{host.public_id}/staff", name="A B", email="ab@example.vn", role="observer")
    page = client.get(f"/hosts/{host.public_id}/audit")
    assert page.status_code == 200
    assert "Nguyễn Thị Quản" in page.text


def test_signing_out_closes_the_staff_pages(client, post, signed_in):
    signed_in(make_account())
    post("/staff/sign-out", page="/staff")
    assert client.get("/staff").status_code == 401
