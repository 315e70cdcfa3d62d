"""How the fields of a thể lệ are called, and what changed between two versions."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.clock import instant
from contest.contests.running_models import RegulationVersion
from contest.rules.regulation_change import Change, Field, changes, decode_regulation
from contest.web.filters import closing

NAMES = {
    "title": _l("tên"),
    "summary": _l("lời giới thiệu"),
    "regulation": _l("lời thể lệ"),
    "consent_wording": _l("lời đồng ý xử lý dữ liệu cá nhân"),
    "opens_at": _l("giờ mở"),
    "closes_at": _l("giờ đóng"),
    "stretches": _l("khoảng nghỉ giữa đợt"),
    "daily_from": _l("giờ mở trong ngày"),
    "daily_to": _l("giờ đóng trong ngày"),
    "cuts_at_closing": _l("hết giờ khi đợt đóng"),
    "minutes": _l("số phút làm bài"),
    "attempts_allowed": _l("số lượt"),
    "attempts_a_day": _l("số lượt một ngày"),
    "attempts_a_week": _l("số lượt một tuần"),
    "must_answer_all": _l("phải trả lời hết"),
    "counting": _l("lượt được tính"),
    "equals": _l("lượt lấy khi bằng nhau"),
    "shown": _l("lúc xem kết quả"),
    "grace_seconds": _l("số giây chờ thêm"),
    "registers_from_at": _l("lúc bắt đầu nhận đăng ký"),
    "registers_to_at": _l("lúc hết nhận đăng ký"),
    "people_per_phone": _l("số người dùng chung một số điện thoại"),
    "conditions": _l("điều kiện dự thi"),
    "scheme": _l("cách xếp hạng"),
    "blueprint": _l("cấu trúc đề"),
    "prediction_target": _l("câu dự đoán"),
    "prize_rules": _l("cách trao giải"),
    "claims": _l("thời hạn nhận giải"),
    "combined": _l("cách gộp các đợt"),
    "lot_source": _l("số công khai để bốc thăm"),
    "unit_scheme": _l("cách xếp hạng đơn vị"),
    "disclosure": _l("nội dung được xem và công khai"),
    "complaints": _l("quy định về khiếu nại"),
    "bars": _l("người không được dự thi"),
    "declaration_wording": _l("lời cam đoan"),
    "needs_guardian": _l("người giám hộ đồng ý"),
    "wrong_audience": _l("thi nhầm đối tượng"),
    "fact_text": _l("câu hỏi phụ có đáp số"),
    "text_question": _l("câu tự luận"),
    "text_points": _l("điểm câu tự luận"),
    "prediction_text": _l("lời câu dự đoán"),
    "prediction_counts": _l("cách tính đáp số dự đoán"),
    "void_uses_chance": _l("bài không hợp lệ có tính lượt"),
    "group": _l("giờ thi riêng của nhóm"),
    "count": _l("số giải"),
    "amount": _l("số tiền"),
    "given": _l("giải trao cho ai, hạng nào"),
    "most": _l("điểm cao nhất"),
}
PRIZES: Mapping[str, LazyString] = MappingProxyType(
    {"prize": _l("Giải thưởng"), "criterion": _l("Tiêu chí chấm đơn vị")}
)
TITLE = ".title"
LONGEST = 60
INSTANTS = frozenset({"opens_at", "closes_at", "registers_from_at", "registers_to_at"})


class Difference(NamedTuple):
    """A field that differs; "" for what is too long to stand in a line, or not there."""

    name: str
    before: str
    after: str


def name_of(code: str, titles: Mapping[str, str] = MappingProxyType({})) -> str:
    """round.2.closes_at → Đợt 2: giờ đóng; ``titles`` are those of prizes and criteria."""
    place, _, rest = code.partition(".")
    number, _, field = rest.partition(".") if place != "contest" else ("", "", rest)
    named = str(NAMES.get(field.partition(".")[0], _l("quy định khác")))
    if place == "round":
        return str(gettext("Đợt %(number)s: %(name)s", number=number, name=named))
    if place == "audience":
        return str(gettext("Bảng thi: %(name)s", name=named))
    if place in PRIZES:
        title = titles.get(f"{place}.{number}", str(PRIZES[place]))
        return str(gettext("%(title)s: %(name)s", title=title, name=named))
    return named[:1].upper() + named[1:]


def titles_in(*versions: RegulationVersion | None) -> dict[str, str]:
    """How prizes and criteria are called, the newest version last: prize.7 → Giải Nhất."""
    return {
        code.removesuffix(TITLE): str(field.value)
        for version in versions
        if version is not None
        for code, field in decode_regulation(version.settings).items()
        if code.partition(".")[0] in PRIZES and code.endswith(TITLE)
    }


def names_of(codes: Iterable[str], titles: Mapping[str, str]) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(name_of(each, titles) for each in codes))


def differences(before: RegulationVersion, after: RegulationVersion) -> list[Difference]:
    """What a version changed in the one before it."""
    found = changes(decode_regulation(before.settings), decode_regulation(after.settings))
    titles = titles_in(before, after)
    lines = (_difference(each, titles) for each in found)
    return list(dict.fromkeys(lines))


def _difference(change: Change, titles: Mapping[str, str]) -> Difference:
    code = change.code
    return Difference(
        name_of(code, titles), _shown(code, change.before), _shown(code, change.after)
    )


def _shown(code: str, field: Field | None) -> str:
    value = field.value if field else None
    if code.rpartition(".")[2] in INSTANTS and isinstance(value, int):
        return closing(instant(value))
    if isinstance(value, bool):
        return str(gettext("có") if value else gettext("không"))
    text = "" if value is None else str(value)
    is_plain = isinstance(value, int) or code.endswith(".title")
    return text if is_plain and len(text) <= LONGEST else ""
