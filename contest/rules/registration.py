"""When people may register for a contest."""

from dataclasses import dataclass
from enum import StrEnum

from contest.rules.data import fields, maybe, whole
from contest.rules.refusal import RuleRefused


class RegistrationRefusal(StrEnum):
    TOO_EARLY = "registration-too-early"
    OVER = "registration-over"


class RegistrationRefused(RuleRefused):
    """Nobody could register; ``code`` is "registration-backwards"."""


@dataclass(frozen=True, slots=True)
class PreRegistration:
    """A stretch outside which nobody registers; without a closing it is open to the end.

    Raises RegistrationRefused where it closes before it opens.
    """

    opens_ms: int
    closes_ms: int | None = None

    def __post_init__(self) -> None:
        if self.closes_ms is not None and self.closes_ms <= self.opens_ms:
            raise RegistrationRefused("registration-backwards")


def refusal(asked: PreRegistration | None, now_ms: int) -> RegistrationRefusal | None:
    """Where the regulation sets a time for registering, nobody registers before or after it.

    The instant of closing is no longer in it.  Where it sets none, one registers when entering.
    """
    if asked is None:
        return None
    if now_ms < asked.opens_ms:
        return RegistrationRefusal.TOO_EARLY
    is_over = asked.closes_ms is not None and now_ms >= asked.closes_ms
    return RegistrationRefusal.OVER if is_over else None


def may_register(asked: PreRegistration | None, now_ms: int) -> bool:
    return refusal(asked, now_ms) is None


def encode(asked: PreRegistration) -> dict[str, object]:
    """Write the time for registering as JSON has it."""
    return {"opens_ms": asked.opens_ms, "closes_ms": asked.closes_ms}


def decode(data: object) -> PreRegistration:
    """Read what encode wrote; raises DataUnreadable, or RegistrationRefused."""
    opens_ms, closes_ms = fields(data, "opens_ms", "closes_ms")
    return PreRegistration(whole(opens_ms), maybe(whole, closes_ms))
