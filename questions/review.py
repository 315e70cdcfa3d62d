"""How a question comes into use: its states, the acts that move it, and who may take which step."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

TWO_STEPS, THREE_STEPS = 2, 3


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETIRED = "retired"


class Act(StrEnum):
    SUBMIT = "submit"
    REVIEW = "review"  # the appraisal is passed
    APPROVE = "approve"
    SEND_BACK = "send-back"
    RETIRE = "retire"
    REVISE = "revise"
    RECALL = "recall"  # back to appraisal as it stands, since the law it rests on has ended


class Verdict(StrEnum):
    """What an appraiser thinks of a question; an opinion that moves nothing."""

    AGREE = "agree"
    DISAGREE = "disagree"


_ALWAYS: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.DRAFT, Act.REVISE): State.DRAFT,
        (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
        (State.SUBMITTED, Act.REVISE): State.DRAFT,
        (State.SUBMITTED, Act.SEND_BACK): State.DRAFT,
        (State.REVIEWED, Act.REVISE): State.DRAFT,
        (State.REVIEWED, Act.SEND_BACK): State.DRAFT,
        (State.REVIEWED, Act.APPROVE): State.APPROVED,
        (State.APPROVED, Act.REVISE): State.DRAFT,
        (State.APPROVED, Act.RETIRE): State.RETIRED,
        (State.APPROVED, Act.RECALL): State.SUBMITTED,
        (State.RETIRED, Act.REVISE): State.DRAFT,
    }
)
TRANSITIONS: Mapping[int, Mapping[tuple[State, Act], State]] = MappingProxyType(
    {
        TWO_STEPS: MappingProxyType(
            {**_ALWAYS, (State.SUBMITTED, Act.APPROVE): State.APPROVED},
        ),
        THREE_STEPS: MappingProxyType(
            {**_ALWAYS, (State.SUBMITTED, Act.REVIEW): State.REVIEWED},
        ),
    }
)
"""What each act leads to, by the number of steps: writer and approver, or a reviewer between.

What a reviewer has passed can be approved with two steps too: the office may have had three when
it was passed.
"""
APPRAISING = frozenset({Act.REVIEW, Act.APPROVE, Act.SEND_BACK})


class ReviewRefused(Exception):
    """The act cannot be done; ``code`` says why: act-not-open or own-work."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def next_state(state: State, act: Act, steps: int) -> State:
    """Return the state to which an act leads; writing anew always leads back to a draft.

    Raises ReviewRefused (act-not-open) when the act is not one of the state's.
    """
    try:
        return TRANSITIONS[steps][state, act]
    except KeyError as error:
        raise ReviewRefused("act-not-open") from error


def open_acts(state: State, steps: int) -> tuple[Act, ...]:
    """List what can be done to a question in this state, in the order of Act."""
    return tuple(act for act in Act if (state, act) in TRANSITIONS[steps])


def may_take_step(person: object, writers: Collection[object], reviewer: object | None) -> bool:
    """Nobody takes two steps of a question's way: who wrote of it neither appraises nor approves,
    and who passed its appraisal does not approve it.

    ``writers`` are all who wrote since it was last approved; a step not taken yet has no
    ``reviewer``.  The people are whatever identifies a person.
    """
    return person not in writers and (reviewer is None or person != reviewer)


def refuse_second_step(
    act: Act, person: object, writers: Collection[object], reviewer: object | None
) -> None:
    """Raise ReviewRefused (own-work) when the act is a second step of the same person.

    Who passed the appraisal may still send the question back: that takes the step back.
    """
    if act in APPRAISING and not may_take_step(
        person, writers, reviewer if act is Act.APPROVE else None
    ):
        raise ReviewRefused("own-work")
