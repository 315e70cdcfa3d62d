from datetime import date

import pytest

from contest.bank.document_words import cited_as, first_day_without, reason_of_end
from questions.content.documents import load_documents
from questions.legal import Document, Register


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (
            Document("118/2025/NĐ-CP", "Nghị định về một cửa", "Chính phủ", date(2025, 6, 9)),
            "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ",
        ),
        (
            Document("06/QĐ-TTg", "Quyết định phê duyệt", "Thủ tướng", date(2022, 1, 16)),
            "Quyết định số 06/QĐ-TTg ngày 16/01/2022 của Thủ tướng",
        ),
        (
            Document("80/2025/QH15", "Luật Cán bộ, công chức"),
            "Luật Cán bộ, công chức số 80/2025/QH15",
        ),
        (Document("23/CT-TTg", "Chỉ thị về một việc", year=2021), "Chỉ thị số 23/CT-TTg năm 2021"),
        (Document("15/ĐA-UBND", "Đề án vị trí việc làm"), "Đề án vị trí việc làm số 15/ĐA-UBND"),
        (Document("Hiến pháp", "Hiến pháp nước Việt Nam"), "Hiến pháp nước Việt Nam"),
        (Document("", "Bộ chỉ số"), "Bộ chỉ số"),
    ],
)
def test_a_document_is_named_as_a_basis_names_it(document, words):
    assert cited_as(document) == words


def test_what_a_document_is_called_finds_it():
    register = Register(load_documents())
    lost = [each.title for each in register if register.find(cited_as(each)) != [each]]
    assert lost == []


@pytest.mark.parametrize(
    ("replaced_by", "reason"),
    [
        ((), "Căn cứ 61/2018/NĐ-CP hết hiệu lực từ ngày 1/7/2025."),
        (
            ("118/2025/NĐ-CP",),
            "Căn cứ 61/2018/NĐ-CP hết hiệu lực từ ngày 1/7/2025, được thay thế bởi 118/2025/NĐ-CP.",
        ),
    ],
)
def test_the_reason_names_the_first_day_without_the_document(app, replaced_by, reason):
    ended = Document("61/2018/NĐ-CP", "", in_force_to=date(2025, 6, 30), replaced_by=replaced_by)
    with app.test_request_context():
        assert reason_of_end(ended) == reason


def test_a_document_without_an_end_has_no_first_day_without():
    assert first_day_without(Document("", "Bộ chỉ số")) is None
