"""The forms of the register of legal documents."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from contest.bank.document_words import STATUS_NAMES
from contest.bank.forms import PartForm
from contest.web.choices import choice, choices
from contest.web.forms import DayField, Form, TextField
from questions.legal import Document, holds_year, number_in


def numbers_in(text: str) -> tuple[str, ...]:
    """Numbers typed one after the other, as they are properly written; other words as they are."""
    typed = (each.strip() for each in text.replace(";", ",").split(","))
    return tuple(number_in(each) or each for each in typed if each)


class DocumentForm(Form):
    """What is known of a document of the register, but for what it is found by."""

    name = TextField(
        _l("Tên văn bản"),
        description=_l("Ví dụ: Nghị định về kiểm soát thủ tục hành chính."),
        validators=[
            DataRequired(_l("Vui lòng nhập tên văn bản.")),
            Length(max=300, message=_l("Tên văn bản dài nhất 300 ký tự.")),
        ],
    )
    issuer = TextField(
        _l("Cơ quan ban hành"),
        validators=[Length(max=200, message=_l("Phần này dài nhất 200 ký tự."))],
    )
    issued_on = DayField(_l("Ngày ban hành"), description=_l("Để trống nếu chưa biết."))
    in_force_from = DayField(_l("Có hiệu lực từ ngày"), description=_l("Để trống nếu chưa biết."))
    in_force_to = DayField(
        _l("Có hiệu lực đến hết ngày"), description=_l("Để trống nếu văn bản còn hiệu lực.")
    )
    replaced_by = TextField(
        _l("Được thay thế bởi"),
        description=_l("Số, ký hiệu của văn bản mới; nhiều văn bản thì cách nhau bằng dấu phẩy."),
        validators=[Length(max=200, message=_l("Phần này dài nhất 200 ký tự."))],
    )

    def validate_in_force_to(self, field: DayField) -> None:
        first = self.in_force_from.data
        if field.data and first and field.data < first:
            raise ValidationError(gettext("Ngày này phải từ ngày bắt đầu hiệu lực trở đi."))

    def document(self, known: Document) -> Document:
        """What was typed; the number, and the name of what has none, stay what they are."""
        return replace(
            known,
            name=(self.name.data or "") if known.number else known.name,
            issuer=self.issuer.data or "",
            issued_on=self.issued_on.data,
            in_force_from=self.in_force_from.data,
            in_force_to=self.in_force_to.data,
            replaced_by=numbers_in(self.replaced_by.data or ""),
        )


class NewDocumentForm(DocumentForm):
    """A document that is not in the register yet."""

    number = TextField(
        _l("Số, ký hiệu"),
        description=_l("Ví dụ: 118/2025/NĐ-CP. Văn bản không có số thì để trống."),
        validators=[Length(max=60, message=_l("Số, ký hiệu dài nhất 60 ký tự."))],
    )

    def validate_number(self, field: Field) -> None:
        if field.data and number_in(field.data) is None:
            raise ValidationError(
                gettext("Vui lòng ghi đủ số, ký hiệu như 118/2025/NĐ-CP hoặc 76/NQ-CP.")
            )

    def validate_issued_on(self, field: DayField) -> None:
        number = number_in(self.number.data or "")
        if number and not field.data and not holds_year(number):
            raise ValidationError(
                gettext("Vui lòng ghi ngày ban hành, vì số, ký hiệu này không có năm.")
            )

    def new_document(self) -> Document:
        """What was typed."""
        number = number_in(self.number.data or "") or ""
        return self.document(Document(number=number, name=self.name.data or ""))


class EndForm(Form):
    """From when a document is no longer in force, and what takes its place."""

    ended_from = DayField(
        _l("Hết hiệu lực từ ngày"),
        validators=[InputRequired(_l("Vui lòng nhập ngày văn bản hết hiệu lực."))],
    )
    replaced_by = TextField(
        _l("Được thay thế bởi (nếu có)"),
        description=_l("Số, ký hiệu của văn bản mới; nhiều văn bản thì cách nhau bằng dấu phẩy."),
        validators=[Length(max=200, message=_l("Phần này dài nhất 200 ký tự."))],
    )

    @property
    def last(self) -> date:
        """The last day in force."""
        return cast(date, self.ended_from.data) - timedelta(days=1)

    def refuse_early(self, document: Document) -> bool:
        """Say that the end stands before the beginning, where it does."""
        first = document.in_force_from
        if first is None or self.last >= first:
            return False
        self.ended_from.errors = [gettext("Ngày này phải sau ngày văn bản bắt đầu có hiệu lực.")]
        return True


class DocumentFilterForm(PartForm):
    """Which documents are listed; part of the address, so it has no token."""

    text = TextField(_l("Tìm số, tên hoặc cơ quan ban hành"), render_kw={"type": "search"})
    status = SelectField(
        _l("Hiệu lực"), choices=[choice("", _l("Tất cả")), *choices(STATUS_NAMES.items())]
    )

    def understood(self) -> dict[str, str]:
        """What was asked for; what cannot be chosen counts as not asked for."""
        self.validate()
        found = {each.short_name: each.data for each in self if each.data and not each.errors}
        for each in self:
            each.errors = ()
        return found


def typed_of(document: Document) -> dict[str, Any]:
    """A document as the form would have it typed."""
    return {
        "name": document.name,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "in_force_from": document.in_force_from,
        "in_force_to": document.in_force_to,
        "replaced_by": ", ".join(document.replaced_by),
    }
