"""The forms of the review: remarks, what is filtered in a queue, topics to adopt, invitations."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length

from contest.bank.forms import PartForm
from contest.bank.models import Topic
from contest.bank.review_words import VERDICT_NAMES
from contest.bank.shipped_service import Offer
from contest.web.choices import choice, choices
from contest.web.forms import CheckboxesField, DayField, Form, LongTextField

MOST_CHARACTERS = 2000
_MOST = Length(max=MOST_CHARACTERS, message=_l("Ý kiến dài nhất 2.000 ký tự."))


class CommentForm(Form):
    """A remark on a version."""

    text = LongTextField(
        _l("Ý kiến của bạn"),
        description=_l(
            "Người biên soạn, thẩm định và phê duyệt đều đọc được. Gửi rồi không sửa. "
            "Bấm Gửi duyệt, Thẩm định đạt, Duyệt hay Trả lại thì ý kiến đang ghi cũng được giữ."
        ),
        validators=[DataRequired(_l("Vui lòng ghi ý kiến.")), _MOST],
        render_kw={"rows": 3},
    )


class AlongForm(CommentForm):
    """What is typed beside a step and goes with it; nothing need be said."""

    text = LongTextField(_l("Ý kiến của bạn"), validators=[_MOST])


class OpinionForm(Form):
    """What an appraiser thinks of a version."""

    verdict = RadioField(
        _l("Ý kiến thẩm định"),
        choices=choices((each.value, name) for each, name in VERDICT_NAMES.items()),
        validators=[InputRequired(_l("Vui lòng chọn ý kiến thẩm định."))],
    )
    opinion = LongTextField(
        _l("Nhận xét"),
        validators=[DataRequired(_l("Vui lòng ghi nhận xét, dù chỉ một câu.")), _MOST],
        render_kw={"rows": 3},
    )


class QueueForm(PartForm):
    """Which topic of a queue is listed; part of the address, so it has no token."""

    topic = SelectField(_l("Chuyên đề"))

    def offer(self, topics: Iterable[Topic]) -> None:
        named = [(each.code, each.name) for each in topics]
        self.topic.choices = [choice("", _l("Tất cả")), *choices(named)]

    def chosen(self) -> str:
        """The code of the topic that is asked for; what cannot be chosen counts as all."""
        is_offered = self.validate()
        self.topic.errors = ()
        return str(self.topic.data) if is_offered else ""


class AdoptForm(Form):
    """Which topics of the shipped questions are taken over."""

    topics = CheckboxesField(
        _l("Chuyên đề muốn nhận"),
        validators=[InputRequired(_l("Vui lòng chọn ít nhất một chuyên đề."))],
    )

    def offer(self, offers: Iterable[Offer]) -> None:
        self.topics.choices = choices(
            (each.topic.code, each.topic.vi) for each in offers if each.new
        )


class InviteForm(Form):
    """Somebody from elsewhere who is to appraise questions here."""

    email = EmailField(
        _l("Thư điện tử của người được mời"),
        description=_l("Người này cần có sẵn tài khoản cán bộ trên hệ thống."),
        validators=[InputRequired(_l("Vui lòng nhập địa chỉ thư điện tử.")), Length(max=200)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    until_on = DayField(
        _l("Thẩm định đến hết ngày"),
        validators=[InputRequired(_l("Vui lòng nhập ngày cuối cùng được thẩm định."))],
    )
    topics = CheckboxesField(
        _l("Chỉ các chuyên đề"), description=_l("Không chọn chuyên đề nào nghĩa là tất cả.")
    )

    def offer(self, topics: Iterable[Topic]) -> None:
        self.topics.choices = choices((each.code, each.name) for each in topics)
