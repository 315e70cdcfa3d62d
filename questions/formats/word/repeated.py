"""Questions that a paper's explanations say again: what is said there belongs to the first."""

from collections.abc import Sequence

from questions.formats.word.drafts import Draft, words_of
from questions.text import fold

Key = tuple[int | None, str, tuple[str, ...]]


def without_repeated(drafts: Sequence[Draft]) -> list[Draft]:
    """Each question once; a later copy gives its key, its marks and its explanation."""
    kept: list[Draft] = []
    known: dict[Key, Draft] = {}
    for draft in drafts:
        first = known.setdefault(_key(draft), draft)
        if first is draft or draft.is_own or not draft.options or not _says_more(draft):
            kept.append(draft)
        else:
            _take(first, draft)
    return kept


def _key(draft: Draft) -> Key:
    return draft.number, fold(words_of(draft.stem)), tuple(map(fold, draft.option_texts))


def _says_more(draft: Draft) -> bool:
    return bool(draft.keys or draft.explanation or draft.basis)


def _take(first: Draft, later: Draft) -> None:
    first.keys += later.keys
    first.explanation += [each for each in later.explanation if each not in first.explanation]
    first.basis += [each for each in later.basis if each not in first.basis]
    if not any(each.label.spans or each.body.spans for each in first.options):
        first.options = later.options
    for name, values in later.fields.items():
        first.fields.setdefault(name, values)
