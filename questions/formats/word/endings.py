"""What stands behind an option: "(đáp án đúng – căn cứ Điều 3 …)", "[Đ]", "- đáp án đúng", "←"."""

import re
from collections.abc import Sequence

from questions.formats.word.basis import BY, split_bases
from questions.formats.word.drafts import Draft, OptionDraft
from questions.formats.word.labels import TAIL
from questions.formats.word.rich import Rich, joined
from questions.model import STATEMENT_COUNT

_ARROW = r"(?:=+>|-+>|<-+|[→⇒➔←⇐])"
_CALLED = r"(?:đ/?a|đáp\sán|phương\sán|câu\strả\slời|lựa\schọn|ý|câu)"
_RIGHT = re.compile(
    rf"(?:[(\[]\s{{0,3}}(?:là\s)?(?:{_CALLED}\sđúng|đ/?a|đáp\sán|chọn|correct|right\sanswer)"
    r"\s{0,3}(?:[-–—:,;.]{1,2}\s{0,3}(?P<why>[^\[\]]{0,300}?))?[)\]]"
    rf"|(?:(?<=\s)(?:[-–—]|{_ARROW})|[.;,])\s{{0,3}}(?:là\s)?{_CALLED}\s(?:đúng|chính\sxác)(?:\snhất)?"
    rf"|(?<=\s){_ARROW}\s{{0,3}}(?:đ/?a|đáp\sán|chọn))\s{{0,3}}[.;]?$",
    re.IGNORECASE,
)
_TRUTH = re.compile(
    r"(?:(?<=\s)[(\[]\s{0,2}(đúng|sai|Đ|S|✓|✔|√|\*)\s{0,2}[)\]]|(?<=\s)\[\s?x\s?\]"
    rf"|(?<=\s)(?:[-–—]|{_ARROW})\s{{0,2}}(?P<bare>đúng|sai|Đ|S))\s{{0,3}}[.;]?$|[✓✔√*☑]$",
    re.IGNORECASE,
)
# What may be a part of the words as well, and tells where one option alone has it.
_LOOSE = re.compile(
    r"(?:(?:(?<=[^\W_][^\W_]\s)|(?<=[^\w\s]\s))\((?:[xXvV]|[oO][kK])\)|(?<=\s)(?:<-+|#)|[←⇐]"
    r"|(?:\s\s|\t)\s{0,20}[xXvVĐ])$"
)
_BARE_TRUTH = re.compile(r"\s([ĐS]|Đúng|Sai|ĐÚNG|SAI)[.;]?$")
_CALLED_TRUE = frozenset({"đúng", "đ"})
_ODD = re.compile(r"(?<=\s)[xXvVĐđ✗☒]$")


def take_endings(draft: Draft) -> bool:
    """Take such words off the options, and note what they say in the draft.

    Whether each option is said to be true or false, as statements are.
    """
    if draft.is_own:
        return False
    _bracket_bare_truths(draft.options)
    said = {at: _truth(each) for at, each in enumerate(draft.options)}
    words = {at: word for at, word in said.items() if word}
    is_of_statements = len(draft.options) > 1 and any(
        word in ("sai", "s") for word in words.values()
    )
    is_partial = is_of_statements or (
        asks_for_statements(draft) and _CALLED_TRUE & {*words.values()}
    )
    if is_partial and len(words) < len(draft.options):
        return False
    for at, word in words.items():
        _take_truth(draft.options[at], word)
    for option in draft.options:
        _take_right(draft, option)
    _take_loose(draft.options)
    return bool(is_partial) and not _is_one_of_letters(draft)


def asks_for_statements(draft: Draft) -> bool:
    """Whether a question of a part of statements has as many with small letters."""
    is_small = len(draft.options) == STATEMENT_COUNT and all(
        each.is_small for each in draft.options
    )
    return is_small and draft.is_of_statements


def _bracket_bare_truths(options: Sequence[OptionDraft]) -> None:
    """A bare Đ or S is a word on the option where each option ends in one, and not all in one."""
    matches = [_BARE_TRUTH.search(_last_line(each)) for each in options]
    letters = [each[1] for each in matches if each]
    if len(letters) == len(options) > 1 and len(set(letters)) == 2:
        for option, letter in zip(options, letters, strict=True):
            line = option.lines[-1]
            cut = line.cut(0, len(line.text.rstrip(" .;")) - len(letter))
            option.lines[-1] = joined([cut, Rich(f"({letter})")])


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
    return (match[1] or match["bare"] or "x").lower()


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


def _take_loose(options: Sequence[OptionDraft]) -> None:
    found = [each for each in options if _LOOSE.search(_last_line(each)[-TAIL:])]
    if len(found) == 1 and not any(each.is_starred for each in options):
        line = found[0].lines[-1]
        match = _LOOSE.search(line.text, max(0, len(line.text) - TAIL))
        if match and line.text[: match.start()].strip():
            found[0].lines[-1] = line.cut(0, match.start()).stripped()
            found[0].is_starred = True


def odd_one(options: Sequence[OptionDraft]) -> int | None:
    """The one option with a bullet before it or a lone letter behind it; None where none is so."""
    for looks_odd in (_has_bullet, _ends_oddly):
        found = [at for at, each in enumerate(options) if looks_odd(each)]
        if len(found) == 1 and len(options) > 1:
            return found[0]
    return None


def _has_bullet(option: OptionDraft) -> bool:
    return option.label.text[:1] in "○◯◦▪□☐•+–-" and bool(option.label.text)


def _ends_oddly(option: OptionDraft) -> bool:
    return _ODD.search(_last_line(option)[-TAIL:]) is not None
