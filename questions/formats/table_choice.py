"""What a row of a table asks, and which of its options all that is said there makes right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questions.formats.field_words import truth_of
from questions.formats.losses import TRUE_FALSE_WORDS
from questions.formats.reading import Code, Remark
from questions.formats.table_key import Right, letters_of, right_of, truths_of
from questions.formats.table_marks import SIGNS, Marked, marks_in
from questions.formats.table_options import Given
from questions.formats.text_file import first_words
from questions.model import STATEMENT_COUNT, Kind
from questions.text import fold

NOTHING = "–"  # where an empty cell or line would mean something else


@dataclass(frozen=True, slots=True)
class Choice:
    """A question's words, its options, the keys that are written and the marks on the options."""

    stem: str
    given: list[Given]
    keys: tuple[str, ...]
    marked: Marked | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The kind, the indices of the right options, and what is to be said of the key."""

    kind: Kind
    right: frozenset[int]
    said: tuple[Remark, ...] = ()


def choice_of(
    kind: Kind | None, stem: str, given: list[Given], keys: Sequence[str], has_marks: bool
) -> Choice:
    """A choice whose options are free of marks, where there may be some.

    True and false need no words.
    """
    said = tuple(dict.fromkeys(key for key in keys if key))
    may_judge = kind is Kind.TRUE_FALSE or (kind is None and any(map(_is_truth, said)))
    if not given and may_judge and not stem.isdecimal():
        given = [Given(at, word) for at, word in enumerate(TRUE_FALSE_WORDS)]
    marked = marks_in([each.text for each in given]) if has_marks and NOTHING not in said else None
    if marked:
        given = [Given(each.position, text) for each, text in zip(given, marked.texts, strict=True)]
    return Choice(stem, given, tuple(key for key in said if key != NOTHING), marked)


def _is_truth(key: str) -> bool:
    """Whether a key says true or false; a bare D is an option's letter, and an x marks a line."""
    return key.strip(" .").upper() not in ("D", "X", *SIGNS) and truth_of(key) is not None


def decide(kind: Kind | None, choice: Choice) -> Decided:
    """The kind, told or seen from key and options, and what is right; two keys make none."""
    given, marked = choice.given, choice.marked
    truths = truths_of(choice.keys[0], len(given)) if len(choice.keys) == 1 else None
    if truths and not marked and _may_judge_each(kind, given):
        right = frozenset(at for at, is_true in enumerate(truths) if is_true)
        return Decided(Kind.STATEMENTS, right)
    words = [fold(each.text) for each in given] if len(given) == len(TRUE_FALSE_WORDS) else []
    is_true_false = words in (["dung", "sai"], ["true", "false"])
    found, said = _right(choice, is_true_false or kind is Kind.TRUE_FALSE)
    if kind is None:
        is_judged = marked is not None and marked.are_judged and _may_judge_each(kind, given)
        kind = _kind(len(found), is_true_false, is_judged)
    elif kind is Kind.STATEMENTS and not found:  # all may be false, but nothing says so
        kind = Kind.SEVERAL
        said.append(Remark("", Code.STATEMENTS_UNJUDGED))
    return Decided(kind, found, tuple(said))


def _kind(count: int, is_true_false: bool, is_judged: bool) -> Kind:
    """The kind that options and the count of right ones show; of four judged one may be chosen."""
    if is_judged and count != 1:
        return Kind.STATEMENTS
    if is_true_false and count < 2:
        return Kind.TRUE_FALSE
    return Kind.SEVERAL if count > 1 else Kind.SINGLE


def _may_judge_each(kind: Kind | None, given: list[Given]) -> bool:
    return kind is Kind.STATEMENTS or (not kind and len(given) == STATEMENT_COUNT)


def _right(choice: Choice, is_true_false: bool) -> tuple[frozenset[int], list[Remark]]:
    """What all keys and marks agree on."""
    rights = [(key, _right_of(key, choice.given, is_true_false)) for key in choice.keys]
    if choice.marked:
        letters = letters_of(choice.marked.right, choice.given)
        rights.append((letters, Right(choice.marked.right)))
    said = [remark for key, right in rights for remark in _remarks(key, right)]
    found = [(key, right.indices) for key, right in rights]
    for key, indices in found[1:]:
        if found[0][1] and indices and indices != found[0][1]:
            said.append(_differ(found[0][0], key))
    is_sure = len({indices for _, indices in found}) == 1
    return (found[0][1] if is_sure else frozenset()), said


def _right_of(key: str, given: list[Given], is_true_false: bool) -> Right:
    right = right_of(key, given)
    truth = truth_of(key) if right.is_unknown and is_true_false else None
    return right if truth is None else Right(frozenset({0 if truth else 1}))


def _remarks(key: str, right: Right) -> Iterator[Remark]:
    if right.is_unknown:
        yield Remark("", Code.KEY_NOT_AN_OPTION, {"key": first_words(key)})
    if right.differs:
        yield _differ(*right.differs)
    if right.is_words:
        yield Remark("", Code.KEY_AS_LETTER, {"key": first_words(key)})
    if right.words:
        yield Remark("", Code.TEXT_LEFT_OUT, {"text": first_words(right.words)})


def _differ(key: str, other: str) -> Remark:
    return Remark("", Code.KEYS_DIFFER, {"key": first_words(key), "other": first_words(other)})
