"""The forms of a result's steps and of a judge's word on it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from contest.rules.result_way import Step
from contest.web.choices import choices
from contest.web.forms import Form, LongTextField
from contest.web.official_forms import OfficialForm

AGREED, DISSENT = "agreed", "dissent"


def _reason() -> LongTextField:
    return LongTextField(
        _l("Lý do"),
        description=_l("Được lưu lại và hiện trong lịch sử của kết quả."),
        validators=[
            DataRequired(_l("Vui lòng ghi lý do.")),
            Length(max=1000, message=_l("Phần này dài nhất 1000 ký tự.")),
        ],
    )


class StepForm(Form):
    """A step that rests on nothing but who takes it."""


class ReasonForm(Form):
    """A step back of the judges: its reason."""

    reason = _reason()


class PaperForm(OfficialForm):
    """A step that rests on a paper."""


class PaperReasonForm(OfficialForm):
    """A step back by a decision, or an annulment: the paper and the reason."""

    reason = _reason()


def form_of(step: Step) -> type[Form]:
    """The form that asks what the step rests on."""
    if step.paper is None:
        return ReasonForm if step.needs_reason else StepForm
    return PaperReasonForm if step.needs_reason else PaperForm


class ConfirmForm(Form):
    """A judge's word on a result, by name."""

    digest = HiddenField(validators=[InputRequired()])
    word = RadioField(
        _l("Ý kiến của bạn"),
        choices=choices(
            [(AGREED, _l("Tôi xác nhận kết quả này")), (DISSENT, _l("Tôi có ý kiến khác"))]
        ),
        validators=[InputRequired(_l("Vui lòng chọn một ý."))],
    )
    dissent = LongTextField(
        _l("Ý kiến khác của bạn"),
        description=_l("Chỉ ghi khi bạn không xác nhận. Ý kiến được ghi vào hồ sơ kèm tên bạn."),
        validators=[Length(max=2000, message=_l("Phần này dài nhất 2000 ký tự."))],
    )
    has_read = BooleanField(
        _l("Tôi đã xem bảng xếp hạng có mã đối chiếu nêu trên"),
        validators=[InputRequired(_l("Vui lòng xem bảng xếp hạng rồi đánh dấu vào đây."))],
    )

    def validate_dissent(self, field: Any) -> None:
        given = (field.data or "").strip()
        if self.word.data == DISSENT and not given:
            raise ValidationError(gettext("Vui lòng ghi ý kiến khác của bạn."))
        if self.word.data == AGREED and given:
            raise ValidationError(
                gettext("Bạn chọn xác nhận nhưng có ghi ý kiến khác. Vui lòng chọn một trong hai.")
            )

    def words(self) -> str:
        """The dissent; "" where the judge agrees."""
        return (self.dissent.data or "").strip() if self.word.data == DISSENT else ""
