"""The page on which the conditions of entry are composed, part by part."""

import json
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import Length, NumberRange, Optional

from contest.contests.condition_queries import Names
from contest.contests.condition_service import ConditionDetails
from contest.contests.condition_words import LINKS, country, phrase
from contest.contests.place_list_queries import Unfound, find_listed
from contest.hosts.models import Host
from contest.rules import conditions_data
from contest.rules.audiences import WrongAudience
from contest.rules.barring import Bar, BarredByList, BarredByOffice, BarredByRole
from contest.rules.composing import add, drop, needs_all, rows, turned
from contest.rules.conditions import (
    HIGHEST_GRADE,
    OLDEST,
    AgeFrom,
    AgeTo,
    CitizenOf,
    Condition,
    ConditionRefused,
    Grade,
    Leaf,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.refusal import RuleRefused
from contest.rules.roles import Role
from contest.web.choices import choices
from contest.web.countries import country_names
from contest.web.forms import (
    CheckboxesField,
    DayField,
    Form,
    LongTextField,
    TextField,
    WholeNumberField,
)
from contest.web.locale import current_language
from contest.web.role_names import ROLE_NAMES

ALL, ANY = "all", "any"
MOST_WORDS = 4_000
MOST_COMPOSED = 40_000
BARRED_ROLES = tuple(each for each in Role if each is not Role.OBSERVER)
WRONG_AUDIENCE = (
    (WrongAudience.NOT_RECOGNISED.value, _l("Không nhận; trang báo lý do và bảng đúng")),
    (WrongAudience.MOVED.value, _l("Chuyển sang bảng đúng và báo cho người dự thi")),
)
PLACES_HINT = _l(
    "Mỗi dòng một nơi: tỉnh, xã, phường, cơ quan hoặc trường trong danh sách đơn vị. "
    "Nơi nào trùng tên thì thêm tên tỉnh: xã Tân Thành, tỉnh Cà Mau."
)


class ComposingForm(Form):
    """Conditions of a contest or of an audience; ``composed`` carries them from step to step."""

    composed = HiddenField()
    whole = RadioField(
        _l("Người dự thi phải đáp ứng"),
        choices=choices(
            [(ALL, _l("Tất cả các điều kiện")), (ANY, _l("Chỉ cần một trong các điều kiện"))]
        ),
        default=ALL,
    )
    beside = SelectField(_l("Thêm vào đâu"), default="", validate_choice=False)
    age_from = WholeNumberField(
        _l("Từ đủ bao nhiêu tuổi"), validators=[Optional(), NumberRange(min=0, max=OLDEST)]
    )
    age_to = WholeNumberField(
        _l("Không quá bao nhiêu tuổi"), validators=[Optional(), NumberRange(min=0, max=OLDEST)]
    )
    age_on = DayField(
        _l("Tính đến ngày nào"),
        description=_l("Để trống thì tính đến ngày đăng ký."),
        validators=[Optional()],
    )
    links = CheckboxesField(
        _l("Là người"), choices=choices((each.value, name) for each, name in LINKS.items())
    )
    places = LongTextField(_l("Tại những nơi nào"), description=PLACES_HINT, render_kw={"rows": 4})
    list_id = SelectField(_l("Danh sách"), default="", validate_choice=False)
    grade_from = SelectField(_l("Từ lớp"), default="")
    grade_to = SelectField(_l("Đến lớp"), default="")
    body = TextField(
        _l("Là thành viên của tổ chức, hoặc thuộc diện"),
        description=_l("Ví dụ: đoàn viên. Khi đăng ký, mỗi người tự đánh dấu."),
        validators=[Length(max=60)],
    )
    citizen_of = SelectField(_l("Quốc tịch"), default="")

    def prepare(self, host: Host, lists: Iterable[tuple[int, str]], names: Names) -> None:
        """Give the choices: the host's lists, and the rows beside which one may be added."""
        self._host, self._lists = host, dict(lists)
        none = gettext("Chọn một danh sách")
        shown = [(str(key), title) for key, title in self._lists.items()]
        self.list_id.choices = choices([("", none), *shown])
        grades = [(str(n), gettext("Lớp %(n)s", n=n)) for n in range(1, HIGHEST_GRADE + 1)]
        for field in (self.grade_from, self.grade_to):
            field.choices = choices([("", gettext("Chọn lớp")), *grades])
        others = country_names(current_language()).items()
        self.citizen_of.choices = choices(
            [("", gettext("Chọn nước")), ("VN", country("VN")), *others]
        )
        self.offer_rows(names)

    def offer_rows(self, names: Names) -> None:
        """Each row may be given an alternative, or a companion where one row will do."""
        new = ("", gettext("Là một điều kiện riêng"))
        words = gettext("Hoặc, thay cho") if self.whole.data == ALL else gettext("Cùng với")
        found = [
            (str(at), f"{words}: {phrase(each, names)}") for at, each in enumerate(self._rows())
        ]
        self.beside.choices = choices([new, *found])
        if self.beside.data not in dict([new, *found]):
            self.beside.data = ""

    def _rows(self) -> tuple[Condition, ...]:
        return rows(self.condition())

    def condition(self) -> Condition:
        """What is composed so far.  Raises RuleRefused for what no page of ours sent."""
        text = self.composed.data or ""
        try:
            data = json.loads(text[:MOST_COMPOSED]) if text else {"is": "all-of", "of": []}
        except ValueError:
            data = None
        return conditions_data.decode(data)

    def show(self, condition: Condition) -> None:
        self.composed.data = json.dumps(conditions_data.encode(condition))
        self.whole.data = ALL if needs_all(condition) else ANY

    def turn(self) -> None:
        """Take over whether all rows count."""
        self.composed.data = json.dumps(
            conditions_data.encode(turned(self.condition(), all_count=self.whole.data != ANY))
        )

    def drop(self, place: str) -> None:
        """Take out what stands at "2", or at "2.1"."""
        at = [int(each) for each in place.split(".")[:2] if each.isdecimal() and len(each) < 4]
        if at:
            self.show(drop(self.condition(), *at))

    def add(self, part: str) -> None:
        """Add what was typed in one part of the page, or mark what is wrong there."""
        makers = {
            "age": self._ages,
            "place": self._place,
            "list": self._on_list,
            "grade": self._grades,
            "body": self._body,
            "citizen": self._citizen,
        }
        made = makers[part]() if part in makers and not self.errors else []
        if self.errors:
            return
        beside = self.beside.data or ""
        at = int(beside) if beside.isdecimal() else None
        try:
            condition = self.condition()
            for each in made:
                condition = add(condition, each, at)
        except ConditionRefused:
            self.beside.errors = [gettext("Nhiều điều kiện quá. Vui lòng bỏ bớt rồi thêm.")]
            return
        whole = self.whole.data
        self.show(condition)
        self.whole.data = whole
        self._clear()

    def _clear(self) -> None:
        for name in ("age_from", "age_to", "age_on", "links", "places", "list_id", "grade_from",
                     "grade_to", "body", "citizen_of", "beside"):  # fmt: skip
            self[name].data = "" if name not in ("age_from", "age_to", "age_on", "links") else None
            self[name].raw_data = []

    def _ages(self) -> list[Leaf]:
        lowest, highest, on = self.age_from.data, self.age_to.data, self.age_on.data
        if lowest is None and highest is None:
            self.age_from.errors = [gettext("Vui lòng nhập số tuổi.")]
        elif lowest is not None and highest is not None and lowest > highest:
            self.age_to.errors = [gettext("Tuổi cao nhất phải từ tuổi thấp nhất trở lên.")]
        limits = [AgeFrom(lowest, on) if lowest is not None else None]
        return [
            each
            for each in (*limits, AgeTo(highest, on) if highest is not None else None)
            if each is not None
        ]

    def _place(self) -> list[Leaf]:
        links = frozenset(Link(each) for each in self.links.data or ())
        if not links:
            self.links.errors = [gettext("Vui lòng đánh dấu ít nhất một ô.")]
        units = found_units(self.places, self._host)
        return [Linked(units, links)] if links and units else []

    def _on_list(self) -> list[Leaf]:
        picked = self.list_id.data or ""
        if not picked.isdecimal() or int(picked) not in self._lists:
            self.list_id.errors = [gettext("Vui lòng chọn một danh sách.")]
            return []
        return [OnList(int(picked))]

    def _grades(self) -> list[Leaf]:
        lowest, highest = (int(each.data or 0) for each in (self.grade_from, self.grade_to))
        try:
            return [Grade(lowest or highest, highest or lowest)]
        except ConditionRefused:
            self.grade_from.errors = [gettext("Vui lòng chọn lớp, từ thấp đến cao.")]
            return []

    def _body(self) -> list[Leaf]:
        if not self.body.data:
            self.body.errors = [gettext("Vui lòng nhập tên tổ chức hoặc diện.")]
            return []
        return [MemberOf(self.body.data)]

    def _citizen(self) -> list[Leaf]:
        if not self.citizen_of.data:
            self.citizen_of.errors = [gettext("Vui lòng chọn một nước.")]
            return []
        return [CitizenOf(frozenset({self.citizen_of.data}))]

    def stands(self, names: Names) -> bool:
        """Whether all places and lists that it speaks of are there, and the lists this host's."""
        return names.has_all_of(self.condition(), self._lists)


class ConditionsForm(ComposingForm):
    """All that the regulation of a contest says of who may enter."""

    barred_lists = CheckboxesField(_l("Người có tên trong danh sách"), validate_choice=False)
    barred_roles = CheckboxesField(
        _l("Người đang giữ vai trò trong cuộc thi"),
        choices=choices((each.value, ROLE_NAMES[each]) for each in BARRED_ROLES),
    )
    barred_offices = LongTextField(
        _l("Người làm việc tại các cơ quan"), description=PLACES_HINT, render_kw={"rows": 3}
    )
    declaration_wording = LongTextField(
        _l("Lời cam đoan"),
        description=_l("Người dự thi tự đánh dấu. Xóa hết nếu không cần cam đoan."),
        validators=[Length(max=MOST_WORDS)],
        render_kw={"rows": 6},
    )
    needs_guardian = BooleanField(
        _l("Người chưa đủ 18 tuổi cần cha, mẹ hoặc người giám hộ đồng ý thì mới được xếp hạng")
    )
    wrong_audience = RadioField(
        _l("Khi người dự thi chọn bảng không đúng với mình"), choices=choices(WRONG_AUDIENCE)
    )

    def prepare(self, host: Host, lists: Iterable[tuple[int, str]], names: Names) -> None:
        super().prepare(host, lists, names)
        self.barred_lists.choices = choices((str(key), title) for key, title in self._lists.items())

    def show_beside(self, details: ConditionDetails, names: Names) -> None:
        """All but the conditions, as it was written down."""
        self.wrong_audience.data = details.wrong_audience.value
        self.needs_guardian.data = details.needs_guardian
        self.declaration_wording.data = details.declaration_wording
        lists, roles, offices = [], [], []
        for bar in details.bars:
            if isinstance(bar, BarredByList):
                lists.append(str(bar.list_id))
            elif isinstance(bar, BarredByRole):
                roles += sorted(bar.roles)
            else:
                offices += [names.units[each] for each in sorted(bar.units) if each in names.units]
        self.barred_lists.data, self.barred_roles.data = lists, roles
        self.barred_offices.data = "\n".join(offices)

    def bars(self) -> tuple[Bar, ...]:
        """Whom it bars; offices that are not found are marked."""
        lists = [int(each) for each in self.barred_lists.data or () if each.isdecimal()]
        found: list[Bar] = [BarredByList(each) for each in lists if each in self._lists]
        if self.barred_roles.data:
            found.append(BarredByRole(frozenset(Role(each) for each in self.barred_roles.data)))
        if self.barred_offices.data:
            units = found_units(self.barred_offices, self._host)
            found += [BarredByOffice(units)] if units else []
        return tuple(found)

    def details(self) -> ConditionDetails:
        """What was written; raises RuleRefused where the page is not ours."""
        return ConditionDetails(
            self.condition(),
            self.bars(),
            WrongAudience(self.wrong_audience.data),
            bool(self.needs_guardian.data),
            self.declaration_wording.data or "",
        )


def found_units(field: Any, host: Host) -> frozenset[int]:
    """The units named line by line; a line that names none, or several, is marked."""
    lines = [each.strip() for each in (field.data or "").splitlines() if each.strip()]
    found, unfound = find_listed(host, lines)
    if unfound:
        field.errors = [_unfound_sentence(unfound[0])]
    elif not lines:
        field.errors = [gettext("Vui lòng nhập ít nhất một nơi.")]
    return frozenset(found)


def _unfound_sentence(unfound: Unfound) -> str:
    if not unfound.candidates:
        return str(
            gettext(
                "Không tìm thấy “%(name)s”. Vui lòng xem lại cách viết, hoặc thêm đơn vị này "
                "vào danh sách đơn vị trước.",
                name=unfound.line,
            )
        )
    return str(
        gettext(
            "“%(name)s” có nhiều nơi: %(places)s. Vui lòng viết đủ một trong các tên đó.",
            name=unfound.line,
            places="; ".join(unfound.candidates),
        )
    )


def is_ours(form: ComposingForm) -> bool:
    """Whether ``composed`` is what a page of ours wrote."""
    try:
        form.condition()
    except RuleRefused:
        return False
    return True
