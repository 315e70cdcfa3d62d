"""The form of an act upon a running contest."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from contest.attempts.running_service import Asked
from contest.attempts.running_words import FATE_NAMES, NOTICES
from contest.contests.running_models import RoundGroup
from contest.rules.run_acts import RunKind
from contest.rules.suspensions import OpenAttempts
from contest.web.choices import choices
from contest.web.forms import CheckboxesField, ClosingField, DateTimeLocalField, LongTextField
from contest.web.official_forms import OfficialForm

GENERAL = "general"
TIMED = {
    RunKind.EXTEND: _l("Đóng lúc (giờ mới)"),
    RunKind.POSTPONE: _l("Đợt đầu tiên mở lúc (giờ mới)"),
}


class RunForm(OfficialForm):
    """What is done, until when, and by which decision; ``shape`` leaves what the act asks."""

    to_at = ClosingField(validators=[InputRequired(_l("Vui lòng nhập ngày và giờ mới."))])
    until_at = DateTimeLocalField(
        _l("Thi tiếp lúc"),
        description=_l("Để trống nếu chưa biết: khi nào thi tiếp được, bạn bấm cho tiếp tục."),
        validators=[Optional()],
    )
    who = CheckboxesField(
        _l("Gia hạn cho"),
        description=_l("Nhóm có giờ thi riêng mà không chọn thì giữ giờ của mình."),
        validators=[InputRequired(_l("Vui lòng chọn ít nhất một."))],
    )
    fate = RadioField(
        _l("Những người đang làm bài thì sao"),
        choices=choices((each.value, name) for each, name in FATE_NAMES.items()),
        default=OpenAttempts.STOPPED_CLOCK.value,
    )
    reason = LongTextField(
        _l("Lý do"),
        validators=[InputRequired(_l("Vui lòng nhập lý do.")), Length(max=1000)],
        render_kw={"rows": 3},
    )
    notice = LongTextField(
        _l("Thông báo cho mọi người dự thi"),
        description=_l("Hiện ở trang cuộc thi và trên bài của người đang thi."),
        validators=[InputRequired(_l("Vui lòng nhập lời thông báo.")), Length(max=1000)],
        render_kw={"rows": 3},
    )
    again_opens_at = DateTimeLocalField(
        _l("Đợt thi lại mở lúc"),
        description=_l("Để trống cả hai ô nếu chưa định thi lại."),
        validators=[Optional()],
    )
    again_closes_at = ClosingField(_l("Đợt thi lại đóng lúc"), validators=[Optional()])

    def shape(self, kind: RunKind, groups: Sequence[RoundGroup] = ()) -> None:
        """Leave what this act asks for; ``groups`` are those with windows of their own."""
        if kind in TIMED:
            self.to_at.label.text = TIMED[kind]
        else:
            del self.to_at
        if kind is not RunKind.SUSPEND:
            del self.fate, self.until_at
        if kind is not RunKind.EXTEND or not groups:
            del self.who
        else:
            general = (GENERAL, gettext("Giờ chung của đợt thi"))
            self.who.choices = choices([general, *((str(g.id), g.title) for g in groups)])
            if not self.is_submitted():
                self.who.data = [GENERAL, *(str(each.id) for each in groups)]
        if kind is not RunKind.ANNUL:
            del self.again_opens_at, self.again_closes_at
        if not self.is_submitted():
            self.notice.data = str(NOTICES[kind])

    def validate_again_closes_at(self, field: Any) -> None:
        opens_at, closes_at = self.again_opens_at.data, field.data
        if (opens_at is None) != (closes_at is None):
            raise ValidationError(gettext("Vui lòng nhập cả giờ mở và giờ đóng của đợt thi lại."))
        if opens_at and closes_at and closes_at <= opens_at:
            raise ValidationError(gettext("Giờ đóng phải sau giờ mở. Vui lòng xem lại."))

    def asked(self, kind: RunKind) -> Asked:
        """What was typed, as the service takes it."""
        given = {each.short_name: each.data for each in self}
        opens_at, closes_at = given.get("again_opens_at"), given.get("again_closes_at")
        who = given.get("who") or [GENERAL]
        return Asked(
            kind=kind,
            reason=given["reason"] or "",
            document=self.official(),
            notice=given["notice"] or "",
            to_at=given.get("to_at") or given.get("until_at"),
            groups=tuple(int(each) for each in who if each != GENERAL),
            is_for_general=GENERAL in who,
            fate=OpenAttempts(given["fate"]) if given.get("fate") else None,
            again=(opens_at, closes_at) if opens_at and closes_at else None,
        )
