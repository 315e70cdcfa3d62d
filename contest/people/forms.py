"""The forms by which an entrant signs in on another device, and staff look entrants up."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import Length, Optional

from contest.rules.identity import read_phone
from contest.rules.numbers import CONTEST_NUMBER_LENGTH, read_code, read_contest_number
from contest.rules.refusal import RuleRefused
from contest.web.choices import choices
from contest.web.forms import Form, TextField
from contest.web.identity import Reads

PHONE_BEGINS = ("0", "+")


def read_who(text: str) -> tuple[str, str]:
    """("number", nine digits) or ("phone", in E.164).

    Nine digits are a contest number, which never begins with 0, when they check; otherwise it
    must be a phone.  Raises RuleRefused with the reason that fits what was typed.
    """
    digits = sum(each.isdecimal() for each in text)
    try:
        return "number", read_contest_number(text)
    except RuleRefused:
        if digits == CONTEST_NUMBER_LENGTH and not text.strip().startswith(PHONE_BEGINS):
            raise
        if not text.strip():
            raise
    return "phone", read_phone(text)


class WhoForm(Form):
    """Whom one is: a contest number or a phone."""

    who = TextField(
        _l("Số báo danh hoặc số điện thoại"),
        description=_l("Số báo danh có 9 chữ số, in trên thẻ dự thi."),
        validators=[Reads(read_who)],
        render_kw={"inputmode": "tel", "autocomplete": "username", "maxlength": "40"},
    )


class CodeForm(Form):
    """The code, and which of those who share a phone one is."""

    who = HiddenField(validators=[Reads(read_who)])
    person = RadioField(_l("Bạn là ai?"), validators=[Optional()], validate_choice=False)
    code = TextField(
        _l("Mã dự thi"),
        description=_l("Tám chữ số, in trên thẻ dự thi. Gõ liền hay cách đều được."),
        validators=[Reads(read_code)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "40"},
    )

    def offer(self, people: list[str]) -> None:
        """Let the person pick where several share the phone; else there is nothing to pick."""
        self.person.choices = choices((str(at), each) for at, each in enumerate(people))
        if len(people) < 2:
            del self.person


class SearchForm(Form):
    """Whom the help desk looks for."""

    class Meta(Form.Meta):
        csrf = False

    q = TextField(
        _l("Số báo danh, số điện thoại hoặc họ tên"),
        description=_l("Tên gõ có dấu hay không dấu đều tìm được. Mỗi lần tra cứu được ghi lại."),
        validators=[Length(max=100, message=_l("Vui lòng gõ ngắn hơn 100 ký tự."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
