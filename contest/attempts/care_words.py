"""What pages say of whom extra time is for, and of what it does."""

from flask_babel import gettext, ngettext

from contest.attempts.care_models import ExtraTime
from contest.attempts.care_queries import Whom
from contest.people.models import Person
from contest.rules.numbers import format_contest_number
from contest.units.models import Unit


def whom_name(whom: Whom) -> str:
    """A person by number: who gives time does not know the entrants' names."""
    if isinstance(whom, Person):
        return str(gettext("Số báo danh %(number)s", number=format_contest_number(whom.number)))
    if isinstance(whom, Unit):
        return str(gettext("%(unit)s và các đơn vị bên dưới", unit=whom.full_name))
    return whom.title


def given_to(extra: ExtraTime) -> str:
    whom = extra.person or extra.unit or extra.contest_audience
    return whom_name(whom) if whom else ""


def effect_lines(whom: Whom, minutes: int, open_count: int) -> list[str]:
    """What would happen now, shown before it is confirmed."""
    now = ngettext(
        "%(num)d bài đang làm được thêm %(minutes)s phút ngay.",
        "%(num)d bài đang làm được thêm %(minutes)s phút ngay.",
        open_count,
        minutes=minutes,
    )
    later = gettext("Bài bắt đầu từ nay về sau trong đợt này cũng được thêm từng ấy phút.")
    return [whom_name(whom), str(now), str(later)]
