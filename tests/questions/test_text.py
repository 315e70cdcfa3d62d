import sqlite3
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.text import (
    SORT_KEY_LENGTH,
    UnsafeText,
    clean_block,
    clean_line,
    find_unsafe,
    fold,
    has_marks,
    name_sort_key,
    nfc,
)

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  Lê \t Văn\r\nAn ", "Lê Văn An", id="blanks-are-folded"),
        pytest.param("Lê\u00a0Văn\u3000An", "Lê Văn An", id="other-blanks-too"),
        pytest.param("Le\u0302 An", "Lê An", id="composed"),
        pytest.param("\ufeffLê\u200b An\u202e", "Lê An", id="the-invisible-is-stripped"),
        pytest.param("Le\u200b\u0302", "Lê", id="composed-once-the-invisible-is-gone"),
    ],
)
def test_a_line_is_kept_clean(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize("clean", [clean_line, clean_block])
@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x1f", "\x7f", "\x9b", "\ud800"])
def test_control_characters_are_refused(clean, bad):
    with pytest.raises(UnsafeText):
        clean(f"Lê{bad}An")


def test_a_block_keeps_its_lines_and_indents():
    assert clean_block("\n\r\nĐiều 1  \r\n  - a\u00a0 b\v\rc\n\n") == "Điều 1\n  - a  b\n\nc"


@pytest.mark.parametrize("clean", [clean_line, clean_block])
@given(text=st.text())
def test_clean_text_stays_as_it_is(clean, text):
    try:
        once = clean(text)
    except UnsafeText:
        return
    assert (clean(once), nfc(once), find_unsafe(once)) == (once, once, [])


def test_the_unsafe_characters_are_listed_once_each():
    assert find_unsafe("a\x00b\u200b\x00\n") == ["\x00", "\u200b"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Vĩnh  Linh", "vinh linh"),
        ("ĐẠI ĐƯỜNG", "dai duong"),
        ("Ðông Hà", "dong ha"),
        ("Ủy ban nhân dân xã Bến Quan", "uy ban nhan dan xa ben quan"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_depend_on_composition(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nguyễn Văn An", True), ("Đinh Nam", True), ("ĐINH NAM", True), ("Nguyen Van An", False)],
)
def test_marks_are_seen(text, expected):
    assert has_marks(text) is expected


NAMES_IN_ORDER = [
    "",
    "An",
    "Bùi An",
    "Lê An",
    "Lê Thị An",
    "Lê Văn An",
    "Nguyễn An",
    "Nguyễn Văn An",
    "Trần An",
    "Bùi Án",
    "Lê Anh",
    "Lê Ánh",
    "Lê Ẩn",
    "Lê Cường",
    "Lê Dũng",
    "Lê Duyên",
    "Lê Đan",
    "Đặng Văn Hoa",
    "Đoàn Văn Hoa",
    "Hồ Văn Hoa",
    "Lê Văn Hòa",
    "Lê Văn Hóa",
    "Lê Văn Hoan",
    "Lê Văn Hùng",
    "Lê Văn Hưng",
    "Nguyen Thi Mai",
    "Nguyễn Thị Mai",
    "Nguyễn Thị Mài",
    "Nguyễn Thị Mải",
    "Nguyễn Thị Mãi",
    "Nguyễn Thị Mái",
    "Nguyễn Thị Mại",
    "Lê Oanh",
    "Lê Ô",
    "Lê Ơn",
    "Lê Phú",
    "Lê Xuân",
    "Lê Yến",
    "Lê Ж",
    "Lê 漢",
]


@pytest.mark.parametrize(("first", "second"), list(pairwise(NAMES_IN_ORDER)))
def test_names_stand_by_given_name_then_from_the_family_name_on(first, second):
    assert name_sort_key(first) < name_sort_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Lê Văn Hoà", "Lê Văn Hòa", id="the-place-of-the-tone"),
        pytest.param("LÊ VĂN AN", "lê văn an", id="case"),
        pytest.param("H'Hen Niê", "HHen Niê", id="an-apostrophe"),
        pytest.param("Lê - An", "Lê An", id="a-lone-dash"),
        pytest.param("Ðỗ An", "Đỗ An", id="an-icelandic-d"),
        pytest.param("Müller", "Muller", id="a-foreign-mark"),
        pytest.param("Lê An 2", "Lê An ２", id="a-wide-numeral"),
    ],
)
def test_what_does_not_count_in_the_order(one, other):
    assert name_sort_key(one) == name_sort_key(other)


def test_a_numeral_comes_before_letters():
    assert name_sort_key("Lê An 2") < name_sort_key("Lê An a")


def test_the_tone_decides_only_between_words_of_the_same_letters():
    assert name_sort_key("Trần Vạn An") < name_sort_key("Trần Vãng An")


SYLLABLES = st.tuples(
    st.text(ALPHABET, max_size=2), st.sampled_from(VOWELS), st.sampled_from(range(6)),
    st.text(ALPHABET, max_size=2),
)  # fmt: skip
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4)


def spelt(name) -> str:
    return " ".join(nfc(head + vowel + TONES[tone] + tail) for head, vowel, tone, tail in name)


def rank(name) -> list:
    words = [
        ([ALPHABET.index(letter) for letter in head + vowel + tail], tone)
        for head, vowel, tone, tail in name
    ]
    return words[-1:] + words[:-1]


@given(NAMES, NAMES)
def test_the_order_of_the_keys_is_that_of_letters_then_tones_word_by_word(one, other):
    keys = (name_sort_key(spelt(one)), name_sort_key(spelt(other)))
    assert (keys[0] < keys[1]) is (rank(one) < rank(other))


@given(NAMES)
def test_the_key_does_not_depend_on_composition(name):
    decomposed = unicodedata.normalize("NFD", spelt(name))
    assert name_sort_key(decomposed) == name_sort_key(spelt(name))


@given(st.text(max_size=200))
def test_a_key_is_short_and_of_plain_letters(text):
    key = name_sort_key(text)
    assert len(key) <= SORT_KEY_LENGTH
    assert not set(key) - set("0123456789abcdefghijklmnopqrstuvwxyz")


def test_sqlite_sorts_the_keys_alike():
    with sqlite3.connect(":memory:") as rows:
        rows.execute("CREATE TABLE people (name, key)")
        people = [(name, name_sort_key(name)) for name in reversed(NAMES_IN_ORDER)]
        rows.executemany("INSERT INTO people VALUES (?, ?)", people)
        listed = [name for (name,) in rows.execute("SELECT name FROM people ORDER BY key")]
    rows.close()
    assert listed == NAMES_IN_ORDER
