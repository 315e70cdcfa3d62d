"""What may be seen when: marks, right answers, and figures of a round."""

from enum import StrEnum


class Shown(StrEnum):
    """When a participant sees their marks: at once, after the closing, after the publication."""

    AT_ONCE = "at-once"
    AFTER_CLOSING = "after-closing"
    AFTER_PUBLICATION = "after-publication"


def may_see_marks(
    shown: Shown, *, attempt_over: bool, round_over: bool, is_published: bool
) -> bool:
    """A participant sees the marks of an attempt that is over, when the regulation says.

    A round is over when it is over for everyone: when the grace of the last deadline that
    anybody may have has ended.  Nothing is published of a round that is not over.
    """
    if not attempt_over:
        return False
    is_time = {
        Shown.AT_ONCE: True,
        Shown.AFTER_CLOSING: round_over,
        Shown.AFTER_PUBLICATION: round_over and is_published,
    }
    return is_time[shown]


def may_see_right_answers(
    shown: Shown, *, attempt_over: bool, round_over: bool, is_published: bool
) -> bool:
    """Right answers are seen with the marks, and by nobody while anyone may still sit the round.

    Where marks are shown at once, the answers follow when the round is over for everyone.
    """
    return round_over and may_see_marks(
        shown, attempt_over=attempt_over, round_over=round_over, is_published=is_published
    )


def may_see_figures(*, has_prediction: bool, round_over: bool) -> bool:
    """While a round with a prediction is open, no public figure lets its truth be computed."""
    return round_over or not has_prediction
