"""For which days and which round the bank is looked at."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, ValidationError
from wtforms.validators import InputRequired

from contest.contests.models import Round
from contest.web.choices import choice
from contest.web.forms import DayField, Form

NO_ROUND = ""
MISSING_DAY = _l("Vui lòng nhập đủ ngày, tháng, năm.")


class CoverageForm(Form):
    """Part of the address, so it has no token."""

    class Meta(Form.Meta):
        csrf = False

    round = SelectField(
        _l("So với cấu trúc đề của"),
        description=_l("Chọn một đợt thi để biết còn thiếu câu nào."),
    )
    first = DayField(_l("Từ ngày"), validators=[InputRequired(MISSING_DAY)])
    last = DayField(_l("Đến hết ngày"), validators=[InputRequired(MISSING_DAY)])

    def offer(self, rounds: Iterable[Round]) -> None:
        self.round.choices = [choice(NO_ROUND, _l("Không so với đợt nào"))]
        self.round.choices += [
            choice(round_value(each), f"{each.contest.title} – {each.title}") for each in rounds
        ]

    def validate_last(self, field: Any) -> None:
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError(gettext("Ngày cuối phải từ ngày đầu trở đi."))

    @property
    def days(self) -> tuple[date, date]:
        return self.first.data, self.last.data


def round_value(round_: Round) -> str:
    """How an address names a round: ``cchc-2026.1``."""
    return f"{round_.contest.public_id}.{round_.number}"


def shown_as(round_: Round | None, first: date, last: date) -> str:
    """What a page shows, for its form to send along: ``cchc-2026.1 1/6/2026 15/6/2026``."""
    days = [f"{each.day}/{each.month}/{each.year}" for each in (first, last)]
    return " ".join([round_value(round_) if round_ else NO_ROUND, *days])


def are_of_another_round(typed: MultiDict[str, str]) -> bool:
    """Whether another round was chosen while the days stayed as the page had shown them."""
    round_, _, days = typed.get("shown", "").partition(" ")
    sent = " ".join("/".join(typed.getlist(name)) for name in ("first", "last"))
    return days == sent and round_ != typed["round"]
