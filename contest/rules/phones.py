"""How many people may enter with one phone number."""

from dataclasses import dataclass

from contest.rules.refusal import RuleRefused


class PhonesRefused(RuleRefused):
    """Nobody could enter; ``code`` is "phones-nobody"."""


@dataclass(frozen=True, slots=True)
class Phones:
    """One person a phone, or several; None is no limit.  Raises PhonesRefused for none."""

    people_per_phone: int | None = 1

    def __post_init__(self) -> None:
        if self.people_per_phone is not None and self.people_per_phone < 1:
            raise PhonesRefused("phones-nobody")

    def takes_another(self, others: int) -> bool:
        """A phone takes another person while fewer than allowed have entered with it."""
        return self.people_per_phone is None or others < self.people_per_phone
