"""Options that are called by a word before their letter: "Phương án A.", "Đáp án B:", "Ý 3."."""

import re
from collections.abc import Sequence

from questions.formats.word.key_lines import HEAD, LOOK_ALIKE
from questions.formats.word.labels import OptionLabel
from questions.formats.word.segments import Segment, What

_NAMED = re.compile(
    r"(?P<mark>[*✓✔☑]\s{0,3})?(?P<word>đáp\s{1,3}án|phương\s{1,3}án|lựa\s{1,3}chọn|ý|câu|p/?a)\s{1,3}(?:trả\slời\s)?"
    r"(?P<sign>[A-H]|[1-8])"
    r"(?:\s?[.):/]|\s?[-–](?=\s)|(?=\t))",
    re.IGNORECASE,
)


def take_named_options(segments: Sequence[Segment]) -> None:
    """Take such lines for options where they count on, and no other options stand before them.

    One alone is the key of a question, or explains an option.
    """
    chain: list[Segment] = []
    word = ""
    has_options = False
    for each in segments:
        if each.what in (What.STEM, What.OPTION, What.PART, What.END):
            has_options = each.what is What.OPTION
            chain = []
            continue
        match = None if has_options or each.values else _match(each)
        if match is None:
            continue
        if _position(match) == len(chain) and (not chain or match["word"].lower() == word):
            chain.append(each)
            word = match["word"].lower()
        else:
            chain = [each] if _position(match) == 0 else []
            word = match["word"].lower()
        for position, option in enumerate(chain if len(chain) > 1 else ()):
            _take(option, position)


def _match(segment: Segment) -> re.Match[str] | None:
    """A number is a position only where no question and no key can be meant."""
    if segment.what not in (What.TEXT, What.FIELD, What.KEYS_HEADING):
        return None
    match = _NAMED.match(segment.rich.text[:HEAD].translate(LOOK_ALIKE))
    is_question = match and match["sign"].isdigit() and match["word"][0] in "CcĐđ"
    return None if is_question else match


def _position(match: re.Match[str]) -> int:
    sign = match["sign"].upper()
    return int(sign) - 1 if sign.isdigit() else ord(sign) - ord("A")


def _take(segment: Segment, position: int) -> None:
    match = _match(segment)
    if match is None:
        return
    segment.what, segment.field, segment.length = What.OPTION, None, match.end()
    is_starred = match["mark"] is not None
    segment.option = OptionLabel(
        position, is_small=False, length=match.end(), is_starred=is_starred
    )
