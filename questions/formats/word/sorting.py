"""Which question each key and explanation that stands elsewhere belongs to: by its number."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.answers import position_of_words
from questions.formats.word.drafts import Draft, KeyList, Solution


@dataclass
class Sorted:
    """Keys by the index of their question, and what belongs to none."""

    keys: dict[int, list[str]] = field(default_factory=dict)
    findings: list[Remark] = field(default_factory=list)

    def add(self, index: int, key: str) -> None:
        self.keys.setdefault(index, []).append(key)


def sort_out(
    drafts: Sequence[Draft], lists: Sequence[KeyList], solutions: Sequence[Solution]
) -> Sorted:
    """Give each question its keys; explanations go into the drafts themselves.

    Where numbers begin anew (parts, several papers), the first list of keys belongs to the first
    run of numbers, the second to the second; a list right behind its questions to these.
    """
    found = Sorted()
    groups = _groups(drafts)
    numbers: dict[int, list[int]] = {}
    for at, draft in enumerate(drafts):
        numbers.setdefault(draft.number or 0, []).append(at)
    for at, each in enumerate(lists):
        group = _group_for(at, each, groups, lists)
        for number, key in each.entries:
            index = _index(number, group, numbers)
            if index is None:
                remark = Remark(each.at, Code.KEY_WITHOUT_QUESTION, {"number": number})
                found.findings.append(remark)
            else:
                found.add(index, key)
    told: Counter[int] = Counter()
    for solution in solutions:
        _sort_solution(solution, drafts, _told_place(solution.number, numbers, told), found)
    return found


def _groups(drafts: Sequence[Draft]) -> list[range]:
    """Runs of questions whose numbers rise."""
    starts = [0]
    for at in range(1, len(drafts)):
        if (drafts[at].number or 0) <= (drafts[at - 1].number or 0):
            starts.append(at)
    return [range(one, end) for one, end in zip(starts, [*starts[1:], len(drafts)], strict=True)]


def _group_for(
    at: int, keys: KeyList, groups: Sequence[range], lists: Sequence[KeyList]
) -> range | None:
    if len(lists) == len(groups):
        return groups[at]
    return next((group for group in reversed(groups) if group.stop == keys.after), None)


def _index(number: int, group: range | None, numbers: Mapping[int, list[int]]) -> int | None:
    """The question of that number: the only one, or the one in the run that the list is for."""
    places = numbers.get(number, [])
    if len(places) == 1:
        return places[0]
    start = bisect_left(places, group.start) if group else len(places)
    return places[start] if start < len(places) and group and places[start] in group else None


def _told_place(number: int, numbers: Mapping[int, list[int]], told: Counter[int]) -> int | None:
    """The question of that number; where several have it, the first time the first of them."""
    places = numbers.get(number, [])
    at = told[number] if len(places) > 1 else 0
    told[number] += 1
    return places[at] if at < len(places) else None


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
