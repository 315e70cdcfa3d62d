"""The part of a round's form that asks for its extra questions."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from contest.contests.extra_queries import definition_of
from contest.contests.extra_words import ALL_RIGHT_NAMES, SCOPE_NAMES
from contest.contests.models import Round
from contest.rules.extra import AllRight, Counts, Definition, Scope, encode
from contest.rules.prediction import Target
from contest.web.choices import choices
from contest.web.forms import Form, LongTextField, WholeNumberField

MOST_POINTS = 100
COUNTED = {
    "counts_disqualified": "disqualified",
    "counts_void": "void",
    "counts_practising": "practising",
}


class ExtraForm(Form):
    """Who counts for the prediction, the fact, the text."""

    prediction_scope = RadioField(
        _l("Đáp số câu dự đoán tính trên ai"),
        choices=choices((each.value, name) for each, name in SCOPE_NAMES.items()),
        default=Scope.ROUND.value,
        validators=[Optional()],
    )
    prediction_all_right = RadioField(
        _l("Thế nào là người trả lời đúng hết"),
        choices=choices((each.value, name) for each, name in ALL_RIGHT_NAMES.items()),
        default=AllRight.COUNTING.value,
        validators=[Optional()],
    )
    counts_disqualified = BooleanField(_l("Tính cả người không được công nhận kết quả"))
    counts_void = BooleanField(_l("Tính cả bài không hợp lệ"))
    counts_practising = BooleanField(
        _l("Tính cả người chỉ thi thử vì chưa có người giám hộ đồng ý")
    )
    fact_text = LongTextField(
        _l("Câu hỏi phụ có đáp số"),
        description=_l(
            "Trả lời bằng một số nguyên. Ban Tổ chức nhập đáp số kèm nguồn sau khi đợt thi kết "
            "thúc; ai gần đáp số hơn thì xếp trên. Để trống nếu không có."
        ),
        validators=[Length(max=500)],
        render_kw={"rows": 2},
    )
    text_question = LongTextField(
        _l("Câu tự luận"),
        description=_l(
            "Người dự thi viết nhiều nhất 1.000 ký tự; Ban Giám khảo chấm mà không biết tên. "
            "Để trống nếu không có."
        ),
        validators=[Length(max=500)],
        render_kw={"rows": 2},
    )
    text_most = WholeNumberField(
        _l("Điểm cao nhất của câu tự luận"),
        validators=[Optional(), NumberRange(min=1, max=MOST_POINTS)],
    )

    def validate_text_question(self, field: Any) -> None:
        if field.data and not self.text_most.data:
            raise ValidationError(gettext("Vui lòng nhập điểm cao nhất của câu tự luận ở ô dưới."))

    def extra_details(self, target: Target | None) -> dict[str, Any]:
        """What was typed, by the names of RoundDetails."""
        text = self.text_question.data or ""
        return {
            "prediction_counts": encode(self._definition(target)) if target else None,
            "fact_text": self.fact_text.data or "",
            "text_question": text,
            "text_points": (self.text_most.data or 0) * 100 if text else None,
        }

    def _definition(self, target: Target) -> Definition:
        return Definition(
            target,
            Scope(self.prediction_scope.data or Scope.ROUND),
            Counts(
                all_right=AllRight(self.prediction_all_right.data or AllRight.COUNTING),
                **{name: bool(self[field].data) for field, name in COUNTED.items()},
            ),
        )


def extra_data(round_: Round) -> dict[str, Any]:
    """A round's extra questions as its form shows them."""
    found = definition_of(round_) or Definition(Target.PARTICIPANTS)
    counted = {field: getattr(found.counts, name) for field, name in COUNTED.items()}
    return counted | {
        "prediction_scope": found.scope.value,
        "prediction_all_right": found.counts.all_right.value,
        "text_most": (round_.text_points or 0) // 100 or None,
    }
