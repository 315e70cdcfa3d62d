"""The steps of a result and what they lack, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from contest.hosts.models import Account
from contest.rules.official_paper import PaperFault, PaperKind
from contest.rules.result_way import Obstacle, State, WayFault
from contest.web.filters import day

STATE_NAMES = {
    State.OPEN: _l("Đang thi"),
    State.CLOSED: _l("Đã đóng đợt thi"),
    State.PROVISIONAL: _l("Kết quả tạm thời"),
    State.MINUTES: _l("Đã có biên bản của Ban Giám khảo"),
    State.DECISION: _l("Đã có quyết định công nhận"),
    State.PUBLISHED: _l("Đã công bố"),
    State.COMPLAINTS: _l("Đang nhận khiếu nại"),
    State.FINAL: _l("Kết quả cuối cùng"),
    State.ANNULLED: _l("Đã hủy kết quả"),
}
# What is done to come there; by whom.
STEP_NAMES = {
    State.OPEN: _l("Mở lại đợt thi"),
    State.CLOSED: _l("Đưa về lúc đợt thi vừa đóng"),
    State.PROVISIONAL: _l("Xác nhận kết quả tạm thời"),
    State.MINUTES: _l("Ghi biên bản của Ban Giám khảo"),
    State.DECISION: _l("Ghi quyết định công nhận kết quả"),
    State.PUBLISHED: _l("Công bố kết quả"),
    State.COMPLAINTS: _l("Mở thời gian khiếu nại"),
    State.FINAL: _l("Chốt kết quả cuối cùng"),
    State.ANNULLED: _l("Hủy kết quả"),
}
BACK_NAMES = {
    State.CLOSED: _l("Đưa về lúc đợt thi vừa đóng"),
    State.PROVISIONAL: _l("Đưa về kết quả tạm thời"),
    State.MINUTES: _l("Đưa về bước có biên bản"),
}
STEP_NOTES = {
    State.CLOSED: _l("Tự chuyển khi hết giờ và không còn ai làm bài."),
    State.PROVISIONAL: _l("Giám khảo xác nhận bảng xếp hạng mà hệ thống đã tính."),
    State.MINUTES: _l(
        "Từng giám khảo xác nhận bằng tên mình hoặc ghi ý kiến khác; "
        "sau đó ghi số, ngày, người ký biên bản."
    ),
    State.DECISION: _l("Ban Tổ chức ghi số, ngày, người ký quyết định."),
    State.PUBLISHED: _l(
        "Mọi người xem được người đạt giải. Chỉ công bố được khi đã có quyết định."
    ),
    State.COMPLAINTS: _l("Tự mở ngay khi công bố, nếu thể lệ có nhận khiếu nại."),
    State.FINAL: _l("Không sửa được nữa; chỉ còn hủy bằng một quyết định khác."),
}
PAPER_NAMES = {
    PaperKind.MINUTES: _l("biên bản"),
    PaperKind.DECISION: _l("quyết định"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a step lacks, in words, and the page where it is seen to; "" for none."""

    words: str
    place: str = ""


def lack_of(obstacle: Obstacle, judges: Mapping[int, Account]) -> Lack:
    """What stands in the way, said to who wants to take the step."""
    say = _LACKS.get(obstacle.code)
    if say is None:
        return Lack(str(gettext("Bước này lúc này chưa thực hiện được.")))
    return say(obstacle.values, judges)


Values = Mapping[str, int | str]
Judges = Mapping[int, Account]


def _unmarked(values: Values, _: Judges) -> Lack:
    count = int(values["count"])
    return Lack(
        ngettext(
            "Còn %(num)d bài chưa chấm xong. Máy tự chấm, mời bạn chờ ít phút.",
            "Còn %(num)d bài chưa chấm xong. Máy tự chấm, mời bạn chờ ít phút.",
            count,
        )
    )


def _to_verify(values: Values, _: Judges) -> Lack:
    count = int(values["count"])
    return Lack(
        ngettext(
            "Còn %(num)d người trong danh sách đạt giải chưa xác minh xong.",
            "Còn %(num)d người trong danh sách đạt giải chưa xác minh xong.",
            count,
        ),
        "results",
    )


def _too_few(values: Values, _: Judges) -> Lack:
    return Lack(
        gettext(
            "Thể lệ cần ít nhất %(least)s giám khảo, cuộc thi mới có %(count)s. "
            "Mời người quản trị giao thêm vai trò giám khảo.",
            least=values["least"],
            count=values["count"],
        ),
        "staff",
    )


def _unconfirmed(values: Values, judges: Judges) -> Lack:
    ids = [int(each) for each in str(values["judges"]).split(",")]
    names = ", ".join(judges[each].name for each in ids if each in judges)
    return Lack(gettext("Chưa xác nhận: %(names)s.", names=names), "confirm")


def _complaints(values: Values, _: Judges) -> Lack:
    count = int(values["count"])
    return Lack(
        ngettext(
            "Còn %(num)d khiếu nại chưa giải quyết xong.",
            "Còn %(num)d khiếu nại chưa giải quyết xong.",
            count,
        )
    )


def _days(values: Values, _: Judges) -> Lack:
    if "until" not in values:
        return Lack(gettext("Thể lệ chưa cho biết ngày cuối nhận khiếu nại."))
    until = day(date.fromisoformat(str(values["until"])))
    return Lack(gettext("Thời gian khiếu nại đến hết ngày %(day)s.", day=until))


def _claims(values: Values, _: Judges) -> Lack:
    count = int(values["count"])
    return Lack(
        ngettext(
            "Còn %(num)d giải chưa được nhận và có thể chuyển cho người kế tiếp.",
            "Còn %(num)d giải chưa được nhận và có thể chuyển cho người kế tiếp.",
            count,
        ),
        "claims",
    )


def _uncounted_claims(values: Values, _: Judges) -> Lack:
    count = int(values["count"])
    return Lack(
        ngettext(
            "Còn %(num)d giải đã chuyển cho người kế tiếp mà danh sách đã công bố chưa tính vào. "
            "Trang Trao giải cho biết phải làm gì.",
            "Còn %(num)d giải đã chuyển cho người kế tiếp mà danh sách đã công bố chưa tính vào. "
            "Trang Trao giải cho biết phải làm gì.",
            count,
        ),
        "claims",
    )


_LACKS: Mapping[str, Callable[[Values, Judges], Lack]] = {
    WayFault.ROUND_NOT_OVER: lambda *_: Lack(
        gettext("Đợt thi chưa kết thúc, vẫn còn người làm bài.")
    ),
    WayFault.MARKS_MISSING: _unmarked,
    WayFault.TO_VERIFY: _to_verify,
    WayFault.TOO_FEW_JUDGES: _too_few,
    WayFault.CONFIRMATIONS_MISSING: _unconfirmed,
    WayFault.COMPLAINTS_OPEN: _complaints,
    WayFault.COMPLAINT_DAYS_NOT_OVER: _days,
    WayFault.CLAIMS_OPEN: _claims,
    WayFault.CLAIMS_UNCOUNTED: _uncounted_claims,
    WayFault.ROLE_NOT_ALLOWED: lambda *_: Lack(gettext("Bước này do người khác thực hiện.")),
    WayFault.NO_SUCH_STEP: lambda *_: Lack(
        gettext("Kết quả đã chuyển sang bước khác. Mời bạn xem lại trang này.")
    ),
}

PAPER_FAULTS = {
    PaperFault.IN_FUTURE: _l("Ngày ký chưa đến. Vui lòng xem lại."),
    PaperFault.TOO_EARLY: _l(
        "Ngày ký trước ngày đợt thi đóng hoặc trước văn bản liền trước. Vui lòng xem lại."
    ),
    PaperFault.FILE_MISSING: _l("Thể lệ cần bản đã ký. Vui lòng chọn tệp PDF."),
    PaperFault.NUMBER_MISSING: _l("Vui lòng nhập số, ký hiệu văn bản, ví dụ 148/QĐ-BTCHT."),
    PaperFault.SIGNER_MISSING: _l("Vui lòng nhập người ký."),
    PaperFault.DATE_MISSING: _l("Vui lòng nhập ngày ký, ví dụ 5 10 2026."),
    PaperFault.MISSING: _l("Vui lòng ghi văn bản."),
}
PAPER_FIELDS = {
    PaperFault.IN_FUTURE: "issued_on",
    PaperFault.TOO_EARLY: "issued_on",
    PaperFault.DATE_MISSING: "issued_on",
    PaperFault.FILE_MISSING: "file",
    PaperFault.NUMBER_MISSING: "number",
    PaperFault.SIGNER_MISSING: "signer",
    PaperFault.MISSING: "number",
}
"""The field of OfficialForm at which each fault is said."""
