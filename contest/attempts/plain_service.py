"""What a plain form changes: its choices get their numbers from the server, under the lock."""

from collections.abc import Mapping

from contest.attempts.handing_service import (
    HandedIn,
    Handing,
    current_answers,
    hand_in,
    lock,
)
from contest.attempts.saving_service import PageToken, insert
from contest.attempts.wire_service import Run
from contest.rules.answers import SentAnswer

Choices = Mapping[int, str | None]


def save_chosen(
    run: Run, handing: Handing, token: PageToken, choices: Choices, now_ms: int
) -> dict[int, str | None] | None:
    """Save what differs from what stands; returns all answers that stand then.

    None when the attempt takes no more answers.
    """
    if lock(run, handing) is not None or not handing.times.takes_answers_at(now_ms):
        return None
    changed = changes(run, handing, token, choices)
    if changed:
        insert(run, token, changed, now_ms)
    return current_answers(run, handing.key)


def hand_in_chosen(
    run: Run, handing: Handing, token: PageToken, choices: Choices, now_ms: int
) -> HandedIn:
    """Hand in together with what the form says and was not saved yet."""
    lock(run, handing)
    return hand_in(run, handing, now_ms, token, changes(run, handing, token, choices))


def changes(run: Run, handing: Handing, token: PageToken, choices: Choices) -> list[SentAnswer]:
    """The choices that differ from what stands, numbered on; the attempt must be locked."""
    before = current_answers(run, handing.key)
    different = [(at, each) for at, each in choices.items() if before.get(at) != each]
    rows = run(
        """SELECT max(number) FROM answers
        WHERE round_id = :round AND attempt_id = :attempt AND sitting = :sitting""",
        handing.key | {"sitting": token.sitting},
    )
    last = rows[0][0] or 0
    return [SentAnswer(last + n, at, each) for n, (at, each) in enumerate(different, 1)]
