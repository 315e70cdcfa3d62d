"""The forms of the bank: filters, reasons, loans, lists."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import DataRequired, InputRequired, Length

from contest.bank.finding_words import DIFFICULTY_NAMES, STATE_NAMES
from contest.bank.models import Audience, Topic
from contest.bank.queries import LENT, OWN
from contest.hosts.models import Host
from contest.web.choices import choice, choices
from contest.web.forms import (
    Form,
    LongTextField,
    TextField,
)


class PartForm(Form):
    """A part of another form, whose token covers it."""

    class Meta(Form.Meta):
        csrf = False


class FilterForm(PartForm):
    """Which questions are listed; part of the address, so it has no token."""

    text = TextField(_l("Tìm trong câu hỏi"), render_kw={"type": "search"})
    topic = SelectField(_l("Chuyên đề"))
    audience = SelectField(_l("Đối tượng"))
    difficulty = SelectField(
        _l("Độ khó"), choices=[choice("", _l("Tất cả")), *choices(DIFFICULTY_NAMES.items())]
    )
    state = SelectField(
        _l("Trạng thái"), choices=[choice("", _l("Tất cả")), *choices(STATE_NAMES.items())]
    )
    owner = SelectField(
        _l("Nguồn"),
        choices=choices([("", _l("Tất cả")), (OWN, _l("Của đơn vị")), (LENT, _l("Được cho mượn"))]),
    )

    def offer(self, topics: Sequence[Topic], audiences: Sequence[Audience]) -> None:
        every = choice("", _l("Tất cả"))
        self.topic.choices = [every, *choices((each.code, each.name) for each in topics)]
        self.audience.choices = [every, *choices((each.code, each.name) for each in audiences)]

    def understood(self) -> dict[str, str]:
        """What was asked for; what is missing or cannot be chosen counts as not asked for."""
        self.validate()
        found = {each.short_name: each.data for each in self if each.data and not each.errors}
        for each in self:
            each.errors = ()
        return found


class ReasonForm(Form):
    """Why a question is sent back or retired."""

    reason = LongTextField(
        _l("Lý do"),
        validators=[
            DataRequired(_l("Vui lòng ghi lý do.")),
            Length(max=1000, message=_l("Lý do dài nhất 1.000 ký tự.")),
        ],
    )


class LendForm(Form):
    """Another host that may see the question and draw it."""

    host = SelectField(
        _l("Đơn vị được cho mượn"), validators=[InputRequired(_l("Vui lòng chọn đơn vị."))]
    )

    def offer(self, hosts: Iterable[Host]) -> None:
        named = [(each.public_id, each.name) for each in hosts]
        self.host.choices = [choice("", _l("Mời chọn")), *choices(named)]


class LineForm(Form):
    """A line of the host's own in one of its lists."""

    name = TextField(
        _l("Tên"),
        validators=[
            DataRequired(_l("Vui lòng nhập tên.")),
            Length(max=200, message=_l("Tên dài nhất 200 ký tự.")),
        ],
    )
    name_en = TextField(
        _l("Tên tiếng Anh (nếu có)"),
        validators=[Length(max=200, message=_l("Tên dài nhất 200 ký tự."))],
        render_kw={"lang": "en"},
    )
