from datetime import timedelta

import pytest

from contest.bank import document_queries, document_service
from contest.errors import ActNotOpen
from questions.content.documents import load_documents
from questions.legal import Document
from questions.review import State
from tests.contest.bank.factories import (
    TODAY,
    build_document,
    build_question,
    build_version,
    make_document,
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
    assert document_service.install_documents(NOON) == count
    assert document_service.install_documents(NOON) == 0
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
