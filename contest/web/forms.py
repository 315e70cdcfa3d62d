"""The base of every form: its words, its token, its care for what was typed."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF, validate_csrf
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.fields.core import UnboundField

from contest.errors import FormExpired
from contest.web import typed
from contest.web.fields import (
    BirthField,
    CheckboxesField,
    ClosingField,
    DateTimeLocalField,
    DayField,
    HourField,
    LongTextField,
    MarkdownField,
    NameField,
    PartsField,
    TextField,
    WholeNumberField,
)
from contest.web.messages import Messages

__all__ = [
    "ActionForm",
    "BirthField",
    "CheckboxesField",
    "ClosingField",
    "DateTimeLocalField",
    "DayField",
    "Form",
    "HourField",
    "LongTextField",
    "MarkdownField",
    "NameField",
    "PartsField",
    "TextField",
    "WholeNumberField",
    "require_token",
]


class Token(_FlaskFormCSRF):
    """The token against forged requests; a wrong one is a sentence on the form, not a bare 400."""

    def validate_csrf_token(self, form: FlaskForm, field: Field) -> None:
        try:
            super().validate_csrf_token(form, field)
        except ValidationError as error:
            message = gettext(
                "Trang này đã mở quá lâu nên chưa gửi được. "
                "Những gì bạn đã nhập vẫn còn đây; mời bạn bấm gửi lại lần nữa."
            )
            raise ValidationError(message) from error


class Form(FlaskForm):
    """Checks the token, speaks Vietnamese, keeps every text in NFC and free of control characters.

    ``form.validate_on_submit()``, and where it refuses render the page again with status 422:
    all that was typed stands in it.
    """

    class Meta(FlaskForm.Meta):
        csrf_class = Token
        csrf_time_limit = None

        def bind_field(self, form: Any, unbound: "UnboundField[Any]", options: Any) -> Any:
            kind = unbound.field_class
            if isinstance(kind, type) and issubclass(kind, StringField):
                cleaner = clean_text if issubclass(kind, TextAreaField) else clean_line
                options = dict(options, filters=[cleaner, *unbound.kwargs.get("filters", ())])
            return super().bind_field(form, unbound, options)

        def get_translations(self, form: Any) -> Messages:
            return Messages()


class ActionForm(Form):
    """A button that changes something: nothing but the token, which require_token checks."""


def require_token() -> None:
    """Check the token of a form that holds nothing else, without the cost of building one.

    Raises FormExpired when it is not this browser's: there is nothing to keep.
    """
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as error:
        raise FormExpired from error


def clean_line(value: Any) -> Any:
    return _cleaned(value, typed.plain_line)


def clean_text(value: Any) -> Any:
    return _cleaned(value, typed.plain_text)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return clean(value)
    except typed.NotUnderstood as error:
        message = gettext("Nội dung có ký tự không dùng được. Vui lòng xóa đi và gõ lại bằng tay.")
        raise ValueError(message) from error
