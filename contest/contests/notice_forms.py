"""The form of a notice to those who take part."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Length

from contest.contests.models import Contest, ContestAudience, Round
from contest.web.choices import choices
from contest.web.forms import Form, LongTextField

EVERYBODY = ""


class NoticeForm(Form):
    """What is told, to whom, and whether those who are sitting see it on their paper."""

    text = LongTextField(
        _l("Nội dung"),
        validators=[InputRequired(_l("Vui lòng nhập nội dung.")), Length(max=1000)],
        render_kw={"rows": 4},
    )
    round = SelectField(_l("Về đợt thi"))
    audience = SelectField(_l("Cho đối tượng"))
    is_for_sitters = BooleanField(_l("Hiện cả trên bài của người đang thi"))

    def __init__(self, contest: Contest, **given: Any) -> None:
        super().__init__(**given)
        rounds = [(str(each.number), each.title) for each in contest.rounds]
        audiences = [(str(each.position), each.title) for each in contest.audiences]
        self.round.choices = choices([(EVERYBODY, gettext("Mọi đợt")), *rounds])
        self.audience.choices = choices([(EVERYBODY, gettext("Mọi đối tượng")), *audiences])

    def chosen_round(self, contest: Contest) -> Round | None:
        return next((each for each in contest.rounds if str(each.number) == self.round.data), None)

    def chosen_audience(self, contest: Contest) -> ContestAudience | None:
        found = (each for each in contest.audiences if str(each.position) == self.audience.data)
        return next(found, None)
