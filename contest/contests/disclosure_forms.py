"""The forms of what is shown to whom when, of a result's way, and of a frozen board."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional

from contest.contests.models import Contest
from contest.rules.disclosure import BEFORE_SET, Shown, What, decode_opens, settings_of
from contest.rules.result_way import State
from contest.web.choices import choices
from contest.web.forms import DateTimeLocalField, Form, WholeNumberField

NEVER, AS_ROUND = "never", "as-round"
WHEN_NAMES = {
    AS_ROUND: _l("Cùng lúc với điểm, như từng đợt thi đã đặt"),
    State.OPEN: _l("Từ đầu, cả khi đang thi"),
    State.CLOSED: _l("Khi đợt thi đã đóng và không còn ai làm bài"),
    State.PROVISIONAL: _l("Khi có kết quả tạm thời"),
    State.PUBLISHED: _l("Khi công bố kết quả"),
    NEVER: _l("Không"),
}
WHAT_NAMES = {
    What.OWN_WRONG: _l("Người dự thi xem câu mình làm sai"),
    What.RIGHT_ANSWERS: _l("Người dự thi xem đáp án đúng của bài mình"),
    What.KEY: _l("Công khai đáp án kèm căn cứ pháp lý"),
    What.TOTALS: _l("Công khai số liệu chung"),
    What.UNIT_TABLE: _l("Công khai bảng các đơn vị"),
    What.NUMBERS: _l("Công khai thứ hạng theo số báo danh, không có tên"),
    What.WINNERS: _l("Công khai người đạt giải"),
    What.BANK: _l("Công khai câu hỏi của đợt thi, không có đáp án"),
    What.LOOK_UP: _l("Tra cứu kết quả bằng số báo danh và ngày sinh"),
}
OFFERED: Mapping[What, tuple[str, ...]] = {
    What.OWN_WRONG: (AS_ROUND, State.CLOSED, State.PUBLISHED, NEVER),
    What.RIGHT_ANSWERS: (AS_ROUND, State.CLOSED, State.PUBLISHED, NEVER),
    What.KEY: (State.CLOSED, State.PUBLISHED, NEVER),
    What.TOTALS: (State.OPEN, State.CLOSED, State.PUBLISHED, NEVER),
    What.UNIT_TABLE: (State.OPEN, State.CLOSED, State.PUBLISHED, NEVER),
    What.NUMBERS: (State.PROVISIONAL, State.PUBLISHED, NEVER),
    What.WINNERS: (State.PUBLISHED, NEVER),
    What.BANK: (State.OPEN, State.CLOSED, NEVER),
    What.LOOK_UP: (State.CLOSED, State.PUBLISHED, NEVER),
}


def field_name(what: What) -> str:
    return what.value.replace("-", "_")


def _when(what: What) -> RadioField:
    return RadioField(
        WHAT_NAMES[what],
        choices=choices((each, WHEN_NAMES[each]) for each in OFFERED[what]),
        validators=[InputRequired(_l("Vui lòng chọn một ý."))],
    )


class DisclosureForm(Form):
    """What is opened when, and what the way of a result asks."""

    own_wrong = _when(What.OWN_WRONG)
    right_answers = _when(What.RIGHT_ANSWERS)
    key = _when(What.KEY)
    totals = _when(What.TOTALS)
    unit_table = _when(What.UNIT_TABLE)
    numbers = _when(What.NUMBERS)
    winners = _when(What.WINNERS)
    bank = _when(What.BANK)
    look_up = _when(What.LOOK_UP)
    least_judges = WholeNumberField(
        _l("Số giám khảo ít nhất phải cho ý kiến trước khi ghi biên bản"),
        validators=[
            InputRequired(_l("Vui lòng nhập số giám khảo, ví dụ 3.")),
            NumberRange(0, 50, _l("Số giám khảo từ 0 đến 50.")),
        ],
    )
    needs_signed_files = BooleanField(_l("Biên bản và quyết định phải kèm bản đã ký (PDF)"))
    ways_by_audience = BooleanField(
        _l("Mỗi đối tượng được công nhận và công bố kết quả riêng"),
        description=_l("Chỉ đổi được khi chưa có kết quả nào được xác nhận."),
    )

    def opens(self) -> dict[What, State | None]:
        """What was chosen; what goes with the round's own setting is left out."""
        chosen = {what: self[field_name(what)].data for what in OFFERED}
        return {
            what: None if each == NEVER else State(each)
            for what, each in chosen.items()
            if each != AS_ROUND
        }


def disclosure_data(contest: Contest) -> dict[str, Any]:
    """The form's fields as the contest has them."""
    usual = {**settings_of(Shown.AFTER_CLOSING).opens, **BEFORE_SET}
    stored = {} if contest.disclosure is None else decode_opens(contest.disclosure)
    found: dict[str, Any] = {
        "least_judges": contest.least_judges,
        "needs_signed_files": contest.needs_signed_files,
        "ways_by_audience": contest.ways_by_audience,
    }
    for what, offered in OFFERED.items():
        if what not in stored and AS_ROUND in offered:
            found[field_name(what)] = AS_ROUND
        else:
            state = stored.get(what, usual[what])
            found[field_name(what)] = NEVER if state is None else state.value
    return found


class FreezeForm(Form):
    """From when on the public board stands still; empty: it doesn't."""

    frozen_at = DateTimeLocalField(
        _l("Đóng băng lúc"),
        description=_l(
            "Từ lúc này mọi trang công khai giữ nguyên số liệu, cho đến khi công bố kết quả. "
            "Để trống để thôi đóng băng."
        ),
        validators=[Optional()],
    )
