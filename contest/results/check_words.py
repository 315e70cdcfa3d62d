"""What checks, signs and decisions about entrants are called."""

from collections.abc import Callable, Mapping

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _l

from contest.results.check_models import Corrected
from contest.rules.signals import Kind, Strength
from contest.rules.verification import CallOutcome, Ground, Item, State, Why
from contest.web.filters import duration_ms, number

STATE_NAMES: Mapping[State, LazyString] = {
    State.ELIGIBLE: _l("Đủ điều kiện"),
    State.TO_VERIFY: _l("Chờ xác minh"),
    State.NOT_RECOGNISED: _l("Không công nhận kết quả"),
}
STATE_COLOURS = {State.ELIGIBLE: "green", State.TO_VERIFY: "yellow", State.NOT_RECOGNISED: "red"}
ITEM_NAMES: Mapping[Item, LazyString] = {
    Item.CARD_SEEN: _l("Đã xem thẻ căn cước hoặc giấy tờ thay thế"),
    Item.BIRTH: _l("Ngày sinh đúng như đã khai"),
    Item.UNIT: _l("Đơn vị xác nhận đúng là người của đơn vị"),
    Item.NOT_BARRED: _l("Không thuộc diện không được dự thi"),
    Item.REACHED: _l("Đã gọi và gặp được người dự thi"),
}
CALL_NAMES: Mapping[CallOutcome, LazyString] = {
    CallOutcome.REACHED: _l("Gặp được người dự thi"),
    CallOutcome.NO_ANSWER: _l("Không ai nghe máy"),
    CallOutcome.WRONG_NUMBER: _l("Không phải số của người này"),
    CallOutcome.DECLINED: _l("Người dự thi từ chối trả lời"),
}
GROUND_NAMES: Mapping[Ground, LazyString] = {
    Ground.SEVERAL_ACCOUNTS: _l("Đăng ký nhiều lần"),
    Ground.UNTRUE_DATA: _l("Thông tin đăng ký không đúng sự thật"),
    Ground.DATA_MISSING: _l("Thiếu thông tin hoặc không liên lạc được"),
    Ground.ANOTHERS_DATA: _l("Dùng thông tin của người khác"),
    Ground.BY_ANOTHER: _l("Nhờ người khác thi hộ"),
    Ground.FOR_ANOTHER: _l("Thi hộ người khác"),
    Ground.BARRED: _l("Thuộc diện không được dự thi"),
    Ground.NOT_ELIGIBLE: _l("Không đủ điều kiện dự thi"),
    Ground.AGAINST_RULES: _l("Vi phạm thể lệ"),
    Ground.FRAUD: _l("Gian lận"),
}
WHY_NAMES: Mapping[Why, LazyString] = {
    Why.WINNER: _l("Có tên trong danh sách dự kiến đạt giải"),
    Why.RESERVE: _l("Dự bị"),
    Why.SIGNAL: _l("Có dấu hiệu cần xem lại"),
}
STRENGTH_NAMES: Mapping[Strength, LazyString] = {
    Strength.STRONG: _l("Mạnh"),
    Strength.MEDIUM: _l("Vừa"),
    Strength.WEAK: _l("Yếu"),
}
CORRECTED_NAMES: Mapping[Corrected, LazyString] = {
    Corrected.NAME: _l("Họ và tên"),
    Corrected.UNIT: _l("Nơi làm việc hoặc học tập"),
}
Values = Mapping[str, int]


def signal_sentence(kind: Kind, values: Values) -> str:
    """What a sign says, with its numbers."""
    return _SENTENCES[kind](values)


def _same_phone(values: Values) -> str:
    return str(
        ngettext(
            "%(num)d người khai cùng một số điện thoại.",
            "%(num)d người khai cùng một số điện thoại.",
            values["count"],
        )
    )


def _same_number(values: Values) -> str:
    return str(
        ngettext(
            "%(num)d lượt đăng ký khai cùng một số căn cước.",
            "%(num)d lượt đăng ký khai cùng một số căn cước.",
            values["count"],
        )
    )


def _same_name(values: Values) -> str:
    return str(
        gettext(
            "%(count)s người cùng họ tên, sinh năm %(year)s.",
            count=number(values["count"]),
            year=values["year"],
        )
    )


def _against_birth(values: Values) -> str:
    return str(
        gettext(
            "Khai sinh năm %(year)s nhưng số căn cước cho biết sinh năm %(other)s.",
            year=values["year"],
            other=values["number_year"],
        )
    )


def _against_sex(_values: Values) -> str:
    return str(gettext("Giới tính đã khai khác với giới tính theo số căn cước."))


def _many_on_device(values: Values) -> str:
    return str(
        gettext(
            "%(count)s người làm bài trên cùng một máy không phải máy dùng chung.",
            count=number(values["count"]),
        )
    )


def _too_fast(values: Values) -> str:
    return str(
        gettext(
            "Làm %(count)s câu trong %(time)s, nhanh hơn thời gian cần để đọc hết đề (%(needed)s).",
            count=values["count"],
            time=duration_ms(values["ms"]),
            needed=duration_ms(values["needed_ms"]),
        )
    )


def _same_wrong(values: Values) -> str:
    return str(
        gettext(
            "Chọn sai giống hệt nhau ở %(common)s trong %(possible)s câu có người sai; nếu ngẫu "
            "nhiên thì cứ khoảng %(odds)s người mới có một.",
            common=values["common"],
            possible=values["possible"],
            odds=number(values["one_in"]),
        )
    )


_SENTENCES: Mapping[Kind, Callable[[Values], str]] = {
    Kind.SAME_CITIZEN_NUMBER: _same_number,
    Kind.SAME_PHONE: _same_phone,
    Kind.SAME_NAME_AND_BIRTH: _same_name,
    Kind.NUMBER_AGAINST_BIRTH: _against_birth,
    Kind.NUMBER_AGAINST_SEX: _against_sex,
    Kind.MANY_ON_DEVICE: _many_on_device,
    Kind.TOO_FAST: _too_fast,
    Kind.SAME_WRONG: _same_wrong,
}
