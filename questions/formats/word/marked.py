"""Which options are right by how they look: the marks that tell one option from the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questions.formats.word.drafts import Draft, OptionDraft

# A mark on the letter is another than the same mark on the words.
Sign = tuple[str, str]
_RANK = ("highlight", "colour", "underline", "bold", "italic", "strike")
_SELDOM, _OFTEN, _ALWAYS = 0.2, 0.5, 0.8  # of the questions that have such a mark on some options
_NEEDED = {"bold": _OFTEN, "italic": _ALWAYS}
_STRESS = frozenset({"underline", "bold", "italic"})
_FEW = 3  # questions: italics in fewer may be names

Looks = Sequence[frozenset[Sign]]  # of a question's options
Right = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marking:
    """The options that are marked as right, by the index of their question."""

    right: Mapping[int, Right]
    is_used: bool
    contrary: Mapping[
        int, frozenset[Right]
    ]  # that strong marks tell where the key stands elsewhere
    unused: Mapping[int, Right]  # that one mark or another tells from the others, and no more


def signs_of(option: OptionDraft) -> frozenset[Sign]:
    """The marks of an option's letter and of its words."""
    on_letter = {("letter", mark) for mark in option.letter_marks()}
    return frozenset(on_letter | {("words", mark) for mark in option.body.marks()})


def marking_of(drafts: Sequence[Draft], known: Mapping[int, Right]) -> Marking:
    """Find the options that marks tell as right; ``known`` are those told otherwise, by index.

    A mark counts where it tells some options of a question from the others.  One that stands here
    and there, or that speaks against what is known, tells nothing; italics must tell one in nearly
    all questions, and what is struck out is never right.
    """
    asked = [at for at, draft in enumerate(drafts) if len(draft.options) > 1]
    found: dict[Sign, dict[int, Right]] = {}
    for at in asked:
        looks = [signs_of(each) for each in drafts[at].options]
        for sign in frozenset[Sign]().union(*looks):
            if right := _marked(looks, sign, drafts[at].is_of_statements):
                found.setdefault(sign, {})[at] = right
    content = _within_words(drafts)
    kept = [
        sign
        for sign in found
        if sign[1] not in content and _tells(sign, found[sign], drafts, known)
    ]
    right_ones = {at: rights.pop() for at, rights in _told(drafts, found, kept) if len(rights) == 1}
    contrary = _contrary(drafts, {sign: found[sign] for sign in found if sign[1] not in content})
    return Marking(right_ones, bool(kept), contrary, _unused(found, right_ones))


def _told(
    drafts: Sequence[Draft], found: Mapping[Sign, Mapping[int, Right]], kept: Sequence[Sign]
) -> Iterator[tuple[int, set[Right]]]:
    """What the marks that count tell of each question.

    A mark on most of an option's words counts where it is nowhere on all of them.
    """
    whole = {
        sign
        for sign in kept
        if any(_is_whole(drafts[at], sign, of) for at, of in found[sign].items())
    }
    for at in sorted({at for sign in kept for at in found[sign]}):
        signs = [
            sign for sign in kept if at in found[sign] and not _is_stress(at, sign, found, kept)
        ]
        yield (
            at,
            {
                found[sign][at]
                for sign in signs
                if sign not in whole or _is_whole(drafts[at], sign, found[sign][at])
            },
        )


def _is_stress(
    at: int, sign: Sign, found: Mapping[Sign, Mapping[int, Right]], kept: Sequence[Sign]
) -> bool:
    """Whether a mark stands on words alone where the letters of right options have it."""
    letter = ("letter", sign[1])
    if sign[0] == "letter" or sign[1] not in _STRESS or letter not in kept or at in found[letter]:
        return False
    without = sum(each not in found[letter] for each in found[sign])
    return without < len(found[letter])


def _is_whole(draft: Draft, sign: Sign, right: Right) -> bool:
    return sign[0] == "letter" or all(
        sign[1] in draft.options[at].body.whole_marks() for at in right
    )


def _contrary(
    drafts: Sequence[Draft], found: Mapping[Sign, Mapping[int, Right]]
) -> dict[int, frozenset[Right]]:
    """The one option that a strong mark on its letter or on all its words tells, by question.

    A mark that stands on the same option of most questions is how the paper looks.
    """
    contrary: dict[int, frozenset[Right]] = {}
    for sign, rights in found.items():
        is_look = len(rights) * 2 > len(drafts) > 1 and len({*rights.values()}) == 1
        if sign[1] in ("italic", "strike") or is_look:
            continue
        for at, right in rights.items():
            if len(right) == 1 and _is_whole(drafts[at], sign, right):
                contrary[at] = contrary.get(at, frozenset()) | {right}
    return contrary


def _within_words(drafts: Sequence[Draft]) -> frozenset[str]:
    """The marks that stand within the words of several options of one question: it asks of them."""
    found: set[str] = set()
    for draft in drafts:
        within = [each.body.any_marks() - each.body.marks() for each in draft.options]
        marks = {mark for each in within for mark in each}
        found |= {mark for mark in marks if sum(mark in each for each in within) > 1}
    return frozenset(found)


def _unused(
    found: Mapping[Sign, Mapping[int, Right]], used: Mapping[int, Right]
) -> dict[int, Right]:
    """The option that a mark tells from the others, where the mark was not taken for a key."""
    unused: dict[int, Right] = {}
    for sign in sorted(found, key=_rank, reverse=True):
        for at, right in found[sign].items():
            if at not in used and (len(right) == 1 or sign[1] == "strike"):
                unused[at] = right
    return unused


def _marked(looks: Looks, sign: Sign, may_be_all: bool) -> Right:
    marked = frozenset(at for at, signs in enumerate(looks) if sign in signs)
    return marked if may_be_all or len(marked) < len(looks) else frozenset()


def _tells(
    sign: Sign,
    found: Mapping[int, Right],
    drafts: Sequence[Draft],
    known: Mapping[int, Right],
) -> bool:
    if sign[1] == "strike" or (sign[1] == "italic" and len(found) < _FEW):
        return False
    share = len(found) / sum(len(draft.options) > 1 for draft in drafts)
    needed = _NEEDED.get(sign[1], _SELDOM)
    if share < needed or not _mostly_tells_one(found, drafts):
        return False
    both = [at for at in found if known.get(at)]
    agreeing = sum(found[at] == known[at] for at in both)
    return share >= _ALWAYS or agreeing * 2 >= len(both)


def _mostly_tells_one(found: Mapping[int, Right], drafts: Sequence[Draft]) -> bool:
    """Whether one option of most questions is marked; of statements any number is."""
    choices = [right for at, right in found.items() if not drafts[at].is_of_statements]
    return sum(len(right) == 1 for right in choices) * 2 >= len(choices)


def _rank(sign: Sign) -> int:
    return next(at for at, name in enumerate(_RANK) if sign[1].startswith(name))
