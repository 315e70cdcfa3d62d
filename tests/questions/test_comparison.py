import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from questions.comparison import Change, Piece, Sides, compare, compare_options
from questions.model import Option

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED
PICTURE = "[[picture:0123456789abcdef0123|Sơ đồ một cửa]]"


@pytest.mark.parametrize(
    ("before", "after", "sides"),
    [
        pytest.param("", "", Sides((), ()), id="nothing"),
        pytest.param(
            "Nộp ở xã", "Nộp ở xã", Sides((Piece("Nộp ở xã"),), (Piece("Nộp ở xã"),)), id="alike"
        ),
        pytest.param("", "Mới", Sides((), (Piece("Mới", ADDED),)), id="all-is-new"),
        pytest.param(
            "Nộp ở huyện nhé",
            "Nộp ở xã nhé",
            Sides(
                (Piece("Nộp ở "), Piece("huyện", REMOVED), Piece(" nhé")),
                (Piece("Nộp ở "), Piece("xã", ADDED), Piece(" nhé")),
            ),
            id="a-word",
        ),
        pytest.param(
            "một hai ba",
            "bốn năm ba",
            Sides(
                (Piece("một hai", REMOVED), Piece(" ba")), (Piece("bốn năm", ADDED), Piece(" ba"))
            ),
            id="neighbours-are-one-piece",
        ),
        pytest.param(
            f"Xem {PICTURE}",
            "Xem",
            Sides((Piece("Xem"), Piece(f" {PICTURE}", REMOVED)), (Piece("Xem"),)),
            id="a-picture-is-one-word",
        ),
    ],
)
def test_words_that_came_and_went(before, after, sides):
    assert compare(before, after) == sides


@given(st.text(), st.text())
@example(f"a[[b {PICTURE}", "[[picture:x]]")
def test_the_pieces_of_a_side_are_its_text(before, after):
    sides = compare(before, after)
    assert "".join(each.text for each in sides.before) == before
    assert "".join(each.text for each in sides.after) == after


@given(st.text(), st.text())
def test_what_stayed_is_the_same_on_both_sides(before, after):
    sides = compare(before, after)
    stayed = [
        [each for each in side if each.change is SAME] for side in (sides.before, sides.after)
    ]
    assert stayed[0] == stayed[1]
    assert sides.is_same == (before == after)


def test_options_are_paired_by_their_places():
    old, new = (Option("Có"),), (Option("Có"), Option("Không"))
    first, second = compare_options(old, new)
    assert first[2].is_same
    assert second == (None, new[1], Sides((), (Piece("Không", ADDED),)))
