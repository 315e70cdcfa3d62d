"""The forms of prizes and of how units are ranked, and what their parts are called."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from contest.contests.models import Contest
from contest.contests.prize_models import Criterion
from contest.contests.prize_service import PrizeDetails
from contest.rules.boards import Combine
from contest.rules.prizes import Edge, Repeat
from contest.rules.ranking import SchemeFault, SchemeRefused
from contest.rules.unit_schemes import (
    CRITERION,
    CombineRounds,
    Grouping,
    Least,
    UnitCriterion,
    UnitFault,
    UnitKey,
    UnitRuleRefused,
    UnitScheme,
)
from contest.rules.units import Paths
from contest.web.choices import choice, choices
from contest.web.forms import Form, TextField, WholeNumberField

WHOLE, EVERY, NONE = "0", "all", ""
MOST_KEYS = 4
EDGE_NAMES = {
    Edge.SHARED: _l("Chia đều tiền của các giải mà những người ấy chiếm, cùng mang tên giải cao"),
    Edge.ALL: _l("Mỗi người đều được nguyên giải ấy"),
    Edge.DRAWN: _l("Bốc thăm để chọn"),
}
REPEAT_NAMES = {
    Repeat.ONCE_IN_CONTEST: _l("Một lần trong cả cuộc thi"),
    Repeat.ONCE_IN_ROUND: _l("Một lần trong mỗi đợt"),
    Repeat.EVERY: _l("Không hạn chế"),
}
COMBINE_NAMES = {
    Combine.SUM: _l("Cộng kết quả các đợt"),
    Combine.BEST: _l("Lấy đợt tốt nhất của mỗi người"),
}
UNIT_KEY_NAMES = {
    UnitKey.RATE: _l("Tỷ lệ người dự thi cao hơn"),
    UnitKey.MEAN: _l("Điểm trung bình cao hơn"),
    UnitKey.ALL_RIGHT: _l("Nhiều người đúng hết hơn"),
    UnitKey.ALL_RIGHT_RATE: _l("Tỷ lệ người đúng hết cao hơn"),
    UnitKey.WINNERS: _l("Nhiều người đoạt giải hơn"),
    UnitKey.ENTRANTS: _l("Nhiều người dự thi hơn"),
    UnitKey.ATTEMPTS: _l("Nhiều lượt thi hơn"),
    UnitKey.LOT: _l("Bốc thăm"),
    UnitKey.COMMITTEE: _l("Ban Tổ chức quyết định"),
}
GROUPING_NAMES = {
    Grouping.NONE: _l("Xếp chung tất cả"),
    Grouping.BLOCK: _l("Xếp riêng từng khối"),
    Grouping.SIZE: _l("Xếp riêng theo quy mô (số người)"),
}
COMBINE_ROUNDS_NAMES = {
    CombineRounds.SUM: _l("Cộng các đợt; ai thi mấy đợt tính mấy lần"),
    CombineRounds.DISTINCT: _l("Mỗi người tính một lần trong cả cuộc thi"),
    CombineRounds.MEAN_OF_RATES: _l("Trung bình tỷ lệ của các đợt"),
    CombineRounds.BEST_ROUND: _l("Đợt tốt nhất của đơn vị"),
    CombineRounds.LAST: _l("Đợt cuối cùng"),
}
PATHS_NAMES = {
    Paths.UNIT: _l("Nơi công tác, học tập (cơ quan, đơn vị, trường)"),
    Paths.RESIDENCE: _l("Nơi cư trú (xã, phường, đặc khu; cuộc thi của xã thì là thôn, tổ)"),
}
FAULTS = {
    SchemeFault.EMPTY: _l("Vui lòng chọn ít nhất một tiêu chí."),
    SchemeFault.KEY_TWICE: _l(
        "Một tiêu chí được chọn hai lần. Vui lòng chọn mỗi tiêu chí một lần."
    ),
    SchemeFault.LOT_NOT_LAST: _l("Bốc thăm phải là tiêu chí cuối cùng."),
    SchemeFault.COMMITTEE_NOT_LAST: _l("Ban Tổ chức quyết định phải là tiêu chí cuối cùng."),
    UnitFault.SIZES: _l("Vui lòng nhập các mốc quy mô tăng dần, ví dụ: 50, 200."),
}


def _named(names: Any) -> list[Any]:
    return choices((each.value, name) for each, name in names.items())


class PrizeValueForm(Form):
    """A prize's name, number and money: what may still change."""

    title = TextField(
        _l("Tên giải"),
        description=_l("Ví dụ: Giải Nhất."),
        validators=[InputRequired(_l("Vui lòng nhập tên giải.")), Length(max=120)],
    )
    count = WholeNumberField(
        _l("Số giải"),
        validators=[InputRequired(_l("Vui lòng nhập số giải.")), NumberRange(min=1, max=10_000)],
    )
    amount = WholeNumberField(
        _l("Tiền thưởng mỗi giải (đồng)"),
        description=_l("Chỉ nhập chữ số, ví dụ 800000; không có tiền thì nhập 0."),
        validators=[InputRequired(_l("Vui lòng nhập số tiền.")), NumberRange(min=0)],
    )


class PrizeForm(PrizeValueForm):
    """A new prize of a round, of every round, or of the whole contest."""

    scope = SelectField(_l("Giải của"))
    audience = SelectField(_l("Cho đối tượng"))
    rank = WholeNumberField(
        _l("Thứ tự giải"),
        description=_l("1 là giải cao nhất."),
        validators=[InputRequired(_l("Vui lòng nhập thứ tự.")), NumberRange(min=1, max=100)],
    )
    receiver = RadioField(
        _l("Trao cho"),
        choices=choices(
            [
                ("people", _l("Người dự thi, theo thứ hạng")),
                ("units", _l("Đơn vị, theo thứ hạng")),
                ("proposal", _l("Đơn vị, theo đề xuất của Ban Tổ chức (không xếp hạng)")),
            ]
        ),
        default="people",
    )
    block = TextField(
        _l("Chỉ cho khối đơn vị"),
        description=_l("Để trống: khối nào cũng có giải này."),
        validators=[Length(max=120)],
    )

    def offer(self, contest: Contest) -> None:
        """Fill the choices from the contest."""
        rounds = [(str(each.number), each.title) for each in contest.rounds]
        self.scope.choices = [
            choice(EVERY, _l("Mỗi đợt thi")),
            *choices(rounds),
            choice(WHOLE, _l("Cả cuộc thi (bảng xếp hạng chung các đợt)")),
        ]
        named = [(str(at), each.title) for at, each in enumerate(contest.audiences, 1)]
        self.audience.choices = [choice(NONE, _l("Mọi đối tượng, như nhau")), *choices(named)]

    def details(self, contest: Contest) -> PrizeDetails:
        scope, audience = self.scope.data, self.audience.data
        rounds = {
            EVERY: tuple(contest.rounds),
            WHOLE: (None,),
        }.get(scope) or tuple(each for each in contest.rounds if str(each.number) == scope)
        return PrizeDetails(
            rounds,
            contest.audiences[int(audience) - 1] if audience else None,
            self.receiver.data != "people",
            self.receiver.data == "proposal",
            self.block.data or "",
            self.rank.data or 1,
            self.title.data or "",
            self.count.data or 1,
            self.amount.data or 0,
        )


class TermsForm(Form):
    """What holds of all prizes."""

    edge = RadioField(_l("Nhiều người bằng nhau ở giải cuối thì"), choices=_named(EDGE_NAMES))
    repeat = RadioField(_l("Một người được nhận giải"), choices=_named(REPEAT_NAMES))
    combined = RadioField(
        _l("Bảng xếp hạng chung các đợt"),
        choices=[choice(NONE, _l("Không lập")), *_named(COMBINE_NAMES)],
        default=NONE,
    )
    lot_source = TextField(
        _l("Số công khai dùng để bốc thăm"),
        description=_l(
            "Một con số không ai ở đây định trước được, ví dụ: giải Đặc biệt xổ số kiến thiết "
            "Quảng Trị quay ngay sau khi đợt thi đóng."
        ),
        validators=[Length(max=300)],
    )


class UnitSchemeForm(Form):
    """How units are ranked."""

    ranks = BooleanField(_l("Xếp hạng đơn vị"))
    paths = RadioField(_l("Xếp hạng theo"), choices=_named(PATHS_NAMES), default=Paths.UNIT)
    key_1 = SelectField(_l("Tiêu chí thứ nhất"))
    key_2 = SelectField(_l("Nếu bằng nhau, xét tiếp"))
    key_3 = SelectField(_l("Nếu vẫn bằng nhau"))
    key_4 = SelectField(_l("Cuối cùng"))
    least_headcount = WholeNumberField(
        _l("Đơn vị dưới bao nhiêu người thì không tính tỷ lệ"),
        description=_l("Để trống nếu không quy định."),
        validators=[Optional(), NumberRange(min=1)],
    )
    least_entrants = WholeNumberField(
        _l("Đơn vị phải có ít nhất bao nhiêu người dự thi mới được xếp hạng"),
        description=_l("Để trống nếu không quy định."),
        validators=[Optional(), NumberRange(min=1)],
    )
    least_rate = WholeNumberField(
        _l("Đơn vị phải đạt tỷ lệ ít nhất bao nhiêu phần trăm mới được xếp hạng"),
        description=_l("Để trống nếu không quy định."),
        validators=[Optional(), NumberRange(min=1, max=100)],
    )
    grouping = RadioField(_l("Nhóm đơn vị"), choices=_named(GROUPING_NAMES), default=Grouping.NONE)
    sizes = TextField(
        _l("Các mốc quy mô"),
        description=_l("Chỉ khi xếp theo quy mô. Ví dụ “50, 200”: dưới 50, từ 50, từ 200 người."),
        validators=[Length(max=100)],
    )
    combine = RadioField(
        _l("Nhiều đợt thì tính cả cuộc thi thế nào"),
        choices=_named(COMBINE_ROUNDS_NAMES),
        default=CombineRounds.SUM,
    )

    def offer(self, criteria: Iterable[Criterion]) -> None:
        """Fill the choices of keys."""
        named = [(key.value, name) for key, name in UNIT_KEY_NAMES.items()]
        named += [
            (f"{CRITERION}{each.code}", gettext("Điểm Ban Tổ chức chấm: %(of)s", of=each.title))
            for each in criteria
        ]
        for field in self.keys:
            field.choices = choices([(NONE, _l("(không xét thêm)")), *named])

    @property
    def keys(self) -> list[Any]:
        return [self[f"key_{number}"] for number in range(1, MOST_KEYS + 1)]

    def scheme(self) -> UnitScheme | None:
        """What was chosen; None where it is refused, with the error at its field."""
        least = []
        if self.least_entrants.data:
            least.append(Least(UnitKey.ENTRANTS, self.least_entrants.data))
        if self.least_rate.data:
            least.append(Least(UnitKey.RATE, self.least_rate.data * 100))
        try:
            return UnitScheme(
                tuple(UnitCriterion(each.data) for each in self.keys if each.data),
                tuple(least),
                self.least_headcount.data or 1,
                Grouping(self.grouping.data),
                self._sizes() if self.grouping.data == Grouping.SIZE else (),
                CombineRounds(self.combine.data),
                Paths(self.paths.data),
            )
        except SchemeRefused as refused:
            self.key_1.errors = [str(FAULTS[SchemeFault(refused.code)])]
        except (UnitRuleRefused, ValueError):
            self.sizes.errors = [str(FAULTS[UnitFault.SIZES])]
        return None

    def _sizes(self) -> tuple[int, ...]:
        return tuple(int(each) for each in (self.sizes.data or "").replace(";", ",").split(","))


def unit_scheme_data(scheme: UnitScheme | None) -> dict[str, Any]:
    """A scheme as the form shows it; the usual one where there is none."""
    shown = scheme or UnitScheme.of(UnitKey.RATE, UnitKey.MEAN, UnitKey.ENTRANTS)
    least = {each.key: each.value for each in shown.least}
    return {
        "ranks": scheme is not None,
        "paths": shown.paths.value,
        **{f"key_{at}": key for at, key in enumerate(shown.keys[:MOST_KEYS], 1)},
        "least_headcount": shown.least_headcount if shown.least_headcount > 1 else None,
        "least_entrants": least.get(UnitKey.ENTRANTS),
        "least_rate": least[UnitKey.RATE] // 100 if UnitKey.RATE in least else None,
        "grouping": shown.grouping.value,
        "sizes": ", ".join(map(str, shown.sizes)),
        "combine": shown.combine.value,
    }


class CriterionForm(Form):
    """What the committee marks of each unit itself."""

    title = TextField(
        _l("Tên tiêu chí Ban Tổ chức chấm"),
        description=_l("Ví dụ: công tác tuyên truyền, vận động."),
        validators=[InputRequired(_l("Vui lòng nhập tên tiêu chí.")), Length(max=200)],
    )
    most_points = WholeNumberField(
        _l("Điểm cao nhất"),
        validators=[InputRequired(_l("Vui lòng nhập một số.")), NumberRange(min=1, max=1000)],
    )
