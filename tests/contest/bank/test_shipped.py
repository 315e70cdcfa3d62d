from dataclasses import replace

import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.bank import queries, shipped_service
from contest.bank.models import Audience, Topic
from contest.db import begin_writing, db
from contest.errors import FaultyQuestion
from contest.hosts import service as hosts
from contest.hosts.models import HostKind
from questions import content
from questions.model import Option
from questions.review import State
from tests.contest.bank.factories import TODAY, WEEK, make_approved, make_document, make_loan
from tests.contest.factories import NOON, PASSWORD, make_account, make_host


def test_the_shipped_questions_are_installed_once(rows):
    host, approver = make_host(), make_account()
    added = shipped_service.install_shipped(host, NOON, approver)
    again = shipped_service.install_shipped(host, NOON, approver)
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


@pytest.mark.parametrize("steps", [2, 3])
def test_one_approver_answers_for_them_and_the_authors_are_kept(rows, steps):
    host, approver = make_host(review_steps=steps), make_account()
    added = shipped_service.install_shipped(host, NOON, approver, shipped=content.load()[:2])
    latest = added[0].latest
    assert (latest.state, latest.decided_by) == (State.APPROVED, approver)
    assert (latest.author, latest.by) == (None, content.AUTHOR)


def test_what_is_adopted_stands_in_the_audit_with_its_codes(rows):
    shipped = content.load()[:2]
    shipped_service.install_shipped(make_host(), NOON, make_account(), shipped=shipped)
    entry = rows.scalars(select(AuditEntry)).one()
    assert entry.details["codes"] == [each.code for each in shipped]


def test_a_faulty_question_is_not_adopted(rows):
    faulty = replace(content.load()[0], options=(Option("Có"), Option("Không")))
    with pytest.raises(FaultyQuestion):
        shipped_service.install_shipped(make_host(), NOON, make_account(), shipped=[faulty])


def test_what_rests_on_law_that_the_host_ended_is_not_adopted(rows):
    host = make_host()
    make_document(host, number="118/2025/NĐ-CP", in_force_to=TODAY - WEEK)
    one = next(each for each in content.load() if each.code == "one-stop-001")
    assert shipped_service.install_shipped(host, NOON, make_account(), shipped=[one]) == []


def test_what_can_be_adopted_is_counted_by_topic(rows):
    host, shipped = make_host(), content.load()
    shipped_service.install_shipped(host, NOON, make_account(), shipped=shipped[:1])
    offers = shipped_service.offers(host, shipped)
    assert sum(each.known for each in offers) == 1
    assert sum(each.new for each in offers) == len(shipped) - 1


def test_a_question_of_ones_own_with_a_shipped_code_hides_no_shipped_one(rows):
    host, shipped = make_host(), content.load()
    make_approved(host=host, code=shipped[0].code)
    assert sum(each.known for each in shipped_service.offers(host, shipped)) == 0
    added = shipped_service.install_shipped(host, NOON, make_account(), shipped=shipped[:1])
    assert [each.code for each in added] == [f"{shipped[0].code}-2"]
    assert shipped_service.install_shipped(host, NOON, make_account(), shipped=shipped[:1]) == []


def test_what_is_borrowed_already_is_counted(rows):
    host, owner, shipped = make_host(), make_host(), content.load()
    lent = shipped_service.install_shipped(owner, NOON, make_account(), shipped=shipped[:2])
    make_loan(question=lent[0], host=host)
    offers = shipped_service.offers(host, shipped)
    assert (sum(each.known for each in offers), sum(each.borrowed for each in offers)) == (0, 1)


def test_what_is_borrowed_and_adopted_is_drawn_once(rows):
    host, officials = make_host(), "officials"
    one = next(each for each in content.load() if officials in each.audiences)
    for owner in (make_host(), make_host()):
        lent = shipped_service.install_shipped(owner, NOON, make_account(), shipped=[one])
        make_loan(question=lent[0], host=host)
    audience = queries.list_nation_lines(Audience)[officials]
    assert len(queries.list_drawable(host, audience, TODAY, TODAY)) == 1
    own = shipped_service.install_shipped(host, NOON, make_account(), shipped=[one])
    assert queries.list_drawable(host, audience, TODAY, TODAY) == [own[0].approved]
    assert sum(queries.count_drawable(host, audience, TODAY, TODAY).values()) == 1


def test_the_command_installs_and_says_how_many(own_database):
    with own_database.app_context():
        begin_writing()
        db.session.add(hosts.create_host("so-noi-vu", "Sở Nội vụ", HostKind.DEPARTMENT, NOON))
        db.session.add(hosts.create_account("b", "b@example.vn", "b", PASSWORD, NOON))
        db.session.commit()
    run = own_database.test_cli_runner().invoke
    words = ["bank", "install", "--approver", "b@example.vn", "--host"]
    result = run(args=[*words, "so-noi-vu"])
    assert f"{len(content.load())} questions added, 0 were there" in result.output
    assert "not-found" in run(args=[*words, "no-such"]).output
