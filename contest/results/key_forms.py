"""The form of a correction of a key."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired, Length

from contest.bank.models import QuestionVersion
from contest.results.key_words import KIND_NAMES
from contest.rules.drawing import LETTERS
from contest.rules.remarking import ChangeKind, KeyChange
from contest.web.choices import choices
from contest.web.forms import CheckboxesField, Form, LongTextField
from questions.model import Kind
from questions.pictures import without_marks

HINTS = {
    Kind.STATEMENTS: _l("Chỉ cần khi sửa đáp án. Đánh dấu các ý đúng; ý không đánh dấu là ý sai."),
    Kind.SEVERAL: _l(
        "Chỉ cần khi sửa đáp án. Người dự thi phải chọn đủ và chỉ chọn các phương án được đánh dấu."
    ),
}
ANY_OF = _l(
    "Chỉ cần khi sửa đáp án. Đánh dấu mọi phương án được coi là đúng, kể cả đáp án cũ nếu vẫn đúng."
)


class CorrectionForm(Form):
    """What is right from now on, and why."""

    kind = RadioField(
        _l("Sửa thế nào"),
        choices=choices((each.value, name) for each, name in KIND_NAMES.items()),
        validators=[DataRequired(_l("Vui lòng chọn cách sửa."))],
    )
    accepted = CheckboxesField(_l("Tất cả các phương án đúng sau khi sửa"))
    reason = LongTextField(
        _l("Lý do"),
        description=_l(
            "Người dự thi đọc lý do này cùng điểm cũ và điểm mới, sau khi đáp án được công bố."
        ),
        validators=[DataRequired(_l("Vui lòng ghi lý do.")), Length(max=1000)],
        render_kw={"rows": 3},
    )

    def offer(self, version: QuestionVersion) -> None:
        """The version's options, by their letters as written."""
        texts = [without_marks(each["text"]) for each in version.options]
        pairs = ((str(at), f"{LETTERS[at]}. {text}") for at, text in enumerate(texts))
        self.accepted.choices = choices(pairs)
        self.accepted.description = HINTS.get(version.kind, ANY_OF)

    def change(self) -> KeyChange:
        """What was chosen; positions count for an accepted answer alone."""
        kind = ChangeKind(self.kind.data)
        given = frozenset(map(int, self.accepted.data or ()))
        return KeyChange(kind, given if kind is ChangeKind.ACCEPT else frozenset())

    def say_nothing_accepted(self) -> None:
        self.accepted.errors = [gettext("Vui lòng đánh dấu ít nhất một phương án đúng.")]
