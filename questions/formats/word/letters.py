"""Keys without numbers, "A A D C" or a letter a line: the first for the first question."""

from collections.abc import Sequence

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.drafts import Draft, LetterList
from questions.formats.word.sorting import Sorted

_FEW = 4  # rising letters, fewer than these, may be the key of one question as well


def is_of_all(letters: str, drafts: Sequence[Draft]) -> bool:
    """Whether letters below the last question may be the keys of all questions.

    Where one question has its key below it, so have the others.
    """
    return len(letters) > 1 and len(drafts) > 1 and not any(each.keys for each in drafts)


def take_letters(lists: Sequence[LetterList], found: Sorted) -> None:
    """Give each question its letter where there are as many, and say the letters otherwise."""
    for each in lists:
        rises = each.letters == sorted(set(each.letters)) and 1 < len(each.letters) < _FEW
        if len(each.letters) == each.end - each.start and not rises:
            for place, letter in enumerate(each.letters, each.start):
                found.add(place, letter)
        else:
            params = {"text": first_words(" ".join(each.letters))}
            found.findings.append(Remark(each.at, Code.TEXT_LEFT_OUT, params))
