"""What to do about a number that cannot be read, wherever one is typed."""

from flask_babel import gettext

from contest.rules.answers import is_choice
from contest.rules.prediction import GuessRefused, Target, read_guess


def guess_error(guess: str, target: Target) -> str:
    """What to do about a number that cannot be read; nothing when it can, or is blank."""
    if not guess:
        return ""
    try:
        read_guess(guess, target)
    except GuessRefused:
        return _advice(target)
    return "" if is_choice(guess) else _advice(target)


def _advice(target: Target) -> str:
    if target is Target.PERCENT_ALL_RIGHT:
        return str(gettext("Vui lòng nhập một tỷ lệ từ 0 đến 100, ví dụ 87,65432."))
    return str(gettext("Vui lòng nhập một số nguyên, ví dụ 1234 hoặc 1.234."))
