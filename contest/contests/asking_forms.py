"""The part of the registration form that only some conditions need: grade, bodies, citizenship."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from contest.contests.condition_queries import all_conditions, bars_of, declaration_of
from contest.contests.entry_service import Said, is_school
from contest.contests.models import Ask, Contest
from contest.rules.barring import BarredByOffice
from contest.rules.conditions import HIGHEST_GRADE, Link, Linked, leaves
from contest.units.models import Unit
from contest.web.choices import choices
from contest.web.countries import country_names
from contest.web.forms import CheckboxesField, Form
from contest.web.locale import current_language

NO_PUPIL = "0"


class AskingFields(Form):
    """What a person says for the conditions alone; ``shape_asking`` leaves what is asked."""

    unit_link = RadioField(
        _l("Ở trường này, bạn là"),
        choices=choices(
            [
                (Link.STUDIES.value, _l("Học sinh, sinh viên, học viên")),
                (Link.WORKS.value, _l("Cán bộ, giáo viên, nhân viên")),
            ]
        ),
        validate_choice=False,
    )
    grade = SelectField(_l("Bạn đang học lớp mấy?"))
    bodies = CheckboxesField(
        _l("Bạn là"), description=_l("Đánh dấu mọi ô đúng với bạn; không có ô nào thì để trống.")
    )
    citizenship = SelectField(_l("Quốc tịch"))
    declaration = BooleanField(
        validators=[
            InputRequired(_l("Muốn dự thi, vui lòng đọc và đánh dấu vào lời cam đoan này."))
        ]
    )
    declaration_version = HiddenField()

    def shape_asking(self, contest: Contest) -> None:
        self.needs_link = False
        self._asks_link = contest.asks_unit is not Ask.NO and _tells_links_apart(contest)
        if not self._asks_link:
            del self.unit_link
        self._shape_grade(contest.asks_grade)
        self._shape_citizenship(contest.asks_citizenship)
        self.bodies.choices = choices((each, each) for each in contest.bodies or ())
        if not contest.bodies:
            del self.bodies
        declaration = declaration_of(contest)
        if declaration is None:
            del self.declaration, self.declaration_version
        else:
            self.declaration.label.text = declaration.wording

    def _shape_grade(self, ask: Ask | None) -> None:
        if ask in (Ask.NO, None):
            del self.grade
            return
        grades = [(str(n), gettext("Lớp %(n)s", n=n)) for n in range(1, HIGHEST_GRADE + 1)]
        none = gettext("Không học lớp nào từ lớp 1 đến lớp 12")
        self.grade.choices = choices([("", gettext("Chọn lớp")), *grades, (NO_PUPIL, none)])
        self._require(self.grade, ask, _l("Vui lòng chọn lớp bạn đang học."))

    def _shape_citizenship(self, ask: Ask | None) -> None:
        if ask in (Ask.NO, None):
            del self.citizenship
            return
        vietnam = ("VN", gettext("Việt Nam"))
        countries = country_names(current_language()).items()
        self.citizenship.choices = choices([("", gettext("Chọn nước")), vietnam, *countries])
        self._require(self.citizenship, ask, _l("Vui lòng chọn quốc tịch của bạn."))

    def _require(self, field: Any, ask: Ask | None, message: Any) -> None:
        is_required = ask is Ask.REQUIRED
        field.validators = [InputRequired(message) if is_required else Optional()]
        if not is_required:
            field.label.text = gettext("%(label)s (không bắt buộc)", label=field.label.text)

    def settle_link(self, unit: Unit | None) -> None:
        """Whoever names a school says whether they work or study there, where that counts."""
        if not (self._asks_link and is_school(unit)):
            return
        self.needs_link = True
        if self.unit_link.data not in (Link.WORKS, Link.STUDIES):
            self.unit_link.errors = [gettext("Vui lòng chọn bạn học hay làm việc ở trường này.")]

    def said(self) -> Said:
        """What was said, once all is right."""
        link = self.unit_link.data if self.needs_link else None
        grade = self.grade.data if "grade" in self else None
        return Said(
            grade=int(grade) if grade else None,
            citizenship=(self.citizenship.data or None) if "citizenship" in self else None,
            bodies=frozenset(self.bodies.data or ()) if "bodies" in self else frozenset(),
            unit_link=Link(link) if link else None,
        )

    def declared_version(self) -> int | None:
        """The version of the wording that was ticked, None for none."""
        if "declaration" not in self or not self.declaration.data:
            return None
        version = self.declaration_version.data or ""
        return int(version) if version.isdecimal() and len(version) < 10 else None


def _tells_links_apart(contest: Contest) -> bool:
    """Whether it counts somewhere that a person works at a school, or studies there."""
    linked = [
        leaf.links - {Link.LIVES}
        for condition in all_conditions(contest)
        for leaf in leaves(condition)
        if isinstance(leaf, Linked)
    ]
    is_barred = any(isinstance(each, BarredByOffice) for each in bars_of(contest))
    return is_barred or any(len(each) == 1 for each in linked)
