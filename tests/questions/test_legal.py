import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.legal import Citation, Document, Register, cite, number_in

LAST = date(2025, 6, 30)
NEXT = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ", "118/2025/NĐ-CP"),
        ("Nghị định 118 / 2025/nđ – cp", "118/2025/NĐ-CP"),
        ("nghi dinh 118/2025/ND-CP", "118/2025/NĐ-CP"),
        (unicodedata.normalize("NFD", "NĐ 61/2018/NĐ‑CP"), "61/2018/NĐ-CP"),
        ("Điều 3 Nghị quyết số 76/NQ-CP ngày 15/7/2021", "76/NQ-CP"),
        ("Luật Cán bộ, công chức số 80/2025/QH15", "80/2025/QH15"),
        ("1680/nq-ubtvqh15", "1680/NQ-UBTVQH15"),
        ("Quyết định 1847/qđ-ttg", "1847/QĐ-TTg"),
        ("TT 03/2025/TT-VPCP của VPCP", "03/2025/TT-VPCP"),
        ("(QĐ 12/2025/QĐ-UBND)", "12/2025/QĐ-UBND"),
        ("26/NQ-HDND", "26/NQ-HĐND"),
        ("TTLT 01/2013/TTLT-BTP-BNV", "01/2013/TTLT-BTP-BNV"),
        ("Nghị quyết 18-NQ/TW", "18-NQ/TW"),
        ("Hiến pháp năm 2013", "Hiến pháp"),
        ("HIẾN PHÁP", "Hiến pháp"),
        ("118/2025/NĐ-CP, sửa đổi bởi 12/2026/NĐ-CP", "118/2025/NĐ-CP"),
    ],
)
def test_the_first_number_in_a_text_as_it_is_properly_written(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", ["", "Luật Cán bộ, công chức", "ngày 09/6/2025", "1/2 số câu", "24/7", "3/người"]
)
def test_what_is_no_number(text):
    assert number_in(text) is None


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Nghị quyết 76/NQ-CP ngày 15/7/2021", Citation("76/nq-cp", 2021)),
        ("Nghị quyết 76/NQ-CP ngày 15 tháng 7 năm 2021", Citation("76/nq-cp", 2021)),
        ("Chỉ thị số 23/CT-TTg năm 2021", Citation("23/ct-ttg", 2021)),
        ("Nghị quyết 76/NQ-CP", Citation("76/nq-cp")),
        ("NĐ 118/2025/NĐ-CP ngày 09/6/2025", Citation("118/2025/nd-cp")),
        ("3/2025/TT-VPCP", Citation("3/2025/tt-vpcp")),
        ("TT 03/2025/TT-VPCP", Citation("3/2025/tt-vpcp")),
        ("Hiến pháp năm 2013", Citation("hien phap")),
        ("Luật Công nghệ thông tin  năm 2006.", Citation("luat cong nghe thong tin nam 2006")),
    ],
)
def test_what_a_text_cites(text, cited):
    assert cite(text) == cited


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_cites_something_or_nothing(text):
    assert len(cite(text).number) <= 200


def test_a_year_that_is_not_told_fits_any():
    assert Citation("76/nq-cp").may_be(Citation("76/nq-cp", 2021))
    assert not Citation("76/nq-cp", 2019).may_be(Citation("76/nq-cp", 2021))
    assert not Citation("76/nq-cp").may_be(Citation("77/nq-cp"))


@pytest.mark.parametrize(
    ("document", "citation"),
    [
        (Document("76/NQ-CP", "", issued_on=date(2021, 7, 15)), Citation("76/nq-cp", 2021)),
        (Document("23/CT-TTg", "", year=2021), Citation("23/ct-ttg", 2021)),
        (Document("61/2018/NĐ-CP", "", year=2018), Citation("61/2018/nd-cp")),
        (Document("", "Đề án"), Citation("de an")),
    ],
)
def test_by_what_a_document_is_found(document, citation):
    assert document.citation == citation


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (date(2018, 4, 23), LAST, True),
        (date(2018, 4, 22), LAST, False),
        (date(2018, 4, 23), NEXT, False),
    ],
)
def test_a_document_is_in_force_from_its_first_to_its_last_day(first, last, holds):
    document = Document("", "Đề án", in_force_from=date(2018, 4, 23), in_force_to=LAST)
    assert document.in_force_throughout(first, last) is holds
    assert Document("", "Đề án").in_force_throughout(first, last)


def test_the_title_is_the_number_or_else_the_name():
    assert (Document("1/2025/NĐ-CP", "a").title, Document("", "a").title) == ("1/2025/NĐ-CP", "a")


def test_a_register_finds_a_document_however_it_is_written():
    document = Document("118/2025/NĐ-CP", "Nghị định về một cửa")
    register = Register([document])
    assert register.find("nghi dinh 118 / 2025 / nd-cp") == [document]
    assert register.find("Nghị định 61/2018/NĐ-CP") == []
    assert (list(register), len(register)) == ([document], 1)


def test_the_same_number_of_two_years_is_told_apart_by_the_day():
    old = Document("1/NQ-CP", "", issued_on=date(2024, 1, 5))
    new = Document("01/NQ-CP", "", issued_on=date(2025, 1, 8))
    register = Register([old, new])
    assert register.find("Nghị quyết 01/NQ-CP ngày 08/01/2025") == [new]
    assert register.find("Nghị quyết 01/NQ-CP") == [old, new]


def test_of_two_for_the_same_citation_the_later_stands():
    shared, own = Document("1/2025/NĐ-CP", "a"), Document("01/2025/nđ-cp", "b")
    assert list(Register([shared, own])) == [own]
