"""The forms of a round: its times and rules, its blueprint, its headcounts."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from contest.bank.models import Topic
from contest.clock import instant, milliseconds
from contest.contests.extra_forms import ExtraForm, extra_data
from contest.contests.models import Round
from contest.contests.service import Cell, RoundDetails, round_details
from contest.rules.disclosure import Shown
from contest.rules.prediction import Target
from contest.rules.ranking import Counting, Equals
from contest.rules.timing import Window
from contest.rules.windows import Calendar, CalendarFault, CalendarRefused, DailyHours
from contest.web.choices import choice, choices
from contest.web.forms import (
    ClosingField,
    DateTimeLocalField,
    Form,
    HourField,
    LongTextField,
    TextField,
    WholeNumberField,
)
from questions.model import Difficulty

NO_PREDICTION = ""
MOST_OF_A_CELL = 100
GAPS = (1, 2, 3)

COUNTING_NAMES = {
    Counting.BEST: _l("Lượt có kết quả cao nhất"),
    Counting.LAST: _l("Lượt cuối cùng"),
    Counting.FIRST: _l("Lượt đầu tiên"),
}
EQUALS_NAMES = {
    Equals.SCHEME: _l("Lượt tốt hơn theo cách xếp hạng của bảng thi"),
    Equals.FIRST: _l("Lượt thi trước"),
    Equals.LAST: _l("Lượt thi sau"),
    Equals.NEAREST: _l("Lượt dự đoán gần đúng hơn"),
}
CALENDAR_FAULTS = {
    CalendarFault.STRETCH_BACKWARDS: _l(
        "Mỗi khoảng nghỉ phải nằm trong đợt thi, và hết nghỉ sau khi bắt đầu nghỉ."
    ),
    CalendarFault.STRETCHES_OVERLAP: _l("Các khoảng nghỉ phải theo thứ tự, không chồng lên nhau."),
    CalendarFault.STRETCH_NEVER_OPEN: _l(
        "Có lúc đợt thi mở mà không có giờ nào thi được trong ngày. Vui lòng xem lại giờ."
    ),
    CalendarFault.HOURS_IMPOSSIBLE: _l("Giờ đóng trong ngày phải sau giờ mở trong ngày."),
}
OF_HOURS = {CalendarFault.HOURS_IMPOSSIBLE, CalendarFault.STRETCH_NEVER_OPEN}
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
    gap_1_from = ClosingField(_l("Nghỉ từ"), validators=[Optional()])
    gap_1_to = DateTimeLocalField(_l("Mở lại lúc"), validators=[Optional()])
    gap_2_from = ClosingField(_l("Nghỉ lần thứ hai từ"), validators=[Optional()])
    gap_2_to = DateTimeLocalField(_l("Mở lại lúc"), validators=[Optional()])
    gap_3_from = ClosingField(_l("Nghỉ lần thứ ba từ"), validators=[Optional()])
    gap_3_to = DateTimeLocalField(_l("Mở lại lúc"), validators=[Optional()])
    daily_from = HourField(
        _l("Mỗi ngày mở từ"), description=_l("Để trống nếu thi được suốt ngày. Ví dụ 7h30.")
    )
    daily_to = HourField(_l("Mỗi ngày đóng lúc"), description=_l("Ví dụ 22h00."))
    cuts_at_closing = BooleanField(
        _l("Đợt thi đóng thì bài đang làm cũng hết giờ"),
        description=_l("Không đánh dấu: ai đã vào thi thì được làm đủ số phút, dù đợt đã đóng."),
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
    attempts_a_day = WholeNumberField(
        _l("Nhiều nhất mấy lượt một ngày"),
        description=_l("Tính chung mọi đợt của cuộc thi. Để trống nếu không giới hạn."),
        validators=[Optional(), NumberRange(min=1, max=1000)],
    )
    attempts_a_week = WholeNumberField(
        _l("Nhiều nhất mấy lượt một tuần"),
        description=_l("Tuần tính từ thứ Hai. Để trống nếu không giới hạn."),
        validators=[Optional(), NumberRange(min=1, max=1000)],
    )
    void_uses_chance = BooleanField(
        _l("Bài không được tính vì bỏ trống vẫn mất một lượt thi"),
        description=_l("Bỏ chọn thì người ấy được thi lại, nếu đợt thi còn mở."),
        default=True,
    )
    must_answer_all = BooleanField(
        _l("Phải trả lời hết các câu, kể cả câu dự đoán"),
        description=_l("Bài còn câu bỏ trống sẽ không được xếp hạng."),
    )
    counting = RadioField(
        _l("Thi nhiều lượt thì lấy lượt nào"),
        choices=choices((each.value, name) for each, name in COUNTING_NAMES.items()),
    )
    equals = RadioField(
        _l("Các lượt bằng nhau thì lấy lượt nào"),
        choices=choices((each.value, name) for each, name in EQUALS_NAMES.items()),
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

    def gaps(self) -> list[tuple[datetime, datetime]]:
        """The gaps that were typed; one of which an end is missing is left out."""
        pairs = [(self[f"gap_{n}_from"].data, self[f"gap_{n}_to"].data) for n in GAPS]
        return [(begins, ends) for begins, ends in pairs if begins and ends]

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """What the gaps leave of the round; nothing where there are none."""
        gaps = self.gaps()
        if not gaps:
            return ()
        opens = [self.opens_at.data, *(ends for _, ends in gaps)]
        closes = [*(begins for begins, _ in gaps), self.closes_at.data]
        pairs = zip(opens, closes, strict=True)
        return tuple((milliseconds(each), milliseconds(end)) for each, end in pairs)

    def validate_daily_to(self, field: Any) -> None:
        if (field.data is None) != (self.daily_from.data is None):
            raise ValidationError(gettext("Vui lòng nhập cả giờ mở và giờ đóng trong ngày."))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid: bool = super().validate(extra_validators)
        return self._has_whole_gaps() and is_valid and self._has_good_times()

    def _has_whole_gaps(self) -> bool:
        pairs = {n: (self[f"gap_{n}_from"].data, self[f"gap_{n}_to"].data) for n in GAPS}
        half = [n for n, (begins, ends) in pairs.items() if (begins is None) != (ends is None)]
        for n in half:
            self[f"gap_{n}_to"].errors = [gettext("Vui lòng nhập cả lúc nghỉ và lúc mở lại.")]
        return not half

    def _has_good_times(self) -> bool:
        """Whether stretches and hours make sense together; said at the field where they do not."""
        whole = (milliseconds(self.opens_at.data), milliseconds(self.closes_at.data))
        windows = tuple(Window(*each) for each in self.stretches() or (whole,))
        hours: tuple[Any, Any] = (self.daily_from.data, self.daily_to.data)
        try:
            Calendar(windows, DailyHours(*hours) if None not in hours else None)
        except CalendarRefused as refused:
            fault = CalendarFault(refused.code)
            field: Any = self.daily_to if fault in OF_HOURS else self.gap_1_from
            field.errors = [str(CALENDAR_FAULTS[fault])]
            return False
        return True

    def details(self) -> RoundDetails:
        """What was typed, as the service takes it; the usual words where none were written."""
        given = {each.short_name: each.data for each in self}
        target = Target(given["prediction_target"]) if given["prediction_target"] else None
        usual = str(TARGET_WORDINGS[target]) if target else ""
        given["prediction_target"] = target
        given["prediction_text"] = (given["prediction_text"] or usual) if target else ""
        given["counting"], given["shown"] = Counting(given["counting"]), Shown(given["shown"])
        given |= self.extra_details(target)
        given["equals"], given["stretches"] = Equals(given["equals"]), self.stretches()
        return RoundDetails(**{name: given[name] for name in RoundDetails.__annotations__})


def round_data(round_: Round) -> dict[str, Any]:
    """A round as its form shows it."""
    details = round_details(round_)
    data: dict[str, Any] = {name: getattr(details, name) for name in RoundDetails.__annotations__}
    stretches = details.stretches
    for n, ((_, closes_ms), (opens_ms, _)) in zip(GAPS, pairwise(stretches), strict=False):
        data[f"gap_{n}_from"], data[f"gap_{n}_to"] = instant(closes_ms), instant(opens_ms)
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
