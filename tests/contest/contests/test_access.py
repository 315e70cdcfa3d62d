import pytest

from contest.rules.roles import Action, Role, may
from tests.contest.contests.factories import make_ready
from tests.contest.factories import make_account, make_grant, make_host

PAGES = [
    ("", Action.SEE_CONTESTS),
    ("/edit", Action.MANAGE_CONTESTS),
    ("/regulation", Action.SEE_CONTESTS),
    ("/audiences/new", Action.MANAGE_CONTESTS),
    ("/audiences/{audience}", Action.MANAGE_CONTESTS),
    ("/rounds/new", Action.MANAGE_CONTESTS),
    ("/rounds/1", Action.SEE_CONTESTS),
    ("/rounds/1/edit", Action.MANAGE_CONTESTS),
    ("/rounds/1/audiences/{audience}/blueprint", Action.MANAGE_CONTESTS),
    ("/rounds/1/audiences/{audience}/preview", Action.PREVIEW_CONTESTS),
    ("/rounds/1/headcounts", Action.SEE_HEADCOUNTS),
    ("/publish", Action.PUBLISH_CONTESTS),
    ("/staff", Action.MANAGE_STAFF),
]
ACTS = [
    ("/edit", Action.MANAGE_CONTESTS),
    ("/audiences/{audience}/remove", Action.MANAGE_CONTESTS),
    ("/rounds/1/remove", Action.MANAGE_CONTESTS),
    ("/rounds/1/audiences/{audience}/blueprint", Action.MANAGE_CONTESTS),
    ("/rounds/1/headcounts", Action.SET_HEADCOUNTS),
    ("/rounds/1/headcounts/list", Action.SET_HEADCOUNTS),
    ("/rounds/1/pin", Action.PUBLISH_CONTESTS),
    ("/publish", Action.PUBLISH_CONTESTS),
    ("/unpublish", Action.PUBLISH_CONTESTS),
    ("/clone", Action.MANAGE_CONTESTS),
    ("/staff", Action.MANAGE_STAFF),
]
FORBIDDEN = 403


@pytest.fixture
def contest(client):
    return make_ready()


@pytest.fixture
def address(contest):
    audience = contest.audiences[0].audience.code
    start = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"
    return lambda rest: start + rest.format(audience=audience)


@pytest.mark.parametrize(("rest", "action"), PAGES)
def test_a_page_opens_for_those_roles_alone(contest, address, client, log_in, rest, action):
    opened = set()
    for role in Role:
        log_in(make_account(contest.host, role))
        status = client.get(address(rest)).status_code
        opened |= {role} if status == 200 else set()
        assert status in (200, FORBIDDEN)
    assert opened == {role for role in Role if may([role], action)}


@pytest.mark.parametrize(("rest", "action"), ACTS)
def test_an_act_is_refused_to_all_other_roles(contest, address, client, log_in, rest, action):
    for role in Role:
        log_in(make_account(contest.host, role))
        is_refused = client.post(address(rest)).status_code == FORBIDDEN
        assert is_refused is not may([role], action)


@pytest.mark.parametrize(("rest", "_action"), PAGES)
def test_the_same_role_of_a_stranger_host_finds_nothing(address, client, log_in, rest, _action):
    for role in Role:
        log_in(make_account(make_host(), role))
        assert client.get(address(rest)).status_code == 404


@pytest.mark.parametrize(("rest", "_action"), PAGES)
def test_nobody_is_asked_to_sign_in(address, client, rest, _action):
    assert client.get(address(rest)).status_code == 401


@pytest.mark.parametrize("rest", ["", "/edit", "/rounds/1"])
def test_a_role_in_another_contest_finds_nothing(contest, address, client, log_in, rest):
    other, account = make_ready(contest.host), make_account()
    make_grant(account=account, host=contest.host, role=Role.ORGANISER, contest_id=other.id)
    log_in(account)
    assert client.get(address(rest)).status_code == 404
