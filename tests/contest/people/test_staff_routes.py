import pytest

from contest.audit.models import AuditEntry
from contest.rules.roles import Role
from tests.contest.factories import make_account, make_host
from tests.contest.people.factories import CODE, PHONE, make_person


@pytest.fixture
def vault(app):
    return app.extensions["vault"]


@pytest.fixture
def desk(client, log_in, vault):
    """A secretary who has signed in, and an entrant of the same host."""
    host = make_host()
    log_in(make_account(host, Role.SECRETARY))
    return f"/hosts/{host.public_id}/entrants", make_person(
        vault, host, name="Nguyễn Thị Hòa", phone=PHONE
    )


@pytest.mark.parametrize("typed", ["Hòa", "nguyen thi hoa", "HOA", "0912 345 678"])
def test_an_entrant_is_found_by_name_or_phone(desk, client, typed):
    url, person = desk
    assert person.number in client.get(url, query_string={"q": typed}).text.replace(" ", "")


def test_an_entrant_is_found_by_number(desk, client):
    url, person = desk
    assert person.name in client.get(url, query_string={"q": person.number}).text


def test_another_hosts_entrants_are_not_found(desk, client, vault):
    url, _ = desk
    stranger = make_person(vault, name="Lê Lạ")
    assert "Lê Lạ" not in client.get(url, query_string={"q": "lạ"}).text
    assert client.get(f"{url}/{stranger.number}").status_code == 404


def test_each_look_is_recorded(desk, client, rows):
    url, person = desk
    client.get(f"{url}/{person.number}")
    entry = rows.query(AuditEntry).one()
    assert (entry.act, entry.subject) == ("entrant-seen", person.number)


def test_a_look_up_is_recorded_without_what_was_typed(desk, client, rows):
    client.get(desk[0], query_string={"q": "hòa"})
    entry = rows.query(AuditEntry).one()
    assert (entry.act, entry.details) == ("entrants-looked-up", {"found": 1})


def test_contacts_are_masked(desk, client):
    url, person = desk
    page = client.get(f"{url}/{person.number}").text
    assert "0******678" in page


def test_a_code_given_again_ends_the_old_one(desk, client, post, rows):
    url, person = desk
    before = person.code_hash
    answer = post(f"{url}/{person.number}/code", page=f"{url}/{person.number}")
    assert answer.status_code == 200
    assert CODE not in answer.text
    assert person.code_hash != before
    assert rows.query(AuditEntry).filter_by(act="code-given-again").count() == 1


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.SECRETARY])
def test_only_a_secretary_sees_entrants(client, log_in, vault, role):
    host = make_host()
    person = make_person(vault, host)
    log_in(make_account(host, role))
    assert client.get(f"/hosts/{host.public_id}/entrants").status_code == 403
    assert client.get(f"/hosts/{host.public_id}/entrants/{person.number}").status_code == 403


def test_a_secretary_of_another_host_does_not(client, log_in, vault):
    log_in(make_account(make_host(), Role.SECRETARY))
    assert client.get(f"/hosts/{make_host().public_id}/entrants").status_code == 404


def test_nobody_does_not(client):
    assert client.get(f"/hosts/{make_host().public_id}/entrants").status_code == 401
