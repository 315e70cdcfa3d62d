"""The forms of complaints: what one is about, one on paper, who answers it, and the answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
)

from contest.attempts.models import Attempt
from contest.contests.models import Round
from contest.hosts.models import Account
from contest.results.complaint_words import EFFECT_NAMES, KIND_NAMES
from contest.rules.complaint_terms import Settings
from contest.rules.complaints import BeforeAward, Effect, Kind, TimeLimit, Until, effects_of
from contest.rules.numbers import read_contest_number
from contest.rules.working_days import Counted, Days
from contest.web.choices import choices
from contest.web.forms import DayField, Form, LongTextField, TextField, WholeNumberField
from contest.web.identity import Reads

LONGEST = 5000
NONE = ""
COUNTED = (
    (Counted.WORKING.value, _l("ngày làm việc (không tính thứ Bảy, Chủ nhật, ngày nghỉ lễ)")),
    (Counted.CALENDAR.value, _l("ngày theo lịch")),
)
_COUNTS = NumberRange(1, 365, _l("Vui lòng nhập số ngày từ 1 đến 365."))


class ComplaintForm(Form):
    """A complaint of an entrant; ``shape`` leaves the fields that its kind asks for."""

    page_key = HiddenField()
    attempt = SelectField(_l("Bài thi"))
    position = WholeNumberField(
        _l("Câu số"),
        description=_l("Để trống nếu khiếu nại về cả bài."),
        validators=[Optional(), NumberRange(1, 200, _l("Bài thi không có câu số này."))],
    )
    other = TextField(
        _l("Số báo danh của người đó"),
        description=_l("Để trống nếu bạn không biết; khi đó hãy tả rõ trong nội dung."),
        validators=[Reads(read_contest_number, is_required=False)],
    )
    round = SelectField(_l("Đợt thi"))
    words = LongTextField(
        _l("Nội dung khiếu nại"),
        description=_l("Việc gì chưa đúng, vì sao, và bạn đề nghị gì. Không cần viết số căn cước."),
        validators=[
            InputRequired(_l("Vui lòng viết nội dung khiếu nại.")),
            Length(max=LONGEST, message=_l("Nội dung dài nhất 5.000 ký tự.")),
        ],
        render_kw={"rows": 8},
    )

    def shape(self, kind: Kind, attempts: Sequence[Attempt], rounds: Iterable[Round]) -> None:
        """Ask what this kind of complaint needs, of what the entrant sat."""
        asked = {Kind.RESULT: ("attempt", "position"), Kind.ANOTHER_ENTRANT: ("other", "round")}
        wanted = asked.get(kind, ("round",) if kind is Kind.RUNNING else ())
        for name in ("attempt", "position", "other", "round"):
            if name not in wanted:
                del self[name]
        if "attempt" in self:
            self.attempt.choices = choices(
                (each.public_id, _attempt_name(each)) for each in attempts
            )
        if "round" in self:
            offer_rounds(self.round, rounds)


class PaperForm(Form):
    """A complaint that came in on paper, as the secretary enters it."""

    received_on = DayField(
        _l("Ngày nhận đơn"), validators=[InputRequired(_l("Vui lòng nhập ngày nhận đơn."))]
    )
    kind = RadioField(
        _l("Khiếu nại về"),
        choices=choices((kind.value, name) for kind, name in KIND_NAMES.items()),
        validators=[InputRequired(_l("Vui lòng chọn khiếu nại về việc gì."))],
    )
    number = TextField(
        _l("Số báo danh của người khiếu nại"),
        description=_l("Để trống nếu người đó không có số báo danh; khi đó ghi họ tên và liên hệ."),
        validators=[Reads(read_contest_number, is_required=False)],
    )
    name = TextField(
        _l("Họ và tên người khiếu nại"),
        description=_l("Chỉ cần khi không có số báo danh. Được niêm mã trong cơ sở dữ liệu."),
        validators=[Length(max=200)],
    )
    contact = TextField(
        _l("Điện thoại hoặc địa chỉ"),
        description=_l("Để gửi trả lời."),
        validators=[Length(max=300)],
    )
    round = SelectField(_l("Đợt thi"))
    position = WholeNumberField(
        _l("Câu số"),
        description=_l("Nếu đơn nêu một câu trong bài thi; khi đó vui lòng chọn đợt thi ở trên."),
        validators=[Optional(), NumberRange(1, 200, _l("Bài thi không có câu số này."))],
    )
    other = TextField(
        _l("Số báo danh của người bị khiếu nại"),
        description=_l("Nếu đơn nói về một người dự thi khác."),
        validators=[Reads(read_contest_number, is_required=False)],
    )
    event_on = DayField(
        _l("Ngày có quyết định bị khiếu nại"),
        description=_l("Để trống thì tính từ ngày công bố kết quả của đợt thi."),
        validators=[Optional()],
    )
    words = LongTextField(
        _l("Nội dung khiếu nại"),
        validators=[
            InputRequired(_l("Vui lòng chép nội dung khiếu nại.")),
            Length(max=LONGEST, message=_l("Nội dung dài nhất 5.000 ký tự.")),
        ],
        render_kw={"rows": 8},
    )

    def validate_name(self, field: Any) -> None:
        if not field.data and not self.number.data:
            raise ValidationError(gettext("Vui lòng nhập số báo danh, hoặc họ và tên."))


class AssignForm(Form):
    """Who is to answer, of those who took no part."""

    answerer = RadioField(
        _l("Người giải quyết"), validators=[InputRequired(_l("Vui lòng chọn một người."))]
    )

    def offer(self, accounts: Iterable[Account]) -> None:
        self.answerer.choices = choices((each.public_id, each.name) for each in accounts)


class LeaveForm(Form):
    """Why it is not taken up."""

    why = LongTextField(
        _l("Lý do không thụ lý"),
        description=_l("Người khiếu nại đọc được lý do này."),
        validators=[
            InputRequired(_l("Vui lòng ghi lý do.")),
            Length(max=LONGEST, message=_l("Nội dung dài nhất 5.000 ký tự.")),
        ],
    )


class AnswerForm(Form):
    """The answer, what it does, and that the answerer is nobody's relative here."""

    effect = RadioField(
        _l("Kết quả giải quyết"),
        validators=[InputRequired(_l("Vui lòng chọn kết quả giải quyết."))],
    )
    passed_to = TextField(
        _l("Chuyển đến cơ quan nào"),
        description=_l("Chỉ cần khi chuyển cơ quan khác giải quyết."),
        validators=[Length(max=200)],
    )
    why = LongTextField(
        _l("Nội dung trả lời"),
        description=_l("Nêu rõ lý do và căn cứ. Người khiếu nại đọc được toàn bộ nội dung này."),
        validators=[
            InputRequired(_l("Vui lòng viết nội dung trả lời.")),
            Length(max=LONGEST, message=_l("Nội dung dài nhất 5.000 ký tự.")),
        ],
        render_kw={"rows": 8},
    )
    is_outsider = BooleanField(
        _l("Tôi không phải người thân của người khiếu nại hoặc người bị khiếu nại."),
        validators=[
            DataRequired(
                _l("Người thân của người liên quan không được giải quyết. Vui lòng xác nhận.")
            )
        ],
    )

    def offer(self, kind: Kind) -> None:
        """The effects that an answer to such a complaint may have."""
        possible = effects_of(kind)
        self.effect.choices = choices(
            (effect.value, name) for effect, name in EFFECT_NAMES.items() if effect in possible
        )

    def validate_passed_to(self, field: Any) -> None:
        if self.effect.data == Effect.PASSED_ON and not field.data:
            raise ValidationError(gettext("Vui lòng ghi chuyển đến cơ quan nào."))


class FinishForm(Form):
    """What was done of the answer."""

    note = TextField(
        _l("Đã thực hiện thế nào"),
        description=_l("Ví dụ: đã sửa đáp án câu 5 và tính lại kết quả lần 2."),
        validators=[
            InputRequired(_l("Vui lòng ghi đã thực hiện thế nào.")),
            Length(max=1000),
        ],
    )


class NeededWith:
    """A validator: with one of these windows the field is filled in; else it may stay empty."""

    def __init__(self, windows: set[str], sentence: LazyString) -> None:
        self._windows, self._sentence = windows, sentence

    def __call__(self, form: Any, field: Any) -> None:
        if any(str(each).strip() for each in field.raw_data or ()):
            return  # whether it is a number or a day the field itself says
        field.errors = []
        if form.window.data in self._windows:
            raise StopValidation(self._sentence)
        raise StopValidation


class TermsForm(Form):
    """What the regulation says of complaints."""

    window = RadioField(
        _l("Nhận khiếu nại đến khi nào"),
        choices=choices(
            [
                ("none", _l("Thể lệ không quy định khiếu nại")),
                ("days", _l("Trong một số ngày kể từ ngày công bố hoặc ngày có quyết định")),
                ("until", _l("Đến hết một ngày ghi trong thể lệ")),
                ("before", _l("Đến trước ngày trao giải")),
            ]
        ),
        validators=[InputRequired(_l("Vui lòng chọn một cách."))],
    )
    days = WholeNumberField(
        _l("Số ngày nhận khiếu nại"),
        validators=[NeededWith({"days"}, _l("Vui lòng nhập số ngày, ví dụ 5.")), _COUNTS],
    )
    counted = RadioField(_l("Số ngày đó tính theo"), choices=choices(COUNTED), default="working")
    until = DayField(
        _l("Ngày cuối nhận khiếu nại"),
        validators=[NeededWith({"until"}, _l("Vui lòng nhập ngày cuối nhận khiếu nại."))],
    )
    awarding = DayField(
        _l("Ngày trao giải"),
        description=_l("Để trống nếu chưa định ngày."),
        validators=[Optional()],
    )
    answer_days = WholeNumberField(
        _l("Trả lời trong bao nhiêu ngày kể từ ngày nhận đơn"),
        validators=[
            NeededWith({"days", "until", "before"}, _l("Vui lòng nhập số ngày, ví dụ 10.")),
            _COUNTS,
        ],
    )
    answer_counted = RadioField(
        _l("Số ngày trả lời tính theo"), choices=choices(COUNTED), default="working"
    )
    place = TextField(
        _l("Nơi nhận đơn giấy"),
        description=_l("Địa chỉ, điện thoại. Người dự thi đọc được."),
        validators=[Length(max=300)],
    )

    def begin_with(self, settings: Settings | None) -> None:
        """Fill in what the regulation says now."""
        self.window.data = "none"
        if settings is None:
            return
        window = settings.window
        self.awarding.data, self.place.data = settings.awarding, settings.place
        self.answer_days.data = settings.answer.count
        self.answer_counted.data = settings.answer.counted.value
        if isinstance(window, Days):
            self.window.data, self.days.data = "days", window.count
            self.counted.data = window.counted.value
        elif isinstance(window, Until):
            self.window.data, self.until.data = "until", window.day
        else:
            self.window.data = "before"

    def settings(self) -> Settings | None:
        """What was chosen; None: the regulation says nothing of complaints."""
        if self.window.data == "none":
            return None
        answer = Days(self.answer_days.data or 1, Counted(self.answer_counted.data))
        return Settings(self._limit(), answer, self.awarding.data, self.place.data or "")

    def _limit(self) -> TimeLimit:
        if self.window.data == "days":
            return Days(self.days.data or 1, Counted(self.counted.data))
        return Until(self.until.data) if self.window.data == "until" else BeforeAward()


def offer_rounds(field: Any, rounds: Iterable[Round]) -> None:
    """Let one round be chosen, or none."""
    named = [(str(each.number), each.title) for each in rounds]
    field.choices = choices([(NONE, gettext("(cả cuộc thi)")), *named])


def _attempt_name(attempt: Attempt) -> str:
    return str(
        gettext("%(round)s, lượt thi thứ %(n)s", round=attempt.round.title, n=attempt.number)
    )
