from datetime import timedelta

import pytest

from contest.errors import RolesConflict
from contest.hosts import service
from contest.hosts.service import SignIn
from contest.rules.roles import Role
from tests.contest.factories import NOON, PASSWORD, build_account, build_grant, build_host


def test_the_right_password_signs_in():
    assert service.sign_in(build_account(), PASSWORD, NOON) is SignIn.DONE


def test_a_wrong_password_is_counted():
    account = build_account()
    assert service.sign_in(account, "sai", NOON) is SignIn.WRONG
    assert account.wrong_passwords == 1


def test_an_address_that_nobody_has_is_as_wrong_as_a_password():
    assert service.sign_in(None, PASSWORD, NOON) is SignIn.WRONG


def test_a_closed_account_signs_in_no_more():
    assert service.sign_in(build_account(ended_at=NOON), PASSWORD, NOON) is SignIn.WRONG


def test_ten_wrong_passwords_lock_even_the_right_one_out():
    account = build_account(wrong_passwords=10, wrong_password_at=NOON)
    assert service.sign_in(account, PASSWORD, NOON + timedelta(minutes=14)) is SignIn.LOCKED


def test_a_quarter_of_an_hour_later_the_account_is_free_again():
    account = build_account(wrong_passwords=10, wrong_password_at=NOON)
    assert service.sign_in(account, PASSWORD, NOON + timedelta(minutes=15)) is SignIn.DONE


def test_a_new_password_ends_every_session():
    account = build_account(id=7)
    service.change_password(account, "một câu khác, dài hơn")
    assert account.get_id() == "7.1"


def test_a_first_password_can_be_read_aloud():
    assert service.password_from(bytes(range(16))) == "abcd-efgh-jkmn-pqrs"


@pytest.mark.parametrize(
    ("held_in", "granted_in", "is_refused"),
    [
        pytest.param(None, None, True, id="both-at-the-host"),
        pytest.param(None, 1, True, id="one-at-the-host-counts-in-every-contest"),
        pytest.param(1, None, True, id="and-the-other-way-round"),
        pytest.param(1, 1, True, id="both-in-one-contest"),
        pytest.param(1, 2, False, id="in-two-contests"),
    ],
)
def test_nobody_writes_and_judges_in_one_contest(held_in, granted_in, is_refused):
    account, host = build_account(), build_host()
    held = [build_grant(account=account, host=host, role=Role.WRITER, contest_id=held_in)]
    give = (service.grant_role, "id", account, host, Role.JUDGE, held)
    if is_refused:
        with pytest.raises(RolesConflict):
            give[0](*give[1:], by=None, now=NOON, contest_id=granted_in)
    else:
        assert give[0](*give[1:], by=None, now=NOON, contest_id=granted_in).role is Role.JUDGE


def test_a_grant_ends_once():
    grant = build_grant()
    service.end_grant(grant, NOON)
    service.end_grant(grant, NOON + timedelta(days=1))
    assert grant.ended_at == NOON
