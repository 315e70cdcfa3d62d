"""The form that gives a role in one contest."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField
from wtforms.validators import InputRequired, Length

from contest.rules.roles import Role
from contest.web.choices import choices
from contest.web.forms import Form, NameField
from contest.web.role_names import ROLE_NAMES

NO_UNIT = ""


class ContestGrantForm(Form):
    """A role for somebody, in one contest; a contact person speaks for a unit."""

    name = NameField(
        _l("Họ và tên"),
        validators=[InputRequired(_l("Vui lòng nhập họ và tên.")), Length(max=200)],
    )
    email = EmailField(
        _l("Thư điện tử"),
        validators=[InputRequired(_l("Vui lòng nhập địa chỉ thư điện tử.")), Length(max=200)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    role = SelectField(
        _l("Vai trò"),
        choices=choices(
            (role.value, name)
            for role, name in ROLE_NAMES.items()
            if role is not Role.ADMINISTRATOR
        ),
        description=_l("Chỉ có hiệu lực trong cuộc thi này."),
    )
    unit = SelectField(
        _l("Đơn vị mà người này làm đầu mối"),
        description=_l("Chỉ chọn khi giao vai trò đầu mối."),
    )
