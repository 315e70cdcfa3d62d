from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.audit.models import ActorKind, AuditEntry
from contest.bank import document_queries, document_service
from contest.db import db
from contest.errors import ActNotOpen
from questions.content.documents import load_documents
from questions.legal import Document
from questions.review import State
from tests.contest.bank.factories import (
    TODAY,
    build_document,
    build_question,
    build_version,
    make_approved,
    make_document,
    make_loan,
    make_question,
)
from tests.contest.factories import NOON, build_account, build_host, keep, make_host

DAY = timedelta(days=1)
LAST = TODAY
ENDED = Document("61/2018/NĐ-CP", "Nghị định", in_force_to=LAST)
BASIS = [{"document": "Nghị định 61/2018/NĐ-CP", "article": "Điều 3"}]
REASON = "Căn cứ đã hết hiệu lực."


def put_back(question, document=ENDED):
    return document_service.put_back([question], document, REASON, NOON)


def question_in(state, **given):
    return build_question(build_version(**{"state": state, "basis": BASIS} | given))


def test_an_approved_question_is_submitted_again_as_it_stands():
    question = question_in(State.APPROVED, author_name="Tổ biên soạn")
    old = question.latest
    assert put_back(question) == [question]
    new = question.latest
    assert (new.number, new.state, new.reason) == (2, State.SUBMITTED, REASON)
    assert (new.author, new.author_name, new.written) == (old.author, "Tổ biên soạn", old.written)
    assert question.approved is old


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.REVIEWED])
def test_what_is_not_approved_yet_is_told_why(state):
    question = question_in(state)
    assert put_back(question) == []
    assert (len(question.versions), question.latest.reason) == (1, REASON)


@pytest.mark.parametrize(
    "question",
    [
        question_in(State.RETIRED),
        question_in(State.APPROVED, valid_to=LAST),
        question_in(State.APPROVED, basis=[]),
        question_in(State.DRAFT, valid_to=LAST),
    ],
    ids=["retired", "ends-with-its-law", "names-another", "a-draft-that-ends-with-its-law"],
)
def test_other_questions_are_left(question):
    assert put_back(question) == []
    assert (len(question.versions), question.latest.reason) == (1, "")


def test_a_document_without_an_end_puts_nothing_back():
    assert put_back(question_in(State.APPROVED), Document("61/2018/NĐ-CP", "")) == []


def test_only_what_is_approved_is_recalled():
    with pytest.raises(ActNotOpen):
        document_service.service.recall(question_in(State.DRAFT), REASON, NOON)


def test_a_host_changes_a_copy_of_the_nations_row():
    host, by = build_host(), build_account()
    shared, own = build_document(), build_document(host)
    copy = document_service.own_row(shared, host, "copy", by, NOON)
    assert (copy.host, copy.written, copy.cited) == (host, shared.written, shared.cited)
    assert document_service.own_row(own, host, "copy", by, NOON) is own


def test_an_ended_document_says_until_when_and_what_follows():
    row, by = build_document(build_host()), build_account()
    document_service.end_document(row, LAST, ("118/2025/NĐ-CP",), by, NOON)
    assert (row.in_force_to, row.replaced_by, row.updated_by) == (LAST, ["118/2025/NĐ-CP"], by)


@pytest.mark.usefixtures("rows")
def test_what_ships_is_installed_once():
    count = len(load_documents())
    assert len(document_service.install_documents(NOON).changed) == count
    assert document_service.install_documents(NOON).changed == ()
    assert len(document_queries.list_nation_documents()) == count


@pytest.mark.usefixtures("rows")
def test_the_nations_rows_are_brought_to_what_ships_and_a_hosts_are_left():
    host = make_host()
    shared = make_document(number="61/2018/NĐ-CP", name="Tên cũ")
    own = make_document(host, number="107/2021/NĐ-CP", name="Tên riêng")
    document_service.install_documents(NOON)
    assert (shared.name == "Tên cũ", shared.in_force_to is None) == (False, False)
    assert own.name == "Tên riêng"


@pytest.mark.usefixtures("rows")
def test_versions_from_before_the_register_are_linked():
    question = make_question(build_version(basis=BASIS))
    question.latest.documents = []
    keep(question)
    document_service.install_documents(NOON)
    assert [each.cited for each in question.latest.documents] == ["61/2018/nd-cp"]


SHIPPED = "107/2021/NĐ-CP"  # it has ended in what ships


def on_shipped(**given):
    return make_approved(basis=[{"document": f"Nghị định {SHIPPED}", "article": ""}], **given)


def recall_everywhere():
    ended = document_service.install_documents(NOON).ended
    return document_service.recall_everywhere(ended, lambda each: REASON, NOON)


@pytest.mark.usefixtures("rows")
def test_an_end_that_ships_puts_the_questions_of_every_host_back_to_review():
    shared = make_document(number=SHIPPED, name="Nghị định về một cửa")
    questions = [on_shipped(), on_shipped(), make_approved()]
    assert recall_everywhere() == 2
    found = [(each.latest.state, each.latest.reason) for each in questions]
    assert found == [(State.SUBMITTED, REASON)] * 2 + [(State.APPROVED, "")]
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(each.act, each.actor_kind) for each in entries] == [
        ("questions-recalled", ActorKind.SYSTEM)
    ] * 2
    assert [each.host_id for each in entries] == [each.host_id for each in questions[:2]]
    assert entries[0].details["codes"] == [questions[0].code]
    assert {each.subject for each in entries} == {shared.public_id}


@pytest.mark.usefixtures("rows")
def test_what_was_approved_again_is_not_put_back_a_second_time():
    question = on_shipped()
    recall_everywhere()
    question.latest.state = State.APPROVED
    assert recall_everywhere() == 0


@pytest.mark.usefixtures("rows")
def test_where_a_host_has_its_own_end_what_ships_puts_nothing_back():
    host = make_host()
    make_document(host, number=SHIPPED)
    on_shipped(host=host)
    assert recall_everywhere() == 0


@pytest.mark.usefixtures("rows")
def test_a_loan_of_a_question_is_not_the_borrowers_to_put_back():
    question = on_shipped()
    make_loan(question=question, host=make_host())
    assert recall_everywhere() == 1
    assert len(question.versions) == 2
