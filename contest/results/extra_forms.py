"""The forms of a truth that the committee enters, and of a judge's points for a text."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, ValidationError
from wtforms.validators import DataRequired, Length

from contest.contests.models import ContestAudience
from contest.rules.extra import ExtraFault
from contest.rules.prediction import Target, read_guess
from contest.web.choices import choices
from contest.web.filters import points as points_words
from contest.web.forms import Form, LongTextField, TextField
from contest.web.guesses import guess_error

_POINTS = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?", re.ASCII)


class TruthForm(Form):
    """A truth with where it comes from, and why it is another than before."""

    audience = SelectField(_l("Của đối tượng dự thi"))
    value = TextField(
        _l("Đáp số"), validators=[DataRequired(_l("Vui lòng nhập đáp số.")), Length(max=20)]
    )
    source = LongTextField(
        _l("Nguồn của đáp số"),
        description=_l("Ví dụ: Báo cáo số 12/BC-SNV ngày 5/11/2026, trang 3."),
        validators=[Length(max=500)],
        render_kw={"rows": 2},
    )
    why = LongTextField(
        _l("Lý do sửa"),
        description=_l("Chỉ cần khi đã có đáp số trước đó."),
        validators=[Length(max=1000)],
        render_kw={"rows": 2},
    )
    target: Target = Target.PARTICIPANTS

    def offer(self, audiences: Iterable[ContestAudience]) -> None:
        """Ask whose truth it is, of those that each have their own; without any, nothing."""
        offered = choices((each.audience.code, each.title) for each in audiences)
        if offered:
            self.audience.choices = offered
        else:
            del self.audience

    def validate_value(self, field: Any) -> None:
        error = guess_error(" ".join((field.data or "").split()), self.target)
        if error:
            raise ValidationError(error)

    def number(self) -> int:
        return read_guess(self.value.data or "", self.target)

    def say(self, fault: str) -> None:
        """What the rule found missing, at its field."""
        if fault == ExtraFault.SOURCE_MISSING:
            self.source.errors = [gettext("Vui lòng ghi nguồn của đáp số.")]
        elif fault == ExtraFault.WHY_MISSING:
            self.why.errors = [gettext("Đã có đáp số rồi. Vui lòng ghi lý do sửa.")]
        else:
            self.value.errors = [
                gettext("Đợt thi chưa kết thúc với mọi người nên chưa nhập đáp số được.")
            ]


class RecountForm(Form):
    """Why the prediction's truth is to be counted anew."""

    recount_why = LongTextField(
        _l("Lý do đếm lại"),
        description=_l("Ví dụ: sau xác minh, 3 người không được công nhận kết quả."),
        validators=[DataRequired(_l("Vui lòng ghi lý do đếm lại.")), Length(max=1000)],
        render_kw={"rows": 2},
    )


class TextMarkForm(Form):
    """A judge's points for one text."""

    text = HiddenField()
    points = TextField(_l("Điểm"), validators=[DataRequired(_l("Vui lòng nhập điểm."))])
    note = LongTextField(
        _l("Nhận xét (không bắt buộc)"),
        description=_l("Chỉ Ban Giám khảo đọc phần này."),
        validators=[Length(max=1000)],
        render_kw={"rows": 2},
    )
    most: int = 0

    def validate_points(self, field: Any) -> None:
        found = _POINTS.fullmatch((field.data or "").strip())
        if found is None or self._hundredths(found) > self.most:
            raise ValidationError(
                gettext(
                    "Vui lòng nhập điểm từ 0 đến %(most)s, ví dụ 7,5.",
                    most=points_words(self.most),
                )
            )

    @staticmethod
    def _hundredths(found: re.Match[str]) -> int:
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def hundredths(self) -> int:
        found = _POINTS.fullmatch((self.points.data or "").strip())
        return self._hundredths(found) if found else 0
