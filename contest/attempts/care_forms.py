"""Forms for single people in a round: extra time, an attempt that is opened again."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from contest.attempts import care_queries as queries
from contest.attempts.care_queries import Whom
from contest.contests import queries as contests
from contest.contests.models import Entry, Round
from contest.web.choices import choices
from contest.web.fields import LongTextField, TextField, WholeNumberField
from contest.web.forms import Form

MINUTE_MS = 60_000
MOST_MINUTES = 600
PERSON, UNIT, AUDIENCE = "person", "unit", "audience"


class NumberForm(Form):
    """A contest number; ``look_up`` finds the entry."""

    number = TextField(
        _l("Số báo danh"), validators=[InputRequired(_l("Vui lòng nhập số báo danh."))]
    )
    entry: Entry | None = None

    def look_up(self, round_: Round) -> Entry | None:
        """The entry, or None with words at the field."""
        self.entry = queries.find_entry(round_.contest, self.number.data or "")
        if self.entry is None and self.number.data:
            self.number.errors = [*self.number.errors, unknown_number()]
        return self.entry


def unknown_number() -> str:
    return str(gettext("Cuộc thi này không có số báo danh như vậy. Vui lòng xem lại từng chữ số."))


class ReasonForm(Form):
    """Why something is done."""

    reason = LongTextField(
        _l("Lý do"),
        description=_l("Ví dụ: mất điện từ 9 giờ 05 đến 9 giờ 20."),
        validators=[InputRequired(_l("Vui lòng nhập lý do.")), Length(max=1000)],
        render_kw={"rows": 3},
    )


class ExtraForm(ReasonForm):
    """Whom extra time is for, and how much; ``choose`` gives the units and audiences."""

    whom = RadioField(
        _l("Thêm giờ cho ai"),
        choices=choices(
            [
                (PERSON, _l("Một người")),
                (UNIT, _l("Một đơn vị, gồm cả các đơn vị bên dưới")),
                (AUDIENCE, _l("Cả một đối tượng dự thi")),
            ]
        ),
        default=PERSON,
    )
    number = TextField(_l("Số báo danh"), description=_l("Chỉ điền khi thêm giờ cho một người."))
    unit = SelectField(
        _l("Đơn vị"),
        description=_l("Chỉ chọn khi thêm giờ cho một đơn vị."),
        validate_choice=False,  # validate_unit looks it up
    )
    audience = SelectField(
        _l("Đối tượng dự thi"),
        description=_l("Chỉ chọn khi thêm giờ cho cả một đối tượng."),
        validate_choice=False,
    )
    minutes = WholeNumberField(
        _l("Thêm bao nhiêu phút"),
        validators=[
            InputRequired(_l("Vui lòng nhập số phút.")),
            NumberRange(1, MOST_MINUTES, _l("Vui lòng nhập từ 1 đến 600 phút.")),
        ],
    )
    found: Whom | None = None

    def choose(self, round_: Round) -> None:
        """Offer the host's units and the contest's audiences."""
        self._round = round_
        self._units = {each.public_id: each for each in _units(round_)}
        self._audiences = {str(each.id): each for each in round_.contest.audiences}
        none = [("", _l("– Chọn –"))]
        units = [(key, each.full_name) for key, each in self._units.items()]
        audiences = [(key, each.title) for key, each in self._audiences.items()]
        self.unit.choices = choices([*none, *units])
        self.audience.choices = choices([*none, *audiences])

    def validate_number(self, field: Any) -> None:
        if self.whom.data != PERSON:
            return
        entry = queries.find_entry(self._round.contest, field.data or "")
        if entry is None:
            raise ValidationError(unknown_number())
        self.found = entry.person

    def validate_unit(self, field: Any) -> None:
        if self.whom.data == UNIT:
            self.found = self._units.get(field.data)
            if self.found is None:
                raise ValidationError(gettext("Vui lòng chọn đơn vị."))

    def validate_audience(self, field: Any) -> None:
        if self.whom.data == AUDIENCE:
            self.found = self._audiences.get(field.data)
            if self.found is None:
                raise ValidationError(gettext("Vui lòng chọn đối tượng dự thi."))

    @property
    def extra_ms(self) -> int:
        return (self.minutes.data or 0) * MINUTE_MS


def _units(round_: Round) -> Any:
    return contests.list_countable_units(round_.contest.host)


class ReopenForm(ReasonForm):
    """Why an attempt is opened again, and how much more time it gets."""

    minutes = WholeNumberField(
        _l("Thêm bao nhiêu phút"),
        description=_l("Ngoài thời gian còn lại lúc nộp bài. Để 0 nếu không thêm."),
        default=0,
        validators=[
            InputRequired(_l("Vui lòng nhập số phút.")),
            NumberRange(0, MOST_MINUTES, _l("Vui lòng nhập từ 0 đến 600 phút.")),
        ],
    )

    @property
    def extra_ms(self) -> int:
        return (self.minutes.data or 0) * MINUTE_MS
