"""Options without letters: bullets, numbers or plain lines below a question."""

import re

from questions.formats.word.answers import truths_of
from questions.formats.word.drafts import Draft, OptionDraft
from questions.formats.word.rich import WEAK, Rich
from questions.model import MOST_OPTIONS

_BULLET = re.compile(
    r"\s{0,3}(?P<star>[*✓✔√☑]?)\s{0,3}(?:[-–•+○●◦▪□☐☑o](?=\s)|(?P<number>[1-8])[.)])\s{0,3}(?P<later>[*✓✔√]?)\s{0,2}"
)
_STAR = re.compile(r"\s{0,3}[*✓✔√☑]\s{0,3}")


def take_lists(draft: Draft) -> None:
    """Where a question has no options with letters, take its list for them."""
    if draft.options or draft.is_own:
        draft.stem += draft.items
    elif len(draft.items) > 1:
        draft.options = [_option(each) for each in draft.items]
    else:
        draft.stem += draft.items
        _take_lines(draft)
    draft.items = []


def has_list(draft: Draft) -> bool:
    """Whether the last two lines of a stem have bullets: they are options without letters."""
    lines = draft.stem[-2:]
    return len(draft.stem) > 2 and all(_BULLET.match(each.text) for each in lines)


def _take_lines(draft: Draft) -> None:
    """The last lines of a stem are options where each has a bullet, or one a star."""
    lines = [each for each in draft.stem if each.text]
    if len(lines) < 3 or (draft.keys and truths_of(draft.keys[0])):
        return
    count = 0
    while count < len(lines) - 1 and _BULLET.match(lines[-1 - count].text):
        count += 1
    if count > 1:
        draft.stem, draft.options = lines[:-count], [_option(each) for each in lines[-count:]]
    elif any(_STAR.match(each.text) for each in lines[1:]) or _stands_out(lines):
        draft.stem, draft.options = lines[:1], [_option(each) for each in lines[1:]]


def _stands_out(lines: list[Rich]) -> bool:
    """Whether a line below the first looks otherwise than all the others."""
    if len(lines) > MOST_OPTIONS + 1:
        return False
    looks = [each.marks() - WEAK for each in lines]
    return any(looks[1:]) and sum(bool(look - looks[0]) for look in looks[1:]) == 1


def _option(line: Rich) -> OptionDraft:
    bullet = _BULLET.match(line.text) or _STAR.match(line.text)
    end = bullet.end() if bullet else 0
    is_starred = any(sign in line.text[:end] for sign in "*✓✔√☑")
    return OptionDraft(line.cut(0, end), [line.cut(end).stripped()], is_starred)
