"""The words in which people write a difficulty, a kind of question, and true or false."""

from collections.abc import Mapping
from types import MappingProxyType

from questions.model import Difficulty, Kind
from questions.text import fold

# What writers write; readers know many words more.
DIFFICULTY_WORDS: Mapping[Difficulty, str] = MappingProxyType(
    {Difficulty.EASY: "Dễ", Difficulty.MEDIUM: "Trung bình", Difficulty.HARD: "Khó"}
)
KIND_WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SINGLE: "Một đáp án",
        Kind.SEVERAL: "Nhiều đáp án",
        Kind.TRUE_FALSE: "Đúng/sai",
        Kind.STATEMENTS: "Đúng/sai 4 ý",
    }
)

# Folded: without marks, in small letters.  NB, TH, VD and VDC are the schools' four levels.
_DIFFICULTIES = {
    Difficulty.EASY: ("easy", "de", "nb", "nhan biet", "biet", "muc 1", "1"),
    Difficulty.MEDIUM: ("medium", "tb", "trung binh", "vua", "th", "thong hieu", "hieu", "2"),
    Difficulty.HARD: ("hard", "kho", "vd", "van dung", "vdc", "van dung cao", "rat kho", "3", "4"),
}
_KINDS = {
    Kind.SINGLE: (
        *("single", "single choice", "mot dap an", "1 dap an", "mot lua chon", "chon mot", "don"),
        *("mot dap an dung", "1 dap an dung", "chon mot dap an", "chon 1 dap an", "sc"),
    ),
    Kind.SEVERAL: (
        *("several", "multiple", "multiple response", "nhieu dap an", "mr"),
        *("chon nhieu", "nhieu dap an dung", "checkbox", "multiple select", "chon nhieu dap an"),
    ),
    Kind.TRUE_FALSE: ("true-false", "true/false", "dung/sai", "dung sai", "tf", "dung - sai"),
    Kind.STATEMENTS: ("statements", "dung/sai 4 y", "dung sai 4 y", "dung/sai bon y", "4 y"),
}
_TRUTHS = {
    True: ("dung", "d", "true", "t", "co", "yes", "x", "✓", "✔"),
    False: ("sai", "s", "false", "f", "khong", "no", ""),
}
# Words that leave open how many options are right.
_ANY_CHOICE = ("trac nghiem", "multiple choice", "mc", "lua chon", "nhieu lua chon", "quiz")
_DIFFICULTY_OF = {word: each for each, words in _DIFFICULTIES.items() for word in words}
_KIND_OF = {word: each for each, words in _KINDS.items() for word in words}
_TRUTH_OF = {word: each for each, words in _TRUTHS.items() for word in words}


def difficulty_of(text: str) -> Difficulty | None:
    """The difficulty that a word names, None where it names none."""
    return _DIFFICULTY_OF.get(_key(text))


def kind_of(text: str) -> Kind | None:
    """The kind of question that a word names, None where it names none."""
    return _KIND_OF.get(_key(text))


def is_any_choice(text: str) -> bool:
    """Whether a word says only that it is a choice, not of how many."""
    return _key(text) in _ANY_CHOICE


def is_truth_list(words: list[str]) -> bool:
    """Whether all the words are of one pair: Đ and S, đúng and sai, T and F, true and false."""
    pairs = ({"d", "s"}, {"dung", "sai"}, {"t", "f"}, {"true", "false"})
    return any({_key(word) for word in words} <= pair for pair in pairs)


def truth_of(text: str) -> bool | None:
    """Whether a word says true or false; None where it says neither."""
    return _TRUTH_OF.get(_key(text))


def _key(text: str) -> str:
    return fold(text[:40]).strip(" .:*")
