"""The form by which anybody who knows number and birth date looks a result up."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import InputRequired

from contest.rules.numbers import read_contest_number
from contest.web.forms import DayField, Form, TextField
from contest.web.identity import Reads


class LookUpForm(Form):
    """Contest number and day of birth."""

    number = TextField(
        _l("Số báo danh"),
        description=_l("Có 9 chữ số, in trên thẻ dự thi."),
        validators=[Reads(read_contest_number)],
        render_kw={"inputmode": "numeric", "maxlength": "20"},
    )
    birth = DayField(
        _l("Ngày sinh"),
        validators=[InputRequired(_l("Vui lòng nhập ngày sinh, ví dụ 27 3 1965."))],
    )

    def validate_birth(self, field: Any) -> None:
        if not isinstance(field.data, date):
            raise ValidationError(gettext("Vui lòng nhập đủ ngày, tháng, năm sinh."))
