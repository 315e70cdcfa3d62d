"""The forms of a contest and its audiences, and what its parts are called."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from contest.contests.models import Ask, BirthAsk, Contest
from contest.contests.service import ContestDetails
from contest.rules.eligibility import Detail
from contest.rules.ranking import (
    PRESETS,
    Key,
    Preset,
    Scheme,
    SchemeFault,
    SchemeRefused,
    decode,
    encode,
)
from contest.web.choices import choice, choices
from contest.web.forms import (
    ClosingField,
    DateTimeLocalField,
    Form,
    LongTextField,
    MarkdownField,
    TextField,
    WholeNumberField,
)

RESERVED = frozenset({"new"})  # what stands in addresses in a contest's place
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OWN = "own"
MOST_KEYS = 5
LONGEST_BODY = 60
ASK_FIELDS = (
    "asks_phone",
    "asks_citizen_number",
    "asks_residence",
    "asks_unit",
    "asks_group",
    "asks_grade",
    "asks_citizenship",
)
ASKED_BY = {
    Detail.BIRTH: "asks_birth",
    Detail.RESIDENCE: "asks_residence",
    Detail.UNIT: "asks_unit",
    Detail.GRADE: "asks_grade",
    Detail.CITIZENSHIP: "asks_citizenship",
}

ASKS = (
    (Ask.NO.value, _l("Không hỏi")),
    (Ask.OPTIONAL.value, _l("Có hỏi, được bỏ trống")),
    (Ask.REQUIRED.value, _l("Bắt buộc điền")),
)
BIRTH_ASKS = (
    (BirthAsk.NO.value, _l("Không hỏi")),
    (BirthAsk.YEAR.value, _l("Chỉ năm sinh")),
    (BirthAsk.DAY.value, _l("Đủ ngày, tháng, năm sinh")),
)
KEY_NAMES = {
    Key.RIGHT: _l("Nhiều câu trả lời đúng hơn"),
    Key.POINTS: _l("Nhiều điểm hơn"),
    Key.PREDICTION: _l("Dự đoán gần đúng hơn"),
    Key.FACT: _l("Trả lời câu hỏi phụ gần đúng hơn"),
    Key.TEXT: _l("Câu tự luận được chấm nhiều điểm hơn"),
    Key.DURATION: _l("Làm bài nhanh hơn"),
    Key.HANDED_IN: _l("Nộp bài sớm hơn"),
    Key.STARTED: _l("Vào thi sớm hơn"),
    Key.LOT: _l("Bốc thăm"),
    Key.COMMITTEE: _l("Ban Tổ chức quyết định"),
}
# By the key with its sign: the other way round than is natural.
TURNED_NAMES = {
    "-duration": _l("Làm bài lâu hơn"),
    "-handed-in": _l("Nộp bài muộn hơn"),
    "-started": _l("Vào thi muộn hơn"),
}
PRESET_NAMES = {
    Preset.A: _l("A. Dự đoán: số câu đúng, rồi dự đoán gần nhất, rồi vào thi sớm hơn"),
    Preset.B: _l("B. Tốc độ: số câu đúng, rồi làm nhanh hơn, rồi vào thi sớm hơn"),
    Preset.C: _l("C. Tốc độ trước, dự đoán sau: số câu đúng, rồi làm nhanh hơn, rồi dự đoán"),
    Preset.D: _l("D. Điểm: số điểm, rồi làm nhanh hơn"),
    Preset.E: _l("E. Nhiều bậc: số câu đúng, dự đoán, làm nhanh, nộp sớm, cuối cùng bốc thăm"),
}
PRESET_HINTS = {
    Preset.A: _l("Hay dùng cho cuộc thi của người dân. Mỗi đợt cần có câu dự đoán."),
    Preset.B: _l("Hay dùng cho thi đua hằng tuần, không có câu dự đoán."),
    Preset.C: _l("Còn bằng nhau nữa thì Ban Tổ chức quyết định. Mỗi đợt cần có câu dự đoán."),
    Preset.D: _l("Đơn giản nhất; hay dùng cho học sinh."),
    Preset.E: _l("Không bao giờ còn hai người bằng nhau. Mỗi đợt cần có câu dự đoán."),
}
FAULTS = {
    SchemeFault.EMPTY: _l("Vui lòng chọn ít nhất một tiêu chí."),
    SchemeFault.KEY_TWICE: _l(
        "Một tiêu chí được chọn hai lần. Vui lòng chọn mỗi tiêu chí một lần."
    ),
    SchemeFault.LOT_NOT_LAST: _l("Bốc thăm phải là tiêu chí cuối cùng."),
    SchemeFault.COMMITTEE_NOT_LAST: _l("Ban Tổ chức quyết định phải là tiêu chí cuối cùng."),
    SchemeFault.UNIT_TOO_SMALL: _l("Vui lòng chọn đơn vị thời gian."),
}
UNITS = (
    ("1000", _l("Giây")),
    ("10", _l("Phần trăm giây")),
    ("1", _l("Mili giây (phần nghìn giây)")),
)


def consent_text(host_name: str) -> str:
    """The usual wording of the consent, by Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15."""
    return str(
        gettext(
            "Tôi tự nguyện đồng ý để %(host)s (bên kiểm soát dữ liệu) thu thập và xử lý những "
            "thông tin tôi khai ở trang đăng ký này, cùng bài làm và kết quả thi của tôi.\n\n"
            "Mục đích: tổ chức cuộc thi, chống gian lận, xếp hạng, trao giải và thống kê số người "
            "dự thi. Không dùng vào việc khác, không bán, không quảng cáo.\n\n"
            "Công bố: chỉ họ tên, đơn vị hoặc xã, phường và kết quả của người đoạt giải. Số điện "
            "thoại và số căn cước không bao giờ được công bố.\n\n"
            "Thời gian giữ: đến khi trao giải xong và hết thời hạn khiếu nại theo thể lệ, sau đó "
            "được xóa; chỉ giữ lại số liệu thống kê không còn tên người.\n\n"
            "Quyền của tôi theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15: được biết, xem, sửa, "
            "lấy bản sao, hạn chế, phản đối, yêu cầu xóa và rút lại sự đồng ý này bất cứ lúc nào, "
            "bằng cách liên hệ Ban Tổ chức. Rút lại trước khi cuộc thi kết thúc thì bài thi không "
            "được xếp hạng nữa. Nghĩa vụ của tôi: khai đúng sự thật.\n\n"
            "Người dưới 16 tuổi cần có thêm sự đồng ý của cha, mẹ hoặc người giám hộ.",
            host=host_name,
        )
    )


class AddressForm(Form):
    """The short name in a contest's address."""

    public_id = TextField(
        _l("Tên ngắn trong địa chỉ trang"),
        description=_l("Chữ thường không dấu, số và gạch nối, ví dụ cchc-2026. Sau này không đổi."),
        validators=[InputRequired(_l("Vui lòng nhập tên ngắn, ví dụ cchc-2026.")), Length(max=40)],
        render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )

    def validate_public_id(self, field: Any) -> None:
        if not SLUG.fullmatch(field.data or "") or field.data in RESERVED:
            raise ValidationError(
                gettext("Chỉ dùng chữ thường không dấu, số và gạch nối, ví dụ cchc-2026.")
            )


class ContestForm(Form):
    """What an organiser writes down about a contest."""

    title = TextField(
        _l("Tên cuộc thi"),
        validators=[InputRequired(_l("Vui lòng nhập tên cuộc thi.")), Length(max=200)],
    )
    summary = LongTextField(
        _l("Giới thiệu ngắn"),
        description=_l("Một hai câu, hiện ở trang đầu."),
        validators=[Length(max=500)],
        render_kw={"rows": 3},
    )
    regulation = MarkdownField(
        _l("Thể lệ"),
        description=_l(
            "Viết như văn bản thường. Đề mục bắt đầu bằng #, gạch đầu dòng bằng -, "
            "chữ đậm đặt giữa hai cặp dấu sao **như thế này**."
        ),
        validators=[Length(max=60_000)],
    )
    asks_birth = RadioField(_l("Ngày sinh"), choices=choices(BIRTH_ASKS))
    asks_residence = RadioField(_l("Nơi cư trú"), choices=choices(ASKS))
    asks_unit = RadioField(_l("Nơi công tác hoặc học tập"), choices=choices(ASKS))
    asks_grade = RadioField(_l("Đang học lớp mấy"), choices=choices(ASKS), default="no")
    bodies = LongTextField(
        _l("Các tổ chức, diện mà người dự thi tự đánh dấu"),
        description=_l("Mỗi dòng một tên, ví dụ: đoàn viên; đảng viên. Không hỏi thì để trống."),
        validators=[Length(max=2000)],
        render_kw={"rows": 3},
    )
    asks_citizenship = RadioField(_l("Quốc tịch"), choices=choices(ASKS), default="no")
    asks_group = RadioField(
        _l("Nhóm để thống kê"),
        choices=choices(ASKS),
        description=_l("Ví dụ: đảng viên, đoàn viên, người cao tuổi."),
    )
    asks_phone = RadioField(_l("Số điện thoại"), choices=choices(ASKS))
    people_per_phone = WholeNumberField(
        _l("Nhiều nhất bao nhiêu người dùng chung một số điện thoại"),
        description=_l("Để trống nếu bao nhiêu người cũng được."),
        validators=[Optional(), NumberRange(min=1, max=50)],
    )
    asks_citizen_number = RadioField(
        _l("Số căn cước (CCCD)"),
        choices=choices(ASKS),
        description=_l("Chỉ nên hỏi khi việc trao giải cần đến."),
    )
    registers_from_at = DateTimeLocalField(
        _l("Nhận đăng ký từ"),
        description=_l("Để trống cả hai ô nếu đăng ký được suốt cuộc thi."),
        validators=[Optional()],
    )
    registers_to_at = ClosingField(
        _l("Hết nhận đăng ký lúc"),
        description=_l("Ai chưa đăng ký đến lúc này thì không đăng ký được nữa."),
        validators=[Optional()],
    )
    attempts_allowed = WholeNumberField(
        _l("Mỗi người được thi nhiều nhất mấy lượt trong cả cuộc thi"),
        description=_l("Để trống nếu chỉ giới hạn theo từng đợt."),
        validators=[Optional(), NumberRange(min=1, max=1000)],
    )
    grace_seconds = WholeNumberField(
        _l("Số giây chờ thêm cho bài nộp trên đường truyền"),
        description=_l("Từ 0 đến 120, thường là 10; phải ghi trong thể lệ."),
        validators=[InputRequired(_l("Vui lòng nhập một số.")), NumberRange(min=0, max=120)],
    )
    consent_wording = LongTextField(
        _l("Lời đồng ý xử lý dữ liệu cá nhân"),
        description=_l("Người dự thi đọc và tự đánh dấu đồng ý khi đăng ký."),
        validators=[Length(max=10_000)],
        render_kw={"rows": 12},
    )

    def validate_bodies(self, field: Any) -> None:
        if any(len(each) > LONGEST_BODY for each in self._bodies()):
            raise ValidationError(gettext("Mỗi tên dài nhất 60 ký tự. Vui lòng viết ngắn hơn."))

    def _bodies(self) -> list[str]:
        lines = (" ".join(each.split()) for each in (self.bodies.data or "").splitlines())
        return list(dict.fromkeys(each for each in lines if each))

    def still_asks(self, needed: frozenset[Detail], bodies: Iterable[str]) -> bool:
        """Whether all is asked that the conditions of entry need; what is not is marked."""
        missing = [name for detail, name in ASKED_BY.items() if detail in needed]
        unasked = [self[name] for name in missing if self[name].data == Ask.NO.value]
        for field in unasked:
            field.errors = [gettext("Điều kiện dự thi đang cần mục này nên phải hỏi.")]
        gone = [each for each in bodies if each not in self._bodies()]
        if gone:
            self.bodies.errors = [
                gettext("Điều kiện dự thi đang cần: %(names)s.", names=", ".join(gone))
            ]
        return not (unasked or gone)

    def validate_registers_to_at(self, field: Any) -> None:
        begins = self.registers_from_at.data
        if field.data and not begins:
            raise ValidationError(gettext("Vui lòng nhập cả lúc bắt đầu nhận đăng ký."))
        if field.data and begins and field.data <= begins:
            raise ValidationError(gettext("Giờ hết nhận đăng ký phải sau giờ bắt đầu."))

    def details(self) -> ContestDetails:
        """What was typed, as the service takes it."""
        given = {each.short_name: each.data for each in self}
        given |= {name: Ask(given[name]) for name in ASK_FIELDS}
        given |= {"asks_birth": BirthAsk(given["asks_birth"]), "bodies": self._bodies()}
        return ContestDetails(**{name: given[name] for name in ContestDetails.__annotations__})


class WhyForm(Form):
    """Why a regulation that is in force changes."""

    why = LongTextField(
        _l("Lý do sửa thể lệ"),
        description=_l("Ghi trong bản thể lệ mới, mọi người đều xem được."),
        validators=[Length(max=1000)],
        render_kw={"rows": 2},
    )

    def lacks_reason(self, contest: Contest) -> bool:
        """Whether a reason is needed and none was given; said at the field."""
        if not contest.is_published or self.why.data:
            return False
        self.why.errors = [gettext("Thể lệ đã công bố: vui lòng ghi lý do sửa.")]
        return True


class PublishedContestForm(WhyForm, ContestForm):
    """A contest whose regulation is in force."""


class NewContestForm(AddressForm, ContestForm):
    """A contest with its address."""


class CloneForm(AddressForm):
    """Where a copy stands, and how much later its rounds are."""

    title = TextField(
        _l("Tên cuộc thi mới"),
        validators=[InputRequired(_l("Vui lòng nhập tên cuộc thi.")), Length(max=200)],
    )
    shift_days = WholeNumberField(
        _l("Dời các đợt thi đi bao nhiêu ngày"),
        description=_l(
            "Ví dụ 7 là một tuần sau, 364 là năm sau cùng thứ trong tuần; 0 là giữ nguyên."
        ),
        validators=[InputRequired(_l("Vui lòng nhập một số.")), NumberRange(min=0, max=4000)],
    )


class AudienceForm(Form):
    """Who takes part together, and how they are ranked."""

    audience = SelectField(_l("Đối tượng"))
    title = TextField(
        _l("Tên bảng thi"),
        description=_l("Hiện cho người dự thi. Để trống thì lấy tên của đối tượng."),
        validators=[Length(max=200)],
    )
    preset = RadioField(
        _l("Cách xếp hạng"),
        choices=[choice(key.value, PRESET_NAMES[key], hint=PRESET_HINTS[key]) for key in Preset]
        + [choice(OWN, _l("Tự chọn các tiêu chí, theo thứ tự bên dưới"))],
    )
    key_1 = SelectField(_l("Tiêu chí thứ nhất"), default="")
    key_2 = SelectField(_l("Nếu bằng nhau, xét tiếp"), default="")
    key_3 = SelectField(_l("Vẫn bằng nhau, xét tiếp"), default="")
    key_4 = SelectField(_l("Tiêu chí thứ tư"), default="")
    key_5 = SelectField(_l("Tiêu chí thứ năm"), default="")
    unit_ms = RadioField(
        _l("Thời gian làm bài được tính và in ra đến"),
        choices=choices(UNITS),
        description=_l("Hai người hơn kém nhau ít hơn mức này được coi là làm nhanh như nhau."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for field in self.keys:
            named = [(key.value, name) for key, name in KEY_NAMES.items()]
            named += TURNED_NAMES.items()
            field.choices = choices([("", _l("(không xét thêm)")), *named])

    @property
    def keys(self) -> list[Any]:
        """The fields of the keys, in their order."""
        return [self[f"key_{number}"] for number in range(1, MOST_KEYS + 1)]

    def scheme(self) -> Scheme | None:
        """The ranking that was chosen; None, with the error at its field, when it is none."""
        unit_ms = int(self.unit_ms.data)
        if self.preset.data != OWN:
            return replace(PRESETS[Preset(self.preset.data)], duration_unit_ms=unit_ms)
        try:
            keys = [each.data for each in self.keys if each.data]
            return decode({"keys": keys, "unit_ms": unit_ms})
        except SchemeRefused as refused:
            self.key_1.errors = [str(FAULTS[SchemeFault(refused.code)])]
            return None


def scheme_data(scheme: Scheme) -> dict[str, str]:
    """A ranking as the form shows it."""
    same = (each.value for each, preset in PRESETS.items() if preset.criteria == scheme.criteria)
    signed = encode(scheme)["keys"]
    keys = {f"key_{at}": key for at, key in enumerate(signed[:MOST_KEYS], 1)}
    return {"preset": next(same, OWN), "unit_ms": str(scheme.duration_unit_ms), **keys}


def keys_in_words(scheme: Scheme) -> list[str]:
    """What decides, in its order, as everybody reads it."""
    return [
        str(TURNED_NAMES.get(signed) or KEY_NAMES[key])
        for signed, key in zip(encode(scheme)["keys"], scheme.keys, strict=True)
    ]
