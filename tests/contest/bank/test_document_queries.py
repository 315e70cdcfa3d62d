from datetime import timedelta

import pytest

from contest.bank import citing_queries, document_queries, queries
from contest.errors import NotFound
from questions.legal import Citation
from tests.contest.bank.factories import (
    TODAY,
    WEEK,
    build_version,
    make_approved,
    make_audience,
    make_document,
    make_loan,
    make_question,
)
from tests.contest.factories import make_host

DAY = timedelta(days=1)
NUMBER = "61/2018/NĐ-CP"
BASIS = [{"document": "Nghị định 61/2018/nđ-cp", "article": "Điều 3"}]
pytestmark = pytest.mark.usefixtures("rows")


def titles(host, **given):
    return [each.number for each in document_queries.list_documents(host, day=TODAY, **given)]


def is_drawable(host, first=TODAY, last=TODAY, basis=BASIS, drawer=None):
    audience = make_audience()
    question = make_approved(host=host, audiences=[audience], basis=basis)
    if drawer is not None:
        make_loan(question=question, host=drawer)
    return bool(queries.list_drawable(drawer or host, audience, first, last))


@pytest.mark.parametrize(
    ("last", "drawn"),
    [
        pytest.param(None, True, id="in-force"),
        pytest.param(TODAY + WEEK, True, id="ends-with-the-round"),
        pytest.param(TODAY + WEEK - DAY, False, id="ends-within-the-round"),
        pytest.param(TODAY - DAY, False, id="ended"),
    ],
)
def test_a_question_is_drawn_on_days_on_which_its_law_is_in_force(last, drawn):
    host = make_host()
    make_document(number=NUMBER, in_force_to=last)
    assert is_drawable(host, TODAY, TODAY + WEEK) is drawn


def test_a_question_that_names_another_document_is_drawn():
    make_document(number=NUMBER, in_force_to=TODAY - DAY)
    assert is_drawable(make_host(), basis=[{"document": "118/2025/NĐ-CP", "article": ""}])


def test_what_one_host_ended_is_drawn_by_others():
    host = make_host()
    make_document(number=NUMBER)
    make_document(host, number=NUMBER, in_force_to=TODAY - DAY)
    assert not is_drawable(host)
    assert is_drawable(make_host())


def test_what_a_host_wrote_down_stands_in_the_nations_place():
    host = make_host()
    make_document(number=NUMBER, in_force_to=TODAY - DAY)
    own = make_document(host, number=NUMBER)
    assert is_drawable(host)
    assert document_queries.list_documents(host) == [own]


def test_a_lent_question_is_drawn_by_the_borrowers_register():
    owner, borrower = make_host(), make_host()
    make_document(borrower, number=NUMBER, in_force_to=TODAY - DAY)
    assert not is_drawable(owner, drawer=borrower)
    assert is_drawable(owner)


def test_a_number_without_its_year_may_be_that_of_any():
    host = make_host()
    make_document(number="1/NQ-CP", year=2024, in_force_to=TODAY - DAY)
    make_document(number="1/NQ-CP", year=2025)
    assert is_drawable(host, basis=[{"document": "01/NQ-CP năm 2025", "article": ""}])
    assert not is_drawable(host, basis=[{"document": "01/NQ-CP năm 2024", "article": ""}])
    assert not is_drawable(host, basis=[{"document": "Nghị quyết 01/NQ-CP", "article": ""}])


def test_the_links_follow_an_edit_of_the_words():
    version = build_version(basis=BASIS)
    version.basis = [{"document": "118/2025/NĐ-CP", "article": ""}, {"document": "", "article": ""}]
    assert [each.cited for each in version.documents] == ["118/2025/nd-cp"]


def test_documents_are_found_without_marks():
    make_document(number=NUMBER, name="Nghị định về cơ chế một cửa", issuer="Chính phủ")
    make_document(number="80/2025/QH15", name="Luật Cán bộ, công chức")
    host = make_host()
    assert titles(host, text="nd-cp mot cua") == [NUMBER]
    assert titles(host, text="chinh phu") == [NUMBER]
    assert titles(host) == ["80/2025/QH15", NUMBER]


def test_documents_are_told_apart_by_whether_they_are_in_force():
    ends = {"1": None, "2": TODAY - DAY, "3": TODAY + WEEK, "4": TODAY + timedelta(days=400)}
    for number, last in ends.items():
        make_document(number=f"{number}/2025/NĐ-CP", in_force_to=last)
    host = make_host()
    assert titles(host, status="ended") == ["2/2025/NĐ-CP"]
    assert titles(host, status="ends-soon") == ["3/2025/NĐ-CP"]
    assert titles(host, status="in-force") == ["1/2025/NĐ-CP", "4/2025/NĐ-CP"]


def test_a_strangers_document_is_not_found():
    with pytest.raises(NotFound):
        document_queries.get_document(make_host(), make_document(make_host()).public_id)


def test_the_nations_address_leads_to_the_hosts_own_row():
    host = make_host()
    shared, own = make_document(number=NUMBER), make_document(host, number=NUMBER)
    assert document_queries.get_document(host, shared.public_id) is own
    assert document_queries.get_document(make_host(), shared.public_id) is shared


def test_a_host_has_one_register():
    host = make_host()
    make_document(number=NUMBER)
    make_document(make_host())
    register = document_queries.register_of(host)
    assert [each.citation for each in register] == [Citation("61/2018/nd-cp")]


def test_the_questions_that_name_a_document_are_listed_by_code():
    host, document = make_host(), make_document(number=NUMBER)
    draft = make_question(build_version(basis=BASIS), host=host, code="b")
    drawn = make_approved(basis=BASIS, host=host, code="a")
    drawn.versions.append(build_version(number=2))
    lent = make_approved(basis=BASIS, code="c")
    make_loan(question=lent, host=host)
    make_approved(basis=BASIS)
    make_approved(host=host)
    assert citing_queries.list_questions_naming(host, document) == [drawn, draft, lent]
    assert citing_queries.count_by_document(host, [document]) == {document.id: 3}
