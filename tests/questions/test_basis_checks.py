from datetime import date, timedelta

import pytest

from questions.basis_checks import check_basis, has_ended
from questions.checks import Code, Finding
from questions.legal import Document, Law, Register
from questions.model import LegalBasis
from tests.questions.builders import build_question

LAST = date(2025, 6, 30)
DAY = timedelta(days=1)
ENDED = Document("61/2018/NĐ-CP", "", in_force_to=LAST, replaced_by=("118/2025/NĐ-CP",))
REGISTER = Register([ENDED, Document("118/2025/NĐ-CP", "")])
PARAMS = {"document": "61/2018/NĐ-CP", "day": "2025-07-01", "by": "118/2025/NĐ-CP"}


def found(text="Nghị định 61/2018/NĐ-CP", day=LAST + DAY, register=REGISTER, **given):
    question = build_question(basis=(LegalBasis(text, "Điều 1"),), **given)
    return check_basis(question, Law(register, day))


def test_a_document_in_force_is_no_fault():
    assert found("Nghị định 118/2025/NĐ-CP") == ()


def test_a_basis_that_ended_is_named_with_what_replaced_it():
    assert found() == (Finding(Code.BASIS_ENDED, PARAMS),)


def test_until_its_last_day_is_over_it_is_a_warning():
    assert found(day=LAST) == (Finding(Code.BASIS_WILL_END, PARAMS),)


@pytest.mark.parametrize(("valid_to", "count"), [(LAST, 0), (LAST + DAY, 1), (None, 1)])
def test_a_question_that_ends_with_its_document_is_sound(valid_to, count):
    assert len(found(valid_to=valid_to)) == count


def test_a_document_that_is_not_registered_is_named_as_written():
    assert found(" Quyết định của xã ") == (
        Finding(Code.BASIS_UNKNOWN, {"document": "Quyết định của xã"}),
    )


def test_a_basis_without_a_document_is_another_checks_affair():
    assert found(" ") == ()


def test_where_several_years_may_be_meant_one_that_ended_is_enough():
    register = Register(
        [
            Document("1/NQ-CP", "", year=2023),
            Document("1/NQ-CP", "", year=2024, in_force_to=LAST),
            Document("1/NQ-CP", "", year=2022, in_force_to=LAST),
        ]
    )
    codes = [each.code for each in found("Nghị quyết 01/NQ-CP", register=register)]
    assert codes == [Code.BASIS_ENDED]


def test_a_question_has_ended_with_its_law():
    question = build_question(basis=(LegalBasis("61/2018/NĐ-CP"),))
    assert has_ended(question, Law(REGISTER, LAST + DAY))
    assert not has_ended(question, Law(REGISTER, LAST))
