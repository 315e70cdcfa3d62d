"""Whether an unanswered question voids a paper."""

from dataclasses import dataclass

from contest.rules.data import fields, flag


@dataclass(frozen=True, slots=True)
class Blanks:
    """What the regulation makes of unanswered questions: usually, they are wrong and no more.

    A void attempt is not ranked; ``void_uses_chance`` says whether it counts among the attempts
    that a person may make.
    """

    must_answer_all: bool = False
    void_uses_chance: bool = True


def voids(blanks: Blanks, answered: int, asked: int) -> bool:
    """An unanswered question voids the paper where all must be answered.

    All questions of the paper are meant, extra questions included.
    """
    return blanks.must_answer_all and answered < asked


def uses_chance(blanks: Blanks, *, is_void: bool) -> bool:
    """An attempt uses up a chance, a void one unless the regulation says otherwise."""
    return blanks.void_uses_chance or not is_void


def encode(blanks: Blanks) -> dict[str, object]:
    """Write the setting as JSON has it."""
    return {
        "must_answer_all": blanks.must_answer_all,
        "void_uses_chance": blanks.void_uses_chance,
    }


def decode(data: object) -> Blanks:
    """Read what encode wrote; raises DataUnreadable."""
    must_answer_all, void_uses_chance = fields(data, "must_answer_all", "void_uses_chance")
    return Blanks(flag(must_answer_all), flag(void_uses_chance))
