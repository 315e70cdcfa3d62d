"""What is known about the nation's units holds in the shipped tables."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tests import nation

QUANG_TRI = list(
    csv.DictReader((Path(__file__).parent / "quang_tri.csv").read_text("utf-8").splitlines())
)


def names(code: str) -> set[str]:
    former = {row["code"]: f"{row['kind']} {row['name']}" for row in nation.tables().former_units}
    return {former[old] for old, communes in nation.successors().items() if code in communes}


def test_there_are_34_provinces_six_of_them_cities():
    assert Counter(row["kind"] for row in nation.tables().provinces) == {
        "tỉnh": 28,
        "thành phố": 6,
    }


def test_there_are_3321_communes():
    kinds = Counter(row["kind"] for row in nation.tables().communes)
    assert kinds == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_every_commune_stands_in_a_known_province():
    provinces = {row["code"] for row in nation.tables().provinces}
    assert {row["province_code"] for row in nation.tables().communes} == provinces


def test_more_than_ten_thousand_former_units_are_known():
    kinds = Counter(row["kind"] for row in nation.tables().former_units)
    assert kinds.total() == 10_040
    assert kinds["huyện"] == 5  # island districts without communes


def test_696_old_districts_are_known():
    assert len({row["district_code"] for row in nation.tables().former_units}) == 696


@pytest.mark.parametrize("table", ["provinces", "communes", "former_units"])
def test_a_code_is_given_once(table):
    codes = [row["code"] for row in getattr(nation.tables(), table)]
    assert len(codes) == len(set(codes))


def test_codes_are_text_with_their_zeros():
    assert all(len(row["code"]) == 5 for row in nation.tables().communes)
    assert all(len(row["code"]) == 2 for row in nation.tables().provinces)


def test_both_ends_of_every_succession_exist():
    tables = nation.tables()
    former = {row["code"] for row in tables.former_units}
    communes = {row["code"] for row in tables.communes}
    assert {row["former_code"] for row in tables.successions} == former
    assert {row["commune_code"] for row in tables.successions} == communes


def test_a_former_unit_is_split_where_it_has_several_successors():
    assert all(
        (row["moved"] == "split") == (len(nation.successors()[row["former_code"]]) > 1)
        for row in nation.tables().successions
    )


def test_no_former_unit_went_over_the_border_of_a_province():
    provinces = {row["code"]: row["province_code"] for row in nation.tables().communes}
    assert all(
        len({provinces[code] for code in communes}) == 1
        for communes in nation.successors().values()
    )


def test_every_alias_names_a_former_unit():
    former = {row["code"] for row in nation.tables().former_units}
    assert {row["former_code"] for row in nation.tables().aliases} <= former


def test_a_name_with_its_kind_is_given_once_in_a_province():
    found = Counter(
        (row["province_code"], row["kind"], row["name"]) for row in nation.tables().communes
    )
    assert not [name for name, count in found.items() if count > 1]


def test_names_are_composed_and_single_spaced():
    tables = nation.tables()
    for row in (*tables.provinces, *tables.communes, *tables.former_units, *tables.aliases):
        for value in row.values():
            assert value == " ".join(unicodedata.normalize("NFC", value).split())


def test_quang_tri_is_as_its_list_says():
    ours = [row for row in nation.tables().communes if row["province_code"] == "44"]
    assert len(ours) == 78
    assert {(row["code"], row["kind"], row["name"]) for row in ours} == {
        (row["code"], row["kind"], row["name"]) for row in QUANG_TRI
    }


def test_the_former_units_of_quang_tri_went_where_its_list_says():
    listed = {
        (code, row["code"]) for row in QUANG_TRI for code in row["former_codes"].split() if code
    }
    codes = {row["code"] for row in QUANG_TRI}
    assert {
        (row["former_code"], row["commune_code"])
        for row in nation.tables().successions
        if row["commune_code"] in codes and not row["former_code"].startswith("H")
    } == listed


@pytest.mark.parametrize(
    ("code", "name", "origins"),
    [
        ("19363", "Vĩnh Linh", {"thị trấn Hồ Xá", "xã Vĩnh Chấp", "xã Vĩnh Long"}),
        ("19366", "Bến Quan", {"thị trấn Bến Quan", "xã Vĩnh Khê", "xã Vĩnh Hà", "xã Vĩnh Ô"}),
        ("19372", "Vĩnh Hoàng", {"xã Vĩnh Thái", "xã Vĩnh Tú", "xã Trung Nam", "xã Vĩnh Hòa"}),
        ("19405", "Vĩnh Thủy", {"xã Vĩnh Thủy", "xã Vĩnh Lâm", "xã Vĩnh Sơn"}),
        (
            "19414",
            "Cửa Tùng",
            {"xã Kim Thạch", "xã Hiền Thành", "thị trấn Cửa Tùng", "xã Vĩnh Giang"},
        ),
    ],
)
def test_the_communes_of_vinh_linh(code, name, origins):
    commune = next(row for row in nation.tables().communes if row["code"] == code)
    assert (commune["kind"], commune["name"], names(code)) == ("xã", name, origins)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("11948", "Bạch Long Vĩ"),
        ("19742", "Cồn Cỏ"),
        ("20333", "Hoàng Sa"),
        ("21548", "Lý Sơn"),
        ("26732", "Côn Đảo"),
    ],
)
def test_an_island_district_became_a_special_zone(code, name):
    assert names(code) == {f"huyện {name}"}
