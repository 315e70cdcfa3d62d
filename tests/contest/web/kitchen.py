"""A bare application that shows every part of the shared web layer; for tests alone."""

from types import SimpleNamespace

from flask import Flask, abort, flash, render_template, url_for
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import InputRequired, Length

from contest.db import db
from contest.errors import NotAllowed
from contest.rules.refusal import RuleRefused
from contest.web import forms, register

HERE = __file__.rpartition("/")[0]
AUDIENCES = [
    SelectChoice("official", "Cán bộ, công chức, viên chức", {"hint": "Đang làm việc tại cơ quan"}),
    SelectChoice("citizen", "Người dân"),
]
CONTENTS = [SelectChoice(str(n), f"Nội dung thứ {n}") for n in range(1, 4)]
NAV = [
    (label, f"#{number}", number == 1)
    for number, label in enumerate(["Cuộc thi", "Câu hỏi", "Đơn vị", "Nhân sự", "Nhật ký"], 1)
]
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><rect x="20" y="40" width="60" '
    'height="110" fill="#8f1018"/><rect x="120" y="80" width="60" height="70"/></svg>'
)


class KitchenForm(forms.Form):
    """A field of every kind."""

    name = forms.NameField(
        "Họ và tên", [InputRequired()], description="Viết đủ dấu, như trên giấy tờ."
    )
    phone = forms.TextField("Số điện thoại", render_kw={"inputmode": "tel", "autocomplete": "tel"})
    born = forms.BirthField(
        "Ngày sinh", [InputRequired()], description="Ví dụ 27/3/1965. Không nhớ thì ghi năm."
    )
    opens_at = forms.DateTimeLocalField("Mở vòng thi lúc", [InputRequired()])
    audience = RadioField("Đối tượng dự thi", [InputRequired()], choices=AUDIENCES)
    contents = forms.CheckboxesField("Nội dung quan tâm", choices=CONTENTS)
    place = SelectField("Xã, phường, đặc khu", choices=[SelectChoice("", "Mời chọn"), *CONTENTS])
    minutes = IntegerField("Thời gian làm bài", [InputRequired()])
    regulation = forms.MarkdownField("Thể lệ", [Length(max=20)])
    file = FileField("Danh sách (tệp Excel)")
    password = PasswordField("Mật khẩu")
    agrees = BooleanField("Tôi đồng ý để Ban Tổ chức dùng thông tin này cho cuộc thi")


def make_kitchen(is_demo: bool = True) -> Flask:
    app = Flask("contest", static_folder=None)
    app.config.update(SECRET_KEY="x" * 32, SQLALCHEMY_DATABASE_URI="sqlite://")
    db.init_app(app)
    register.register(app, SimpleNamespace(is_demo=is_demo))
    app.jinja_loader = ChoiceLoader([app.jinja_loader, FileSystemLoader(f"{HERE}/templates")])
    app.add_url_rule("/", "form", show_form, methods=["GET", "POST"])
    app.add_url_rule("/parts", "parts", show_parts)
    app.add_url_rule("/paper", "paper", lambda: render_template("paper.html"))
    app.add_url_rule("/chart.svg", "chart", lambda: (CHART, {"Content-Type": "image/svg+xml"}))
    app.add_url_rule("/refused/<code>", "refused", refuse)
    app.add_url_rule("/not-allowed", "not_allowed", not_allowed)
    app.add_url_rule("/abort/<int:code>", "abort", abort)
    app.add_url_rule("/broken", "broken", lambda: 1 // 0)
    return app


def show_form():
    form = KitchenForm()
    status = 200
    if form.is_submitted() and not form.validate():
        status = 422
    return render_template("form.html", form=form, contest=contest(), host=host()), status


def show_parts():
    flash("Đã lưu câu hỏi.", "success")
    flash("Chưa gửi được thư.", "error")
    flash("Vòng 2 mở lúc 8 giờ 00.")
    rows = [
        ["Xã Bến Quan", "1.284", "64,2\xa0%", "8 phút 12 giây"],
        ["Phường Đông Hà", "12.400", "71,0\xa0%", "7 phút 45 giây"],
        ["Đặc khu Cồn Cỏ", "48", "92,3\xa0%", "9 phút 01 giây"],
    ]
    return render_template(
        "parts.html", nav=NAV, rows=rows, contest=contest(), host=host(), chart_url=url_for("chart")
    )


def refuse(code):
    raise RuleRefused(code)


def not_allowed():
    raise NotAllowed


def contest():
    return SimpleNamespace(title="Tìm hiểu công tác cải cách hành chính năm 2026")


def host():
    return SimpleNamespace(name="Sở Nội vụ tỉnh Quảng Trị")
