"""Vietnamese text: kept in NFC and clean, found without marks, names in their order."""

import unicodedata
from collections.abc import Callable

SORT_KEY_LENGTH = 400

_BLANK_CONTROLS = "\t\n\v\f\r\x85"
_UNSAFE = {"Cc", "Cs"}  # controls, NUL among them, and halves of surrogate pairs
_INVISIBLE = "Cf"  # zero-width marks, soft hyphens, turns of direction: what Word leaves behind
_LIKE_D = str.maketrans("đðɖ", "đđđ")  # Icelandic and African letters are typed for the first

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_END, _NUMERAL, _FOREIGN = "0", "1", "z"  # in a sort key; the alphabet has the 33 between them
_RANK = dict(zip(_ALPHABET, _DIGITS[2:-1], strict=True))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NO_TONE = "0"


class PerCharacter(dict[int, str | None]):
    """A table for ``str.translate`` that asks a rule once for each character, not at each place."""

    _MOST = 10_000  # of the million that a hostile text could hold

    def __init__(self, rule: Callable[[str], str | None]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str | None:
        made = self._rule(chr(code))
        if len(self) < self._MOST:
            self[code] = made
        return made


_WITHOUT_MARKS = PerCharacter(
    lambda char: None if unicodedata.combining(char) else "d" if char == "đ" else char
)


class UnsafeText(ValueError):
    """The text holds control characters that no person types."""

    code = "control-characters"


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return one line of typed text in NFC, its blanks folded and trimmed.

    Blanks are also the no-break space, tab and line ends. Invisible format characters are
    stripped. NUL, other control characters and lone surrogates are refused: raises UnsafeText.
    """
    return " ".join(nfc(_strip_unseen(text)).split())


def clean_block(text: str) -> str:
    """Return text of several lines, cleaned as one line is, but for its line ends and blanks.

    Line ends become one newline each; blanks at a line's end and empty lines around the text go;
    indents and inner blanks stay, for they mean something in Markdown.
    """
    lines = nfc(_strip_unseen(text)).replace("\u00a0", " ").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def find_unsafe(text: str) -> list[str]:
    """List the characters that clean text does not hold: controls and invisible ones."""
    kinds = _UNSAFE | {_INVISIBLE}
    return sorted({char for char in text if unicodedata.category(char) in kinds} - {"\n", "\t"})


def fold(text: str) -> str:
    """Return text as it is searched: lower case, without marks, đ as d, blanks folded."""
    return " ".join(_decompose(text).translate(_WITHOUT_MARKS).split())


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark; a name without one is asked about."""
    decomposed = _decompose(text)
    return "đ" in decomposed or any(unicodedata.combining(char) for char in decomposed)


def name_sort_key(full_name: str) -> str:
    """Return a key by which people are listed: by given name, then from the family name on.

    The given name is the last word. Words compare by their letters in the order of the Vietnamese
    alphabet (a ă â b … d đ e ê … o ô ơ … u ư … with f, j, w, z in their Latin places), words of
    the same letters by tone: ngang, huyền, hỏi, ngã, sắc, nặng, wherever the mark stands (hoà is
    hòa). Numerals come before letters, foreign letters after; case and punctuation do not count.
    The key is of 0-9 and a-z alone and in the order of its bytes, which SQLite's BINARY and
    PostgreSQL's "C" agree on; it is cut at SORT_KEY_LENGTH, which no name that people bear reaches.
    """
    keys = [key for key in map(_word_key, _decompose(full_name).split()) if key]
    return "".join(keys[-1:] + keys[:-1])[:SORT_KEY_LENGTH]


def _strip_unseen(text: str) -> str:
    kept = [char for char in text if unicodedata.category(char) != _INVISIBLE]
    for char in kept:
        if unicodedata.category(char) in _UNSAFE and char not in _BLANK_CONTROLS:
            raise UnsafeText
    return "".join(kept)


def _decompose(text: str) -> str:
    """Return lower-case letters, each followed by its marks; đ is a letter without one."""
    lower = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", lower).translate(_LIKE_D)


def _word_key(word: str) -> str:
    """Return the letters' ranks, an end that sorts before any letter, and the tone's rank."""
    tone = next((_TONES[char] for char in word if char in _TONES), _NO_TONE)
    letters = nfc("".join(char for char in word if char not in _TONES))
    ranks = "".join(map(_letter_key, letters))
    return ranks and ranks + _END + tone


def _letter_key(letter: str) -> str:
    if letter.isdecimal():
        return _NUMERAL + str(unicodedata.decimal(letter))
    if not letter.isalpha():
        return ""
    base = unicodedata.normalize("NFD", letter)[0]
    rank = _RANK.get(letter) or _RANK.get(base)
    return rank or _FOREIGN + _base36(ord(base))


def _base36(number: int) -> str:
    """Write a character's number in four digits of 36, enough for all of Unicode."""
    return "".join(_DIGITS[number // 36**place % 36] for place in (3, 2, 1, 0))
