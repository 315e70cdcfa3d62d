"""What pages say of papers that are sat on paper."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contest.attempts.printed_queries import Stage
from contest.attempts.printed_service import CollectFault

STAGES: Mapping[Stage, LazyString] = {
    Stage.PRINTED: _l("Đã in đề, chờ thu bài"),
    Stage.COLLECTED: _l("Đã thu bài, chờ người thứ nhất nhập"),
    Stage.TYPED_ONCE: _l("Chờ người thứ hai nhập"),
    Stage.DIFFERS: _l("Hai người nhập khác nhau, chờ người thứ ba xem lại"),
    Stage.MARKED: _l("Đã nhập xong và chấm"),
    Stage.VOID: _l("Không dùng"),
}
COLOURS: Mapping[Stage, str] = {
    Stage.PRINTED: "grey",
    Stage.COLLECTED: "blue",
    Stage.TYPED_ONCE: "blue",
    Stage.DIFFERS: "yellow",
    Stage.MARKED: "green",
    Stage.VOID: "red",
}
# At which field it is said, and what.
COLLECT_FAULTS: Mapping[CollectFault, tuple[str, LazyString]] = {
    CollectFault.BEFORE_PRINTING: (
        "began_at",
        _l("Đề này được in sau giờ đó. Vui lòng xem lại giờ bắt đầu."),
    ),
    CollectFault.OUTSIDE_WINDOW: ("began_at", _l("Giờ bắt đầu phải nằm trong giờ mở của đợt thi.")),
    CollectFault.ENDS_TOO_EARLY: ("ended_at", _l("Giờ nộp bài phải sau giờ bắt đầu.")),
    CollectFault.IN_FUTURE: ("ended_at", _l("Giờ nộp bài chưa đến. Vui lòng xem lại.")),
    CollectFault.TOO_LATE: (
        "ended_at",
        _l(
            "Giờ này đã quá thời gian làm bài. Nếu có lý do chính đáng, "
            "người tổ chức có thể vào trang này ghi lý do và nhận bài nộp muộn."
        ),
    ),
    CollectFault.LIMIT_REACHED: (
        "began_at",
        _l(
            "Tính từ giờ bắt đầu này, người dự thi đã hết lượt thi. Vui lòng xem lại giờ ghi trên "
            "tờ bài. Nếu giờ đúng, bài này không tính được: chọn “Không dùng đề này”."
        ),
    ),
    CollectFault.SAT_MEANWHILE: (
        "began_at",
        _l(
            "Trong khoảng giờ này, người dự thi đang làm một bài khác. Vui lòng xem lại giờ ghi "
            "trên tờ bài. Nếu giờ đúng, bài này không tính được: chọn “Không dùng đề này”."
        ),
    ),
}
