"""The form of a notice to those who take part."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Length, ValidationError

from contest.contests.models import Contest, ContestAudience, Round
from contest.web.choices import choices
from contest.web.forms import Form, LongTextField

EVERYBODY = ""
FOR_EVER = ""


LONGEST_ON_PAPER = 500  # what somebody who is short of time reads
LASTS = (15, 30, 60, 120, 240, 1440)


class NoticeForm(Form):
    """What is told, to whom, for how long, and whether those who are sitting see it."""

    text = LongTextField(
        _l("Nội dung"),
        validators=[InputRequired(_l("Vui lòng nhập nội dung.")), Length(max=1000)],
        render_kw={"rows": 4},
    )
    round = SelectField(_l("Về đợt thi"))
    audience = SelectField(_l("Cho đối tượng"))
    lasts = SelectField(_l("Tự thôi hiện sau"))
    is_for_sitters = BooleanField(
        _l("Hiện cả trên bài của người đang thi"),
        description=_l("Hiện sau khoảng một phút, không mất gì đã nhập. Dài nhất 500 ký tự."),
    )

    def __init__(self, contest: Contest, **given: Any) -> None:
        super().__init__(**given)
        rounds = [(str(each.number), each.title) for each in contest.rounds]
        audiences = [(str(each.position), each.title) for each in contest.audiences]
        self.round.choices = choices([(EVERYBODY, gettext("Mọi đợt")), *rounds])
        self.audience.choices = choices([(EVERYBODY, gettext("Mọi đối tượng")), *audiences])

        self.lasts.choices = choices([(FOR_EVER, gettext("không tự thôi hiện")), *_durations()])

    def validate_text(self, field: LongTextField) -> None:
        if self.is_for_sitters.data and len(field.data or "") > LONGEST_ON_PAPER:
            raise ValidationError(
                gettext("Nội dung hiện trên bài thi dài nhất %(n)s ký tự.", n=LONGEST_ON_PAPER)
            )

    def ends_at(self, now: datetime) -> datetime | None:
        return now + timedelta(minutes=int(self.lasts.data)) if self.lasts.data else None

    def chosen_round(self, contest: Contest) -> Round | None:
        return next((each for each in contest.rounds if str(each.number) == self.round.data), None)

    def chosen_audience(self, contest: Contest) -> ContestAudience | None:
        found = (each for each in contest.audiences if str(each.position) == self.audience.data)
        return next(found, None)


def _durations() -> Iterator[tuple[str, str]]:
    for minutes in LASTS:
        if minutes < 60:
            yield str(minutes), ngettext("%(num)d phút", "%(num)d phút", minutes)
        else:
            yield str(minutes), ngettext("%(num)d giờ", "%(num)d giờ", minutes // 60)
