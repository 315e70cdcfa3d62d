"""The forms of staff: signing in, and who holds which role."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from contest.web.choices import choices
from contest.web.forms import DayField, Form, NameField, TextField
from contest.web.role_names import ROLE_NAMES


class SignInForm(Form):
    """A member of staff and the password."""

    email = EmailField(
        _l("Thư điện tử"),
        validators=[InputRequired(_l("Vui lòng nhập địa chỉ thư điện tử của bạn."))],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Mật khẩu"),
        validators=[InputRequired(_l("Vui lòng nhập mật khẩu."))],
        render_kw={"autocomplete": "current-password"},
    )


class GrantForm(Form):
    """A role for somebody, who gets an account when there is none of that address yet."""

    email = EmailField(
        _l("Thư điện tử"),
        validators=[InputRequired(_l("Vui lòng nhập địa chỉ thư điện tử.")), Length(max=200)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    name = NameField(
        _l("Họ và tên"),
        validators=[InputRequired(_l("Vui lòng nhập họ và tên.")), Length(max=200)],
    )
    role = SelectField(
        _l("Vai trò"),
        choices=choices((role.value, name) for role, name in ROLE_NAMES.items()),
        description=_l("Có những cặp vai trò không được giao cho cùng một người."),
    )


class SettingsForm(Form):
    """How a host works."""

    review_steps = RadioField(
        _l("Câu hỏi được duyệt qua mấy bước?"),
        choices=choices(
            [
                ("2", _l("Hai bước: người biên soạn, người phê duyệt")),
                ("3", _l("Ba bước: người biên soạn, người thẩm định, người phê duyệt")),
            ]
        ),
        validators=[InputRequired(_l("Vui lòng chọn số bước."))],
    )


class HolidayForm(Form):
    """A day off that is not fixed by the calendar, or a weekend's day that is worked."""

    day = DayField(_l("Ngày"), validators=[InputRequired(_l("Vui lòng nhập ngày."))])
    title = TextField(
        _l("Là ngày gì"),
        description=_l("Ví dụ: Tết Âm lịch, Giỗ Tổ Hùng Vương, làm bù."),
        validators=[
            InputRequired(_l("Vui lòng ghi là ngày gì.")),
            Length(max=120, message=_l("Phần này dài nhất 120 ký tự.")),
        ],
    )
    is_worked = RadioField(
        _l("Nghỉ hay làm việc"),
        choices=choices(
            [
                ("off", _l("Ngày nghỉ")),
                ("worked", _l("Ngày làm việc (làm bù vào thứ Bảy, Chủ nhật)")),
            ]
        ),
        default="off",
        validators=[InputRequired(_l("Vui lòng chọn nghỉ hay làm việc."))],
    )


class PasswordForm(Form):
    """One's own new password."""

    current = PasswordField(
        _l("Mật khẩu hiện nay"),
        validators=[InputRequired(_l("Vui lòng nhập mật khẩu hiện nay."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("Mật khẩu mới"),
        description=_l("Ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất."),
        validators=[
            InputRequired(_l("Vui lòng nhập mật khẩu mới.")),
            Length(min=12, max=200, message=_l("Mật khẩu mới cần ít nhất 12 ký tự.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
