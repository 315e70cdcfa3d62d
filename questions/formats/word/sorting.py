"""Which question each key and explanation that stands elsewhere belongs to: by its number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.answers import position_of_words
from questions.formats.word.belonging import PART, Names, is_for, told_apart, words_for
from questions.formats.word.drafts import Draft, KeyList, LetterList, Solution
from questions.formats.word.runs import doubtful_in, run_for, runs_of


@dataclass
class Sorted:
    """Keys by the index of their question, and what belongs to none."""

    keys: dict[int, list[str]] = field(default_factory=dict)
    findings: list[Remark] = field(default_factory=list)

    def add(self, index: int, key: str) -> None:
        self.keys.setdefault(index, []).append(key)


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions by number, those alone that keys of a name may be for."""

    drafts: Sequence[Draft]
    named: tuple[Names, ...]  # by all lists of keys
    runs: Sequence[range]

    def names_that_count(self, names: Names) -> Names:
        return told_apart(names, (each.names for each in self.drafts), self.named)

    def for_names(self, names: Names) -> list[int]:
        """The indices of the questions that keys of these names may be for."""
        names = self.names_that_count(names)
        if not names:
            return self._for_no_name()
        found = self._called(names)
        if not found and (PART, "1") in names:  # the first part may stand below the title itself
            found = [at for at in self._called(names - {(PART, "1")}) if not self._has_part(at)]
        return found

    def _for_no_name(self) -> list[int]:
        """The questions that keys with names are not for; all where these are for all."""
        named = [names for each in self.named if (names := self.names_that_count(each))]
        claimed = {at for names in named for at in self._called(names)}
        return [at for at in range(len(self.drafts)) if at not in claimed] or [
            *range(len(self.drafts))
        ]

    def _called(self, names: Names) -> list[int]:
        return [at for at, draft in enumerate(self.drafts) if is_for(names, draft.names)]

    def _has_part(self, at: int) -> bool:
        return any(kind == PART for kind, _ in self.drafts[at].names)


def sort_out(
    drafts: Sequence[Draft],
    lists: Sequence[KeyList],
    solutions: Sequence[Solution],
    letters: Sequence[LetterList] = (),
) -> Sorted:
    """Give each question its keys; explanations go into the drafts themselves.

    Keys that name a paper or a part are of its questions alone.  Where none are named and numbers
    begin anew, the first of as many lists belongs to the first run of numbers, the second to the
    second; a list right behind its questions to these.  A number that several questions have, and
    all behind it where the list counts other questions than the paper, gets no key.
    """
    found = Sorted()
    named = tuple(each.names for group in (lists, solutions, letters) for each in group)
    questions = Questions(drafts, named, runs_of(drafts))
    for each in lists:
        _sort_list(each, lists, questions, found)
    _sort_solutions(solutions, questions, found)
    for in_order in letters:
        _take_letters(in_order, questions, found)
    return found


def _sort_list(
    keys: KeyList, lists: Sequence[KeyList], questions: Questions, found: Sorted
) -> None:
    candidates = questions.for_names(keys.names)
    if not candidates:
        params = {"text": words_for(keys.names)}
        found.findings.append(Remark(keys.at, Code.KEYS_OF_OTHERS, params))
        return
    run = run_for(keys, lists, questions.runs, candidates)
    places = {
        number: _places(number, questions.drafts, candidates, run) for number, _ in keys.entries
    }
    is_whole = all(places.values())
    doubtful = set() if is_whole else doubtful_in(questions.drafts, questions.runs)
    for number, key in keys.entries:
        at = places[number]
        if not at:
            remark = Remark(keys.at, Code.KEY_WITHOUT_QUESTION, {"number": number})
            found.findings.append(remark)
        elif len(at) > 1 or at[0] in doubtful:
            found.findings += _unsure(number, at, questions.drafts)
        else:
            found.add(at[0], key)


def _unsure(number: int, at: Sequence[int], drafts: Sequence[Draft]) -> Iterator[Remark]:
    for each in at:
        yield Remark(drafts[each].at, Code.KEY_UNSURE, {"key": str(number)})


def _places(
    number: int, drafts: Sequence[Draft], candidates: Sequence[int], run: range | None
) -> list[int]:
    """The questions of that number; those with options, and those in the list's run, first."""
    places = [at for at in candidates if drafts[at].number == number]
    places = [at for at in places if drafts[at].options or drafts[at].items] or places
    return [at for at in places if run and at in run] or places


def _sort_solutions(solutions: Sequence[Solution], questions: Questions, found: Sorted) -> None:
    """Explanations by number; as many as the questions of a number go to these in their order."""
    drafts = questions.drafts
    counts = Counter((each.number, each.names) for each in solutions)
    told: Counter[tuple[int, Names]] = Counter()
    for solution in solutions:
        key = (solution.number, solution.names)
        places = _places(solution.number, drafts, questions.for_names(solution.names), None)
        at = told[key] if len(places) > 1 else 0
        told[key] += 1
        is_sure = len(places) == 1 or len(places) == counts[key]
        _sort_solution(solution, drafts, places[at] if is_sure else None, found)


def _sort_solution(
    solution: Solution, drafts: Sequence[Draft], index: int | None, found: Sorted
) -> None:
    text = "\n".join(line for line in solution.lines if line)
    if index is None:
        words = " ".join(filter(None, (*solution.keys, text)))
        if words:
            params = {"text": first_words(words)}
            found.findings.append(Remark(solution.at, Code.TEXT_LEFT_OUT, params))
        return
    draft = drafts[index]
    draft.basis += solution.basis
    for key in solution.keys:
        found.add(index, key)
    if not solution.keys and position_of_words(text, draft.option_texts) is not None:
        found.add(index, text)
    elif text:
        draft.explanation.append(text)


_FEW = 4  # rising letters, fewer than these, may be the key of one question as well


def _take_letters(each: LetterList, questions: Questions, found: Sorted) -> None:
    """Give each question its letter where there are as many, and say the letters otherwise."""
    places: Sequence[int] = range(each.start, each.end)
    if questions.names_that_count(each.names):
        places = questions.for_names(each.names)
    rises = each.letters == sorted(set(each.letters)) and 1 < len(each.letters) < _FEW
    if len(each.letters) == len(places) and not rises:
        for place, letter in zip(places, each.letters, strict=True):
            found.add(place, letter)
    else:
        params = {"text": first_words(" ".join(each.letters))}
        found.findings.append(Remark(each.at, Code.TEXT_LEFT_OUT, params))


def is_of_all(letters: str, drafts: Sequence[Draft]) -> bool:
    """Whether letters below the last question may be the keys of all questions.

    Where one question has its key below it, so have the others.
    """
    return len(letters) > 1 and len(drafts) > 1 and not any(each.keys for each in drafts)
