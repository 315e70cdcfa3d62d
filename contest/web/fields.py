"""The kinds of field a form is made of, and what each makes of the typing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from contest.clock import VIETNAM
from contest.web import typed

_l = lazy_gettext
LARGEST = 2**31 - 1


class TextField(StringField):
    """One line of text: NFC, trimmed, single spaces."""


class NameField(TextField):
    """A person's name, as it is written on papers."""

    def __init__(self, label: Any = None, validators: Any = None, **given: Any) -> None:
        attributes = {"autocomplete": "name", "spellcheck": "false"} | given.pop("render_kw", {})
        super().__init__(label, validators, render_kw=attributes, **given)


class LongTextField(TextAreaField):
    """Several lines of text."""


class MarkdownField(TextAreaField):
    """Several lines with mark-up; shown by the ``markdown`` filter."""

    def __init__(self, label: Any = None, validators: Any = None, **given: Any) -> None:
        attributes = {"rows": 14, "spellcheck": "true"} | given.pop("render_kw", {})
        super().__init__(label, validators, render_kw=attributes, **given)


class CheckboxesField(SelectMultipleField):
    """Several of the choices, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class WholeNumberField(IntegerField):
    """A whole number that a column holds; a validator would fail on one of hundreds of digits."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) > LARGEST:
            self.data = None
            raise ValueError(self.gettext("Not a valid integer value."))


class PartsField(Field):
    """A value typed in several boxes of one name; what was typed is kept when it is refused."""

    parts: tuple[Any, ...] = ()
    refusal: Any = ""

    def typed_parts(self) -> list[str]:
        """What stands in each box."""
        given = list(self.raw_data) if self.raw_data else self.shown(self.data)
        return [str(each) for each in given] + [""] * (len(self.parts) - len(given))

    def shown(self, value: Any) -> list[str]:
        raise NotImplementedError

    def understood(self, given: Sequence[str]) -> Any:
        raise NotImplementedError

    def process_formdata(self, valuelist: list[Any]) -> None:
        given = [str(each).strip() for each in valuelist]
        self.data = None
        if not any(given):
            self.raw_data = []  # as if nothing were sent, so that InputRequired and Optional see it
            return
        try:
            self.data = self.understood(given)
        except ValueError as error:
            raise ValueError(str(self.refusal or gettext("Vui lòng xem lại mục này."))) from error


class DayField(PartsField):
    """A day in three boxes; ``data`` is a date.  27/3/1965 in one text is understood too."""

    parts = (_l("Ngày"), _l("Tháng"), _l("Năm"))
    refusal = _l("Vui lòng nhập ngày có thật, ví dụ ngày 1 tháng 7 năm 2026.")

    def shown(self, value: date | int | None) -> list[str]:
        if isinstance(value, int):
            return ["", "", str(value)]
        return [str(value.day), str(value.month), str(value.year)] if value else []

    def understood(self, given: Sequence[str]) -> date | int:
        return typed.day("/".join(given) if len(given) == len(self.parts) else given[0])


class BirthField(DayField):
    """A day of birth, or the year alone: ``data`` is a date, or the year as a number."""

    refusal = _l("Vui lòng nhập ngày sinh có thật, ví dụ 27/3/1965; hoặc chỉ nhập năm sinh.")

    def understood(self, given: Sequence[str]) -> date | int:
        filled = [each for each in given if each]
        if len(filled) == 1 and filled[0].isdecimal() and len(filled[0]) == len("1965"):
            return int(filled[0])
        return super().understood(given)


class DateTimeLocalField(PartsField):
    """A day and an hour of Vietnam; ``data`` is an instant in UTC.

    14:30, 14h30 and 24h00 (the day's end) are understood, in two boxes or in one text.
    """

    parts = (_l("Ngày"), _l("Giờ"))
    refusal = _l("Vui lòng nhập ngày và giờ, ví dụ 24/11/2026 và 14h30 (hết ngày là 24h00).")

    def shown(self, value: datetime | None) -> list[str]:
        if value is None:
            return []
        local = value.astimezone(VIETNAM)
        return [f"{local:%d/%m/%Y}", f"{local:%H:%M}"]

    def understood(self, given: Sequence[str]) -> datetime:
        return typed.moment(given)


class ClosingField(DateTimeLocalField):
    """A day and an hour at which something ends; midnight is shown as 24h00 of the day before."""

    def shown(self, value: datetime | None) -> list[str]:
        parts = super().shown(value)
        if value is not None and parts[1] == "00:00":
            return [super().shown(value - timedelta(minutes=1))[0], "24h00"]
        return parts


class HourField(TextField):
    """An hour of the day; ``data`` is in minutes from midnight, 24h00 being 1440."""

    def _value(self) -> str:
        if self.raw_data or self.data is None:
            return str(self.raw_data[0]) if self.raw_data else ""
        return "{}h{:02}".format(*divmod(int(self.data), 60))

    def process_formdata(self, valuelist: list[Any]) -> None:
        given = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        try:
            self.data = typed.minutes_of_day(given) if given else None  # type: ignore[assignment]  # minutes, not text
        except typed.NotUnderstood as error:
            message = gettext("Vui lòng nhập giờ, ví dụ 7h30 hoặc 22h00 (hết ngày là 24h00).")
            raise ValueError(message) from error
