"""The form by which a list of people is brought."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from contest.contests.people_list_words import LIST_KINDS
from contest.hosts.models import Host
from contest.units import places_queries as places
from contest.units.files_service import pasted, table_of_file, table_of_text
from contest.units.models import Unit
from contest.web.choices import choices
from contest.web.forms import Form, LongTextField, TextField

MOST_PASTED = 900_000


class PeopleListForm(Form):
    """Who they are, and their lines, pasted or as a file."""

    title = TextField(
        _l("Tên danh sách"),
        description=_l("Người dự thi sẽ đọc tên này, ví dụ: Cán bộ, công chức Sở Nội vụ."),
        validators=[InputRequired(_l("Vui lòng đặt tên cho danh sách.")), Length(max=200)],
    )
    kind = RadioField(
        _l("Đây là danh sách"),
        choices=choices((each.value, name) for each, name in LIST_KINDS.items()),
        validators=[InputRequired(_l("Vui lòng chọn loại danh sách."))],
    )
    unit = TextField(
        _l("Của cơ quan, trường nào"),
        description=_l("Tên đúng như trong danh sách đơn vị. Không thuộc đơn vị nào thì để trống."),
        validators=[Length(max=200)],
    )
    pasted = LongTextField(
        _l("Dán danh sách vào đây"),
        description=_l(
            "Chép thẳng từ Excel, kèm dòng tên cột: Họ và tên; Ngày sinh; Số căn cước; "
            "Số điện thoại; Ghi chú. Chỉ cột Họ và tên là bắt buộc."
        ),
        validators=[Length(max=MOST_PASTED)],
        render_kw={"rows": 10, "spellcheck": "false"},
    )
    file = FileField(
        _l("Hoặc chọn tệp Excel hay CSV"),
        description=_l("Dòng tên cột như trên. Tệp Excel chỉ đọc trang tính đầu tiên."),
    )

    def table(self) -> list[list[str]]:
        """The cells of the file, or else those pasted; [] with the field marked where unreadable.

        What was read is kept in ``pasted``, so that the next step has it without the file.
        """
        upload: Any = self.file.data
        is_file = bool(upload and upload.filename)
        try:
            text = self.pasted.data or ""
            table = table_of_file(upload.read()) if is_file else table_of_text(text)
        except ValueError:
            (self.file if is_file else self.pasted).errors = [
                gettext("Không đọc được tệp này. Vui lòng chọn tệp Excel (.xlsx) hoặc CSV (UTF-8).")
            ]
            return []
        self.pasted.data = pasted(table)
        return table

    def settled_unit(self, host: Host) -> Unit | None:
        """The unit that is named; one that is not found is marked."""
        if not self.unit.data:
            return None
        found = places.find_own_units(self.unit.data, host)
        named = [each for each in found if places.is_named(each, self.unit.data)]
        if len(named) != 1:
            near = ", ".join(each.full_name for each in found)
            self.unit.errors = [
                gettext("Không có đơn vị tên đúng như vậy. Gần giống: %(near)s.", near=near)
                if near
                else gettext("Không có đơn vị này trong danh sách đơn vị.")
            ]
            return None
        return named[0]
