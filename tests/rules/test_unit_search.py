"""Whoever types a name, old or new, finds today's communes that may be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.unit_search import Alias, Commune, Former, Index, key
from questions.text import fold
from tests import nation

VINH_LINH = ["Vĩnh Linh", "Bến Quan", "Vĩnh Hoàng", "Vĩnh Thủy", "Cửa Tùng"]


def names(text: str, **given) -> list[str]:
    return [match.commune.name for match in nation.index().find(text, **given)]


def readings(text: str, **given) -> list[tuple[str, str]]:
    """Each match as the old reading, if any, and today's commune."""
    return [
        (
            match.former.full_name
            if match.former
            else match.district or (match.alias.full_name if match.alias else ""),
            match.commune.full_name,
        )
        for match in nation.index().find(text, **given)
    ]


@pytest.mark.parametrize(
    "text",
    ["vinh linh", "Vĩnh Linh", "VĨNH LINH", "xa vinh linh", "xã Vĩnh Linh", "x. Vĩnh Linh",
     "vinhlinh", "Vĩnh  Linh,", "vĩnh linh quảng trị", "xã Vĩnh Linh, tỉnh Quảng Trị",
     "Vĩnh Linh, Việt Nam", "19363"],
)  # fmt: skip
def test_a_commune_is_found_with_and_without_marks(text):
    assert names(text)[0] == "Vĩnh Linh"


@pytest.mark.parametrize(
    "text", ["huyện Vĩnh Linh", "huyen vinh linh", "h. Vĩnh Linh", "huyện Vĩnh Linh, Quảng Trị"]
)
def test_an_old_district_gives_its_communes(text):
    assert names(text) == VINH_LINH


def test_a_district_reading_does_not_repeat_a_commune_of_the_same_name():
    assert readings("vinh linh")[:2] == [("", "xã Vĩnh Linh"), ("huyện Vĩnh Linh", "xã Bến Quan")]


@pytest.mark.parametrize(
    "text",
    ["hồ xá", "ho xa", "thị trấn Hồ Xá", "tt. ho xa", "Hồ Xá, Vĩnh Linh", "hồ xá huyện v",
     "thị trấn Hồ Xá, huyện Vĩnh Linh (cũ), tỉnh Quảng Trị (cũ)"],
)  # fmt: skip
def test_an_old_commune_leads_to_todays(text):
    assert readings(text)[0] == ("thị trấn Hồ Xá", "xã Vĩnh Linh")


def test_an_old_reading_tells_its_district():
    former = nation.index().find("hồ xá")[0].former
    assert (former.district, former.province) == ("huyện Vĩnh Linh", "tỉnh Quảng Trị")


def test_the_same_name_old_and_new_is_shown_twice():
    assert readings("bến quan") == [("", "xã Bến Quan"), ("thị trấn Bến Quan", "xã Bến Quan")]


@pytest.mark.parametrize("text", ["thị trấn Ái Tử", "tt ái tử"])
def test_the_kind_that_was_typed_comes_first_and_hides_nothing(text):
    assert readings(text) == [("thị trấn Ái Tử", "xã Triệu Phong"), ("", "xã Ái Tử")]


def test_todays_commune_comes_before_an_old_one():
    assert readings("ái tử") == [("", "xã Ái Tử"), ("thị trấn Ái Tử", "xã Triệu Phong")]


def test_nothing_is_picked_where_several_have_the_name():
    assert readings("Cam Thủy", province="44")[:2] == [
        ("xã Cam Thủy", "xã Cam Hồng"),
        ("xã Cam Thủy", "xã Hiếu Giang"),
    ]
    provinces = {match.commune.province for match in nation.index().find("Tân Thành", limit=50)}
    assert len(provinces) > 5


def test_the_province_of_the_host_comes_first():
    assert readings("Tân Thành", province="44")[:3] == [
        ("", "xã Tân Thành"),
        ("xã Tân Thành", "xã Tân Thành"),
        ("xã Tân Thành", "xã Lao Bảo"),
    ]


@pytest.mark.parametrize("text", ["Phường 1", "phuong 1", "p. 1", "P1", "phường 01"])
def test_a_numbered_ward_is_found_in_each_place(text):
    found = nation.index().find(text, limit=60, province="44")
    assert [match.former.district for match in found[:2]] == [
        "thành phố Đông Hà",
        "thị xã Quảng Trị",
    ]
    assert len({m.former.district for m in found if m.former and m.former.name == "1"}) > 20


@pytest.mark.parametrize("text", ["Q. 1", "q1", "Quận 1", "quan 1, tphcm"])
def test_a_numbered_district_is_found(text):
    assert set(names(text)[:4]) == {"Tân Định", "Sài Gòn", "Bến Thành", "Cầu Ông Lãnh"}


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("Tân Thành Hướng Hóa", "Lao Bảo"),
        ("tan thanh, quang binh", "Tân Thành"),
        ("phường 1 đông hà", "Đông Hà"),
        ("cam thuy le thuy", "Cam Hồng"),
        ("triệu thượng quảng tr", "Triệu Phong"),
    ],
)
def test_a_place_that_is_added_narrows_the_names(text, commune):
    assert set(names(text)) == {commune}


@pytest.mark.parametrize("text", ["vi", "hồ", "be", "Đô"])
def test_two_letters_give_suggestions(text):
    assert len(names(text, province="44")) == 12


@pytest.mark.parametrize("text", ["", " ", "v", "1", "…", "(cũ)x"[:1]])
def test_less_than_two_letters_give_none(text):
    assert names(text) == []


def test_whole_names_come_before_beginnings_and_these_before_the_inside():
    communes = [
        Commune("00001", "xã", name, "01", "tỉnh A") for name in ("Tân Linh", "Linh Sơn", "Linh")
    ]
    index = Index([Commune(f"0000{n}", each.kind, each.name, "01", each.province)
                   for n, each in enumerate(communes)], [])  # fmt: skip
    assert [each.commune.name for each in index.find("linh")] == ["Linh", "Linh Sơn", "Tân Linh"]


def test_names_with_the_marks_that_were_typed_come_first():
    found = nation.index().find("Tân Thanh", limit=4)
    assert {match.commune.name for match in found[:2]} == {"Tân Thanh"}


def test_a_split_commune_gives_each_successor_and_asks():
    found = nation.index().find("xã Cổ Bi, huyện Gia Lâm")
    assert len(found) == 4
    assert all(match.is_split for match in found)


def test_a_commune_that_moved_as_a_whole_does_not_ask():
    assert not any(match.is_split for match in nation.index().find("hồ xá"))


def test_a_code_finds_todays_commune_and_the_old_one():
    assert readings("19363") == [("", "xã Vĩnh Linh"), ("thị trấn Hồ Xá", "xã Vĩnh Linh")]


@pytest.mark.parametrize(
    ("text", "commune"),
    [("Vĩnh Tân", "Cửa Tùng"), ("xã Vĩnh Kim", "Cửa Tùng"), ("vĩnh trung", "Vĩnh Hoàng")],
)
def test_names_from_before_2020_lead_on(text, commune):
    assert names(text, province="44")[0] == commune


@pytest.mark.parametrize("text", ["Cồn Cỏ", "đặc khu Cồn Cỏ", "huyện Cồn Cỏ", "đảo Cồn Cỏ"[4:]])
def test_an_island_without_communes_is_found(text):
    assert names(text) == ["Cồn Cỏ"]


def test_every_special_zone_is_found_by_its_name():
    zones = [each for each in nation.communes() if each.kind == "đặc khu"]
    assert len(zones) == 13
    assert all(zone.name in names(fold(zone.name)) for zone in zones)


@pytest.mark.parametrize("text", ["đakrông", "da krong", "Đa Krông", "huyện Đakrông"])
def test_blanks_in_a_name_may_be_left_out_or_added(text):
    assert "Đakrông" in names(text)


@pytest.mark.parametrize("text", ["M'Drắk", "m’drăk", "mdrak", "m drak"])
def test_apostrophes_do_not_matter(text):
    assert names(text)[0] == "M'Drắk"


@pytest.mark.parametrize("text", ["Mỹ Thủy", "mĩ thuỷ", "mi thuy"])
def test_i_and_y_are_the_same_where_people_mix_them(text):
    assert names(text, province="44")[0] == "Mỹ Thủy"


@pytest.mark.parametrize("text", ["tỉnh Quảng Bình", "thành phố Huế", "tphcm"])
def test_a_province_gives_its_communes(text):
    assert len(names(text, limit=40)) == 40


def test_letters_inside_a_word_find_it_where_nothing_else_does():
    assert names("inh linh") == VINH_LINH


@pytest.mark.parametrize("text", ["xzq", "không có xã này", "xã xzq", "huyện xzq", "hồ xá xzq"])
def test_what_is_not_a_name_finds_nothing(text):
    assert names(text) == []


def test_an_alias_and_a_former_unit_are_old_readings():
    commune = Commune("00001", "xã", "Mới", "01", "tỉnh A")
    former = Former("00002", "xã", "Cũ Kỹ", "huyện B", "tỉnh A", ("00001",))
    index = Index([commune], [former], [Alias("xã Xưa", "00001")])
    assert [match.is_old for match in index.find("Mới")] == [False]
    assert [match.alias.full_name for match in index.find("xưa")] == ["xã Xưa"]
    assert [match.former for match in index.find("cũ kỹ")] == [former]


@pytest.mark.parametrize(("text", "commune"), [("y tý lào cai", "Y Tý"), ("ý yên", "Ý Yên")])
def test_a_name_may_begin_with_y_alone(text, commune):
    assert names(text)[0] == commune


def test_a_key_has_no_marks_signs_or_leading_zeros():
    assert key("P.01 – Xã Mỹ Thuỷ (cũ)") == "p 1 xa mi thuy cu"


@given(st.sampled_from(nation.communes()))
def test_a_commune_is_found_by_its_own_folded_name_and_province(commune):
    province = commune.province.removeprefix("tỉnh ").removeprefix("thành phố ")
    found = nation.index().find(fold(f"{commune.name} {province}"), limit=12)
    assert commune in [match.commune for match in found]


@given(st.sampled_from(nation.tables().former_units))
def test_a_former_commune_is_found_with_all_its_successors(row):
    typed = f"{row['kind']} {row['name']}, {row['district']}, {row['province']}"
    found = {match.commune.code for match in nation.index().find(typed, limit=60)}
    assert set(nation.successors()[row["code"]]) <= found


@given(st.text(max_size=30))
def test_any_text_is_answered(text):
    assert len(nation.index().find(text, limit=5)) <= 5
