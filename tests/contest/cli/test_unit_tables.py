"""Where two sources differ about a former unit, the right one wins, or both stay."""

import pytest

from contest.cli.unit_sources import Former, Name, Units, name_of, tidy
from contest.cli.unit_tables import Verdict, settle
from contest.units.tables_service import DATA


def units(successors: dict[str, set[str]], **names: str) -> Units:
    """Former units by code, all in one district unless the code ends otherwise."""
    former = {
        code: Former(
            Name("xã", names.get(f"x{code}", f"Tên {code}")),
            code[-1],
            Name("huyện", "H"),
            "01",
            Name("tỉnh", "T"),
        )
        for code in successors
    }
    return Units({}, {}, former, {code: frozenset(each) for code, each in successors.items()})


def test_what_both_say_stands():
    source = units({"11": {"A"}})
    assert settle("11", source, source).verdict is None


def test_the_commune_of_a_namesake_is_not_taken():
    names = {"x11": "Tân Long", "x22": "Tân Long"}
    first = units({"11": {"A", "B"}, "22": {"A", "B"}}, **names)
    second = units({"11": {"A"}, "22": {"B"}}, **names)
    settled = settle("11", first, second)
    assert (settled.communes, settled.verdict) == ({"A"}, Verdict.NAMESAKE)


def test_the_commune_of_a_neighbour_without_a_row_is_not_taken():
    first = units({"11": {"A"}, "21": {"B"}})
    second = units({"11": {"A", "B"}})
    settled = settle("11", first, second)
    assert (settled.communes, settled.verdict) == ({"A"}, Verdict.LOST_ROW)


def test_where_neither_is_shown_wrong_both_are_kept():
    first, second = units({"11": {"A"}}), units({"11": {"A", "B"}})
    settled = settle("11", first, second)
    assert (settled.communes, settled.verdict) == ({"A", "B"}, Verdict.BOTH)


def test_what_only_the_first_knows_stands():
    settled = settle("11", units({"11": {"A"}}), units({}))
    assert (settled.communes, settled.verdict) == ({"A"}, Verdict.ONLY_FIRST)


@pytest.mark.parametrize(
    ("full", "kind", "name"),
    [
        ("Thị Trấn  Ái Tử", "thị trấn", "Ái Tử"),
        ("xã Bắc Sơn", "xã", "Bắc Sơn"),
        ("Thành phố Huế", "thành phố", "Huế"),
        ("Phường 1", "phường", "1"),
    ],
)
def test_the_kind_is_parted_from_the_name(full, kind, name):
    assert name_of(full) == Name(kind, name)


def test_a_name_without_a_kind_is_refused():
    with pytest.raises(ValueError, match="no kind"):
        name_of("Bến Quan")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Thuận Hoà", "Thuận Hòa"), ("Uý", "Úy"), ("Quý", "Quý"), ("Hoàn", "Hoàn"), ("M’ta", "M'ta")],
)
def test_names_have_one_style(typed, kept):
    assert tidy(typed) == kept


def test_the_differences_are_written_down_with_their_dates():
    text = (DATA / "DIFFERENCES.md").read_text("utf-8")
    assert all(word in text for word in ("20 September 2026", "19/2025/QĐ-TTg", "xã Cổ Bi"))
