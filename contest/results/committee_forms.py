"""The forms of what the committee decides."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange

from contest.web.forms import Form, LongTextField, TextField


class LotForm(Form):
    """The public number that lots are drawn with."""

    number = TextField(
        _l("Số công khai"),
        description=_l("Chép đúng từng chữ số, kể cả số 0 ở đầu. Nhập rồi không thay được."),
        validators=[InputRequired(_l("Vui lòng nhập số công khai.")), Length(max=40)],
    )
    source = TextField(
        _l("Xem số ấy ở đâu"),
        description=_l("Ví dụ: giải Đặc biệt xổ số kiến thiết Quảng Trị ngày 5/11/2026."),
        validators=[InputRequired(_l("Vui lòng ghi nguồn để ai cũng kiểm tra được."))],
    )


class SaidForm(Form):
    """Who decided, and why."""

    who = TextField(
        _l("Ai quyết định"),
        description=_l("Ví dụ: Ban Tổ chức, biên bản họp ngày 10/11/2026."),
        validators=[InputRequired(_l("Vui lòng ghi ai quyết định.")), Length(max=200)],
    )
    why = LongTextField(
        _l("Lý do"),
        validators=[InputRequired(_l("Vui lòng ghi lý do.")), Length(max=1000)],
        render_kw={"rows": 3},
    )


class SettlementForm(SaidForm):
    """The order of some people whom every key leaves equal."""

    order = LongTextField(
        _l("Số báo danh theo thứ tự, người đứng trước viết trước"),
        description=_l("Mỗi dòng một số báo danh."),
        validators=[InputRequired(_l("Vui lòng nhập ít nhất hai số báo danh."))],
        render_kw={"rows": 4},
    )

    def lines(self) -> list[str]:
        return [each for line in (self.order.data or "").splitlines() if (each := line.strip())]

    def say_who_is_equal(self) -> None:
        self.order.errors = [gettext("Vui lòng nhập ít nhất hai số báo danh khác nhau.")]


class UnitSettlementForm(SettlementForm):
    """The order of some units whom every key leaves equal."""

    order = LongTextField(
        _l("Tên đơn vị theo thứ tự, đơn vị đứng trước viết trước"),
        description=_l("Mỗi dòng một đơn vị: tên đầy đủ như trong bảng trên, hoặc mã đơn vị."),
        validators=[InputRequired(_l("Vui lòng nhập ít nhất hai đơn vị."))],
        render_kw={"rows": 4},
    )

    def say_who_is_equal(self) -> None:
        self.order.errors = [gettext("Vui lòng nhập ít nhất hai đơn vị khác nhau.")]

    def say_unknown(self, line: str) -> None:
        self.order.errors = [
            gettext(
                "Không tìm thấy đúng một đơn vị tên “%(line)s”. Vui lòng chép tên trong bảng, "
                "hoặc dùng mã đơn vị.",
                line=line,
            )
        ]


class UnitMarkForm(SaidForm):
    """Points for a unit."""

    unit = SelectField(_l("Đơn vị"))
    criterion = SelectField(_l("Tiêu chí"))
    scope = SelectField(_l("Tính cho"))
    points = DecimalField(
        _l("Điểm"),
        places=2,
        validators=[InputRequired(_l("Vui lòng nhập điểm.")), NumberRange(min=0)],
    )


class ProposalForm(SaidForm):
    """A unit for a prize without rank."""

    unit = SelectField(_l("Đơn vị"))
    prize = SelectField(_l("Giải"))
