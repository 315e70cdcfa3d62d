"""The registration form: it asks what the contest's regulation asks for, and nothing more."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from contest.bank.models import ReportingGroup
from contest.contests.asking_forms import AskingFields
from contest.contests.models import Ask, BirthAsk, Contest, ContestAudience
from contest.contests.places_forms import PlaceFields
from contest.people.models import Person
from contest.people.service import Particulars
from contest.rules.eligibility import Birth
from contest.rules.identity import doubts, read_birth, read_citizen_number, read_name, read_phone
from contest.web.choices import choices
from contest.web.countries import country_names
from contest.web.forms import Form, NameField, TextField
from contest.web.identity import Reads, read_of
from contest.web.locale import current_language

# As the page has them: the summary of what is wrong goes from top to bottom.
ORDER = [
    "name",
    "birth",
    "audience",
    "group",
    "residence",
    "residence_choice",
    "hamlet_choice",
    "hamlet",
    "country",
    "unit",
    "unit_choice",
    "unit_link",
    "grade",
    "bodies",
    "citizenship",
    "phone",
    "citizen_number",
    "declaration",
    "password",
    "consent",
]
CONSENT = _l(
    "Tôi đồng ý để Ban Tổ chức dùng những thông tin đã khai ở trên vào việc tổ chức cuộc thi này: "
    "xác nhận người dự thi, liên hệ, chấm thi, xếp hạng và trao giải. Tôi biết mình có quyền xem, "
    "sửa, rút lại sự đồng ý và yêu cầu xóa thông tin của mình."
)


class EntryForm(PlaceFields, AskingFields, Form):
    """What a person says of themselves to enter; ``shape`` leaves what this contest asks for."""

    name = NameField(
        _l("Họ và tên"),
        description=_l("Viết đủ dấu như trên căn cước, ví dụ Nguyễn Thị Hòa."),
        validators=[Reads(read_name)],
    )
    name_checked = HiddenField()
    page_key = HiddenField()
    birth = TextField(render_kw={"autocomplete": "bday", "inputmode": "text"})
    audience = RadioField(
        _l("Bạn dự thi ở đối tượng nào?"),
        validators=[InputRequired(_l("Vui lòng chọn đối tượng dự thi của bạn."))],
    )
    group = SelectField(_l("Bạn thuộc nhóm nào?"))
    phone = TextField(
        _l("Số điện thoại"),
        description=_l("Để Ban Tổ chức liên hệ khi trao giải. Số nước ngoài bắt đầu bằng dấu +."),
        render_kw={"type": "tel", "inputmode": "tel", "autocomplete": "tel"},
    )
    citizen_number = TextField(
        _l("Số căn cước công dân"),
        description=_l("12 chữ số. Được mã hóa khi lưu và chỉ dùng để xác nhận người đoạt giải."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    password = TextField(
        _l("Mật khẩu vào cuộc thi"),
        description=_l("Do Ban Tổ chức thông báo cho những người được dự thi."),
        validators=[InputRequired(_l("Vui lòng nhập mật khẩu do Ban Tổ chức thông báo."))],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    consent = BooleanField(
        validators=[InputRequired(_l("Muốn dự thi, vui lòng đọc và đánh dấu vào ô đồng ý này."))]
    )

    def shape(
        self, contest: Contest, groups: list[ReportingGroup], person: Person | None, today: date
    ) -> None:
        """Leave the fields that this contest asks of this person, with their choices."""
        self._shape_identity(contest, person, today)
        self.shape_places(contest.host, contest.asks_residence, contest.asks_unit)
        self.shape_asking(contest)
        self.audience.choices = choices(
            (each.audience.code, each.title) for each in contest.audiences
        )
        if len(contest.audiences) < 2:
            del self.audience
        self._shape_group(contest.asks_group, groups)
        if contest.password_hash is None:
            del self.password
        self.consent.label.text = consent_wording(contest)
        if "country" in self:
            self.country.choices = choices(
                [("", gettext("Việt Nam")), *country_names(current_language()).items()]
            )
        for name in filter(self._fields.__contains__, ORDER):
            self._fields[name] = self._fields.pop(name)

    def _shape_identity(self, contest: Contest, person: Person | None, today: date) -> None:
        """Name and birth stay as first given; a phone and a citizen number that are known, too."""
        if person:
            del self.name, self.name_checked
        if contest.asks_birth is BirthAsk.NO or (person and person.birth_year):
            del self.birth
        else:
            self.birth.label.text, self.birth.description = _birth_words(contest.asks_birth)
            self.birth.validators = [Reads(lambda text: read_birth(text, today))]
        self._ask("phone", contest.asks_phone, read_phone, person and person.phone_hash)
        self._ask(
            "citizen_number",
            contest.asks_citizen_number,
            read_citizen_number,
            person and person.citizen_number_hash,
        )

    def _ask(self, name: str, ask: Ask, read: Callable[[str], Any], known: object) -> None:
        if ask is Ask.NO or known:
            delattr(self, name)
            return
        field = self[name]
        field.validators = [Reads(read, is_required=ask is Ask.REQUIRED)]
        mark_optional(field, ask)

    def _shape_group(self, ask: Ask, groups: list[ReportingGroup]) -> None:
        if ask is Ask.NO or not groups:
            del self.group
            return
        none = _l("Chọn một nhóm") if ask is Ask.REQUIRED else _l("Không thuộc nhóm nào")
        self.group.choices = choices([("", none), *((each.code, each.name) for each in groups)])
        message = _l("Vui lòng chọn nhóm của bạn.")
        self.group.validators = [InputRequired(message) if ask is Ask.REQUIRED else Optional()]
        mark_optional(self.group, ask)

    def is_right(self, contest: Contest) -> bool:
        """Whether all is well: the fields one by one, the name asked about, the places found."""
        is_valid = self.validate()
        if "name" in self and not self.name.errors:
            self._ask_about_name()
        self.settle_places(contest.host)
        self.settle_link(self.settled_unit)
        return is_valid and not self.errors

    def _ask_about_name(self) -> None:
        """A name without marks is asked about once; sent again, it is what the person wants."""
        name = read_of(self.name)
        if doubts(name) and self.name_checked.data != name:
            self.name_checked.data = name
            self.name.errors = [
                gettext(
                    "Họ tên này chưa có dấu hoặc chỉ có một chữ. Nếu thiếu, vui lòng gõ lại; "
                    "nếu đúng là như vậy, bạn chỉ cần bấm Đăng ký dự thi lần nữa."
                )
            ]

    def particulars(self, birth: Birth | None, name: str) -> Particulars:
        """What was said, once all is right."""
        return Particulars(
            name=read_of(self.name) if "name" in self else name,
            birth=birth,
            phone=read_of(self.phone) if "phone" in self else None,
            citizen_number=read_of(self.citizen_number) if "citizen_number" in self else None,
            residence=self.settled_residence,
            country=self.settled_country,
            hamlet_name=self.settled_hamlet,
            unit=self.settled_unit,
            unit_name=self.settled_unit_name,
        )

    def born(self) -> Birth | None:
        found: Birth | None = read_of(self.birth) if "birth" in self else None
        return found

    def chosen_audience(self, contest: Contest) -> ContestAudience:
        """The audience that was picked, or the only one."""
        picked = self.audience.data if "audience" in self else None
        found = [each for each in contest.audiences if picked in (None, each.audience.code)]
        return found[0]

    def chosen_group(self, groups: list[ReportingGroup]) -> ReportingGroup | None:
        picked = self.group.data if "group" in self else ""
        return next((each for each in groups if each.code == picked), None)


def mark_optional(field: Any, ask: Ask) -> None:
    """What need not be filled in says so in its label."""
    if ask is Ask.OPTIONAL:
        field.label.text = gettext("%(label)s (không bắt buộc)", label=field.label.text)


def consent_wording(contest: Contest) -> str:
    return contest.consent_wording or str(CONSENT)


def _birth_words(ask: BirthAsk) -> tuple[Any, Any]:
    if ask is BirthAsk.YEAR:
        return _l("Năm sinh"), _l("Bốn chữ số, ví dụ 1957.")
    return (
        _l("Ngày sinh"),
        _l("Gõ theo thứ tự ngày, tháng, năm: 3/5/1980. Không nhớ ngày thì chỉ gõ năm: 1957."),
    )
