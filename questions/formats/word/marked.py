"""Which options are right by how they look: the marks that tell one option from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questions.formats.word.drafts import Draft, OptionDraft

# A mark on the letter is another than the same mark on the words.
Sign = tuple[str, str]
_RANK = ("highlight", "colour", "underline", "bold")
_SELDOM, _OFTEN, _ALWAYS = 0.2, 0.5, 0.8  # of the questions that have such a mark on some options


@dataclass(frozen=True, slots=True)
class Marking:
    """The marks by which a document tells right answers, the surest first."""

    signs: tuple[Sign, ...] = ()

    def right(self, draft: Draft) -> frozenset[int]:
        """The options that are marked otherwise than the rest; none where all look alike.

        Where two marks tell different options, both sets together: their reader is asked.
        """
        for sign in self.signs:
            if found := _marked(draft, sign):
                return found
        return frozenset()


def signs_of(option: OptionDraft) -> frozenset[Sign]:
    """The marks of an option's letter and of its words."""
    on_letter = {("letter", mark) for mark in option.letter_marks()}
    return frozenset(on_letter | {("words", mark) for mark in option.body.marks()})


def marking_of(drafts: Sequence[Draft], known: Mapping[int, frozenset[int]]) -> Marking:
    """Find the marks that tell right answers; ``known`` are those told otherwise, by index.

    A mark that stands here and there, or that speaks against what is known, tells nothing.
    """
    asked = [at for at, draft in enumerate(drafts) if len(draft.options) > 1]
    found: dict[Sign, dict[int, frozenset[int]]] = {}
    for at in asked:
        for sign in {sign for each in drafts[at].options for sign in signs_of(each)}:
            if right := _marked(drafts[at], sign):
                found.setdefault(sign, {})[at] = right
    kept = [sign for sign in found if _tells(sign, found[sign], len(asked), known)]
    return Marking(tuple(sorted(kept, key=lambda sign: _order(sign, found[sign]))))


def _marked(draft: Draft, sign: Sign) -> frozenset[int]:
    marked = frozenset(at for at, each in enumerate(draft.options) if sign in signs_of(each))
    is_some = draft.is_of_statements or len(marked) < len(draft.options)
    return marked if is_some else frozenset()


def _tells(
    sign: Sign, found: Mapping[int, frozenset[int]], count: int, known: Mapping[int, frozenset[int]]
) -> bool:
    share = len(found) / count
    needed = _OFTEN if sign[1] == "bold" else _SELDOM
    if share < needed or sum(len(right) == 1 for right in found.values()) * 2 < len(found):
        return False
    both = [at for at in found if known.get(at)]
    agreeing = sum(found[at] == known[at] for at in both)
    return share >= _ALWAYS or agreeing * 2 >= len(both)


def _order(sign: Sign, found: Mapping[int, frozenset[int]]) -> tuple[int, int, Sign]:
    rank = next(at for at, name in enumerate(_RANK) if sign[1].startswith(name))
    return -len(found), rank, sign
