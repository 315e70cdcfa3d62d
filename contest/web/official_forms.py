"""The part of a form that names the official document an act rests on."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from contest.rules.official_file import LARGEST, OfficialDetails, is_pdf
from contest.web.forms import DayField, Form, TextField


class OfficialForm(Form):
    """Number, day, signer, and the signed file where there is one."""

    number = TextField(
        _l("Số, ký hiệu văn bản"),
        description=_l("Ví dụ: 148/QĐ-BTCHT."),
        validators=[
            DataRequired(_l("Vui lòng nhập số, ký hiệu văn bản, ví dụ 148/QĐ-BTCHT.")),
            Length(max=60, message=_l("Số, ký hiệu dài nhất 60 ký tự.")),
        ],
    )
    issued_on = DayField(
        _l("Ngày ký"),
        validators=[InputRequired(_l("Vui lòng nhập ngày ký, ví dụ 5 10 2026."))],
    )
    signer = TextField(
        _l("Người ký"),
        description=_l("Họ tên và chức vụ, như ghi ở cuối văn bản."),
        validators=[
            DataRequired(_l("Vui lòng nhập người ký.")),
            Length(max=200, message=_l("Phần này dài nhất 200 ký tự.")),
        ],
    )
    file = FileField(
        _l("Bản đã ký (PDF)"),
        description=_l("Không bắt buộc. Nếu có chữ ký số, hệ thống sẽ đọc và hiện thông tin."),
    )

    def validate_file(self, field: Any) -> None:
        if not self._content():
            return
        if len(self._content()) > LARGEST:
            raise ValidationError(gettext("Tệp nặng hơn 16 MB. Vui lòng chọn tệp nhỏ hơn."))
        if not is_pdf(self._content()):
            raise ValidationError(gettext("Tệp này không phải PDF. Vui lòng chọn tệp PDF đã ký."))

    def _content(self) -> bytes:
        """What was sent, read anew each time; b"" for no file."""
        upload = self.file.data
        if not upload or not upload.filename:
            return b""
        upload.stream.seek(0)
        content: bytes = upload.stream.read()
        return content

    def official(self) -> OfficialDetails:
        """What was typed, as the service takes it."""
        content = self._content()
        return OfficialDetails(
            number=self.number.data or "",
            issued_on=self.issued_on.data,
            signer=self.signer.data or "",
            file_name=(self.file.data.filename or "")[-200:] if content else "",
            content=content,
        )
