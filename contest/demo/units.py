"""Which units do the demo's hosts list?  The names are usual ones, the figures made up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from contest.units.models import UnitKind

ADMINISTRATIVE, PUBLIC_SERVICE, COMMUNE_LEVEL = "Khối hành chính", "Khối sự nghiệp", "Khối cấp xã"
BEN_QUAN = "19366"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a host's list; ``eager`` is the share of its people that takes part."""

    code: str
    name: str
    block: str | None = None
    headcount: int = 0
    eager: float = 0.0
    kind: UnitKind = UnitKind.AGENCY
    label: str = ""
    parent: str | None = None
    commune: str | None = None
    aliases: tuple[str, ...] = ()


def _agency(
    code: str,
    name: str,
    headcount: int,
    eager: float,
    *aliases: str,
    block: str = ADMINISTRATIVE,
    parent: str | None = None,
    kind: UnitKind = UnitKind.AGENCY,
) -> Listed:
    return Listed(code, name, block, headcount, eager, kind, "", parent, None, aliases)


def _service(code: str, name: str, headcount: int, eager: float, parent: str) -> Listed:
    return _agency(code, name, headcount, eager, block=PUBLIC_SERVICE, parent=parent)


def _school(code: str, name: str, headcount: int, eager: float) -> Listed:
    return _agency(
        code, name, headcount, eager, block=PUBLIC_SERVICE, parent="SGDDT", kind=UnitKind.SCHOOL
    )


def _office(code: str, name: str, headcount: int, eager: float, commune: str) -> Listed:
    alias = name.replace("Ủy ban nhân dân", "UBND")
    return Listed(code, name, COMMUNE_LEVEL, headcount, eager, commune=commune, aliases=(alias,))


OF_DEPARTMENT = (
    _agency("VPUB", "Văn phòng Ủy ban nhân dân tỉnh", 96, 0.62, "Văn phòng UBND tỉnh"),
    _agency("SNV", "Sở Nội vụ", 104, 0.98),
    _agency("STC", "Sở Tài chính", 132, 0.55),
    _agency("SXD", "Sở Xây dựng", 118, 0.47, "Sở Giao thông vận tải"),
    _agency("SNNMT", "Sở Nông nghiệp và Môi trường", 210, 0.38, "Sở Tài nguyên và Môi trường"),
    _agency("SCT", "Sở Công Thương", 74, 0.71),
    _agency("SKHCN", "Sở Khoa học và Công nghệ", 82, 0.86, "Sở Thông tin và Truyền thông"),
    _agency("SYT", "Sở Y tế", 88, 0.52),
    _agency("SGDDT", "Sở Giáo dục và Đào tạo", 76, 0.66),
    _agency("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", 92, 0.44),
    _agency("STP", "Sở Tư pháp", 58, 0.79),
    _agency("TTT", "Thanh tra tỉnh", 64, 0.40),
    _service("TTPVHCC", "Trung tâm Phục vụ hành chính công tỉnh", 46, 1.0, "VPUB"),
    _service("TTLTLS", "Trung tâm Lưu trữ lịch sử tỉnh", 24, 0.9, "SNV"),
    _service("BVDK1", "Bệnh viện Đa khoa số 1", 240, 0.18, "SYT"),
    _service("TTKSBT", "Trung tâm Kiểm soát bệnh tật", 110, 0.33, "SYT"),
    _school("THPT1", "Trường Trung học phổ thông số 1", 78, 0.42),
    _school("THPT2", "Trường Trung học phổ thông số 2", 64, 0.27),
    _school("PTDTNT", "Trường Phổ thông dân tộc nội trú", 52, 0.35),
    _office("P-DONGHA", "Ủy ban nhân dân phường Đông Hà", 86, 0.58, "19333"),
    _office("P-DONGHOI", "Ủy ban nhân dân phường Đồng Hới", 92, 0.49, "18880"),
    _office("P-BADON", "Ủy ban nhân dân phường Ba Đồn", 70, 0.36, "19009"),
    _office("X-VINHLINH", "Ủy ban nhân dân xã Vĩnh Linh", 68, 0.74, "19363"),
    _office("X-BENQUAN", "Ủy ban nhân dân xã Bến Quan", 54, 0.92, BEN_QUAN),
    _office("X-KHESANH", "Ủy ban nhân dân xã Khe Sanh", 62, 0.31, "19429"),
    _office("X-LETHUY", "Ủy ban nhân dân xã Lệ Thủy", 66, 0.05, "19249"),
)


def stated_headcounts(units: Iterable[Listed]) -> dict[str, int]:
    """What each unit states, by code: its own people and those of the units below it."""
    stated: Counter[str] = Counter()
    for each in units:
        stated[each.code] += each.headcount
        if each.parent:
            stated[each.parent] += each.headcount
    return dict(stated)


def _hamlets(label: str, *lines: tuple[str, str, int]) -> tuple[Listed, ...]:
    return tuple(
        Listed(f"MAU-{code}", name, None, count, 0.0, UnitKind.HAMLET, label, BEN_QUAN)
        for code, name, count in lines
    )


# Made up, in the four communes of before July 2025: thị trấn Bến Quan, Vĩnh Khê, Vĩnh Hà, Vĩnh Ô.
OF_BEN_QUAN = (
    *_hamlets(
        "tổ dân phố",
        ("BQ1", "Bến Quan 1", 210),
        ("BQ2", "Bến Quan 2", 185),
        ("BQ3", "Bến Quan 3", 160),
    ),
    *_hamlets(
        "thôn",
        ("VK1", "Vĩnh Khê Đông", 145),
        ("VK2", "Vĩnh Khê Tây", 120),
        ("VH1", "Vĩnh Hà Thượng", 110),
        ("VH2", "Vĩnh Hà Trung", 130),
        ("VH3", "Vĩnh Hà Hạ", 90),
        ("BQ4", "Tân Quan", 100),
    ),
    *_hamlets(
        "bản",
        ("VO1", "Khe Trổ", 70),
        ("VO2", "Khe Sến", 65),
        ("VO3", "Đá Bạc", 60),
        ("VK3", "Khe Ngang", 75),
    ),
)
