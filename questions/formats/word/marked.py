"""Which options are right by how they look: the marks that tell one option from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questions.formats.word.drafts import Draft, OptionDraft

# A mark on the letter is another than the same mark on the words.
Sign = tuple[str, str]
_RANK = ("highlight", "colour", "underline", "bold")
_SELDOM, _OFTEN, _ALWAYS = 0.2, 0.5, 0.8  # of the questions that have such a mark on some options


Looks = Sequence[frozenset[Sign]]  # of a question's options
Right = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marking:
    """The options that are marked as right, by the index of their question."""

    right: Mapping[int, Right]
    is_used: bool


def signs_of(option: OptionDraft) -> frozenset[Sign]:
    """The marks of an option's letter and of its words."""
    on_letter = {("letter", mark) for mark in option.letter_marks()}
    return frozenset(on_letter | {("words", mark) for mark in option.body.marks()})


def marking_of(drafts: Sequence[Draft], known: Mapping[int, Right]) -> Marking:
    """Find the options that marks tell as right; ``known`` are those told otherwise, by index.

    A mark counts where it tells some options of a question from the others.  One that stands here
    and there, or that speaks against what is known, tells nothing.
    """
    asked = [at for at, draft in enumerate(drafts) if len(draft.options) > 1]
    found: dict[Sign, dict[int, Right]] = {}
    for at in asked:
        looks = [signs_of(each) for each in drafts[at].options]
        for sign in frozenset[Sign]().union(*looks):
            if right := _marked(looks, sign, drafts[at].is_of_statements):
                found.setdefault(sign, {})[at] = right
    kept = [sign for sign in found if _tells(sign, found[sign], len(asked), known)]
    right_ones: dict[int, Right] = {}
    for sign in sorted(kept, key=lambda sign: _order(sign, found[sign]), reverse=True):
        right_ones |= found[sign]
    return Marking(right_ones, bool(kept))


def _marked(looks: Looks, sign: Sign, may_be_all: bool) -> Right:
    marked = frozenset(at for at, signs in enumerate(looks) if sign in signs)
    return marked if may_be_all or len(marked) < len(looks) else frozenset()


def _tells(sign: Sign, found: Mapping[int, Right], count: int, known: Mapping[int, Right]) -> bool:
    share = len(found) / count
    needed = _OFTEN if sign[1] == "bold" else _SELDOM
    if share < needed or sum(len(right) == 1 for right in found.values()) * 2 < len(found):
        return False
    both = [at for at in found if known.get(at)]
    agreeing = sum(found[at] == known[at] for at in both)
    return share >= _ALWAYS or agreeing * 2 >= len(both)


def _order(sign: Sign, found: Mapping[int, Right]) -> tuple[int, int, Sign]:
    rank = next(at for at, name in enumerate(_RANK) if sign[1].startswith(name))
    return -len(found), rank, sign
