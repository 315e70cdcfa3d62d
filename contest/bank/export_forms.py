"""The form of taking questions out: the format of the file."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from contest.bank.forms import PartForm
from contest.bank.reading_words import FORMAT_NAMES
from contest.web.choices import choice
from questions.formats.files import Format

HINTS = {
    Format.DOCX: _l("Để đọc, in và sửa trong Word; nhập lại được vào phần mềm này."),
    Format.XLSX: _l("Mỗi câu một hàng; nhập lại được vào phần mềm này."),
    Format.CSV: _l("Bảng chữ đơn giản mà mọi phần mềm bảng tính đọc được."),
    Format.GIFT: _l("Tệp chữ cho Moodle."),
    Format.AIKEN: _l("Tệp chữ gọn nhất, chỉ giữ câu hỏi một đáp án đúng."),
    Format.MOODLE: _l("Cho Moodle, giữ được hình."),
    Format.QTI: _l("Cho các hệ thống thi khác theo chuẩn quốc tế."),
    Format.NATIVE: _l("Giữ được mọi phần của câu hỏi; nên dùng để sao lưu hoặc chuyển máy."),
}


class ExportForm(PartForm):
    """Part of the address, so it has no token: choosing a format changes nothing."""

    format = RadioField(
        _l("Định dạng tệp"),
        choices=[choice(each.value, FORMAT_NAMES[each], hint=HINTS[each]) for each in Format],
        validators=[InputRequired(_l("Vui lòng chọn định dạng tệp."))],
    )
