"""What the bank's codes are called on its pages: states, difficulties, what checks have found."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.bank.queries import ENDED
from contest.web.filters import day
from questions.checks import Code, Finding
from questions.model import Difficulty, Kind
from questions.review import State

STATE_NAMES: Mapping[str, LazyString] = {
    State.DRAFT: _l("Bản thảo"),
    State.SUBMITTED: _l("Chờ duyệt"),
    State.REVIEWED: _l("Đã thẩm định"),
    State.APPROVED: _l("Đã duyệt"),
    State.RETIRED: _l("Đã thôi dùng"),
    ENDED: _l("Hết hiệu lực"),
}
STATE_COLOURS: Mapping[str, str] = {
    State.DRAFT: "grey",
    State.SUBMITTED: "blue",
    State.REVIEWED: "purple",
    State.APPROVED: "green",
    State.RETIRED: "red",
    ENDED: "orange",
}
DIFFICULTY_NAMES: Mapping[str, LazyString] = {
    Difficulty.EASY: _l("Dễ"),
    Difficulty.MEDIUM: _l("Trung bình"),
    Difficulty.HARD: _l("Khó"),
}
KIND_NAMES: Mapping[str, LazyString] = {
    Kind.SINGLE: _l("Một đáp án đúng"),
    Kind.SEVERAL: _l("Nhiều đáp án đúng"),
    Kind.TRUE_FALSE: _l("Đúng hay sai"),
    Kind.STATEMENTS: _l("Đúng/sai 4 ý"),
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
    Code.TRUE_FALSE_COUNT: _l(
        "Câu hỏi đúng – sai có %(count)s phương án; chỉ cần hai phương án Đúng và Sai."
    ),
    Code.STATEMENT_COUNT: _l("Câu hỏi đúng – sai 4 ý có %(count)s ý; cần đủ 4 ý."),
    Code.NO_STEM: _l("Chưa có nội dung câu hỏi."),
    Code.NO_RIGHT_OPTION: _l("Chưa chọn phương án đúng."),
    Code.SEVERAL_RIGHT_OPTIONS: _l("Có %(count)s phương án đúng; chỉ được có một."),
    Code.KEY_NOT_AN_OPTION: _l(
        "Đáp án là phương án %(option)s, nhưng phương án này chưa có nội dung. "
        "Hãy nhập nội dung hoặc chọn lại đáp án."
    ),
    Code.ONE_RIGHT_OF_SEVERAL: _l(
        "Câu hỏi nhiều đáp án đúng mà chỉ có một phương án đúng. "
        "Hãy xem lại đáp án, hoặc đổi thành câu chọn một."
    ),
    Code.ALL_OPTIONS_RIGHT: _l(
        "Mọi phương án đều được đánh dấu đúng. Hãy xem lại đáp án, hoặc thêm phương án sai."
    ),
    Code.NO_BASIS: _l("Chưa nêu căn cứ pháp lý. Hãy ghi văn bản và điều, khoản."),
    Code.NO_EXPLANATION: _l("Chưa có giải thích để người dự thi hiểu vì sao đúng."),
    Code.ENDS_BEFORE_IT_BEGINS: _l("Ngày hết hiệu lực đứng trước ngày bắt đầu hiệu lực."),
    Code.BASIS_ENDED: _l(
        "Căn cứ %(document)s đã hết hiệu lực từ ngày %(day)s%(by)s. "
        "Hãy sửa câu hỏi theo văn bản mới, hoặc ghi ngày câu hỏi hết hiệu lực."
    ),
    Code.BASIS_WILL_END: _l(
        "Căn cứ %(document)s sẽ hết hiệu lực từ ngày %(day)s%(by)s. "
        "Từ ngày đó câu hỏi không được rút vào đề thi."
    ),
    Code.BASIS_UNKNOWN: _l(
        "Căn cứ “%(document)s” chưa có trong danh mục văn bản. "
        "Hãy ghi đủ số, ký hiệu và ngày ban hành, hoặc thêm văn bản vào danh mục."
    ),
    Code.NOT_COMPOSED: _l("Chữ có dấu ở %(place)s chưa cùng một bảng mã. Hãy mở sửa rồi lưu lại."),
    Code.UNSAFE_CHARACTERS: _l("Ở %(place)s có ký tự ẩn (%(characters)s). Hãy xóa đi, gõ lại."),
    Code.LOOK_ALIKES: _l("Ở %(place)s có chữ không phải tiếng Việt mà trông giống: %(words)s."),
    Code.PICTURE_MISSING: _l("Thiếu hình ở %(place)s. Hãy chọn lại tệp hình."),
    Code.PICTURE_WITHOUT_WORDS: _l(
        "Hình ở %(place)s chưa có lời mô tả cho người không nhìn thấy hình. Hãy ghi thêm."
    ),
    Code.ALL_OF_THE_ABOVE_NOT_LAST: _l(
        "Phương án %(option)s nói về các phương án khác, nên đặt ở cuối."
    ),
    Code.ALL_OF_THE_ABOVE_MOVES: _l(
        "Phương án %(option)s nói về các phương án khác, nên đánh dấu “giữ nguyên vị trí”."
    ),
    Code.LENGTH_TELLS: _l(
        "Phương án đúng %(option)s dài hơn hẳn các phương án khác nên dễ đoán. "
        "Hãy viết các phương án dài gần bằng nhau."
    ),
    Code.LETTERS_NAMED: _l(
        "Phương án %(option)s gọi phương án khác bằng chữ cái, nên mọi đề thi giữ nguyên thứ tự "
        "các phương án của câu này. Hãy viết rõ nội dung thay cho chữ cái, "
        "hoặc đánh dấu “giữ nguyên vị trí” cho mọi phương án."
    ),
    Code.STEM_TWICE: _l("Phần câu hỏi trùng với câu %(name)s. Hãy bỏ một câu hoặc viết lại."),
    Code.NEARLY_THE_SAME: _l(
        "Câu này gần giống câu %(name)s (%(percent)s%%). Hãy xem có phải một câu nhập hai lần."
    ),
    Code.NO_TOPIC: _l("Chưa chọn chuyên đề."),
    Code.NO_DIFFICULTY: _l("Chưa chọn độ khó."),
    Code.NO_AUDIENCE: _l("Chưa chọn đối tượng dự thi."),
}


_THE_SAME = _l("Câu này giống hệt câu %(name)s. Hãy bỏ một câu.")


def option_name(kind: Kind, at: int) -> str:
    """What an option is called, counted from 0; statements by the letters that entrants see."""
    if kind is Kind.STATEMENTS:
        return str(gettext("Ý %(letter)s", letter=chr(ord("a") + at)))
    return str(gettext("Phương án %(letter)s", letter=chr(ord("A") + at)))


def sentence(finding: Finding) -> str:
    """What a finding says to the writer, with options by their letters."""
    params: dict[str, object] = dict(finding.params)
    for name in ("option", "other"):
        if name in finding.params:
            params[name] = LETTERS[int(finding.params[name]) % len(LETTERS)]
    params["place"] = _place(str(finding.params.get("field", "")), params)
    if "day" in finding.params:
        params["day"] = day(date.fromisoformat(str(finding.params["day"])))
    if finding.params.get("by"):
        params["by"] = gettext(" (được thay thế bởi %(by)s)", by=finding.params["by"])
    is_the_same = finding.code is Code.NEARLY_THE_SAME and finding.params["percent"] == 100
    return str(_THE_SAME if is_the_same else _SENTENCES[finding.code]) % params


def _place(field: str, params: dict[str, object]) -> str:
    if field == "option":
        return str(gettext("phương án %(option)s", option=params["option"]))
    return str(_PLACES.get(field, ""))
