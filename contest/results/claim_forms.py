"""The forms of claims: the terms, how one wishes to get a prize, and what staff write down."""

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation

from contest.results.claim_words import AFTER_NAMES, COUNTED_NAMES, HANDING_NAMES, fault_words
from contest.rules.claims import After, Terms
from contest.rules.payees import Handing, Payee, PayeeRefused, read_account
from contest.rules.working_days import Counted, Days
from contest.web.choices import choice, choices
from contest.web.forms import DayField, Form, LongTextField, TextField, WholeNumberField

NONE, DAYS, UNTIL = "none", "days", "until"


class NeededWhere:
    """A validator: the field is filled in where another has one of these values; else it may not
    matter."""

    def __init__(self, name: str, values: set[str], sentence: LazyString) -> None:
        self._name, self._values, self._sentence = name, values, sentence

    def __call__(self, form: Any, field: Any) -> None:
        if form[self._name].data not in self._values:
            field.errors = []
            raise StopValidation
        if not any(str(each).strip() for each in field.raw_data or ()):
            field.errors = []
            raise StopValidation(self._sentence)


class TermsForm(Form):
    """What the thể lệ says of claims."""

    asks = RadioField(
        _l("Người đạt giải phải đăng ký nhận giải"),
        choices=choices(
            [
                (NONE, _l("Không, Ban Tổ chức tự trao giải")),
                (DAYS, _l("Có, trong một số ngày kể từ ngày công bố kết quả")),
                (UNTIL, _l("Có, đến hết một ngày ghi trong thể lệ")),
            ]
        ),
        validators=[InputRequired(_l("Vui lòng chọn một cách."))],
    )
    until = DayField(
        _l("Ngày cuối nhận giải"),
        validators=[NeededWhere("asks", {UNTIL}, _l("Vui lòng nhập ngày cuối nhận giải."))],
    )
    days = WholeNumberField(
        _l("Số ngày để nhận giải"),
        description=_l(
            "Nếu thể lệ ghi một ngày cuối thì đây là số ngày cho người được chuyển giải sau đó."
        ),
        validators=[
            NeededWhere("asks", {DAYS, UNTIL}, _l("Vui lòng nhập số ngày, ví dụ 15.")),
            NumberRange(1, 365, _l("Vui lòng nhập số ngày từ 1 đến 365.")),
        ],
    )
    counted = RadioField(
        _l("Số ngày đó tính theo"),
        choices=choices((each.value, name) for each, name in COUNTED_NAMES.items()),
        default=Counted.CALENDAR.value,
    )
    after = RadioField(
        _l("Quá hạn không nhận thì"),
        choices=choices((each.value, name) for each, name in AFTER_NAMES.items()),
        default=After.PASSES_ON.value,
    )
    place = TextField(
        _l("Nơi trao giải trực tiếp"),
        description=_l("Địa chỉ, giờ làm việc, điện thoại. Người đạt giải đọc được."),
        validators=[Length(max=300)],
    )

    def begin_with(self, terms: Terms | None) -> None:
        """Fill in what holds now."""
        self.asks.data = NONE
        if terms is None:
            return
        self.asks.data = UNTIL if terms.until else DAYS
        self.until.data, self.place.data = terms.until, terms.place
        self.days.data, self.counted.data = terms.days.count, terms.days.counted.value
        self.after.data = terms.after.value

    def terms(self) -> Terms | None:
        """What was chosen; None: winners are not asked."""
        if self.asks.data == NONE:
            return None
        return Terms(
            Days(self.days.data or 1, Counted(self.counted.data)),
            After(self.after.data),
            self.until.data if self.asks.data == UNTIL else None,
            self.place.data or "",
        )


class ClaimForm(Form):
    """How a winner wishes to get the prize: no more than that way needs."""

    handing = RadioField(
        _l("Bạn muốn nhận giải bằng cách nào?"),
        validators=[InputRequired(_l("Vui lòng chọn một cách nhận giải."))],
    )
    bank = TextField(
        _l("Tên ngân hàng"),
        description=_l("Chỉ cần khi chuyển khoản. Ví dụ: Agribank."),
        validators=[
            NeededWhere("handing", {Handing.BANK}, _l("Vui lòng nhập tên ngân hàng.")),
            Length(max=100),
        ],
    )
    account = TextField(
        _l("Số tài khoản"),
        validators=[
            NeededWhere("handing", {Handing.BANK}, _l("Vui lòng nhập số tài khoản.")),
            Length(max=60),
        ],
    )
    holder = TextField(
        _l("Tên chủ tài khoản"),
        validators=[
            NeededWhere("handing", {Handing.BANK}, _l("Vui lòng nhập tên chủ tài khoản.")),
            Length(max=100),
        ],
    )
    address = LongTextField(
        _l("Địa chỉ nhận"),
        description=_l(
            "Chỉ cần khi gửi qua bưu điện. Ghi số nhà, thôn hoặc tổ, xã hoặc phường, tỉnh."
        ),
        validators=[
            NeededWhere("handing", {Handing.POST}, _l("Vui lòng nhập địa chỉ nhận.")),
            Length(max=300),
        ],
        render_kw={"rows": 3},
    )

    def offer(self, place: str) -> None:
        """The ways there are; ``place`` is where one comes for it."""
        self.handing.choices = [
            choice(each.value, name, hint=place)
            if each is Handing.OFFICE and place
            else choice(each.value, name)
            for each, name in HANDING_NAMES.items()
        ]

    def begin_with(self, payee: Payee | None) -> None:
        """Fill in what was said before."""
        if payee is not None:
            self.handing.data, self.bank.data = payee.handing.value, payee.bank
            self.account.data, self.holder.data = payee.account, payee.holder
            self.address.data = payee.address

    def payee(self) -> Payee | None:
        """What was said; None where it is refused, with the error at its field."""
        handing = Handing(self.handing.data)
        if handing is Handing.POST:
            return Payee(handing, address=" ".join((self.address.data or "").split()))
        if handing is Handing.OFFICE:
            return Payee(handing)
        try:
            account = read_account(self.account.data or "")
        except PayeeRefused as refused:
            self.account.errors = [fault_words(refused.code)]
            return None
        return Payee(handing, self.bank.data or "", account, self.holder.data or "")


class HandOverForm(Form):
    """When a prize was handed over, by whom, and what the winner signed."""

    on = DayField(_l("Ngày trao"), validators=[InputRequired(_l("Vui lòng nhập ngày trao."))])
    handed_by = TextField(
        _l("Người trao"),
        validators=[InputRequired(_l("Vui lòng nhập người trao.")), Length(max=200)],
    )
    receipt = TextField(
        _l("Giấy tờ người nhận đã ký"),
        description=_l("Ví dụ: phiếu chi số 12; ủy nhiệm chi số 5; giấy nhận có chữ ký."),
        validators=[
            InputRequired(_l("Vui lòng ghi giấy tờ chứng minh đã trao.")), Length(max=200)
        ],
    )  # fmt: skip


class ExtendForm(Form):
    """A later last day for one winner, with its reason."""

    to = DayField(_l("Hạn mới"), validators=[InputRequired(_l("Vui lòng nhập ngày cuối mới."))])
    why = TextField(
        _l("Lý do gia hạn"),
        validators=[InputRequired(_l("Vui lòng ghi lý do.")), Length(max=1000)],
    )
