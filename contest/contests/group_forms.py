"""The form of a group with a window of its own."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired, Length, ValidationError

from contest.web.choices import choices
from contest.web.forms import ClosingField, DateTimeLocalField, Form, TextField


class GroupForm(Form):
    """Who they are, and when they sit; ``choose`` gives the ways of saying who."""

    title = TextField(
        _l("Tên nhóm"),
        description=_l("Ví dụ: Khối xã, ca sáng."),
        validators=[InputRequired(_l("Vui lòng nhập tên nhóm.")), Length(max=200)],
    )
    who = SelectField(_l("Gồm những ai"))
    opens_at = DateTimeLocalField(
        _l("Mở lúc"), validators=[InputRequired(_l("Vui lòng nhập ngày và giờ mở."))]
    )
    closes_at = ClosingField(
        _l("Đóng lúc"), validators=[InputRequired(_l("Vui lòng nhập ngày và giờ đóng."))]
    )

    def choose(self, who: list[tuple[str, str]]) -> None:
        self.who.choices = choices(who)

    def validate_closes_at(self, field: Any) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(gettext("Giờ đóng phải sau giờ mở. Vui lòng xem lại."))
