"""What the codes of the watch mean to those who look at it."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contest.web.refusals import REFUSALS, refusal_for_status

NAMES: dict[str, LazyString] = {
    "incident": _l("Máy chủ gặp lỗi"),
    "answers-unreadable": _l("Câu trả lời gửi lên bị hỏng, không đọc được"),
    "number-taken": _l("Một bài mở ở hai trang; máy của người thi tự lưu lại"),
    "position-unknown": _l("Gửi câu trả lời cho câu không có trong đề"),
    "attempt-unknown": _l("Bài thi đã chuyển sang máy khác"),
}
"""Codes that no page of refusal speaks of."""


def name_of(code: str, status: int) -> LazyString:
    if code in NAMES:
        return NAMES[code]
    return REFUSALS[code].title if code in REFUSALS else refusal_for_status(status).title
