"""The forms of a host's units: the filters of the list, one unit, an uploaded list."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.validators import DataRequired

from contest.rules.unit_rows import HAMLET_LABELS, Column, Details, Kind, Planned, Row
from contest.units.models import Unit
from contest.units.words import KIND_NAMES, sentence
from contest.web.choices import choice, choices
from contest.web.forms import Form, LongTextField, TextField

# The first words by which the rules know an agency and a school; hamlets by their labels.
AGENCY, SCHOOL = "cơ quan", "trường"
KINDS = [
    choice("", _l("Mời chọn")),
    choice(AGENCY, KIND_NAMES[Kind.AGENCY]),
    choice(SCHOOL, KIND_NAMES[Kind.SCHOOL]),
    *choices((label, label.capitalize()) for label in sorted(HAMLET_LABELS)),
]


class FilterForm(Form):
    """Which units are listed; part of the address, so it has no token."""

    class Meta(Form.Meta):
        csrf = False

    search = TextField(
        _l("Tìm theo tên hoặc mã"), render_kw={"type": "search", "autocomplete": "off"}
    )
    kind = SelectField(
        _l("Loại"),
        choices=[choice("", _l("Tất cả")), *choices((k.value, n) for k, n in KIND_NAMES.items())],
    )
    parent = SelectField(_l("Trực thuộc"))
    block = SelectField(_l("Khối"))

    def offer(self, parents: Iterable[Unit], blocks: Iterable[str]) -> None:
        every = choice("", _l("Tất cả"))
        self.parent.choices = [
            every,
            *choices((each.public_id, each.full_name) for each in parents),
        ]
        self.block.choices = [every, *choices((each, each) for each in blocks)]

    def understood(self) -> dict[str, str]:
        """What was asked for; what is missing or cannot be chosen counts as not asked for."""
        self.validate()
        found = {each.short_name: each.data for each in self if each.data and not each.errors}
        for each in self:
            each.errors = ()
        return found


class UnitForm(Form):
    """One unit, as a row of a list would say it."""

    name = TextField(_l("Tên đơn vị"), validators=[DataRequired(_l("Vui lòng nhập tên đơn vị."))])
    kind = SelectField(
        _l("Loại"), choices=KINDS, validators=[DataRequired(_l("Vui lòng chọn loại đơn vị."))]
    )
    code = TextField(_l("Mã (nếu có)"), render_kw={"autocomplete": "off", "spellcheck": "false"})
    parent = TextField(
        _l("Trực thuộc (nếu có)"),
        description=_l(
            "Tên hoặc mã của đơn vị cấp trên. Thôn, bản, tổ dân phố: ghi tên xã, phường hiện nay."
        ),
        render_kw={"autocomplete": "off"},
    )
    block = TextField(
        _l("Khối (nếu có)"),
        description=_l("Các đơn vị cùng khối được so với nhau, ví dụ: Khối hành chính."),
        render_kw={"autocomplete": "off"},
    )
    commune = TextField(
        _l("Địa bàn (nếu có)"),
        description=_l("Xã, phường nơi đặt trụ sở. Tên cũ cũng được."),
        render_kw={"autocomplete": "off"},
    )
    aliases = LongTextField(
        _l("Tên khác (nếu có)"),
        description=_l("Mỗi dòng một tên: tên viết tắt, tên cũ. Thí sinh tìm được theo tên này."),
        render_kw={"rows": 3},
    )
    headcount = TextField(
        _l("Số người (nếu biết)"),
        description=_l("Tổng số người của đơn vị, ví dụ 25."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )

    def row(self) -> Row:
        is_hamlet = self.kind.data in HAMLET_LABELS
        given = {each.value: self[each.value].data or "" for each in Column}
        if is_hamlet:
            given["commune"] = ""  # a hamlet stands under its commune, and nowhere else
        return Row(1, **given)

    def show(self, planned: Planned) -> None:
        """Put what refuses the row beside its field."""
        for each in planned.found:
            if each.finding.is_refusal:
                field: Any = self[each.column.value]
                field.errors = [*field.errors, sentence(each)]


def typed_of(details: Details, names: Mapping[str, str]) -> dict[str, Any]:
    """A unit as the form would have it typed; ``names`` are those of parents and communes."""
    words = {Kind.AGENCY: AGENCY, Kind.SCHOOL: SCHOOL}
    return {
        "name": details.name,
        "kind": words.get(details.kind, details.label),
        "code": details.code or "",
        "parent": names.get(details.parent or "", ""),
        "block": details.block or "",
        "commune": names.get(details.commune or "", ""),
        "aliases": "\n".join(details.aliases),
        "headcount": "" if details.headcount is None else str(details.headcount),
    }


class ListForm(Form):
    """A list of units as a file, and its rows as they are carried to the page that confirms."""

    file = FileField(
        _l("Tệp danh sách (Excel .xlsx hoặc CSV)"),
        description=_l("Dòng đầu ghi tên các cột. Nhiều nhất 5.000 dòng, 1 MB."),
    )
    content = LongTextField()
