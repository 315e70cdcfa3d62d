"""Fields in which people write of themselves, read by the rules, refused in sentences."""

from collections.abc import Callable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from contest.rules.identity import IdentityFault
from contest.rules.numbers import NumberFault
from contest.rules.refusal import RuleRefused

SENTENCES: dict[str, LazyString] = {
    IdentityFault.PHONE_MISSING: _l("Vui lòng nhập số điện thoại."),
    IdentityFault.PHONE_NOT_DIGITS: _l(
        "Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678. Vui lòng nhập lại."
    ),
    IdentityFault.PHONE_WRONG_LENGTH: _l(
        "Số điện thoại thiếu hoặc thừa chữ số. Số di động có 10 chữ số, ví dụ 0912 345 678."
    ),
    IdentityFault.PHONE_UNKNOWN_PREFIX: _l(
        "Đầu số này không có. Vui lòng xem lại số điện thoại; số nước ngoài bắt đầu bằng dấu +."
    ),
    IdentityFault.PHONE_OLD_PREFIX: _l(
        "Số 11 chữ số đã đổi sang 10 chữ số từ năm 2018. Vui lòng nhập số hiện nay."
    ),
    IdentityFault.BIRTH_MISSING: _l("Vui lòng nhập ngày sinh hoặc năm sinh."),
    IdentityFault.BIRTH_NOT_A_DATE: _l(
        "Vui lòng nhập ngày sinh như 3/5/1980, hoặc chỉ năm sinh như 1957."
    ),
    IdentityFault.BIRTH_SHORT_YEAR: _l("Vui lòng nhập năm sinh đủ bốn chữ số, ví dụ 1957."),
    IdentityFault.BIRTH_NO_SUCH_DAY: _l(
        "Không có ngày này trong lịch. Vui lòng nhập theo thứ tự ngày, tháng, năm: 3/5/1980."
    ),
    IdentityFault.BIRTH_IN_FUTURE: _l("Ngày sinh này chưa tới. Vui lòng xem lại năm sinh."),
    IdentityFault.BIRTH_TOO_EARLY: _l("Năm sinh phải từ 1900 trở đi. Vui lòng xem lại."),
    IdentityFault.CITIZEN_NUMBER_MISSING: _l("Vui lòng nhập số căn cước công dân."),
    IdentityFault.CITIZEN_NUMBER_NOT_DIGITS: _l(
        "Số căn cước chỉ gồm chữ số. Vui lòng xem trên thẻ và nhập lại."
    ),
    IdentityFault.CITIZEN_NUMBER_WRONG_LENGTH: _l(
        "Số căn cước có đúng 12 chữ số. Vui lòng xem trên thẻ và nhập lại."
    ),
    IdentityFault.CITIZEN_NUMBER_OLD: _l(
        "Chứng minh nhân dân 9 số không còn dùng. Vui lòng nhập số căn cước 12 chữ số."
    ),
    IdentityFault.CITIZEN_NUMBER_UNKNOWN: _l(
        "Ba chữ số đầu của số căn cước chưa đúng. Vui lòng xem trên thẻ và nhập lại."
    ),
    IdentityFault.NAME_MISSING: _l("Vui lòng nhập họ và tên."),
    IdentityFault.NAME_BAD_CHARACTER: _l(
        "Họ và tên chỉ gồm chữ cái, không có chữ số hay ký hiệu. Vui lòng nhập lại."
    ),
    IdentityFault.NAME_TOO_LONG: _l("Họ và tên dài quá 100 ký tự. Vui lòng xem lại."),
    NumberFault.NUMBER_MISSING: _l("Vui lòng nhập số báo danh hoặc số điện thoại."),
    NumberFault.NUMBER_NOT_DIGITS: _l("Số báo danh chỉ gồm chữ số. Vui lòng nhập lại."),
    NumberFault.NUMBER_WRONG_LENGTH: _l("Số báo danh có 9 chữ số. Vui lòng xem trên thẻ dự thi."),
    NumberFault.NUMBER_MISTYPED: _l(
        "Số báo danh có chữ số gõ nhầm. Vui lòng xem trên thẻ dự thi và nhập lại."
    ),
    NumberFault.CODE_MISSING: _l("Vui lòng nhập mã dự thi."),
    NumberFault.CODE_NOT_DIGITS: _l("Mã dự thi chỉ gồm chữ số. Vui lòng nhập lại."),
    NumberFault.CODE_WRONG_LENGTH: _l("Mã dự thi có 8 chữ số. Vui lòng xem trên thẻ dự thi."),
}


class Reads:
    """A validator: the rule reads the typing, ``read_of`` gives the value, the typing stays."""

    def __init__(self, read: Callable[[str], Any], *, is_required: bool = True) -> None:
        self._read, self._is_required = read, is_required

    def __call__(self, _form: Any, field: Any) -> None:
        field.read = None
        text = field.data or ""
        if not text and not self._is_required:
            return
        try:
            field.read = self._read(text)
        except RuleRefused as refused:
            raise ValidationError(sentence(refused.code)) from refused


def read_of(field: Any) -> Any:
    """What the rule made of the typing; None where nothing was typed."""
    return field.read


def sentence(code: str) -> str:
    return str(SENTENCES[code])
