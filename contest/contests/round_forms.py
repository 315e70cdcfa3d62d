"""The forms of a round: its times and rules, its blueprint, its headcounts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from contest.bank.models import Topic
from contest.contests.extra_forms import ExtraForm, extra_data
from contest.contests.models import Round
from contest.contests.service import Cell, RoundDetails, round_details
from contest.rules.disclosure import Shown
from contest.rules.prediction import Target
from contest.rules.ranking import Counting
from contest.web.choices import choice, choices
from contest.web.forms import DateTimeLocalField, Form, LongTextField, TextField, WholeNumberField
from questions.model import Difficulty

NO_PREDICTION = ""
MOST_OF_A_CELL = 100

COUNTING_NAMES = {
    Counting.BEST: _l("Lượt có kết quả cao nhất"),
    Counting.LAST: _l("Lượt cuối cùng"),
    Counting.FIRST: _l("Lượt đầu tiên"),
}
SHOWN_NAMES = {
    Shown.AT_ONCE: _l("Ngay sau khi nộp bài"),
    Shown.AFTER_CLOSING: _l("Sau khi đợt thi đóng"),
    Shown.AFTER_PUBLICATION: _l("Sau khi Ban Tổ chức công bố kết quả"),
}
SHOWN_HINTS = {
    Shown.AT_ONCE: _l("Chỉ hiện điểm; đáp án chỉ hiện khi không còn ai làm bài."),
    Shown.AFTER_CLOSING: _l("Hiện cả điểm và đáp án có căn cứ pháp lý."),
    Shown.AFTER_PUBLICATION: _l("Hiện cả điểm và đáp án có căn cứ pháp lý."),
}
TARGET_NAMES = {
    Target.ALL_RIGHT: _l("Số người trả lời đúng tất cả các câu"),
    Target.PARTICIPANTS: _l("Số người tham gia"),
    Target.ATTEMPTS: _l("Số lượt dự thi"),
    Target.PERCENT_ALL_RIGHT: _l("Tỷ lệ phần trăm người trả lời đúng tất cả các câu"),
}
TARGET_WORDINGS = {
    Target.ALL_RIGHT: _l(
        "Theo bạn, có bao nhiêu người trả lời đúng đáp án của tất cả các câu hỏi trắc nghiệm?"
    ),
    Target.PARTICIPANTS: _l("Theo bạn, có bao nhiêu người tham gia đợt thi này?"),
    Target.ATTEMPTS: _l("Theo bạn, có bao nhiêu lượt người tham gia đợt thi này?"),
    Target.PERCENT_ALL_RIGHT: _l(
        "Theo bạn, tỷ lệ phần trăm người dự thi trả lời đúng tất cả các câu hỏi "
        "trắc nghiệm là bao nhiêu? Ví dụ: 87,65432."
    ),
}
DIFFICULTY_NAMES = {
    Difficulty.EASY: _l("Dễ"),
    Difficulty.MEDIUM: _l("Trung bình"),
    Difficulty.HARD: _l("Khó"),
}


class ClosingField(DateTimeLocalField):
    """A day and an hour at which something ends; midnight is shown as 24h00 of the day before."""

    def shown(self, value: datetime | None) -> list[str]:
        parts = super().shown(value)
        if value is not None and parts[1] == "00:00":
            return [super().shown(value - timedelta(minutes=1))[0], "24h00"]
        return parts


class PinnedRoundForm(Form):
    """What may still change of a round whose pools are pinned."""

    title = TextField(
        _l("Tên đợt thi"),
        description=_l("Ví dụ: Tuần 1."),
        validators=[InputRequired(_l("Vui lòng nhập tên đợt thi.")), Length(max=200)],
    )
    closes_at = ClosingField(
        _l("Đóng lúc"),
        description=_l("Hết ngày là 24h00."),
        validators=[
            InputRequired(_l("Vui lòng nhập ngày và giờ đóng, ví dụ 31/10/2026 và 24h00."))
        ],
    )


class RoundForm(ExtraForm, PinnedRoundForm):
    """What an organiser writes down about a round."""

    opens_at = DateTimeLocalField(
        _l("Mở lúc"),
        description=_l("Giờ Việt Nam, ví dụ 1/10/2026 và 0h00."),
        validators=[InputRequired(_l("Vui lòng nhập ngày và giờ mở, ví dụ 1/10/2026 và 0h00."))],
    )
    minutes = WholeNumberField(
        _l("Số phút làm bài"),
        validators=[InputRequired(_l("Vui lòng nhập số phút.")), NumberRange(min=1, max=600)],
    )
    attempts_allowed = WholeNumberField(
        _l("Mỗi người được thi mấy lượt trong đợt này"),
        description=_l("Để trống nếu không giới hạn."),
        validators=[Optional(), NumberRange(min=1, max=1000)],
    )
    counting = RadioField(
        _l("Thi nhiều lượt thì lấy lượt nào"),
        choices=choices((each.value, name) for each, name in COUNTING_NAMES.items()),
    )
    shuffles_questions = BooleanField(_l("Đảo thứ tự câu hỏi"))
    shuffles_options = BooleanField(_l("Đảo thứ tự các phương án trả lời"))
    prediction_target = RadioField(
        _l("Câu dự đoán ở cuối bài"),
        choices=[
            choice(NO_PREDICTION, _l("Không có")),
            *choices((each.value, name) for each, name in TARGET_NAMES.items()),
        ],
        default=NO_PREDICTION,
    )
    prediction_text = LongTextField(
        _l("Lời của câu dự đoán"),
        description=_l("Để trống thì dùng câu thường gặp, ví dụ “Theo bạn, có bao nhiêu người…”."),
        validators=[Length(max=500)],
        render_kw={"rows": 2},
    )
    shown = RadioField(
        _l("Người dự thi xem kết quả khi nào"),
        choices=[choice(each.value, SHOWN_NAMES[each], hint=SHOWN_HINTS[each]) for each in Shown],
    )

    def validate_closes_at(self, field: Any) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(gettext("Giờ đóng phải sau giờ mở. Vui lòng xem lại."))

    def details(self) -> RoundDetails:
        """What was typed, as the service takes it; the usual words where none were written."""
        given = {each.short_name: each.data for each in self}
        target = Target(given["prediction_target"]) if given["prediction_target"] else None
        usual = str(TARGET_WORDINGS[target]) if target else ""
        given["prediction_target"] = target
        given["prediction_text"] = (given["prediction_text"] or usual) if target else ""
        given["counting"], given["shown"] = Counting(given["counting"]), Shown(given["shown"])
        given |= self.extra_details(target)
        given["cuts_at_closing"] = True  # S2 gives it a field
        return RoundDetails(**{name: given[name] for name in RoundDetails.__annotations__})


def round_data(round_: Round) -> dict[str, Any]:
    """A round as its form shows it."""
    details = round_details(round_)
    data: dict[str, Any] = {name: getattr(details, name) for name in RoundDetails.__annotations__}
    return (
        data
        | extra_data(round_)
        | {"prediction_target": details.prediction_target or NO_PREDICTION}
    )


def cell_name(topic: Topic, difficulty: Difficulty) -> str:
    """What the field of a topic and difficulty is called."""
    return f"{topic.code}.{difficulty.value}"


class BlueprintForm(Form):
    """A number for each topic and difficulty; the fields are made by ``blueprint_form``."""

    def counts(self, topics: Iterable[Topic]) -> dict[Cell, int]:
        """What was typed, an empty box as 0."""
        return {
            (topic.id, difficulty): self[cell_name(topic, difficulty)].data or 0
            for topic in topics
            for difficulty in Difficulty
        }


def blueprint_form(topics: Iterable[Topic], counts: dict[Cell, int]) -> BlueprintForm:
    """The form for these topics, showing what is planned so far."""
    boxes, shown = {}, {}
    for topic in topics:
        for difficulty in Difficulty:
            name = cell_name(topic, difficulty)
            boxes[name] = WholeNumberField(
                f"{topic.name} – {DIFFICULTY_NAMES[difficulty]}",
                validators=[Optional(), NumberRange(min=0, max=MOST_OF_A_CELL)],
            )
            shown[name] = counts.get((topic.id, difficulty))
    kind: Any = type("TopicsForm", (BlueprintForm,), boxes)
    form: BlueprintForm = kind(data=shown)
    return form


class HeadcountListForm(Form):
    """A list of units and numbers, pasted or as a file."""

    pasted = LongTextField(
        _l("Dán danh sách vào đây"),
        description=_l(
            "Mỗi dòng một đơn vị: tên hoặc mã, rồi số người, cách nhau bằng dấu tab, dấu chấm "
            "phẩy hoặc dấu phẩy. Chép thẳng hai cột từ Excel là được."
        ),
        render_kw={"rows": 8, "spellcheck": "false"},
    )
    file = FileField(
        _l("Hoặc chọn tệp Excel hay CSV"),
        description=_l("Cột thứ nhất là tên hoặc mã đơn vị, cột thứ hai là số người."),
    )
