"""What the bank's codes are called on its pages: states, difficulties, what checks have found."""

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.bank.queries import ENDED
from questions.checks import Code, Finding
from questions.model import Difficulty
from questions.review import State

STATE_NAMES: Mapping[str, LazyString] = {
    State.DRAFT: _l("Bản thảo"),
    State.SUBMITTED: _l("Chờ duyệt"),
    State.APPROVED: _l("Đã duyệt"),
    State.RETIRED: _l("Đã thôi dùng"),
    ENDED: _l("Hết hiệu lực"),
}
STATE_COLOURS: Mapping[str, str] = {
    State.DRAFT: "grey",
    State.SUBMITTED: "blue",
    State.APPROVED: "green",
    State.RETIRED: "red",
    ENDED: "orange",
}
DIFFICULTY_NAMES: Mapping[str, LazyString] = {
    Difficulty.EASY: _l("Dễ"),
    Difficulty.MEDIUM: _l("Trung bình"),
    Difficulty.HARD: _l("Khó"),
}
LETTERS = "ABCDEFGH"

_PLACES: Mapping[str, LazyString] = {
    "stem": _l("phần câu hỏi"),
    "explanation": _l("phần giải thích"),
    "basis": _l("phần căn cứ pháp lý"),
}
_SENTENCES: Mapping[Code, LazyString] = {
    Code.OPTIONS_ALIKE: _l("Phương án %(option)s và %(other)s giống nhau. Hãy sửa một trong hai."),
    Code.OPTION_COUNT: _l("Câu hỏi có %(count)s phương án; cần từ 2 đến 8 phương án."),
    Code.OPTION_EMPTY: _l("Phương án %(option)s chưa có nội dung."),
    Code.NO_STEM: _l("Chưa có nội dung câu hỏi."),
    Code.NO_RIGHT_OPTION: _l("Chưa chọn phương án đúng."),
    Code.SEVERAL_RIGHT_OPTIONS: _l("Có %(count)s phương án đúng; chỉ được có một."),
    Code.NO_BASIS: _l("Chưa nêu căn cứ pháp lý. Hãy ghi văn bản và điều, khoản."),
    Code.NO_EXPLANATION: _l("Chưa có giải thích để người dự thi hiểu vì sao đúng."),
    Code.ENDS_BEFORE_IT_BEGINS: _l("Ngày hết hiệu lực đứng trước ngày bắt đầu hiệu lực."),
    Code.NOT_COMPOSED: _l("Chữ có dấu ở %(place)s chưa cùng một bảng mã. Hãy mở sửa rồi lưu lại."),
    Code.UNSAFE_CHARACTERS: _l("Ở %(place)s có ký tự ẩn (%(characters)s). Hãy xóa đi, gõ lại."),
    Code.LOOK_ALIKES: _l("Ở %(place)s có chữ không phải tiếng Việt mà trông giống: %(words)s."),
    Code.ALL_OF_THE_ABOVE_NOT_LAST: _l(
        "Phương án %(option)s nói về các phương án khác, nên đặt ở cuối."
    ),
    Code.ALL_OF_THE_ABOVE_MOVES: _l(
        "Phương án %(option)s nói về các phương án khác, nên đánh dấu “giữ nguyên vị trí”."
    ),
}


def sentence(finding: Finding) -> str:
    """What a finding says to the writer, with options by their letters."""
    params: dict[str, object] = dict(finding.params)
    for name in ("option", "other"):
        if name in finding.params:
            params[name] = LETTERS[int(finding.params[name]) % len(LETTERS)]
    params["place"] = _place(str(finding.params.get("field", "")), params)
    return str(_SENTENCES[finding.code]) % params


def _place(field: str, params: dict[str, object]) -> str:
    if field == "option":
        return str(gettext("phương án %(option)s", option=params["option"]))
    return str(_PLACES.get(field, ""))
