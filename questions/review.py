"""How a question comes into use: its states, and the acts that move it from one to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETIRED = "retired"


class Act(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send-back"
    RETIRE = "retire"
    REVISE = "revise"


TRANSITIONS: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.DRAFT, Act.REVISE): State.DRAFT,
        (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
        (State.SUBMITTED, Act.REVISE): State.DRAFT,
        (State.SUBMITTED, Act.SEND_BACK): State.DRAFT,
        (State.SUBMITTED, Act.APPROVE): State.APPROVED,
        (State.APPROVED, Act.REVISE): State.DRAFT,
        (State.APPROVED, Act.RETIRE): State.RETIRED,
        (State.RETIRED, Act.REVISE): State.DRAFT,
    }
)


class ReviewRefused(Exception):
    """The act cannot be done; ``code`` says why: act-not-open or own-work."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def next_state(state: State, act: Act) -> State:
    """Return the state to which an act leads; writing anew always leads back to a draft.

    Raises ReviewRefused (act-not-open) when the act is not one of the state's.
    """
    try:
        return TRANSITIONS[state, act]
    except KeyError as error:
        raise ReviewRefused("act-not-open") from error


def open_acts(state: State) -> tuple[Act, ...]:
    """List what can be done to a question in this state, in the order of Act."""
    return tuple(act for act in Act if (state, act) in TRANSITIONS)


def may_approve(author: object, approver: object) -> bool:
    """Nobody approves what they wrote; the two are whatever identifies a person."""
    return author != approver


def refuse_own_work(author: object, approver: object) -> None:
    """Raise ReviewRefused (own-work) when the approver wrote what is to be approved."""
    if not may_approve(author, approver):
        raise ReviewRefused("own-work")
