import pytest

from contest.bank.finding_words import sentence
from questions.checks import Code, Finding

PARAMS = {
    "option": 1, "other": 2, "count": 3, "field": "option", "characters": "U+200B",
    "words": "nàо", "document": "Nghị định số 61/2018/NĐ-CP", "day": "2025-07-01", "by": "",
    "name": "one-stop-001", "percent": 93,
}  # fmt: skip


@pytest.fixture
def _vietnamese(app):
    with app.test_request_context():
        yield


@pytest.mark.usefixtures("_vietnamese")
@pytest.mark.parametrize("code", list(Code))
def test_every_finding_has_a_sentence(code):
    said = sentence(Finding(code, PARAMS))
    assert said.endswith(".")
    assert "%" not in said.replace("93%", "")


@pytest.mark.usefixtures("_vietnamese")
def test_an_option_is_named_by_its_letter():
    said = sentence(Finding(Code.NOT_COMPOSED, {"field": "option", "option": 2}))
    assert "phương án C" in said


@pytest.mark.usefixtures("_vietnamese")
def test_what_replaced_a_document_is_named():
    said = sentence(Finding(Code.BASIS_ENDED, PARAMS | {"by": "118/2025/NĐ-CP"}))
    assert "từ ngày 1/7/2025 (được thay thế bởi 118/2025/NĐ-CP)" in said
