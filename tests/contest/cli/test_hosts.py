import pytest

from contest.hosts import queries
from contest.rules.roles import Role


@pytest.fixture
def run(app, rows):
    def run(*words):
        return app.test_cli_runner().invoke(args=["hosts", *words])

    return run


def make(run):
    return run("create", "so-noi-vu", "Sở Nội vụ", "--kind", "department", "--province", "44")


def test_a_new_office_is_made_by_a_command(run):
    assert make(run).exit_code == 0
    assert queries.get_host("so-noi-vu").province_code == "44"


def test_an_address_belongs_to_one_office(run):
    make(run)
    assert "already" in make(run).output


def test_its_administrator_gets_a_first_password(run):
    make(run)
    output = run("add-administrator", "so-noi-vu", "Quan.Tri@example.vn", "Lê Thị Hoa").output
    account = queries.find_account_by_email("quan.tri@example.vn")
    assert "First password" in output
    assert queries.roles_held(account, queries.get_host("so-noi-vu")) == {Role.ADMINISTRATOR}


def test_an_office_that_is_not_there_has_no_administrator(run):
    assert run("add-administrator", "nowhere", "a@example.vn", "A B").exit_code == 1
