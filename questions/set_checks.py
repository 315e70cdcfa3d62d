"""Which questions of a set say nearly the same, among themselves and beside a bank."""

from collections.abc import Sequence

from questions.checks import Code, Finding, reading
from questions.model import Question
from questions.similarity import NEARLY_THE_SAME, Index, wording_of


class Known:
    """The questions that new ones are compared with, by the names that findings give them."""

    def __init__(self) -> None:
        self._index: Index[str] = Index(NEARLY_THE_SAME)
        self._stems: dict[str, str] = {}

    def add(self, name: str, question: Question) -> None:
        """Keep a question under a name: its code, or its place in a file."""
        self._index.add(name, wording_of(question))
        self._stems.setdefault(reading(question.stem), name)

    def check(self, question: Question) -> list[Finding]:
        """What a question repeats: the first of the same stem, and one that is nearly the same."""
        found = []
        twin = self._stems.get(reading(question.stem))
        if twin is not None and question.stem.strip():
            found.append(Finding(Code.STEM_TWICE, {"name": twin}))
        near = self._index.first(wording_of(question))
        if near is not None:
            params: dict[str, str | int] = {
                "name": near.name,
                "percent": int(near.similarity * 100),
            }
            found.append(Finding(Code.NEARLY_THE_SAME, params))
        return found


def check_set(
    questions: Sequence[Question], names: Sequence[str], known: Known | None = None
) -> list[list[Finding]]:
    """What each question repeats of those before it, and of those known: one list a question.

    ``names`` are what findings call them.  ``known`` is given the questions, too.
    """
    known = Known() if known is None else known
    found = []
    for question, name in zip(questions, names, strict=True):
        found.append(known.check(question))
        known.add(name, question)
    return found
