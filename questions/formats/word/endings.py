"""What stands in brackets behind an option: "(đáp án đúng – căn cứ Điều 3 …)", "[Đ]", "(S)"."""

import re

from questions.formats.word.basis import BY, split_bases
from questions.formats.word.drafts import Draft, OptionDraft
from questions.formats.word.labels import TAIL

_RIGHT = re.compile(
    r"[(\[]\s{0,3}(?:là\s)?(?:đ/?a(?:\sđúng)?|đáp\sán(?:\sđúng)?|phương\sán\sđúng|câu\strả\slời\sđúng"
    r"|correct|right\sanswer)\s{0,3}(?:[-–—:,;.]{1,2}\s{0,3}(?P<why>[^\[\]]{0,300}?))?[)\]]\s{0,3}[.;]?$",
    re.IGNORECASE,
)
_TRUTH = re.compile(
    r"(?:(?<=\s)[(\[]\s{0,2}(đúng|sai|Đ|S|✓|✔|√|\*)\s{0,2}[)\]]|(?<=\s)\[\s?x\s?\])\s{0,3}[.;]?$|[✓✔√*]$",
    re.IGNORECASE,
)


def take_endings(draft: Draft) -> bool:
    """Take such words off the options, and note what they say in the draft.

    Whether each option is said to be true or false, as statements are.
    """
    if draft.is_own:
        return False
    said = {at: _truth(each) for at, each in enumerate(draft.options)}
    words = {at: word for at, word in said.items() if word}
    is_of_statements = len(draft.options) > 1 and any(
        word in ("sai", "s") for word in words.values()
    )
    if is_of_statements and len(words) < len(draft.options):
        return False
    for at, word in words.items():
        _take_truth(draft.options[at], word)
    for option in draft.options:
        _take_right(draft, option)
    return is_of_statements and not _is_one_of_letters(draft)


def _is_one_of_letters(draft: Draft) -> bool:
    """Whether options with large letters have one that is right: a choice, each option judged."""
    is_large = not any(each.is_small for each in draft.options)
    return is_large and sum(each.is_starred for each in draft.options) == 1


def _last_line(option: OptionDraft) -> str:
    return option.lines[-1].text if option.lines else ""


def _truth(option: OptionDraft) -> str:
    line = _last_line(option)[-TAIL:]
    match = _TRUTH.search(line)
    if match is None or match.start() == 0:
        return ""
    return (match[1] or "x").lower()


def _take_truth(option: OptionDraft, word: str) -> None:
    line = option.lines[-1]
    match = _TRUTH.search(line.text, max(0, len(line.text) - TAIL))
    if match:
        option.lines[-1] = line.cut(0, match.start()).stripped()
        option.is_starred = word not in ("sai", "s")


def _take_right(draft: Draft, option: OptionDraft) -> None:
    if not option.lines:
        return
    line = option.lines[-1]
    match = _RIGHT.search(line.text, max(0, len(line.text) - TAIL))
    if match is None:
        return
    option.lines[-1] = line.cut(0, match.start()).stripped()
    option.is_starred = True
    why = (match["why"] or "").strip()
    if by := BY.match(why):
        draft.basis += split_bases(why[by.end() :])
    elif why:
        draft.explanation.append(why)
