import pytest

from contest.bank import queries, shipped_service
from contest.bank.models import Audience, Topic
from contest.db import begin_writing, db
from contest.errors import OwnWork
from contest.hosts import service as hosts
from contest.hosts.models import HostKind
from questions import content
from tests.contest.bank.factories import TODAY
from tests.contest.factories import NOON, PASSWORD, make_account, make_host


def test_the_shipped_questions_are_installed_once(rows):
    host, author, approver = make_host(), make_account(), make_account()
    added = shipped_service.install_shipped(host, NOON, author, approver)
    again = shipped_service.install_shipped(host, NOON, author, approver)
    assert (len(added), len(again)) == (len(content.load()), 0)
    officials = queries.list_nation_lines(Audience)["officials"]
    found = queries.list_drawable(host, officials, TODAY, TODAY)
    assert len(found) >= 200


def test_the_nations_lists_are_installed_once(rows):
    shipped_service.install_rows()
    shipped_service.install_rows()
    codes = [each.code for each in queries.list_topics(make_host())]
    assert codes == [each.code for each in content.topics()]
    assert len(queries.list_nation_lines(Topic)) == len(codes)


def test_who_wrote_them_does_not_approve_them(rows):
    account = make_account()
    with pytest.raises(OwnWork):
        shipped_service.install_shipped(make_host(), NOON, account, account)


def test_the_command_installs_and_says_how_many(own_database):
    with own_database.app_context():
        begin_writing()
        db.session.add(hosts.create_host("so-noi-vu", "Sở Nội vụ", HostKind.DEPARTMENT, NOON))
        for name in ("a", "b"):
            email = f"{name}@example.vn"
            db.session.add(hosts.create_account(name, email, name, PASSWORD, NOON))
        db.session.commit()
    run = own_database.test_cli_runner().invoke
    words = ["bank", "install", "--host", "so-noi-vu", "--author", "a@example.vn"]
    result = run(args=[*words, "--approver", "b@example.vn"])
    assert f"{len(content.load())} questions added, 0 were there" in result.output
    refused = run(args=[*words, "--approver", "a@example.vn"])
    assert "own-work" in refused.output
