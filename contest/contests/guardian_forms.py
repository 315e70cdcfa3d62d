"""The step in which a guardian consents, and the words that they consent to."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from contest.contests.models import Contest
from contest.rules.identity import read_name
from contest.web.choices import choices
from contest.web.forms import Form, NameField
from contest.web.identity import Reads

RELATIONS = (
    ("mother", _l("Mẹ")),
    ("father", _l("Cha")),
    ("guardian", _l("Người giám hộ")),
)


class GuardianForm(Form):
    """Filled in by the guardian; nothing is ticked beforehand."""

    guardian_name = NameField(
        _l("Họ và tên cha, mẹ hoặc người giám hộ"),
        validators=[Reads(read_name)],
        render_kw={"autocomplete": "off"},
    )
    relation = RadioField(
        _l("Tôi là"),
        choices=choices(RELATIONS),
        validators=[InputRequired(_l("Vui lòng chọn quan hệ với người dự thi."))],
    )
    agrees = BooleanField(
        validators=[InputRequired(_l("Vui lòng đọc và tự đánh dấu vào ô đồng ý."))]
    )


def guardian_wording(contest: Contest, name: str) -> str:
    """What a guardian consents to."""
    return str(
        gettext(
            "Tôi là cha, mẹ hoặc người giám hộ của %(name)s, đồng ý để em dự thi “%(contest)s” "
            "và để Ban Tổ chức dùng thông tin của em vào việc tổ chức cuộc thi. Tôi có thể rút "
            "lại sự đồng ý này bất cứ lúc nào.",
            name=name,
            contest=contest.title,
        )
    )


def paper_wording(contest: Contest) -> str:
    """What stands above the signatures of a class."""
    return str(
        gettext(
            "Chúng tôi là cha, mẹ hoặc người giám hộ của các em có tên dưới đây, đồng ý để em "
            "dự thi “%(contest)s” và để Ban Tổ chức dùng thông tin của em vào việc tổ chức cuộc "
            "thi. Sự đồng ý này có thể được rút lại bất cứ lúc nào.",
            contest=contest.title,
        )
    )


def relation_name(value: str) -> str:
    return str(dict(RELATIONS).get(value, value))
