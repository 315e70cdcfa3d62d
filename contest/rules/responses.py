"""What a choice on a page means: letters as shown, read by the kind of the question."""

from collections.abc import Sequence

from contest.rules.drawing import LETTERS
from contest.rules.extra_answers import TEXT_MARK
from questions.marking import NOTHING, Response
from questions.model import Kind

_AT = {letter: place for place, letter in enumerate(LETTERS)}


def response_of(choice: str | None, kind: Kind, order: Sequence[int]) -> Response:
    """Read a choice: ``order[place shown]`` is the position as written.

    Of a single choice and of true and false it is the letter of the option chosen: ``B``; of
    several, the letters of all that are chosen: ``ACD``; of statements a capital letter for each
    judged true and a small one for each judged false: ``AbD``.  What does not fit the kind, or
    names no option, is no answer.
    """
    if not choice or choice.startswith(TEXT_MARK):
        return NOTHING
    if kind is Kind.STATEMENTS:
        return Response(
            frozenset(_positions(filter(str.isupper, choice), order)),
            frozenset(_positions(filter(str.islower, choice), order)),
        )
    is_one = len(choice) == 1 or kind is Kind.SEVERAL
    if not (is_one and choice.isupper()):
        return NOTHING
    return Response(frozenset(_positions(choice, order)))


def _positions(letters: "filter[str] | str", order: Sequence[int]) -> list[int]:
    places = (_AT.get(letter.upper(), len(order)) for letter in letters)
    return [order[place] for place in places if place < len(order)]
