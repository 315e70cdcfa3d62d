"""Whether who wants to enter knows the contest's password, tried no more often than is fair."""

from flask_babel import gettext

from contest import clock
from contest.clock import milliseconds
from contest.contests import password_service
from contest.contests.entry_forms import EntryForm
from contest.contests.models import Contest
from contest.errors import TooManyTries
from contest.web.throttle import FailureBudget

MOST_WRONG = 300  # passwords of a contest in ten minutes, in this process
_wrong_passwords: dict[int, FailureBudget] = {}


def knows_password(form: EntryForm, contest: Contest) -> bool:
    """False, said at the field, for a wrong one.  Raises TooManyTries where somebody is guessing.

    Checked before anything is locked, since argon2 takes its time.
    """
    if "password" not in form:
        return True
    now_ms = milliseconds(clock.now())
    budget = _wrong_passwords.setdefault(contest.id, FailureBudget(MOST_WRONG))
    if budget.is_spent(now_ms):
        raise TooManyTries
    if password_service.is_right(contest, form.password.data or ""):
        return True
    budget.note(now_ms)
    form.password.errors = [
        gettext("Mật khẩu chưa đúng. Vui lòng gõ lại đúng như Ban Tổ chức đã thông báo.")
    ]
    return False
