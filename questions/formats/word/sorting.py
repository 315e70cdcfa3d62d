"""Which question each key and explanation that stands elsewhere belongs to: by its number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
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
    numbers = Counter(each.number for each in drafts)
    for at, each in enumerate(lists):
        group = _group_for(at, each, groups, lists)
        for number, key in each.entries:
            index = _index(drafts, number, group, numbers)
            if index is None:
                remark = Remark(each.at, Code.KEY_WITHOUT_QUESTION, {"number": number})
                found.findings.append(remark)
            else:
                found.add(index, key)
    for solution in solutions:
        _sort_solution(solution, drafts, numbers, found)
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


def _index(
    drafts: Sequence[Draft], number: int, group: range | None, numbers: Counter[int | None]
) -> int | None:
    """The question of that number: the only one, or the one in the run that the list is for."""
    if numbers[number] == 1:
        return next(at for at, each in enumerate(drafts) if each.number == number)
    inside = [at for at in group or () if drafts[at].number == number]
    return inside[0] if inside else None


def _sort_solution(
    solution: Solution, drafts: Sequence[Draft], numbers: Counter[int | None], found: Sorted
) -> None:
    index = _index(drafts, solution.number, range(len(drafts)), numbers)
    text = "\n".join(line for line in solution.lines if line)
    if index is None:
        if text:
            params = {"text": first_words(text)}
            found.findings.append(Remark(solution.at, Code.TEXT_LEFT_OUT, params))
        return
    for key in solution.keys:
        found.add(index, key)
    if text:
        drafts[index].explanation.append(text)
