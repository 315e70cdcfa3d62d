"""The register of documents that ships, and the shipped questions that rest on it."""

from collections import Counter
from datetime import date

from questions import content
from questions.basis_checks import check_basis
from questions.content.documents import load_documents
from questions.legal import Law, Register, number_in

TODAY = date(2026, 11, 24)
DOCUMENTS = load_documents()
REGISTER = Register(DOCUMENTS)
LAW = Law(REGISTER, TODAY)


def test_every_basis_of_the_shipped_questions_is_in_force_as_long_as_they_hold():
    found = {each.code: check_basis(each, LAW) for each in content.load()}
    assert {code: findings for code, findings in found.items() if findings} == {}


def test_no_document_is_registered_twice():
    counts = Counter(each.citation for each in DOCUMENTS)
    assert [citation for citation, count in counts.items() if count > 1] == []


def test_numbers_are_written_as_they_should_be():
    assert [
        each.number for each in DOCUMENTS if each.number != (number_in(each.number) or "")
    ] == []


def test_days_follow_each_other():
    faulty = [
        each.title
        for each in DOCUMENTS
        if (each.in_force_from or date.min) > (each.in_force_to or date.max)
        or (each.issued_on or date.min) > (each.in_force_from or each.in_force_to or date.max)
    ]
    assert faulty == []


def test_what_replaced_a_document_is_registered_and_in_force():
    for document in DOCUMENTS:
        for text in document.replaced_by:
            assert [each.has_ended_by(TODAY) for each in REGISTER.find(text)] == [False], text


def test_the_laws_that_changed_in_2025_and_2026_have_ended():
    ended = {each.number for each in DOCUMENTS if each.has_ended_by(TODAY)}
    assert {"61/2018/NĐ-CP", "107/2021/NĐ-CP", "13/2023/NĐ-CP", "922/QĐ-BTTTT"} <= ended
