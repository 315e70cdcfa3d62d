"""The form of a contest's password."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from contest.web.forms import Form, TextField


class PasswordForm(Form):
    """A new password, or none."""

    password = TextField(
        _l("Mật khẩu mới"),
        description=_l("Để trống rồi lưu thì ai cũng đăng ký được. Ít nhất 4 ký tự."),
        validators=[
            Optional(),
            Length(min=4, max=100, message=_l("Vui lòng đặt mật khẩu từ 4 đến 100 ký tự.")),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
