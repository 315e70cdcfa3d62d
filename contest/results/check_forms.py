"""The forms of checking an entrant."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from contest.results.check_words import CALL_NAMES, GROUND_NAMES, ITEM_NAMES, STATE_NAMES
from contest.rules.numbers import read_contest_number
from contest.rules.refusal import RuleRefused
from contest.rules.verification import CallOutcome, Ground, Item, State, VerificationFault
from contest.web.choices import choice, choices
from contest.web.forms import CheckboxesField, Form, LongTextField, NameField, TextField

MOST_WORDS = 1000
FAULTS: Mapping[VerificationFault, tuple[str, LazyString]] = {
    VerificationFault.NO_SUCH_MOVE: ("state", _l("Người này đang ở đúng trạng thái đó rồi.")),
    VerificationFault.GROUND_MISSING: (
        "ground",
        _l("Không công nhận thì phải chọn căn cứ. Vui lòng chọn một căn cứ."),
    ),
    VerificationFault.GROUND_NOT_PRINTED: (
        "ground",
        _l("Thể lệ không nêu căn cứ này. Vui lòng chọn căn cứ có trong thể lệ."),
    ),
    VerificationFault.WORDS_MISSING: ("why", _l("Vui lòng ghi lý do.")),
    VerificationFault.CHECKS_MISSING: (
        "state",
        _l("Chưa kiểm tra đủ các điều trong danh sách nên chưa thể kết luận đủ điều kiện."),
    ),
}


def words(label: Any, description: Any = None) -> LongTextField:
    """A field for reasons, which must be given."""
    return LongTextField(
        label,
        description=description or "",
        validators=[
            DataRequired(_l("Vui lòng ghi lý do.")),
            Length(max=MOST_WORDS, message=_l("Phần này dài nhất 1000 ký tự.")),
        ],
        render_kw={"rows": 3},
    )


class CheckForm(Form):
    """What was found in order of the items that are checked."""

    items = CheckboxesField(_l("Những điều đã kiểm tra và đúng"))
    note = LongTextField(
        _l("Ghi chú"),
        description=_l("Ví dụ: đơn vị xác nhận bằng công văn số mấy, ai xác nhận."),
        validators=[Length(max=MOST_WORDS, message=_l("Phần này dài nhất 1000 ký tự."))],
        render_kw={"rows": 2},
    )

    def offer(self, items: frozenset[Item]) -> None:
        """Offer what this contest checks; calls tell by themselves whether somebody was reached."""
        offered = [each for each in Item if each in items and each is not Item.REACHED]
        self.items.choices = choices((each.value, ITEM_NAMES[each]) for each in offered)


class CallForm(Form):
    """A call that was made just now."""

    outcome = RadioField(
        _l("Kết quả cuộc gọi"),
        choices=choices((each.value, CALL_NAMES[each]) for each in CallOutcome),
        validators=[InputRequired(_l("Vui lòng chọn kết quả cuộc gọi."))],
    )
    note = LongTextField(
        _l("Ghi chú"),
        validators=[Length(max=MOST_WORDS, message=_l("Phần này dài nhất 1000 ký tự."))],
        render_kw={"rows": 2},
    )


class DecisionForm(Form):
    """Another state of the entry, its ground and its reasons."""

    state = RadioField(
        _l("Quyết định"),
        choices=choices((each.value, STATE_NAMES[each]) for each in State),
        validators=[InputRequired(_l("Vui lòng chọn quyết định."))],
    )
    ground = SelectField(
        _l("Căn cứ không công nhận"),
        description=_l("Chỉ chọn khi không công nhận kết quả."),
        validate_choice=False,
        choices=[
            choice("", _l("(chọn một căn cứ)")),
            *choices((each.value, GROUND_NAMES[each]) for each in Ground),
        ],
    )
    why = words(_l("Lý do"), _l("Người dự thi sẽ đọc được lý do này. Vui lòng viết rõ và lịch sự."))

    def refuse(self, code: str) -> None:
        """Say at its field why the state cannot change so."""
        name, text = FAULTS[VerificationFault(code)]
        self[name].errors = [str(text)]

    def chosen_ground(self) -> Ground | None:
        """The ground, where one was chosen."""
        return next((each for each in Ground if each.value == self.ground.data), None)


class CorrectionForm(Form):
    """A name or a place of work set right."""

    name = NameField(
        _l("Họ và tên"),
        validators=[DataRequired(_l("Vui lòng nhập họ và tên.")), Length(max=200)],
    )
    unit = TextField(
        _l("Nơi làm việc hoặc học tập"),
        description=_l("Ghi đúng tên đơn vị trong danh sách; để trống nếu không có."),
        validators=[Length(max=200)],
    )
    why = words(_l("Vì sao sửa"), _l("Ví dụ: đối chiếu thẻ căn cước."))


class SettleForm(Form):
    """What was found behind a sign."""

    why = words(_l("Kết luận"), _l("Ví dụ: hai mẹ con dùng chung một điện thoại."))


class MergeForm(Form):
    """The other registration of the same person."""

    number = TextField(
        _l("Số báo danh kia"),
        description=_l("Chín chữ số, ví dụ 602 020 307."),
        validators=[DataRequired(_l("Vui lòng nhập số báo danh kia."))],
    )

    def validate_number(self, field: Any) -> None:
        try:
            read_contest_number(field.data or "")
        except RuleRefused as refused:
            raise ValidationError(
                gettext("Số báo danh này chưa đúng. Vui lòng xem lại từng chữ số.")
            ) from refused

    def chosen_number(self) -> str:
        """The number without its blanks."""
        return read_contest_number(self.number.data or "")


class MergeReasonForm(Form):
    """Why two registrations are one person's."""

    why = words(_l("Vì sao là một người"))
