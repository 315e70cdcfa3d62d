import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.model import Option
from questions.naming import names_letters, staying

NAMING = [
    "Phương án A và C đều đúng",
    "Cả A và B",
    "A và B đều sai",
    "Phương án A hoặc B đúng",
    "Câu B và C",
    "Cả A, B và C",
    "Cả a và b đều đúng.",
    "Cả hai phương án A và B",
    "Cả đáp án A và đáp án B đều đúng",
    "(A) và (C)",
    "A, B, C đều đúng",
    "A/B",
    "A đúng, B sai",
    "Chỉ A",
    "Chỉ A đúng",
    "Chỉ câu B",
    "Ý a sai",
    "Đáp án B",
    "Hoặc A hoặc B",
    "Không có A và B",
    "Tất cả các phương án trên, trừ C",
    "Both A and B",
]
PLAIN = [
    "A",
    "Hạng A",
    "Nhóm B, C",
    "Dự án nhóm A và B",
    "Điểm a và b khoản 1",
    "Vitamin A và D",
    "Xã A và xã B",
    "Cả hai phương án trên",
    "Câu à",
    "Câu A",
    "",
]
texts = st.sampled_from([*NAMING, *PLAIN]) | st.text(max_size=30)
options = st.lists(st.builds(Option, texts, stays=st.booleans()), max_size=8)


@pytest.mark.parametrize("text", NAMING)
def test_an_option_may_name_others_by_letter(text):
    assert names_letters(text)


@pytest.mark.parametrize("text", PLAIN)
def test_a_letter_may_name_something_else(text):
    assert not names_letters(text)


@given(options, st.sampled_from(NAMING))
def test_nothing_moves_beside_an_option_that_names_letters(others, text):
    assert staying([*others, Option(text)]) == set(range(len(others) + 1))


@given(options)
def test_what_was_ticked_stays_in_any_case(given_):
    ticked = {at for at, each in enumerate(given_) if each.stays}
    assert staying(given_) >= ticked
    if not any(names_letters(each.text) for each in given_):
        assert staying(given_) == ticked
