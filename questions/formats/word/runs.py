"""Runs of questions whose numbers count on: where they begin anew, and which one keys are for."""

from collections import Counter
from collections.abc import Sequence

from questions.formats.word.drafts import Draft, KeyList


def runs_of(drafts: Sequence[Draft]) -> list[range]:
    """A run begins at number 1, and where a number does not rise below another heading."""
    starts = [0]
    for at in range(1, len(drafts)):
        before, here = drafts[at - 1], drafts[at]
        rises = (here.number or 0) > (before.number or 0)
        if here.number and not rises and (here.number == 1 or here.names != before.names):
            starts.append(at)
    return [range(one, end) for one, end in zip(starts, [*starts[1:], len(drafts)], strict=True)]


def run_for(
    keys: KeyList, lists: Sequence[KeyList], runs: Sequence[range], candidates: Sequence[int]
) -> range | None:
    """The run that a list is for; None where it may be for several."""
    held = [run for run in runs if any(at in run for at in candidates)]
    if len(held) == 1:
        return held[0]
    if keys.names:
        return None
    nameless = [each for each in lists if not each.names]
    if len(nameless) == len(runs):
        return runs[next(at for at, each in enumerate(nameless) if each is keys)]
    before = max((each.after for each in lists if each.after < keys.after), default=0)
    since = [run for run in held if before < run.stop <= keys.after]
    return since[0] if len(since) == 1 else None


def doubtful_in(drafts: Sequence[Draft], runs: Sequence[range]) -> set[int]:
    """The questions from the first one on whose number stands twice in its run."""
    found: set[int] = set()
    for run in runs:
        counts = Counter(drafts[at].number for at in run)
        first = next((at for at in run if counts[drafts[at].number] > 1), run.stop)
        found.update(range(first, run.stop))
    return found
